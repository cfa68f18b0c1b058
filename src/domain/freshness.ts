// Freshness: the age that a client tolerates, and the staleness of a cached value (RFC 5861).
import { STALE_IF_ERROR_MS } from './ttl.ts'

/** Tolerance of a client, e.g. `{ maxAgeMs: 5000, maxStaleMs: null, onlyIfCached: false }`. */
export interface Freshness {
  /** Limit of the age; `null`: the ttl decides. */
  readonly maxAgeMs: number | null
  /** Time beyond the ttl that still counts as fresh; `null`: stale values are revalidated. */
  readonly maxStaleMs: number | null
  /** Set to send nothing upstream. */
  readonly onlyIfCached: boolean
  /** Set to accept values above `maxAgeMs` when the vendor fails. */
  readonly staleIfError?: boolean
}

export const USUAL_FRESHNESS: Freshness = { maxAgeMs: null, maxStaleMs: null, onlyIfCached: false }

/** STALE_WHILE_REVALIDATE: served and renewed. STALE_IF_ERROR: served after errors. */
export type Staleness = 'FRESH' | 'STALE_WHILE_REVALIDATE' | 'STALE_IF_ERROR' | 'EXPIRED'

export interface Age {
  readonly ageMs: number
  readonly ttlMs: number
  /** Interval between requests of the account: younger values are always fresh. */
  readonly intervalMs: number
}

interface Judged extends Age, Freshness {
  /** Age beyond the ttl, negative within it. */
  readonly staleMs: number
}

/** The first rule that holds decides. */
const RULES: readonly (readonly [Staleness, (value: Judged) => boolean])[] = [
  ['FRESH', ({ ageMs, intervalMs }) => ageMs < intervalMs],
  ['STALE_IF_ERROR', (value) => isTooOld(value) && value.staleIfError === true && isKept(value)],
  ['EXPIRED', (value) => isTooOld(value)],
  ['FRESH', ({ staleMs, maxStaleMs }) => staleMs <= (maxStaleMs ?? 0)],
  ['EXPIRED', (value) => value.maxStaleMs !== null || !isKept(value)],
  ['FRESH', ({ onlyIfCached }) => onlyIfCached],
  ['STALE_WHILE_REVALIDATE', ({ staleMs, ttlMs }) => staleMs <= ttlMs],
  ['STALE_IF_ERROR', () => true],
]

const isTooOld = ({ ageMs, maxAgeMs }: Judged): boolean => maxAgeMs !== null && ageMs > maxAgeMs
const isKept = ({ staleMs }: Judged): boolean => staleMs <= STALE_IF_ERROR_MS

export function stalenessOf(
  { ageMs, ttlMs, intervalMs }: Age,
  { maxAgeMs, maxStaleMs, onlyIfCached, staleIfError = false }: Freshness = USUAL_FRESHNESS,
): Staleness {
  const staleMs = ageMs - ttlMs
  const judged = { ageMs, ttlMs, intervalMs, staleMs, maxAgeMs, maxStaleMs, onlyIfCached, staleIfError }
  const [staleness] = RULES.find(([, holds]) => holds(judged)) ?? ['EXPIRED' as const]
  return staleness
}

/** The freshness that satisfies all clients. */
export function strictest(all: readonly Freshness[]): Freshness {
  const ages = all.flatMap(({ maxAgeMs }) => maxAgeMs ?? [])
  const stales = all.map(({ maxStaleMs }) => maxStaleMs)
  const isUsual = stales.every((maxStaleMs) => maxStaleMs === null)
  return {
    maxAgeMs: ages.length === 0 ? null : Math.min(...ages),
    // A client without a limit takes nothing stale unrevalidated: 0.
    maxStaleMs: isUsual ? null : Math.min(...stales.map((maxStaleMs) => maxStaleMs ?? 0)),
    onlyIfCached: all.every(({ onlyIfCached }) => onlyIfCached),
    ...(all.every(({ staleIfError }) => staleIfError === true) && { staleIfError: true }),
  }
}
