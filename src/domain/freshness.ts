// How old an answer may be: what a client tolerates, and what may be done with something that was remembered.
import { STALE_IF_ERROR_MS } from './ttl.ts'

/** What a client tolerates. */
export interface Freshness {
  /** Nothing older is good enough; null leaves it to the lifetimes. */
  readonly maxAgeMs: number | null
  /** How far beyond its lifetime something is good enough without being asked for again; null for what is usual. */
  readonly maxStaleMs: number | null
  /** Whether nothing may be asked upstream. */
  readonly onlyIfCached: boolean
  /** Whether what is older than `maxAgeMs` is still good enough when nothing newer can be had. */
  readonly staleIfError?: boolean
}

export const USUAL_FRESHNESS: Freshness = { maxAgeMs: null, maxStaleMs: null, onlyIfCached: false }

/** Given as it is; given while it is renewed; given when nothing newer can be had; not given. */
export type Staleness = 'FRESH' | 'STALE_WHILE_REVALIDATE' | 'STALE_IF_ERROR' | 'EXPIRED'

export interface Age {
  readonly ageMs: number
  readonly ttlMs: number
  /** How far apart requests to the account are: nothing younger is asked for again, whoever asks. */
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

/** What satisfies all of them. */
export function strictest(all: readonly Freshness[]): Freshness {
  const ages = all.flatMap(({ maxAgeMs }) => maxAgeMs ?? [])
  const stales = all.map(({ maxStaleMs }) => maxStaleMs)
  const isUsual = stales.every((maxStaleMs) => maxStaleMs === null)
  return {
    maxAgeMs: ages.length === 0 ? null : Math.min(...ages),
    // Who says nothing takes what is stale only while it is renewed, and who says how much does not take more.
    maxStaleMs: isUsual ? null : Math.min(...stales.map((maxStaleMs) => maxStaleMs ?? 0)),
    onlyIfCached: all.every(({ onlyIfCached }) => onlyIfCached),
    ...(all.every(({ staleIfError }) => staleIfError === true) && { staleIfError: true }),
  }
}
