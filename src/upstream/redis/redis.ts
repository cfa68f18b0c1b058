// The connection to Redis. It connects and reconnects in the background;
// a script without a connection fails at once.
import type { RunScript } from './shared-slots.ts'
import { createClient, ErrorReply } from '@redis/client'

export interface Redis {
  readonly run: RunScript
  /** Number of instances until Redis has answered, e.g. `2`. */
  readonly expectedInstances: number
  isReady(): boolean
  /** True if the last script was answered, or none has run. */
  isUp(): boolean
  /** Called when scripts begin or cease to be answered. */
  onChange(listen: (change: RedisChange) => void): void
  /** Aborts on `close`. */
  readonly closed: AbortSignal
  close(): void
}

/** Example: `{ isUp: false, reason: 'READONLY' }`. */
export interface RedisChange {
  readonly isUp: boolean
  /** A code, e.g. `READONLY`, `ECONNREFUSED`, `TIMEOUT`; `null` when up. */
  readonly reason: string | null
}

const MOST_RECONNECT_MS = 1000

/** A connection without any answer is closed after this; pings keep an idle one. */
const MOST_SILENCE_MS = 5000

/**
 * Errors of a server that cannot keep quotas, e.g. one that became a
 * replica. After a failover, new connections reach another server.
 */
const ELSEWHERE = /\b(?:READONLY|LOADING|MASTERDOWN)\b/

/** First word of an error reply, e.g. `NOAUTH`. */
const CODE = /^[A-Z]+$/

/**
 * Limit of one script. Longer than a busy moment takes: an instance
 * that leaves for its own share makes the others wait for its return.
 */
const MOST_WAIT_MS = 2000

export function connectRedis(url: string, expectedInstances = 1): Redis {
  const closing = new AbortController()
  const listeners: ((change: RedisChange) => void)[] = []
  let isUp = true
  /** Code of the last connection error. */
  let offline = 'OFFLINE'
  let openedAt = 0
  let connected: Promise<unknown> = Promise.resolve()
  let client = open()

  function open() {
    const opened = createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: MOST_SILENCE_MS / 2,
      socket: {
        connectTimeout: MOST_RECONNECT_MS,
        socketTimeout: MOST_SILENCE_MS,
        reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), MOST_RECONNECT_MS),
      },
    })
    // An `error` event without a listener ends the process.
    opened.on('error', (error) => {
      offline = reasonOf(error)
    })
    openedAt = performance.now()
    connected = opened.connect().catch(() => {})
    return opened
  }

  /** Opens a new connection instead of a useless one. */
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
    // Waits for the first connection only.
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

/** No answer; `code` is e.g. `TIMEOUT`. */
class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: string

  constructor(code: string) {
    super(`Redis does not answer: ${code}`)
    this.code = code
  }
}

/** By the real clock: Redis is outside of what tests turn. */
async function within<T>(promise: Promise<T>, toError: () => Error): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(toError()), MOST_WAIT_MS)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Codes only: messages may name hosts and users. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'OFFLINE'
  if (error instanceof ErrorReply) {
    const [elsewhere] = ELSEWHERE.exec(error.message) ?? []
    const [word = ''] = error.message.split(' ')
    return elsewhere ?? (CODE.test(word) ? word : 'ERR')
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : 'OFFLINE'
}
