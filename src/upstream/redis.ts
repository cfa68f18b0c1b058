// The connection to Redis: made in the background, made again by itself, and never waited for.
import type { RunScript } from './shared-slots.ts'
import { createClient } from '@redis/client'

export interface Redis {
  readonly run: RunScript
  isReady(): boolean
  /** Aborts when it is closed. */
  readonly closed: AbortSignal
  close(): void
}

/**
 * A script that takes longer than this is as good as none: the instance goes by its own share. A busy moment of either
 * side takes less, and leaving for one would make others wait until all are back.
 */
const MOST_WAIT_MS = 2000

const MOST_RECONNECT_MS = 1000

export function connectRedis(url: string): Redis {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: MOST_RECONNECT_MS,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), MOST_RECONNECT_MS),
    },
  })
  // Told by every script that is refused in the meantime; unheard it would end the process.
  client.on('error', () => {})
  const connected = client.connect().catch(() => {})
  const closing = new AbortController()

  async function run(...[script, keys, values]: Parameters<RunScript>): Promise<unknown> {
    // The first time only; afterwards it has been connected, and is or is not.
    await connected
    if (!client.isReady) throw new Error('Redis cannot be reached')
    return client.eval(script, { keys: [...keys], arguments: [...values] })
  }

  return {
    run: async (...call) => {
      const { promise: late, reject } = Promise.withResolvers<never>()
      const timer = setTimeout(() => reject(new Error('Redis did not answer in time')), MOST_WAIT_MS)
      try {
        return await Promise.race([run(...call), late])
      } finally {
        clearTimeout(timer)
      }
    },
    isReady: () => client.isReady,
    closed: closing.signal,
    close: () => {
      closing.abort()
      client.destroy()
    },
  }
}
