// Giving what is remembered as far as it is good enough, renewing what is stale behind the asker's back, and falling
// back on it where nothing newer can be had.
import type { Ask } from '../domain/ask.ts'
import type { Staleness } from '../domain/freshness.ts'
import type { Clock } from '../domain/time.ts'
import type { Account, Remembered } from '../vendors/index.ts'
import { toDeadlineError, toNotCachedError, UpstreamError } from '../domain/errors.ts'
import { stalenessOf, USUAL_FRESHNESS } from '../domain/freshness.ts'
import { EVERYBODY } from '../domain/viewer.ts'

/** How long a renewal may take, the wait for a slot that nobody else wants included. */
const RENEWAL_MS = 60_000

export interface StalenessPolicy {
  /** What may be done for the asker with something that was read then. */
  stalenessOf(account: string, read: Pick<Remembered<unknown>, 'readAt' | 'ttlMs'>, ask: Ask): Staleness
  /** An ask that nobody waits for: it goes when there is nothing else to do, and no bill carries it. */
  behind(): Ask
  /** What is known, or what is fetched instead. Rejects with UpstreamError. */
  give<T>(wanted: Wanted<T>, ask: Ask): Promise<T>
}

export interface Wanted<T> {
  readonly account: string
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
    behind: () => ({
      operations: [],
      viewer: EVERYBODY,
      client: 'renewal',
      priority: 'BACKGROUND',
      askedAt: clock.now(),
      deadlineAt: clock.now() + RENEWAL_MS,
      signal: new AbortController().signal,
      // What is renewed must not be made of what is stale itself.
      freshness: { ...USUAL_FRESHNESS, maxStaleMs: 0 },
    }),
    give: async ({ account, known, fetch }, ask) => {
      const use = known === undefined ? 'EXPIRED' : policy.stalenessOf(account, known, ask)
      if (known !== undefined && (use === 'FRESH' || use === 'STALE_WHILE_REVALIDATE')) {
        // Whoever needs it next hears of a failure.
        if (use === 'STALE_WHILE_REVALIDATE') fetch(policy.behind()).catch(() => {})
        return known.value
      }
      if (ask.freshness?.onlyIfCached === true) throw toNotCachedError(account)
      try {
        return await fetch(ask)
      } catch (error) {
        const told = toUpstreamError(error, account, ask)
        if (known !== undefined && use === 'STALE_IF_ERROR') return known.value
        throw told
      }
    },
  }
  return policy
}

/** What an asker is told of an error: an account's own, or that the deadline has passed. Throws what is neither. */
export function toUpstreamError(error: unknown, account: string, { signal }: Ask): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (signal.aborted) return toDeadlineError(account)
  throw error
}
