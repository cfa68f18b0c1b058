// A Redis for shared memory in the time of a clock: it knows the two
// scripts by their commands.
import type { Clock } from '../../src/domain/time.ts'
import type { SharedMemoryDeps } from '../../src/upstream/redis/shared-memory.ts'

interface Entry {
  readonly value: string
  readonly until: number
}

type Away = 'unconnected' | 'failing' | 'slow'

export interface MemoryRedis {
  readonly redis: SharedMemoryDeps['redis']
  readonly entries: Map<string, Entry>
  /** Looks that ran, or failed. */
  looks(): number
  /** `slow`: it answers after ten seconds. */
  goAway(how: Away): void
  comeBack(): void
}

export function createMemoryRedis(clock: Clock): MemoryRedis {
  const entries = new Map<string, Entry>()
  let away: Away | null = null
  let looks = 0

  function look(keys: readonly string[]): unknown[] {
    return keys.flatMap((key) => {
      const entry = entries.get(key)
      return entry !== undefined && entry.until > clock.now()
        ? [entry.value, entry.until - clock.now()]
        : ['', -2]
    })
  }

  return {
    entries,
    redis: {
      isReady: () => away !== 'unconnected',
      run: async (script, keys, values) => {
        if (script.includes("'GET'")) looks += 1
        await clock.sleep(away === 'slow' ? 10_000 : 1)
        if (away === 'failing') throw new Error('Redis does not answer')
        if (script.includes("'GET'")) return look(keys)
        for (const [index, key] of keys.entries()) {
          const [value = '', ttlMs = '0'] = values.slice(2 * index)
          entries.set(key, { value, until: clock.now() + Number(ttlMs) })
        }
        return null
      },
    },
    looks: () => looks,
    goAway: (how) => {
      away = how
    },
    comeBack: () => {
      away = null
    },
  }
}
