// The five vendors on sockets, well at times and failing at others in every way that a network knows, each by itself.
import type { Random } from '../../src/demo/random.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import { sandboxEnvironment, simulatorsOf } from '../../src/demo/accounts.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'

/** Longer than any attempt waits. */
const HANG_MS = 20_000
/** How long one kind of weather lasts at one vendor. */
const SPELL_MS = [2000, 9000] as const

/** What may become of a request; undefined is the vendor's own answer. */
const FAULTS: Readonly<Record<string, () => Response | Promise<Response> | undefined>> = {
  well: () => undefined,
  errors: () => new Response('{"message":"failed"}', { status: 500 }),
  unavailable: () => new Response('<html>later</html>', { status: 503 }),
  hangs: async () => {
    await sleep(HANG_MS, undefined, { ref: false })
    return new Response('[]')
  },
  resets: () => new Response(new ReadableStream({ pull: (body) => body.error(new Error('reset')) })),
  'breaks off': () => new Response('[{"id": 1, "created_at": "2026-'),
  'another page': () => new Response('<html><body>Sign in</body></html>'),
  'another shape': () => Response.json({ surprise: [{ id: {} }, null, 7] }),
  'too many requests': () => new Response('{}', { status: 429, headers: { 'retry-after': '1' } }),
}

export interface FaultyVendors {
  readonly sandbox: Sandbox
  /** The settings of an operator who has an account at each. */
  readonly environment: Readonly<Record<string, string>>
  /** How many requests each kind of weather has met. */
  readonly met: ReadonlyMap<string, number>
  /** Lets them fail until told otherwise. */
  fail(): void
  heal(): void
  close(): Promise<void>
}

export async function startFaultyVendors(random: Random, canary: string): Promise<FaultyVendors> {
  const sandbox = createSandbox({ clock: systemClock, canary })
  const simulators = simulatorsOf(sandbox)
  const served = await Promise.all(
    Object.entries(simulators).map(async ([vendor, one]) => [vendor, await serve(one)] as const),
  )
  const origins = new Map(served.map(([vendor, { url }]) => [vendor, url]))
  const met = new Map<string, number>()
  let failing = false

  for (const [vendor, simulator] of Object.entries(simulators)) {
    const weather = createWeather(random.fork(vendor))
    simulator.intercept = () => {
      if (!failing) return undefined
      const fault = weather()
      met.set(fault, (met.get(fault) ?? 0) + 1)
      return FAULTS[fault]?.()
    }
  }

  return {
    sandbox,
    environment: sandboxEnvironment(sandbox, (vendor) => origins.get(vendor) ?? ''),
    met,
    fail: () => {
      failing = true
    },
    heal: () => {
      failing = false
    },
    close: async () => {
      await Promise.all(served.map(([, { close }]) => close()))
    },
  }
}

/** What a request meets now: in a bad spell most meet its fault, and in a good one hardly any. */
function createWeather(random: Random): () => string {
  let [until, spell] = [0, 'well']
  return () => {
    const now = Date.now()
    if (now >= until) {
      until = now + random.int(...SPELL_MS)
      spell = random.chance(0.5) ? 'well' : random.pick(Object.keys(FAULTS))
    }
    if (spell === 'well') return random.chance(0.03) ? random.pick(Object.keys(FAULTS)) : 'well'
    return random.chance(0.7) ? spell : 'well'
  }
}
