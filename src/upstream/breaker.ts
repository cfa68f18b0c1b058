// Whether an account may be asked. One that keeps failing is left alone: whoever asks is told so at once, and now and
// then one request goes to see whether it answers again.
import type { Noun } from '../domain/noun.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Health } from './health.ts'
import { UpstreamError } from '../domain/errors.ts'

/** What a failure weighs; so much of it in a row, without any answer in between, breaks the circuit. */
const WEIGHTS = { UPSTREAM_UNAVAILABLE: 1, UPSTREAM_TIMEOUT: 3 } as const
const BREAKS_AT = 8

/** The time from one probe to the next doubles as long as they fail. */
const FIRST_PROBE_MS = 2000
const MOST_PROBE_MS = 30_000

/** Credentials are mended by people. */
const UNAUTHORIZED_PROBE_MS = 60_000

const MEANING = {
  UPSTREAM_UNAVAILABLE: 'has failed again and again and is left alone for a moment; ask again later',
  UPSTREAM_UNAUTHORIZED: 'refused the credentials a moment ago; check them in the settings',
} as const

/** While it lasts one request is let through each time that `probeAt` has come. */
interface Outage {
  readonly code: keyof typeof MEANING
  probeAt: Instant
  everyMs: number
}

/** What is out: what the account has of a noun, or the whole account, for which null stands. */
type Part = Noun | null

/** The permission to ask. */
export interface Pass {
  /** Throws UpstreamError when it holds no more, because the account has broken down since it was given. */
  check(): void
  /** Nothing was asked. */
  giveBack(): void
}

export interface Breaker {
  /** Throws UpstreamError when the account, or what it has of the noun, is left alone. */
  admit(noun: Noun): Pass
  /** Null for a sign-in. */
  succeeded(noun: Noun | null): void
  failed(failure: Pick<UpstreamError, 'code' | 'status'>, noun: Noun | null): void
}

export function createBreaker(account: string, clock: Clock, health: Health): Breaker {
  const outages = new Map<Part, Outage>()
  const succeededAt = new Map<Part, Instant>()
  let weight = 0

  const outageOf = (noun: Noun): Outage | undefined => outages.get(null) ?? outages.get(noun)

  function toError({ code, probeAt }: Outage): UpstreamError {
    const retryAfterMs = Math.max(0, probeAt - clock.now())
    return new UpstreamError(account, code, `${account} ${MEANING[code]}`, { retryAfterMs })
  }

  function check(noun: Noun): void {
    const outage = outageOf(noun)
    if (outage !== undefined) throw toError(outage)
  }

  /** One is let through, and the next one a while later, unless the account has answered by then. */
  function probe(outage: Outage): Pass {
    const before = { ...outage }
    if (outage.code === 'UPSTREAM_UNAVAILABLE') outage.everyMs = Math.min(outage.everyMs * 2, MOST_PROBE_MS)
    outage.probeAt = clock.now() + outage.everyMs
    return { check: () => {}, giveBack: () => void Object.assign(outage, before) }
  }

  function breakDown(part: Part, code: Outage['code'], everyMs: number): void {
    if (outages.get(part)?.code !== code) outages.set(part, { code, everyMs, probeAt: clock.now() + everyMs })
    health.become(outages.has(null) ? 'DOWN' : 'DEGRADED')
  }

  /** A key may be good for some nouns only, which shows in that it was good for another one a moment ago. */
  function refusedPart(status: number | null, noun: Noun | null): Part {
    const since = clock.now() - UNAUTHORIZED_PROBE_MS
    const isGood = [...succeededAt].some(([other, at]) => other !== noun && at >= since)
    return status === 403 && isGood ? noun : null
  }

  return {
    admit: (noun) => {
      const outage = outageOf(noun)
      if (outage === undefined) return { check: () => check(noun), giveBack: () => {} }
      if (outage.probeAt > clock.now()) throw toError(outage)
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
        // A queue that is full says nothing about the vendor.
        case 'QUOTA_EXHAUSTED':
          return
        case 'UPSTREAM_UNAUTHORIZED':
          return breakDown(refusedPart(status, noun), code, UNAUTHORIZED_PROBE_MS)
        case 'UPSTREAM_UNAVAILABLE':
        case 'UPSTREAM_TIMEOUT':
          weight += WEIGHTS[code]
          if (weight >= BREAKS_AT && !outages.has(null))
            return breakDown(null, 'UPSTREAM_UNAVAILABLE', FIRST_PROBE_MS)
          break
        // The vendor answers, and a question that it refuses says nothing about its health.
        case 'UPSTREAM_REJECTED':
          weight = 0
          if (outages.delete(null)) health.become('UP')
          return
        // The vendor answers, and how fast it may be asked is the schedule's matter.
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
