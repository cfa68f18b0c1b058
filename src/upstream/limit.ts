// A vendor's word on when to come back, and for how long its quota then rests. After too many requests (HTTP 429) it
// rests as long as the vendor says, else twice as long each time. After any other refusal it rests only if the vendor
// says how long.
import type { Clock, Instant } from '../domain/time.ts'

export interface Limit {
  /** Null when the vendor does not say, which only a 429 need not. */
  readonly retryAfterMs: number | null
}

const FIRST_REST_MS = 1000
const MOST_REST_MS = 16_000
/** Whatever a vendor says, it is asked again after a day, and after an hour where it did not count requests. */
const LONGEST_MS = { tooMany: 86_400_000, other: 3_600_000 } as const

/**
 * Null when the answer says nothing of the kind. `waitMsHeader` is a header of the vendor's own that holds milliseconds;
 * it counts after a 429 alone, since it stands on every answer.
 */
export function toLimit(response: Response, waitMsHeader: string | undefined, clock: Clock): Limit | null {
  const { headers, status } = response
  if (status < 400) return null
  const isTooMany = status === 429
  const words = [
    toRetryAfterMs(headers.get('retry-after'), headers.get('date'), clock),
    isTooMany && waitMsHeader !== undefined ? toNumber(headers.get(waitMsHeader)) : null,
  ]
  // No time at all is no answer to how long.
  const asked = Math.max(0, ...words.map((ms) => ms ?? 0))
  if (asked > 0) return { retryAfterMs: Math.min(asked, isTooMany ? LONGEST_MS.tooMany : LONGEST_MS.other) }
  return isTooMany ? { retryAfterMs: null } : null
}

/** Seconds, or a date in one of the three forms of RFC 9110, read by the vendor's clock where its answer tells it. */
function toRetryAfterMs(header: string | null, date: string | null, clock: Clock): number | null {
  const seconds = toNumber(header)
  if (seconds !== null) return seconds * 1000
  const until = toInstant(header)
  return until === null ? null : until - (toInstant(date) ?? clock.now())
}

/** A header that came twice holds both values, of which the larger counts. */
function toNumber(header: string | null): number | null {
  const parts = (header ?? '').split(',').map((part) => part.trim())
  return parts.every((part) => /^\d+(?:\.\d+)?$/.test(part)) ? Math.max(...parts.map(Number)) : null
}

const TIME = /^[A-Za-z]{3,9},? .*\d\d:\d\d:\d\d/

/** The form of C's asctime names no zone and means GMT like the others: `Sun Nov  6 08:49:37 1994`. */
function toInstant(header: string | null): Instant | null {
  if (header === null || !TIME.test(header)) return null
  const at = Date.parse(header.endsWith(' GMT') ? header : `${header} GMT`)
  return Number.isNaN(at) ? null : at
}

export interface Rests {
  /**
   * For how long the quota rests from now on, after an answer to a request that was sent then; null when nothing new
   * follows from it.
   */
  restMs(limit: Limit | null, sentAt: Instant): number | null
}

/** Requests that were under way when a rest began belong to it, however many of them are refused. */
export function createRests(clock: Clock): Rests {
  let begunAt = Number.NEGATIVE_INFINITY
  let inARow = 0
  return {
    restMs: (limit, sentAt) => {
      const isNews = sentAt > begunAt
      if (limit === null) {
        if (isNews) inARow = 0
        return null
      }
      if (!isNews) return limit.retryAfterMs
      begunAt = clock.now()
      inARow += 1
      return limit.retryAfterMs ?? Math.min(MOST_REST_MS, FIRST_REST_MS * 2 ** (inARow - 1))
    },
  }
}
