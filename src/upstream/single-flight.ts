// Identical work in flight is one piece of work. It goes on while anybody wants it and is dropped when nobody does.
import type { Ask } from '../domain/ask.ts'
import { strictest, USUAL_FRESHNESS } from '../domain/freshness.ts'
import { EVERYBODY } from '../domain/viewer.ts'

interface Flight {
  readonly asks: Set<Ask>
  readonly everybody: Ask
  readonly left: AbortController
  readonly result: Promise<unknown>
}

export interface SingleFlight {
  /** Joins the work under `key`, or begins it; rejects with the signal's reason when this asker leaves. */
  share<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Promise<T>
  /** The same, but who leaves may wait on: of what nobody wants any more, what was sent already may still come. */
  join<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Promise<T>
}

export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>()

  function begin<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Flight {
    const asks = new Set([ask])
    const left = new AbortController()
    const everybody = toEverybody(() => asks, left.signal)
    const result = work(everybody).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    const flight: Flight = { asks, everybody, left, result }
    flights.set(key, flight)
    return flight
  }

  function join<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Promise<T> {
    const flight = flights.get(key) ?? begin(key, ask, work)
    flight.asks.add(ask)
    // A moment later, so that who comes while the last one leaves keeps the work alive.
    const leave = () =>
      queueMicrotask(() => {
        flight.asks.delete(ask)
        if (flight.asks.size > 0) return
        // The last one to leave ends the work; a newcomer must not join what is ending.
        if (flights.get(key) === flight) flights.delete(key)
        flight.left.abort(ask.signal.reason)
      })
    if (ask.signal.aborted) leave()
    ask.signal.addEventListener('abort', leave, { once: true })
    // Whoever uses a key gives it the same work, hence the same type.
    const result = flight.result as Promise<T>
    return result.finally(() => ask.signal.removeEventListener('abort', leave))
  }

  return { join, share: (key, ask, work) => untilAborted(join(key, ask, work), ask.signal) }
}

/** Many asks as one: the most urgent lane, the latest deadline, the least tolerance, wanted until the last one leaves. */
export function toEverybody(asks: () => ReadonlySet<Ask>, signal: AbortSignal): Ask {
  return {
    viewer: EVERYBODY,
    get operations() {
      return [...new Set([...asks()].flatMap((ask) => ask.operations))]
    },
    get lane() {
      return [...asks()].some((ask) => ask.lane === 'INTERACTIVE') ? 'INTERACTIVE' : 'BACKGROUND'
    },
    get deadlineAt() {
      return Math.max(...[...asks()].map((ask) => ask.deadlineAt))
    },
    /** What satisfies everybody. */
    get freshness() {
      const all = [...asks()].map(({ freshness }) => freshness)
      return all.every((one) => one === undefined)
        ? undefined
        : strictest(all.map((one) => one ?? USUAL_FRESHNESS))
    },
    signal,
  }
}

/** The promise's outcome, or the signal's reason as soon as it aborts. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason instanceof Error ? signal.reason : new Error('no longer wanted'))
    if (signal.aborted) {
      promise.catch(() => {})
      leave()
      return
    }
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
