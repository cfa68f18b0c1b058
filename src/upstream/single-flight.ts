// Identical work in flight is one piece of work. It goes on while anybody wants it and is dropped when nobody does.
import type { Ask } from '../domain/ask.ts'
import type { Outlook } from './shared-ask.ts'
import { toError } from '../domain/errors.ts'
import { foresee, toEverybody } from './shared-ask.ts'

/** One asker; `refuse` tells it that it waits in vain. */
interface Seat {
  readonly ask: Ask
  readonly refuse: (reason: Error) => void
}

interface Flight {
  readonly seats: Set<Seat>
  readonly left: AbortController
  readonly result: Promise<unknown>
  readonly outlook: () => Outlook | null
}

export interface SingleFlight {
  /** Joins the work under `key`, or begins it; rejects with the signal's reason when this asker leaves. */
  share<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Promise<T>
  /** The same, but who leaves may wait on: of what nobody wants any more, what was sent already may still come. */
  join<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Promise<T>
}

export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>()

  function begin<T>(key: string, seat: Seat, work: (everybody: Ask) => Promise<T>): Flight {
    const seats = new Set([seat])
    const left = new AbortController()
    let outlook: Outlook | null = null
    const asks = () => Array.from(seats, ({ ask }) => ask)
    const everybody = toEverybody(asks, left.signal, (news) => {
      outlook = news
      for (const one of seats) foresee(one.ask, news, 0, one.refuse)
    })
    const result = work(everybody).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    const flight: Flight = { seats, left, result, outlook: () => outlook }
    flights.set(key, flight)
    return flight
  }

  function join<T>(key: string, ask: Ask, work: (everybody: Ask) => Promise<T>): Promise<T> {
    const { promise: refused, reject } = Promise.withResolvers<never>()
    // A moment later, so that who comes while the last one leaves keeps the work alive.
    const leave = () =>
      queueMicrotask(() => {
        flight.seats.delete(seat)
        if (flight.seats.size > 0) return
        // The last one to leave ends the work; a newcomer must not join what is ending.
        if (flights.get(key) === flight) flights.delete(key)
        flight.left.abort(ask.signal.reason)
      })
    const seat: Seat = { ask, refuse: (reason) => (leave(), reject(reason)) }
    const flight = flights.get(key) ?? begin(key, seat, work)
    flight.seats.add(seat)
    if (ask.signal.aborted) leave()
    ask.signal.addEventListener('abort', leave, { once: true })
    foresee(ask, flight.outlook(), 0, seat.refuse)
    // Whoever uses a key gives it the same work, hence the same type.
    const result = flight.result as Promise<T>
    return Promise.race([result, refused]).finally(() => ask.signal.removeEventListener('abort', leave))
  }

  return { join, share: (key, ask, work) => untilAborted(join(key, ask, work), ask.signal) }
}

/** The promise's outcome, or the signal's reason as soon as it aborts. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(toError(signal.reason, 'no longer wanted'))
    if (signal.aborted) {
      promise.catch(() => {})
      leave()
      return
    }
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
