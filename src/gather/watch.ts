// One poller per question, from its first watcher to its last.
//
//   watcher 1   state ---- change ---- change …
//   watcher 2                state ---- change …
import type { Ask, Asker, Priority } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { limitKeyOf } from '../domain/ask.ts'
import { LimitError, SignInExpiredError, toError } from '../domain/errors.ts'
import { EVERYBODY } from '../domain/viewer.ts'

/** One look at the present state; `change` is `null` if nothing changed. */
export type Look<T> = (ask: Ask) => Promise<{ readonly present: T; readonly change: T | null }>

export interface Watch<T> {
  /** Equal for equal questions. */
  readonly key: string
  readonly everyMs: number
  /** The most age of what it looks at; half of `everyMs` when absent. */
  readonly maxAgeMs?: number
  /** Set to look at the same moments as all others, e.g. at 12:00:10. */
  readonly isAligned?: boolean
  /** Creates a poller's look, which compares with the one before. */
  readonly begin: () => Look<T>
}

/** Limits of open watchers. */
export interface WatchLimits {
  readonly watchers: number
  /** Clients are addresses or signed-in persons, e.g. `@app/ann`. */
  readonly watchersPerClient: number
}

export interface Watches {
  /**
   * Throws LimitError for too many watchers. Sends at the first `next()`, which rejects with
   * - LimitError when too many changes are unread,
   * - SignInExpiredError when the sign-in has expired,
   * - the error of a first look.
   */
  open<T>(watch: Watch<T>, by: Asker): AsyncIterableIterator<T>
  count(): WatchCount
  /** Ends all watchers without an error. */
  close(): void
}

/** Open watchers, and their distinct questions. Only questions cost requests. */
export interface WatchCount {
  readonly watchers: number
  readonly questions: number
}

/** Limit of unread changes: a slow watcher would fill the memory. */
const MOST_UNREAD = 100

/** Deadline of one look. */
const LOOK_MS = 120_000

/** Timers overflow after 24.8 days. */
const LONGEST_SLEEP_MS = 86_400_000

interface Watcher<T> {
  readonly client: string
  readonly iterator: AsyncIterableIterator<T>
  tell(change: T): void
  end(error: Error | null): void
}

interface Poller<T> {
  readonly watchers: Set<Watcher<T>>
  readonly stop: AbortController
  present: { readonly state: T } | null
}

export function createWatches(clock: Clock, limits: WatchLimits): Watches {
  const pollers = new Map<string, Poller<unknown>>()
  const open = new Set<Pick<Watcher<unknown>, 'end'>>()
  const openOf = new Map<string, number>()

  function admit(group: string): void {
    const ofClient = openOf.get(group) ?? 0
    if (ofClient >= limits.watchersPerClient)
      throw toTooMany('watchersPerClient', 'this client', ofClient + 1, limits.watchersPerClient)
    if (open.size >= limits.watchers)
      throw toTooMany('watchers', 'all clients', open.size + 1, limits.watchers)
    openOf.set(group, ofClient + 1)
  }

  function release(group: string): void {
    const left = (openOf.get(group) ?? 0) - 1
    if (left > 0) openOf.set(group, left)
    else openOf.delete(group)
  }

  function join<T>(watcher: Watcher<T>, watch: Watch<T>): Poller<T> {
    // The key fixes the type, see `begin`.
    const running = pollers.get(watch.key) as Poller<T> | undefined
    if (running === undefined) return begin(watcher, watch)
    running.watchers.add(watcher)
    if (running.present !== null) watcher.tell(running.present.state)
    return running
  }

  function begin<T>(watcher: Watcher<T>, watch: Watch<T>): Poller<T> {
    const poller: Poller<T> = { watchers: new Set([watcher]), stop: new AbortController(), present: null }
    pollers.set(watch.key, poller)
    void poll(poller, watch)
    return poller
  }

  function leave<T>(watcher: Watcher<T>, poller: Poller<T>, key: string): void {
    poller.watchers.delete(watcher)
    if (poller.watchers.size > 0) return
    poller.stop.abort(new Error('the last watcher has left'))
    if (pollers.get(key) === (poller as Poller<unknown>)) pollers.delete(key)
  }

  async function poll<T>(poller: Poller<T>, watch: Watch<T>): Promise<void> {
    const { begin: toLook, everyMs, isAligned, maxAgeMs = everyMs / 2 } = watch
    const { watchers, stop } = poller
    const look = toLook()
    while (!stop.signal.aborted) {
      try {
        const { present, change } = await look(toAsk(poller, maxAgeMs))
        const news = poller.present === null ? present : change
        poller.present = { state: present }
        if (news !== null) for (const watcher of watchers) watcher.tell(news)
      } catch (error) {
        // Watchers with a state keep it: the next look may succeed.
        if (poller.present === null) for (const watcher of watchers) watcher.end(toError(error))
      }
      const early = isAligned === true ? clock.now() % everyMs : 0
      await clock.sleep(everyMs - early, stop.signal).catch(() => {})
    }
  }

  /** The first look is interactive, later ones are background. */
  function toAsk<T>({ watchers, stop, present }: Poller<T>, maxAgeMs: number): Ask {
    const priority: Priority = present === null ? 'INTERACTIVE' : 'BACKGROUND'
    return {
      operations: [],
      viewer: EVERYBODY,
      client: payerOf(watchers),
      priority,
      askedAt: clock.now(),
      deadlineAt: clock.now() + LOOK_MS,
      signal: stop.signal,
      freshness: { maxAgeMs, maxStaleMs: null, onlyIfCached: false, staleIfError: true },
    }
  }

  /** The client with the fewest watchers, so that none slows others. */
  function payerOf<T>(watchers: ReadonlySet<Watcher<T>>): string {
    const countOf = (client: string) => openOf.get(limitKeyOf(client)) ?? 0
    const clients = Array.from(watchers, ({ client }) => client)
    return clients.reduce((least, client) => (countOf(client) < countOf(least) ? client : least))
  }

  return {
    open: <T>(watch: Watch<T>, { client, viewer }: Asker) => {
      const group = limitKeyOf(client)
      admit(group)
      const over = new AbortController()
      let poller: Poller<T> | null = null
      const watcher = createWatcher<T>(client, {
        onStart: () => {
          poller = join(watcher, watch)
        },
        onEnd: () => {
          open.delete(watcher)
          release(group)
          over.abort(new Error('the watcher has left'))
          if (poller !== null) leave(watcher, poller, watch.key)
        },
      })
      open.add(watcher)
      if (viewer.expiresAt !== null) void expire(watcher, viewer.expiresAt, over.signal)
      return watcher.iterator
    },
    count: () => ({ watchers: open.size, questions: pollers.size }),
    close: () => {
      for (const watcher of open) watcher.end(null)
    },
  }

  async function expire<T>(watcher: Watcher<T>, at: Instant, left: AbortSignal): Promise<void> {
    for (let ms = at - clock.now(); ms > 0 && !left.aborted; ms = at - clock.now())
      await clock.sleep(Math.min(ms, LONGEST_SLEEP_MS), left).catch(() => {})
    watcher.end(new SignInExpiredError())
  }
}

interface WatcherEvents {
  /** Called once, before the first read. */
  readonly onStart: () => void
  /** Called once at the end, also without a start. */
  readonly onEnd: () => void
}

function createWatcher<T>(client: string, { onStart, onEnd }: WatcherEvents): Watcher<T> {
  let hasStarted = false
  const unread: T[] = []
  let waiting: PromiseWithResolvers<IteratorResult<T>> | null = null
  let ended: { readonly error: Error | null } | null = null
  const done = { value: undefined, done: true } as const

  function end(error: Error | null): void {
    if (ended !== null) return
    // A waiting reader gets the error now, and only once.
    ended = { error: waiting === null ? error : null }
    onEnd()
    if (error === null) waiting?.resolve(done)
    else waiting?.reject(error)
    waiting = null
  }

  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      if (!hasStarted && ended === null) {
        hasStarted = true
        onStart()
      }
      const [value] = unread.splice(0, 1)
      if (value !== undefined) return { value, done: false }
      if (ended?.error != null) {
        const { error } = ended
        ended = { error: null }
        throw error
      }
      if (ended !== null) return done
      waiting = Promise.withResolvers()
      return waiting.promise
    },
    return: async () => {
      unread.length = 0
      end(null)
      return done
    },
  }

  return {
    client,
    iterator,
    end,
    tell: (change) => {
      if (waiting !== null) {
        waiting.resolve({ value: change, done: false })
        waiting = null
      } else if (unread.push(change) > MOST_UNREAD) {
        unread.length = 0
        end(toTooSlow())
      }
    },
  }
}

function toTooSlow(): LimitError {
  const value = MOST_UNREAD + 1
  return new LimitError(
    `The watcher left ${value} changes unread, and at most ${MOST_UNREAD} are kept; read faster, or watch less.`,
    { limit: 'unreadChanges', value, maximum: MOST_UNREAD },
  )
}

function toTooMany(limit: string, whose: string, value: number, maximum: number): LimitError {
  return new LimitError(
    `Expected at most ${maximum} open subscriptions of ${whose}, got ${value}; close some first, or watch several things in one subscription.`,
    { limit, value, maximum },
  )
}
