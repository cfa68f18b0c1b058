// One store for rows, cached lists and totals, bounded by bytes.
//
//   readAt ── ttlMs ──→ stale ── staleIfErrorMs ──→ dropped
import type { Clock, Instant } from '../domain/time.ts'
import type { News } from '../domain/uses.ts'
import { LRUCache } from 'lru-cache'

export interface Remembered<T> {
  readonly value: T
  /** Instant when the vendor answered. */
  readonly readAt: Instant
  /** Time from `readAt` for which the value counts as fresh. */
  readonly ttlMs: number
}

/** Overhead of one entry besides key and value. */
const ENTRY_BYTES = 200

interface KeepOptions {
  readonly ttlMs: number
  /** Further time for use when the vendor fails (RFC 5861). */
  readonly staleIfErrorMs?: number
  readonly bytes: number
  readonly readAt?: Instant
}

export interface Memory extends News {
  readonly maxBytes: number
  /** A key begins with its kind, e.g. `row call:ujet:1418`; the kind fixes the type. */
  get<T>(key: string): Remembered<T> | undefined
  set(key: string, value: unknown, options: KeepOptions): void
  delete(key: string): void
  /** Records news of an account, after its rows, lists or failures have changed. */
  raise(account: string): void
}

export function createMemory(clock: Clock, maxBytes: number): Memory {
  const store = new LRUCache<string, Remembered<unknown>>({
    // 0 would mean no limit.
    maxSize: Math.max(1, Math.floor(maxBytes)),
    perf: clock,
    ttlResolution: 0,
    ttl: 1,
  })
  let latest = 0
  const latestOf = new Map<string, number>()
  return {
    maxBytes,
    // The key's kind fixes the type of the value; see `Memory`.
    get: <T>(key: string) => store.get(key) as Remembered<T> | undefined,
    set: (key, value, { ttlMs, staleIfErrorMs = 0, bytes, readAt = clock.now() }) => {
      const ttl = ttlMs + staleIfErrorMs
      const size = Math.ceil(bytes) + 2 * key.length + ENTRY_BYTES
      store.set(key, { value, readAt, ttlMs }, { ttl, size })
    },
    delete: (key) => void store.delete(key),
    raise: (account) => void latestOf.set(account, (latest += 1)),
    latest: () => latest,
    latestOf: (account) => latestOf.get(account) ?? 0,
  }
}
