// Answers of reads that an error ended, e.g. BUDGET_SPENT. The next read goes on from them:
//
//   read 1   created_at → 422    without it → budget spent
//   read 2   created_at: kept    without it → 200
import type { Ask } from '../domain/ask.ts'
import type { ListNoun } from '../domain/lists.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { WirePage } from './define.ts'
import { LRUCache } from 'lru-cache'
import { UpstreamError } from '../domain/errors.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { isRefusal } from './unproven.ts'

export interface SentPage extends WirePage {
  /** Characters of the answer. */
  readonly size: number
  readonly sentAt: Instant
}

/** Sends a request, or returns its kept answer; rejects with a kept refusal. */
export type Recall = (request: string, send: () => Promise<SentPage | null>) => Promise<SentPage | null>

/** Does a read of one or several requests, which `recall` sends. */
export type Unfinished = <T>(noun: ListNoun, ask: Ask, read: (recall: Recall) => Promise<T>) => Promise<T>

/** Time within which a client asks again. */
const KEPT_MS = 60_000

/** About 25 pages of 100 calls. */
const MOST_CHARACTERS = 8_388_608

/** Of a refusal, or an entry besides its page. */
const ENTRY_CHARACTERS = 1000

interface Kept {
  readonly outcome: SentPage | UpstreamError
  readonly client: string
}

/** Accounts share the room. */
export function createUnfinished(clock: Clock): (account: string) => Unfinished {
  const kept = new LRUCache<string, Kept>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ outcome }, key) =>
      ENTRY_CHARACTERS + key.length + ('size' in outcome ? outcome.size : 0),
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: clock,
  })

  /** Only the client that asks again gets pages beyond their ttl. */
  function isUsable({ outcome, client }: Kept, { client: asking, freshness }: Ask, ttlMs: number): boolean {
    if (outcome instanceof UpstreamError) return true
    const mostMs = client === asking ? KEPT_MS : ttlMs
    return clock.now() - outcome.sentAt <= (freshness?.maxAgeMs ?? mostMs)
  }

  return (account) => async (noun, ask, read) => {
    const outcomes = new Map<string, SentPage | UpstreamError>()

    async function recall(request: string, send: () => Promise<SentPage | null>): Promise<SentPage | null> {
      const key = `${account} ${request}`
      const known = kept.get(key)
      const isKept = known !== undefined && isUsable(known, ask, LIST_TTL_MS[noun])
      if (isKept) kept.delete(key)
      const outcome = isKept ? known.outcome : await send().catch(toRefusal)
      if (outcome !== null) outcomes.set(key, outcome)
      if (outcome instanceof UpstreamError) throw outcome
      return outcome
    }

    try {
      return await read(recall)
    } catch (error) {
      const { client } = ask
      if (!isRefusal(error)) for (const [key, outcome] of outcomes) kept.set(key, { outcome, client })
      throw error
    }
  }
}

function toRefusal(error: unknown): UpstreamError {
  if (isRefusal(error)) return error
  throw error
}
