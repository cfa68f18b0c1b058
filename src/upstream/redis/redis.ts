// The connection to Redis: made in the background, made again by itself, and never waited for.
import type { RunScript } from './shared-slots.ts'
import { createClient, ErrorReply } from '@redis/client'

export interface Redis {
  readonly run: RunScript
  /** The number of instances for one that Redis has not told yet. */
  readonly expectedInstances: number
  isReady(): boolean
  /** Whether the last script was answered; true before the first one. */
  isUp(): boolean
  /** Hears when scripts are no longer answered, and when they are again. */
  onChange(listen: (change: RedisChange) => void): void
  /** Aborts when it is closed. */
  readonly closed: AbortSignal
  close(): void
}

/** Example: `{ isUp: false, reason: 'READONLY' }`. */
export interface RedisChange {
  readonly isUp: boolean
  /** A code of Redis or of the system, `TIMEOUT`, or `OFFLINE` where nothing tells more; null when it is up. */
  readonly reason: string | null
}

/**
 * A script that takes longer than this is as good as none: the instance goes by its own share. A busy moment of either
 * side takes less, and leaving for one would make others wait until all are back.
 */
const MOST_WAIT_MS = 2000

const MOST_RECONNECT_MS = 1000

/** A server that accepts connections and answers nothing keeps none for longer. */
const MOST_SILENCE_MS = 5000

/**
 * The connection works and leads to a server that cannot keep quotas: one that became a replica, or is not ready. After a
 * failover the same address leads to another server, but only for new connections.
 */
const ELSEWHERE = /\b(?:READONLY|LOADING|MASTERDOWN)\b/

/** The first word of a reply that is an error, e.g. `NOAUTH`. */
const CODE = /^[A-Z]+$/

export function connectRedis(url: string, expectedInstances = 1): Redis {
  const closing = new AbortController()
  const listeners: ((change: RedisChange) => void)[] = []
  let isUp = true
  /** Why there is no connection, as far as that is known. */
  let offline = 'OFFLINE'
  let openedAt = 0
  let connected: Promise<unknown> = Promise.resolve()
  let client = open()

  function open() {
    const opened = createClient({
      url,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: MOST_RECONNECT_MS,
        socketTimeout: MOST_SILENCE_MS,
        reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), MOST_RECONNECT_MS),
      },
    })
    // Unheard it would end the process.
    opened.on('error', (error) => {
      offline = reasonOf(error)
    })
    openedAt = performance.now()
    connected = opened.connect().catch(() => {})
    return opened
  }

  /** A new connection takes the place of one that is no use. */
  function replace(broken: typeof client): void {
    const isRecent = performance.now() - openedAt < MOST_RECONNECT_MS
    if (client !== broken || isRecent || closing.signal.aborted) return
    client = open()
    broken.destroy()
  }

  function become(isUpNow: boolean, reason: string | null): void {
    if (isUp === isUpNow || closing.signal.aborted) return
    isUp = isUpNow
    for (const listen of listeners) listen({ isUp, reason })
  }

  async function run(...[script, keys, values]: Parameters<RunScript>): Promise<unknown> {
    // The first time only; afterwards it has been connected, and is or is not.
    await within(connected, () => new Failure(offline))
    const used = client
    if (!used.isReady) throw new Failure(offline)
    try {
      const reply = used.eval(script, { keys: [...keys], arguments: [...values] })
      return await within(reply, () => new Failure('TIMEOUT'))
    } catch (error) {
      const isElsewhere = error instanceof ErrorReply && ELSEWHERE.test(error.message)
      if (isElsewhere || error instanceof Failure) replace(used)
      throw error
    }
  }

  return {
    run: async (...call) => {
      try {
        const reply = await run(...call)
        become(true, null)
        return reply
      } catch (error) {
        become(false, reasonOf(error))
        throw error
      }
    },
    expectedInstances,
    isReady: () => client.isReady,
    isUp: () => isUp,
    onChange: (listen) => void listeners.push(listen),
    closed: closing.signal,
    close: () => {
      closing.abort()
      client.destroy()
    },
  }
}

/** No answer came; the reason is a code. */
class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: string

  constructor(code: string) {
    super(`Redis does not answer: ${code}`)
    this.code = code
  }
}

async function within<T>(promise: Promise<T>, toError: () => Error): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(toError()), MOST_WAIT_MS)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A code alone, since messages may name hosts and users. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'OFFLINE'
  if (error instanceof ErrorReply) {
    const [elsewhere] = ELSEWHERE.exec(error.message) ?? []
    const [word = ''] = error.message.split(' ')
    return elsewhere ?? (CODE.test(word) ? word : 'ERR')
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : 'OFFLINE'
}
