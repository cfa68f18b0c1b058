// Switchboard as operators start it, over five vendors that fail in every way, under mixed load, in real time: it stays
// up, holds no more than it held, and every operation has an answer or a refusal with a code. SOAK_SECONDS says how long.
import type { Process } from '../support/processes.ts'
import type { FaultyVendors } from './faulty-vendors.ts'
import type { Held } from './held.ts'
import type { Tally } from './load.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { UPSTREAM_CODES } from '../../src/domain/errors.ts'
import { simulatorsOf } from '../../src/demo/accounts.ts'
import { createRandom } from '../../src/demo/random.ts'
import { MAIN, start } from '../support/processes.ts'
import { ASKABLE, heldBy, openOf } from './held.ts'
import { startFaultyVendors } from './faulty-vendors.ts'
import { run } from './load.ts'
import { toPost } from '../support/post.ts'

const LOAD_MS = 1000 * Number(process.env.SOAK_SECONDS ?? 75)
const WARM_UP_MS = Math.min(Math.floor(LOAD_MS / 3), 120_000)
const SEED = process.env.SOAK_SEED ?? 'soak'
/** Short, so that what hangs holds no client up for long. */
const DEADLINE_MS = 8000
/** Small enough to be full when it is warm; whatever grows then is no memory. */
const CACHE_BYTES = 16_777_216
/** What differs from one collection to the next; operations that left something behind would hold far more. */
const NOISE = 1.1
/** By then connections that nobody uses are closed, and accounts that were left alone are asked again. */
const MOST_REST_MS = 90_000
const CANARY = 'CANARY7'

const CODES: ReadonlySet<string> = new Set([
  ...UPSTREAM_CODES,
  'BAD_USER_INPUT',
  'INVALID_CURSOR',
  'UNSUPPORTED_ORDER',
  'LIMIT_EXCEEDED',
  'TOO_EXPENSIVE',
  'ALL_ACCOUNTS_FAILED',
])

const random = createRandom(SEED)
const tally: Tally = { answered: 0, left: 0, told: 0, codes: new Map(), strange: [] }
let vendors: FaultyVendors
let switchboard: Process

before(async () => {
  vendors = await startFaultyVendors(random.fork('vendors'), CANARY)
  switchboard = await start(MAIN, [], {
    ...vendors.environment,
    AUTH: 'none',
    ANONYMOUS_SCOPES: '*',
    DEADLINE_MS: String(DEADLINE_MS),
    HOST: '127.0.0.1',
    PORT: '0',
    CACHE_BYTES: String(CACHE_BYTES),
    // All clients of the load have one address.
    LIMIT_PARALLEL: '1000',
    ...ASKABLE,
  })
})

after(async () => {
  await switchboard?.stop()
  await vendors?.close()
})

/** The load for so long, and then until everybody has an answer. */
async function loadFor(ms: number, part: string): Promise<void> {
  vendors.fail()
  await run(
    { url: switchboard.url, sandbox: vendors.sandbox, tally },
    random.fork(part),
    AbortSignal.timeout(ms),
  )
  vendors.heal()
}

/** Looks again until it is so, or the time for it is over. */
async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + MOST_REST_MS
  while (performance.now() < end) {
    if (await isSo()) return true
    await sleep(500)
  }
  return false
}

async function ask(query: string): Promise<any> {
  const response = await fetch(switchboard.url, toPost({ query }))
  return response.json()
}

test(`under load and faults for ${LOAD_MS / 1000} s nothing is lost and nothing is kept`, async () => {
  const cold = await heldBy(switchboard)
  await loadFor(WARM_UP_MS, 'warm-up')
  const warm = await heldBy(switchboard)
  await loadFor(LOAD_MS - WARM_UP_MS, 'load')
  const end = await heldBy(switchboard)
  // Connections that nobody uses are closed after a minute.
  const isAtRest = await until(async () => openOf(await heldBy(switchboard)).length === 0)
  const rest = await heldBy(switchboard)
  report({ cold, warm, end, rest })
  assert.deepEqual(tally.strange, [])
  assert.deepEqual(
    [...tally.codes.keys()].filter((code) => !CODES.has(code)),
    [],
  )
  assert.ok(tally.answered > LOAD_MS / 200, `only ${tally.answered} operations were answered`)
  assert.ok(tally.told > 0 && tally.left > 0)
  // What is under way differs from moment to moment; once all is done, nothing is held that was not held before.
  assert.ok(rest.heapBytes <= warm.heapBytes * NOISE, 'the heap has grown')
  assert.ok(isAtRest, `left open: ${openOf(rest).join()}`)
})

test('afterwards every account is asked again, and nothing went wrong unnoticed', async () => {
  const isWhole = await until(async () => {
    const { data } = await ask('{ calls(first: 100) { accounts { state } } accounts { state } }')
    const { calls, accounts } = data ?? {}
    return [...(calls?.accounts ?? []), ...(accounts ?? [])].every(({ state }) => /COMPLETE|UP/.test(state))
  })
  assert.ok(isWhole)
  const lines = switchboard.lines.filter((line) => line.startsWith('{"level"'))
  // Levels of the log: 40 warns of vendors, 50 is an error, 60 fatal.
  assert.deepEqual(
    lines.filter((line) => JSON.parse(line).level >= 50),
    [],
  )
  assert.ok(lines.length > tally.answered)
  assert.deepEqual(
    switchboard.lines.filter((line) => line.includes(CANARY)),
    [],
  )
  const metrics = await (await fetch(switchboard.url.replace('/graphql', '/metrics'))).text()
  assert.ok(!metrics.includes(CANARY))
})

function report(heldAt: Readonly<Record<string, Held>>): void {
  const requests = Object.values(simulatorsOf(vendors.sandbox)).flatMap(
    ({ requests: heard }): object[] => heard,
  )
  console.log(`seed ${SEED}, ${LOAD_MS / 1000} s`)
  console.table({
    'operations answered': tally.answered,
    'clients that hung up': tally.left,
    'events told to watchers': tally.told,
    'requests upstream': requests.length,
    ...Object.fromEntries([...vendors.met].map(([fault, count]) => [`of these: ${fault}`, count])),
    ...Object.fromEntries([...tally.codes].map(([code, count]) => [`errors ${code}`, count])),
    'memory (MB)': Math.round(switchboard.memory() ?? Number.NaN),
  })
  console.table(
    Object.fromEntries(
      Object.entries(heldAt).map(([when, { heapBytes, handles }]) => [
        when,
        { 'heap (MB)': (heapBytes / 1_048_576).toFixed(1), handles: JSON.stringify(handles) },
      ]),
    ),
  )
}
