// One poller for each question, whatever the number of watchers: it begins with the first of them, tells the present
// state to whoever comes, then every change that it saw, and stops with the last.
import type { Ask } from '../domain/ask.ts'
import type { Clock } from '../domain/time.ts'
import { LimitError } from '../domain/errors.ts'
import { EVERYBODY } from '../domain/viewer.ts'

/** One look at the present state; `change` is null when there is nothing to tell of. */
export type Look<T> = (ask: Ask) => Promise<{ readonly present: T; readonly change: T | null }>

export interface Watch<T> {
  /** The same for all who watch the same. */
  readonly key: string
  readonly everyMs: number
  /** Makes the looks of one poller, each of which knows what the one before has seen. */
  readonly begin: () => Look<T>
}

export interface Watches {
  /** Rejects with LimitError for who leaves too many changes unread, and with the error of a first look. */
  open<T>(watch: Watch<T>): AsyncIterableIterator<T>
  /** Ends all of them orderly. */
  close(): void
}

/** A watcher that leaves so many changes unread does not keep up, and would fill the memory. */
const MOST_UNREAD = 100

/** A look waits in the background for as long as it takes; this only bounds what hangs. */
const LOOK_MS = 120_000

interface Watcher<T> {
  readonly iterator: AsyncIterableIterator<T>
  tell(change: T): void
  end(error: Error | null): void
}

interface Poller<T> {
  readonly watchers: Set<Watcher<T>>
  readonly stop: AbortController
  present: { readonly state: T } | null
}

export function createWatches(clock: Clock): Watches {
  const pollers = new Map<string, Poller<unknown>>()

  function begin<T>({ key, everyMs, begin: toLook }: Watch<T>): Poller<T> {
    const poller: Poller<T> = { watchers: new Set(), stop: new AbortController(), present: null }
    pollers.set(key, poller)
    void poll(poller, toLook(), everyMs)
    return poller
  }

  async function poll<T>(poller: Poller<T>, look: Look<T>, everyMs: number): Promise<void> {
    const { watchers, stop } = poller
    while (!stop.signal.aborted) {
      try {
        const { present, change } = await look(toAsk(stop.signal, everyMs))
        const news = poller.present === null ? present : change
        poller.present = { state: present }
        if (news !== null) for (const watcher of watchers) watcher.tell(news)
      } catch (error) {
        // Who knows a present state goes on with it: the next look may see more.
        if (poller.present === null) for (const watcher of watchers) watcher.end(toError(error))
      }
      await clock.sleep(everyMs, stop.signal).catch(() => {})
    }
  }

  /** Paid by nobody, and never before what somebody waits for. */
  function toAsk(signal: AbortSignal, everyMs: number): Ask {
    return {
      operations: [],
      viewer: EVERYBODY,
      client: 'switchboard/watch',
      lane: 'BACKGROUND',
      askedAt: clock.now(),
      deadlineAt: clock.now() + LOOK_MS,
      signal,
      freshness: { maxAgeMs: everyMs / 2, maxStaleMs: null, onlyIfCached: false },
    }
  }

  return {
    open: <T>(watch: Watch<T>) => {
      // The key fixes the type; see `begin`.
      const poller = (pollers.get(watch.key) as Poller<T> | undefined) ?? begin(watch)
      const watcher = createWatcher<T>(() => {
        poller.watchers.delete(watcher)
        if (poller.watchers.size > 0) return
        poller.stop.abort(new Error('nobody watches any more'))
        if (pollers.get(watch.key) === (poller as Poller<unknown>)) pollers.delete(watch.key)
      })
      poller.watchers.add(watcher)
      if (poller.present !== null) watcher.tell(poller.present.state)
      return watcher.iterator
    },
    close: () => {
      for (const { watchers } of pollers.values()) for (const watcher of watchers) watcher.end(null)
    },
  }
}

/** `onEnd` is called once, when it was read to its end or its reader left. */
function createWatcher<T>(onEnd: () => void): Watcher<T> {
  const unread: T[] = []
  let waiting: PromiseWithResolvers<IteratorResult<T>> | null = null
  let ended: { readonly error: Error | null } | null = null
  const done = { value: undefined, done: true } as const

  function end(error: Error | null): void {
    if (ended !== null) return
    ended = { error }
    onEnd()
    if (error === null) waiting?.resolve(done)
    else waiting?.reject(error)
    waiting = null
  }

  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
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

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('something other than an error was thrown')
}
