// Staleness policy (RFC 5861) of cached values.
import type { Ask } from '../domain/ask.ts'
import type { Staleness } from '../domain/freshness.ts'
import type { Clock } from '../domain/time.ts'
import type { Account, Remembered } from '../vendors/index.ts'
import { toDeadlineError, toNotCachedError, UpstreamError } from '../domain/errors.ts'
import { stalenessOf, USUAL_FRESHNESS } from '../domain/freshness.ts'
import { EVERYBODY } from '../domain/viewer.ts'

/** Deadline of a revalidation, including its wait for a free slot. */
const REVALIDATION_MS = 60_000

export interface StalenessPolicy {
  stalenessOf(account: string, read: Pick<Remembered<unknown>, 'readAt' | 'ttlMs'>, ask: Ask): Staleness
  /** The ask of a revalidation: lowest priority, on no bill. Accepts values up to `maxStaleMs` stale. */
  background(maxStaleMs?: number): Ask
  /** Notes a fresh value for the answer that may be kept. */
  use(account: string, read: Pick<Remembered<unknown>, 'readAt' | 'ttlMs'>, ask: Ask): void
  /** Serves `known` or fetches. Rejects with UpstreamError. */
  serve<T>(cached: Cached<T>, ask: Ask): Promise<T>
}

interface Cached<T> {
  readonly account: string
  /** `undefined`: nothing is cached. */
  readonly known: Remembered<T> | undefined
  readonly fetch: (ask: Ask) => Promise<T>
}

export function createStalenessPolicy(accounts: readonly Account[], clock: Clock): StalenessPolicy {
  const intervals = new Map(
    accounts.map(({ name, config }) => [name, config.quota.windowMs / config.quota.requests]),
  )

  const policy: StalenessPolicy = {
    stalenessOf: (account, { readAt, ttlMs }, { freshness }) => {
      const age = { ageMs: clock.now() - readAt, ttlMs, intervalMs: intervals.get(account) ?? 0 }
      return stalenessOf(age, freshness)
    },
    // Values younger than the interval are fresh; at the interval they are not.
    use: (account, { readAt, ttlMs }, { uses }) =>
      uses?.add(account, readAt + Math.max(ttlMs, (intervals.get(account) ?? 0) - 1)),
    background: (maxStaleMs = 0) => ({
      operations: [],
      viewer: EVERYBODY,
      client: 'renewal',
      priority: 'BACKGROUND',
      askedAt: clock.now(),
      deadlineAt: clock.now() + REVALIDATION_MS,
      signal: new AbortController().signal,
      freshness: { ...USUAL_FRESHNESS, maxStaleMs },
    }),
    serve: async ({ account, known, fetch }, ask) => {
      const staleness = known === undefined ? 'EXPIRED' : policy.stalenessOf(account, known, ask)
      if (known !== undefined && (staleness === 'FRESH' || staleness === 'STALE_WHILE_REVALIDATE')) {
        // A failure is reported to the next caller that fetches.
        if (staleness === 'FRESH') policy.use(account, known, ask)
        else {
          ask.uses?.spoil()
          fetch(policy.background()).catch(() => {})
        }
        return known.value
      }
      if (ask.freshness?.onlyIfCached === true) throw toNotCachedError(account)
      try {
        return await fetch(ask)
      } catch (error) {
        const upstream = toUpstreamError(error, account, ask)
        if (known !== undefined && staleness === 'STALE_IF_ERROR') return known.value
        throw upstream
      }
    },
  }
  return policy
}

/** The account's error, or the deadline's. Throws any other. */
export function toUpstreamError(error: unknown, account: string, { signal }: Ask): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (signal.aborted) return toDeadlineError(account)
  throw error
}
