// Answers of vendors that instances share through Redis, sealed, for
// their ttl. A request looks for one when its slot opens, and only then:
//
//   A   slot → none there → GET calls → kept for 10 s
//   B   slot → A's, 3 s old → nothing is sent, the slot goes to the next
//
//   switchboard:memory:{Zm9vYmFy…}:cXV4…   account and question, as keyed hashes
import type { Ask } from '../../domain/ask.ts'
import type { Emit, LookedEvent, RequestKind } from '../../domain/event.ts'
import type { Clock, Instant } from '../../domain/time.ts'
import type { Redis } from './redis.ts'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { createKeyedHash, createSeal } from '../seal.ts'

/** Of one sealed value. A page of 100 calls is 315 kB of JSON and 35 kB sealed. */
const MOST_CHARACTERS = 524_288

/** Bounds Redis: 100 old rows a second take 40 MB in this time. */
const MOST_TTL_MS = 300_000

/** Longest wait for Redis. */
const MOST_LOOK_MS = 50

/** Pauses after failures of Redis: 1, 2, 4 … 30 s. */
const FIRST_PAUSE_MS = 1000
const MOST_PAUSE_MS = 30_000

/** Raised when values change: two versions share nothing. */
const PURPOSE = 'memory 1'

/** Kept apart by kind: a page and a row may come from the same request. */
type Kind = Exclude<RequestKind, 'SIGN_IN'>

export interface Entry {
  readonly kind: Kind
  /** JSON that tells the request from all others, e.g. `["CALL", { path: "calls" … }]`. */
  readonly question: unknown
  readonly value: unknown
  readonly ttlMs: number
}

export interface Found {
  /** As it was kept under the same question. */
  readonly value: unknown
  /** Instant when its request was sent. */
  readonly sentAt: Instant
  /** Characters of JSON. */
  readonly size: number
}

export interface SharedMemory {
  /** In the order of the questions; `undefined`: nothing young enough for the ask. Never rejects. */
  look(kind: Kind, questions: readonly unknown[], ask: Ask): Promise<readonly (Found | undefined)[]>
  /** Without waiting. */
  keep(entries: readonly Entry[], sentAt: Instant): void
}

/** Of an instance that shares nothing. */
export const NO_MEMORY: SharedMemory = { look: async () => [], keep: () => {} }

const LOOK = `
local found = {}
for index, key in ipairs(KEYS) do
  found[2 * index - 1] = redis.call('GET', key) or ''
  found[2 * index] = redis.call('PTTL', key)
end
return found`

const KEEP = `
for index, key in ipairs(KEYS) do
  redis.call('SET', key, ARGV[2 * index - 1], 'PX', ARGV[2 * index])
end`

/** Ages that count as fresh; see `domain/freshness.ts`. */
interface Limits {
  readonly intervalMs: number
  readonly maxAgeMs: number | null
}

/** `identity`: JSON that tells an account and its credentials from all others. */
export type SharedMemoryOf = (identity: unknown, intervalMs: number) => SharedMemory

export interface SharedMemoryDeps {
  readonly redis: Pick<Redis, 'run' | 'isReady'>
  readonly secret: string
  readonly clock: Clock
  readonly emit: Emit
}

/** The memories of accounts; each finds its own answers only. */
export function createSharedMemory({ redis, secret, clock, emit }: SharedMemoryDeps): SharedMemoryOf {
  const seal = createSeal(secret, PURPOSE)
  const hash = createKeyedHash(secret, PURPOSE)
  let pauseMs = 0
  let pausedUntilAt = Number.NEGATIVE_INFINITY

  const isAway = () => !redis.isReady() || clock.now() < pausedUntilAt

  /** `undefined`: Redis is away, late, or was a moment ago. */
  async function fetch(keys: readonly string[]): Promise<unknown> {
    if (isAway()) return undefined
    const found = new AbortController()
    try {
      const late = clock.sleep(MOST_LOOK_MS, found.signal).then(afterReplies)
      const reply = await Promise.race([redis.run(LOOK, keys, []), late])
      pauseMs = 0
      return reply
    } catch {
      // The first failure counts for all that run beside it.
      if (isAway()) return undefined
      pauseMs = Math.min(MOST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2))
      pausedUntilAt = clock.now() + pauseMs
      return undefined
    } finally {
      found.abort(new Error('the look has ended'))
    }
  }

  /**
   * Judged by the clocks of both instances and by Redis', the older
   * age counts: neither a wrong clock nor a prolonged key makes a
   * value younger.
   */
  function read(
    [sealed, leftMs]: readonly unknown[],
    key: string,
    { intervalMs, maxAgeMs }: Limits,
  ): Found | undefined {
    const opened = typeof sealed === 'string' && sealed !== '' ? seal.open(sealed, key) : null
    if (opened === null) return undefined
    const text = zstdDecompressSync(opened).toString()
    // Sealed by `keep`.
    const [sentAt, ttlMs, value] = JSON.parse(text) as [Instant, number, unknown]
    const ageMs = Math.max(clock.now() - sentAt, ttlMs - Number(leftMs))
    const isYoung = ageMs < intervalMs || ageMs <= (maxAgeMs ?? ttlMs)
    if (!isYoung || ageMs > ttlMs) return undefined
    return { value, sentAt: clock.now() - ageMs, size: text.length }
  }

  return (identity, intervalMs) => {
    const prefix = `switchboard:memory:{${hash(identity)}}:`
    const toKey = (kind: Kind, question: unknown) => prefix + hash([kind, question])
    return {
      look: async (kind, questions, ask) => {
        const keys = questions.map((question) => toKey(kind, question))
        const reply = await fetch(keys)
        const limits = { intervalMs, maxAgeMs: ask.freshness?.maxAgeMs ?? null }
        const found = Array.isArray(reply)
          ? keys.map((key, index) => read([reply[2 * index], reply[2 * index + 1]], key, limits))
          : []
        emit({ type: 'looked', kind, operations: ask.operations, ...outcomeOf(reply, found) })
        return found
      },
      keep: (entries, sentAt) => {
        // Also after a late look: others may find Redis in time.
        if (!redis.isReady()) return
        const sealed = entries.flatMap(({ kind, question, value, ...entry }) => {
          const ttlMs = Math.min(entry.ttlMs, MOST_TTL_MS)
          const leftMs = Math.floor(sentAt + ttlMs - clock.now())
          if (leftMs <= 0) return []
          const key = toKey(kind, question)
          const content = seal.close(zstdCompressSync(JSON.stringify([sentAt, ttlMs, value])), key)
          return content.length > MOST_CHARACTERS ? [] : [{ key, values: [content, String(leftMs)] }]
        })
        if (sealed.length === 0) return
        const keys = sealed.map(({ key }) => key)
        const values = sealed.flatMap((one) => one.values)
        // Lost answers are requested again.
        redis.run(KEEP, keys, values).catch(() => {})
      },
    }
  }
}

/** Nothing is saved unless everything was found. */
function outcomeOf(
  reply: unknown,
  found: readonly (Found | undefined)[],
): Pick<LookedEvent, 'outcome' | 'asOf'> {
  if (!Array.isArray(reply)) return { outcome: 'UNREACHABLE', asOf: null }
  const sentAts = found.flatMap((one) => one?.sentAt ?? [])
  if (sentAts.length === 0 || sentAts.length < found.length) return { outcome: 'MISSING', asOf: null }
  return { outcome: 'FOUND', asOf: Math.min(...sentAts) }
}

/** Rejects a turn later: a busy process first reads the replies that have arrived. */
function afterReplies(): Promise<never> {
  return new Promise((_, reject) => {
    setImmediate(() => reject(new Error('Redis did not answer in time')))
  })
}
