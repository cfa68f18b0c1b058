// A Redis for shared memory in the time of a clock: it knows the two
// scripts by their commands.
import type { Clock } from '../../src/domain/time.ts'
import type { SharedMemoryDeps } from '../../src/upstream/redis/shared-memory.ts'

interface Entry {
  readonly value: string
  readonly until: number
}

export interface MemoryRedis {
  readonly redis: SharedMemoryDeps['redis']
  readonly entries: Map<string, Entry>
  /** Scripts that ran, or failed. */
  scripts(): number
  goAway(how: 'unconnected' | 'failing'): void
  comeBack(): void
}

export function createMemoryRedis(clock: Clock): MemoryRedis {
  const entries = new Map<string, Entry>()
  let away: 'unconnected' | 'failing' | null = null
  let scripts = 0

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
        scripts += 1
        await clock.sleep(1)
        if (away !== null) throw new Error('Redis does not answer')
        if (script.includes("'GET'")) return look(keys)
        for (const [index, key] of keys.entries()) {
          const [value = '', ttlMs = '0'] = values.slice(2 * index)
          entries.set(key, { value, until: clock.now() + Number(ttlMs) })
        }
        return null
      },
    },
    scripts: () => scripts,
    goAway: (how) => {
      away = how
    },
    comeBack: () => {
      away = null
    },
  }
}
