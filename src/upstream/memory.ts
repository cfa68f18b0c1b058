// What was read and may be given again, young or stale: one store for rows, lists and segments, bounded by bytes as a
// whole.
import type { Clock, Instant } from '../domain/time.ts'
import { LRUCache } from 'lru-cache'

export interface Remembered<T> {
  readonly value: T
  /** When it was read from the vendor. */
  readonly readAt: Instant
  /** How long from then on it is as good as new. */
  readonly ttlMs: number
}

/** What one entry takes besides its key and its value, whatever its size. */
const ENTRY_BYTES = 200

export interface KeepOptions {
  readonly ttlMs: number
  /** How much longer it is kept for when nothing newer can be had. */
  readonly staleIfErrorMs?: number
  readonly bytes: number
  readonly readAt?: Instant
}

export interface Memory {
  /** Whoever asks under a key gets what was put under it; keys begin with their kind, which fixes the type. */
  get<T>(key: string): Remembered<T> | undefined
  set(key: string, value: unknown, options: KeepOptions): void
  delete(key: string): void
}

export function createMemory(clock: Clock, maxBytes: number): Memory {
  const store = new LRUCache<string, Remembered<unknown>>({
    // The store takes 0 for no bound.
    maxSize: Math.max(1, Math.floor(maxBytes)),
    perf: clock,
    ttlResolution: 0,
    ttl: 1,
  })
  return {
    // The key's kind fixes the type of the value; see `Memory`.
    get: <T>(key: string) => store.get(key) as Remembered<T> | undefined,
    set: (key, value, { ttlMs, staleIfErrorMs = 0, bytes, readAt = clock.now() }) => {
      const ttl = ttlMs + staleIfErrorMs
      const size = Math.ceil(bytes) + 2 * key.length + ENTRY_BYTES
      store.set(key, { value, readAt, ttlMs }, { ttl, size })
    },
    delete: (key) => void store.delete(key),
  }
}
