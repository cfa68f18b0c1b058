// The age of answers: a client's tolerance, and the use of a cached value (RFC 5861).
import { STALE_IF_ERROR_MS } from './ttl.ts'

/** A client's tolerance, e.g. `max-age=5, stale-if-error`. */
export interface Freshness {
  /** The highest age; `null`: the ttl. */
  readonly maxAgeMs: number | null
  /** Milliseconds beyond the ttl without a new request; `null`: the usual. */
  readonly maxStaleMs: number | null
  /** Forbids upstream requests. */
  readonly onlyIfCached: boolean
  /** Allows a value older than `maxAgeMs` when the vendor fails. */
  readonly staleIfError?: boolean
}

export const USUAL_FRESHNESS: Freshness = { maxAgeMs: null, maxStaleMs: null, onlyIfCached: false }

/** Used as it is; used while renewed; used when the vendor fails; not used. */
export type Staleness = 'FRESH' | 'STALE_WHILE_REVALIDATE' | 'STALE_IF_ERROR' | 'EXPIRED'

export interface Age {
  readonly ageMs: number
  readonly ttlMs: number
  /** The interval of the account's quota. A younger value is always used. */
  readonly intervalMs: number
}

export function stalenessOf(
  { ageMs, ttlMs, intervalMs }: Age,
  freshness: Freshness = USUAL_FRESHNESS,
): Staleness {
  const { maxAgeMs, maxStaleMs, onlyIfCached, staleIfError = false } = freshness
  if (ageMs < intervalMs) return 'FRESH'
  const staleMs = ageMs - ttlMs
  if (maxAgeMs !== null && ageMs > maxAgeMs)
    return staleIfError && staleMs <= STALE_IF_ERROR_MS ? 'STALE_IF_ERROR' : 'EXPIRED'
  if (staleMs <= (maxStaleMs ?? 0)) return 'FRESH'
  if (maxStaleMs !== null || staleMs > STALE_IF_ERROR_MS) return 'EXPIRED'
  if (onlyIfCached) return 'FRESH'
  return staleMs <= ttlMs ? 'STALE_WHILE_REVALIDATE' : 'STALE_IF_ERROR'
}

/** The tolerance that satisfies all, e.g. the lowest `maxAgeMs`. */
export function strictest(all: readonly Freshness[]): Freshness {
  const ages = all.flatMap(({ maxAgeMs }) => maxAgeMs ?? [])
  const stales = all.map(({ maxStaleMs }) => maxStaleMs)
  const isUsual = stales.every((maxStaleMs) => maxStaleMs === null)
  return {
    maxAgeMs: ages.length === 0 ? null : Math.min(...ages),
    // A client without max-stale accepts stale values only during a renewal: 0.
    maxStaleMs: isUsual ? null : Math.min(...stales.map((maxStaleMs) => maxStaleMs ?? 0)),
    onlyIfCached: all.every(({ onlyIfCached }) => onlyIfCached),
    ...(all.every(({ staleIfError }) => staleIfError === true) && { staleIfError: true }),
  }
}
