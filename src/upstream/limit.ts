// What a vendor says when there were too many requests (HTTP 429), and for how long its quota then rests: as long as the
// vendor says, else twice as long each time.
import type { Clock, Instant } from '../domain/time.ts'

export interface Limit {
  /** Null when the vendor does not say. */
  readonly retryAfterMs: number | null
}

const FIRST_REST_MS = 1000
const MOST_REST_MS = 16_000
/** Whatever a vendor says, it is asked again after a day. */
const LONGEST_MS = 86_400_000

/** Null when the answer is none of that kind; `waitMsHeader` is a header of the vendor's own that holds milliseconds. */
export function toLimit(response: Response, waitMsHeader: string | undefined): Limit | null {
  if (response.status !== 429) return null
  const { headers } = response
  const own = toNumber(waitMsHeader === undefined ? null : headers.get(waitMsHeader))
  const retryAfterMs = own ?? toRetryAfterMs(headers.get('retry-after'), headers.get('date'))
  // No time at all is no answer to how long.
  return {
    retryAfterMs: retryAfterMs !== null && retryAfterMs > 0 ? Math.min(retryAfterMs, LONGEST_MS) : null,
  }
}

/** Seconds or, by RFC 9110, a date, which is read by the vendor's clock and not by ours. */
function toRetryAfterMs(header: string | null, date: string | null): number | null {
  const seconds = toNumber(header)
  if (seconds !== null) return seconds * 1000
  const ms = Date.parse(header ?? '') - Date.parse(date ?? '')
  return Number.isNaN(ms) ? null : ms
}

function toNumber(header: string | null): number | null {
  return header !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(header) ? Number(header) : null
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
