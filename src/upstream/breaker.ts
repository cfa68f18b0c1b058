// Circuit breaker of one account. A failing account gets one request
// now and then, the probe; every other one is refused at once.
//
//   UP ──failures weigh 8──→ DOWN ──probe after 2 s, 4 s … 30 s──→ UP
//
// Of an account, one noun may be out alone: a key may not read e-mails.
import type { AccountState } from '../domain/event.ts'
import type { AnyNoun } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { UpstreamError } from '../domain/errors.ts'

/** Weights of failures; a row of them worth 8 opens the circuit. */
const WEIGHTS = { UPSTREAM_UNAVAILABLE: 1, UPSTREAM_TIMEOUT: 3 } as const
const BREAKS_AT = 8

/** Time between probes; doubles while they fail. */
const FIRST_PROBE_MS = 2000
const MOST_PROBE_MS = 30_000

/** Refused credentials wait for an operator. */
const UNAUTHORIZED_PROBE_MS = 60_000

const MEANING = {
  UPSTREAM_UNAVAILABLE: 'failed repeatedly, so requests to it pause for a moment; try again later',
  UPSTREAM_UNAUTHORIZED: 'refused the credentials a moment ago; check them in the settings',
} as const

/** An open circuit. */
interface Outage {
  readonly code: keyof typeof MEANING
  /** Instant from which one request may probe. */
  probeAt: Instant
  everyMs: number
}

/** `null`: the whole account. */
type Circuit = AnyNoun | null

/** Permission to send one request. */
export interface Pass {
  /** Throws UpstreamError if the circuit has opened since. */
  check(): void
  /** Returns an unused pass, so that another request may probe. */
  giveBack(): void
}

export interface Breaker {
  /** Throws UpstreamError while the circuit is open. */
  admit(noun: AnyNoun): Pass
  /** `null`: a sign-in. */
  succeeded(noun: AnyNoun | null): void
  failed(failure: Pick<UpstreamError, 'code' | 'status'>, noun: AnyNoun | null): void
}

export interface Health {
  become(state: AccountState): void
  state(): { readonly state: AccountState; readonly since: Instant }
}

/** Begins as UP; `onChange` is called for changes only. */
export function createHealth(clock: Clock, onChange: (state: AccountState) => void): Health {
  let state: AccountState = 'UP'
  let since = clock.now()
  return {
    become: (next) => {
      if (next === state) return
      state = next
      since = clock.now()
      onChange(state)
    },
    state: () => ({ state, since }),
  }
}

export function createBreaker(account: string, clock: Clock, health: Health): Breaker {
  const outages = new Map<Circuit, Outage>()
  const succeededAt = new Map<Circuit, Instant>()
  let weight = 0

  const outageOf = (noun: AnyNoun): Outage | undefined => outages.get(null) ?? outages.get(noun)

  function toRefusal({ code, probeAt }: Outage): UpstreamError {
    const retryAfterMs = Math.max(0, probeAt - clock.now())
    return new UpstreamError(account, code, `${account} ${MEANING[code]}`, { retryAfterMs })
  }

  function check(noun: AnyNoun): void {
    const outage = outageOf(noun)
    if (outage !== undefined) throw toRefusal(outage)
  }

  /** Lets one request through, and the next after `everyMs`. */
  function probe(outage: Outage): Pass {
    const before = { ...outage }
    if (outage.code === 'UPSTREAM_UNAVAILABLE') outage.everyMs = Math.min(outage.everyMs * 2, MOST_PROBE_MS)
    outage.probeAt = clock.now() + outage.everyMs
    return { check: () => {}, giveBack: () => void Object.assign(outage, before) }
  }

  function open(circuit: Circuit, code: Outage['code'], everyMs: number): void {
    if (outages.get(circuit)?.code !== code)
      outages.set(circuit, { code, everyMs, probeAt: clock.now() + everyMs })
    health.become(outages.has(null) ? 'DOWN' : 'DEGRADED')
  }

  /** A 403 concerns one noun if another was answered a moment ago. */
  function refusedCircuit(status: number | null, noun: AnyNoun | null): Circuit {
    const since = clock.now() - UNAUTHORIZED_PROBE_MS
    const isGood = [...succeededAt].some(([other, at]) => other !== noun && at >= since)
    return status === 403 && isGood ? noun : null
  }

  return {
    admit: (noun) => {
      const outage = outageOf(noun)
      if (outage === undefined) return { check: () => check(noun), giveBack: () => {} }
      if (outage.probeAt > clock.now()) throw toRefusal(outage)
      return probe(outage)
    },
    succeeded: (noun) => {
      weight = 0
      if (noun !== null) succeededAt.set(noun, clock.now())
      outages.delete(null)
      outages.delete(noun)
      health.become(outages.size === 0 ? 'UP' : 'DEGRADED')
    },
    failed: ({ code, status }, noun) => {
      switch (code) {
        // A full queue is no fault of the vendor.
        case 'QUOTA_EXHAUSTED':
          return
        case 'UPSTREAM_UNAUTHORIZED':
          return open(refusedCircuit(status, noun), code, UNAUTHORIZED_PROBE_MS)
        case 'UPSTREAM_UNAVAILABLE':
        case 'UPSTREAM_TIMEOUT':
          weight += WEIGHTS[code]
          if (weight >= BREAKS_AT && !outages.has(null))
            return open(null, 'UPSTREAM_UNAVAILABLE', FIRST_PROBE_MS)
          break
        // The vendor answers; the question was wrong.
        case 'UPSTREAM_REJECTED':
          weight = 0
          if (outages.delete(null)) health.become('UP')
          return
        // The vendor answers; the schedule slows down.
        case 'UPSTREAM_RATE_LIMITED':
          weight = 0
          if (outages.get(null)?.code === 'UPSTREAM_UNAVAILABLE') outages.delete(null)
          break
        case 'UPSTREAM_INVALID_RESPONSE':
          break
      }
      health.become(outages.has(null) ? 'DOWN' : 'DEGRADED')
    },
  }
}
