// Identical work in flight runs once, e.g. for `CALL {"page":"1"}`.
// It is aborted when its last caller leaves.
//
//   caller 1 ─┐
//   caller 2 ─┼─→ shared ask ─→ work ─→ one result for all
//   caller 3 ─┘
import type { Ask } from '../domain/ask.ts'
import type { Forecast, SharedAsk } from './shared-ask.ts'
import { toError } from '../domain/errors.ts'
import { applyForecast, createSharedAsk } from './shared-ask.ts'

/** One caller. */
interface Seat {
  readonly ask: Ask
  /** Rejects this caller alone, e.g. when its deadline is too early. */
  readonly refuse: (reason: Error) => void
}

interface Flight {
  readonly seats: Set<Seat>
  readonly left: AbortController
  readonly result: Promise<unknown>
  readonly forecast: () => Forecast | null
}

export interface SingleFlight {
  /** Joins or begins the work of `key`; a caller that leaves is rejected at once. */
  share<T>(key: string, ask: Ask, work: (shared: SharedAsk) => Promise<T>): Promise<T>
  /** The same, but a caller that leaves gets the work's own outcome. */
  join<T>(key: string, ask: Ask, work: (shared: SharedAsk) => Promise<T>): Promise<T>
}

export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>()

  function begin<T>(key: string, seat: Seat, work: (shared: SharedAsk) => Promise<T>): Flight {
    const seats = new Set([seat])
    const left = new AbortController()
    let forecast: Forecast | null = null
    const asks = () => Array.from(seats, ({ ask }) => ask)
    const shared = createSharedAsk(asks, left.signal, (news) => {
      forecast = news
      for (const { ask, refuse } of seats) applyForecast(ask, news, { refuse })
    })
    const result = work(shared).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    const flight: Flight = { seats, left, result, forecast: () => forecast }
    flights.set(key, flight)
    return flight
  }

  function join<T>(key: string, ask: Ask, work: (shared: SharedAsk) => Promise<T>): Promise<T> {
    const { promise: refused, reject } = Promise.withResolvers<never>()
    // A tick later: a caller that joins meanwhile keeps the work alive.
    const leave = () =>
      queueMicrotask(() => {
        flight.seats.delete(seat)
        if (flight.seats.size > 0) return
        // A newcomer must not join work that ends.
        if (flights.get(key) === flight) flights.delete(key)
        flight.left.abort(ask.signal.reason)
      })
    const seat: Seat = { ask, refuse: (reason) => (leave(), reject(reason)) }
    const flight = flights.get(key) ?? begin(key, seat, work)
    flight.seats.add(seat)
    if (ask.signal.aborted) leave()
    ask.signal.addEventListener('abort', leave, { once: true })
    applyForecast(ask, flight.forecast(), seat)
    // A key always names the same work, hence the same type.
    const result = flight.result as Promise<T>
    return Promise.race([result, refused]).finally(() => ask.signal.removeEventListener('abort', leave))
  }

  return { join, share: (key, ask, work) => untilAborted(join(key, ask, work), ask.signal) }
}

/** Rejects with the signal's reason as soon as it aborts. */
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
