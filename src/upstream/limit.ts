// Pauses that vendors ask for.
//
//   429, Retry-After: 30   → 30 s
//   429                    → backoff: 1, 2, 4, 8, 16 s
//   503, Retry-After: 30   → 30 s
//   503                    → none
import type { Clock, Instant } from '../domain/time.ts'

export interface Limit {
  /** `null`: a 429 without a time. */
  readonly retryAfterMs: number | null
}

const FIRST_BACKOFF_MS = 1000
const MOST_BACKOFF_MS = 16_000
/** Longest accepted pause: a day after a 429, else an hour. */
const LONGEST_MS = { tooMany: 86_400_000, other: 3_600_000 } as const

/**
 * `null`: the answer asks for no pause. `waitMsHeader` holds
 * milliseconds on every answer, so only a 429 is read for it.
 */
export function toLimit(response: Response, waitMsHeader: string | undefined, clock: Clock): Limit | null {
  const { headers, status } = response
  if (status < 400) return null
  const isTooMany = status === 429
  const waits = [
    toRetryAfterMs(headers.get('retry-after'), headers.get('date'), clock),
    isTooMany && waitMsHeader !== undefined ? toNumber(headers.get(waitMsHeader)) : null,
  ]
  // Zero or a past date is no pause.
  const asked = Math.max(0, ...waits.map((ms) => ms ?? 0))
  if (asked > 0) return { retryAfterMs: Math.min(asked, isTooMany ? LONGEST_MS.tooMany : LONGEST_MS.other) }
  return isTooMany ? { retryAfterMs: null } : null
}

/** Seconds or a date (RFC 9110), relative to the answer's own `date` header. */
function toRetryAfterMs(header: string | null, date: string | null, clock: Clock): number | null {
  const seconds = toNumber(header)
  if (seconds !== null) return seconds * 1000
  const until = toInstant(header)
  return until === null ? null : until - (toInstant(date) ?? clock.now())
}

/** The largest value of a repeated header: `5, 30` → 30. */
function toNumber(header: string | null): number | null {
  const parts = (header ?? '').split(',').map((part) => part.trim())
  return parts.every((part) => /^\d+(?:\.\d+)?$/.test(part)) ? Math.max(...parts.map(Number)) : null
}

const TIME = /^[A-Za-z]{3,9},? .*\d\d:\d\d:\d\d/

/** Without a zone GMT is meant: `Sun Nov  6 08:49:37 1994`. */
function toInstant(header: string | null): Instant | null {
  if (header === null || !TIME.test(header)) return null
  const at = Date.parse(header.endsWith(' GMT') ? header : `${header} GMT`)
  return Number.isNaN(at) ? null : at
}

interface Backoff {
  /** Pause of the quota from now on, after an answer to a request of `sentAt`; `null`: nothing new. */
  backoffMs(limit: Limit | null, sentAt: Instant): number | null
}

/** Requests in flight when a pause began count as one, however many are refused. */
export function createBackoff(clock: Clock): Backoff {
  let begunAt = Number.NEGATIVE_INFINITY
  let inARow = 0
  return {
    backoffMs: (limit, sentAt) => {
      const isNews = sentAt > begunAt
      if (limit === null) {
        if (isNews) inARow = 0
        return null
      }
      if (!isNews) return limit.retryAfterMs
      begunAt = clock.now()
      inARow += 1
      return limit.retryAfterMs ?? Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (inARow - 1))
    },
  }
}
