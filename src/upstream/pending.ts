// Pending look-ups of one noun and account. A request takes its ids when
// its slot opens, so ids that arrive during the wait join it:
//
//   want(1)   want(2)   want(3)       slot opens
//   └ asks for a slot ────────────────┴→ GET agents?id[]=1&id[]=2&id[]=3
//
// A caller that leaves takes its id out. DataLoader cannot bind late: it
// fixes a batch when ids are loaded.
import type { Ask } from '../domain/ask.ts'
import type { Room } from './room.ts'
import type { Forecast, SharedAsk } from './shared-ask.ts'
import type { InTurn } from './shares.ts'
import { fill } from './room.ts'
import { applyForecast, createSharedAsk } from './shared-ask.ts'

interface Waiter<Value> {
  readonly ask: Ask
  readonly resolve: (value: Value | null) => void
  readonly reject: (error: unknown) => void
}

/** A request that waits for its slot or is on its way. */
interface Request<Value> {
  /** Aborts when no id of it is wanted any more. */
  readonly dropped: AbortController
  readonly ids: Set<WantedId<Value>>
  /** True once its slot has opened and its ids are fixed. */
  isOpen: boolean
  forecast: Forecast | null
}

/** One id and its callers. */
interface WantedId<Value> {
  readonly id: string
  readonly waiters: Set<Waiter<Value>>
  /** The request that carries it; `null`: none yet. */
  request: Request<Value> | null
  /** Set after a refused batch: the id is sent with its half only. */
  half: Half | null
}

/** Half of a refused batch; all halves of one batch share a search. */
interface Half {
  /** Halvings left, e.g. 8 for 10 ids; `answered`: a half was not refused. */
  readonly search: { halvings: number; answered: boolean }
}

/** Returns the ids of the request; `inTurn` shares scarce room fairly. */
export type Take = (inTurn?: InTurn) => readonly string[]

export interface Pending<Value> {
  /** `null`: the vendor does not know the id. Rejects with the signal's reason if the caller leaves. */
  want(id: string, ask: Ask): Promise<Value | null>
}

/**
 * `fetch` sends one request and returns values by id, e.g.
 * `{ 1: row, 2: null }`; an id without a value is asked again.
 * It calls `take` when its slot opens, and again for a retry,
 * which gets those of the same ids that are still wanted.
 */
export function createPending<Value>(
  room: Room,
  fetch: (take: Take, shared: SharedAsk) => Promise<ReadonlyMap<string, Value | null> | null>,
): Pending<Value> {
  const wanted = new Map<string, WantedId<Value>>()
  /** Ids that no request carries yet. */
  const free = new Set<WantedId<Value>>()
  let queued: Request<Value> | null = null
  let reviewIsDue = false
  let hasAnswered = false
  let refusesAll = false

  /** The free ids, grouped by future request. */
  function toRequests(inTurn?: InTurn): readonly (readonly WantedId<Value>[])[] {
    const requests = fill(free, room)
    if (requests.length < 2 || inTurn === undefined) return requests
    return fill(
      Array.from(inTurn([...free], asksOf), ([one]) => one),
      room,
    )
  }

  /** Asks for one slot at a time. */
  function pump(): void {
    if (queued !== null || free.size === 0) return
    const request: Request<Value> = {
      dropped: new AbortController(),
      ids: new Set(),
      isOpen: false,
      forecast: null,
    }
    queued = request

    const take: Take = (inTurn) => {
      if (!request.isOpen) {
        request.isOpen = true
        queued = null
        for (const one of toRequests(inTurn)[0] ?? []) {
          one.request = request
          request.ids.add(one)
          free.delete(one)
        }
        pump()
      }
      return Array.from(request.ids, ({ id }) => id)
    }
    const shared = shareOf(request)
    const latest = shared.deadlineAt
    fetch(take, shared).then(
      (values) => settle([...request.ids], values),
      (error: unknown) => {
        if (request.dropped.signal.aborted) return
        if (!request.isOpen) {
          // Refused while queued: callers with a later deadline may still make it.
          queued = null
          fail([...free], latest, error)
        } else if (!halve([...request.ids], error)) fail([...request.ids], Number.POSITIVE_INFINITY, error)
      },
    )
  }

  /**
   * Searches a refused batch for its bad id, so that only that id fails.
   * Ids of one client stay together: its bad ids share a half.
   *
   *   [1 2 3 4] refused → [1 2] rows, [3 4] refused → [3] refused, [4] row
   *
   * Returns false if the error concerns the whole batch.
   */
  function halve(ids: readonly WantedId<Value>[], error: unknown): boolean {
    if (ids.length < 2 || room.mayBeOneId?.(error) !== true || (refusesAll && !hasAnswered)) return false
    const halvings = 2 * Math.ceil(Math.log2(ids.length))
    const search = ids[0]?.half?.search ?? { halvings, answered: false }
    if (search.halvings === 0) {
      // Every half was refused: no single id is to blame.
      refusesAll ||= !search.answered
      if (search.answered) return false
      fail(
        [...ids, ...[...free].filter((one) => one.half?.search === search)],
        Number.POSITIVE_INFINITY,
        error,
      )
      return true
    }
    search.halvings -= 1
    const byClient = ids.toSorted((a, b) => compare(clientOf(a), clientOf(b)))
    const middle = Math.ceil(ids.length / 2)
    for (const some of [byClient.slice(0, middle), byClient.slice(middle)]) {
      const half = { search }
      for (const one of some) setFree(one, half)
    }
    pump()
    return true
  }

  function setFree(one: WantedId<Value>, half: Half | null): void {
    one.request?.ids.delete(one)
    one.request = null
    one.half = half
    free.add(one)
  }

  function shareOf(request: Request<Value>): SharedAsk {
    return createSharedAsk(
      () => new Set([...(request.isOpen ? request.ids : free)].flatMap(asksOf)),
      request.dropped.signal,
      (forecast) => {
        request.forecast = forecast
        review(request)
      },
    )
  }

  /** Refuses callers that wait in vain. Ids beyond one request's room need a later slot. */
  function review(request: Request<Value>): void {
    const { forecast, isOpen } = request
    if (forecast === null) return
    const requests = isOpen ? [[...request.ids]] : toRequests(forecast.inTurn)
    for (const [places, ids] of requests.entries())
      for (const one of ids)
        for (const waiter of one.waiters) {
          applyForecast(waiter.ask, forecast, { places, refuse: (reason) => refuse(one, waiter, reason) })
        }
  }

  /** Once a tick, in which many ids may arrive. */
  function reviewSoon(): void {
    if (queued === null || reviewIsDue) return
    reviewIsDue = true
    queueMicrotask(() => {
      reviewIsDue = false
      if (queued !== null) review(queued)
    })
  }

  function settle(ids: readonly WantedId<Value>[], values: ReadonlyMap<string, Value | null> | null): void {
    if (values !== null) hasAnswered = true
    for (const one of ids) {
      const value = values?.get(one.id)
      if (one.half !== null) one.half.search.answered = true
      if (value === undefined) {
        setFree(one, null)
        continue
      }
      drop(one)
      for (const waiter of one.waiters) waiter.resolve(value)
    }
    pump()
  }

  function fail(ids: readonly WantedId<Value>[], latest: number, error: unknown): void {
    for (const one of ids) {
      for (const waiter of one.waiters) {
        if (waiter.ask.deadlineAt > latest) continue
        one.waiters.delete(waiter)
        waiter.reject(error)
      }
      if (one.waiters.size === 0) drop(one)
      else if (one.request !== null) setFree(one, null)
    }
    pump()
  }

  function refuse(one: WantedId<Value>, waiter: Waiter<Value>, reason: unknown): void {
    one.waiters.delete(waiter)
    if (one.waiters.size === 0) forget(one)
    waiter.reject(reason)
  }

  /** Drops an unwanted id, and its request if that has no other id. */
  function forget(one: WantedId<Value>): void {
    const { request } = one
    drop(one)
    if (request !== null) {
      if (request.ids.size === 0) request.dropped.abort()
    } else if (free.size === 0) {
      queued?.dropped.abort()
      queued = null
    }
  }

  function toWanted(id: string): WantedId<Value> {
    const one: WantedId<Value> = { id, waiters: new Set(), request: null, half: null }
    wanted.set(id, one)
    free.add(one)
    return one
  }

  function drop(one: WantedId<Value>): void {
    wanted.delete(one.id)
    free.delete(one)
    one.request?.ids.delete(one)
  }

  return {
    want: (id, ask) =>
      new Promise((resolve, reject) => {
        if (ask.signal.aborted) return reject(ask.signal.reason)
        const one = wanted.get(id) ?? toWanted(id)
        const leave = () => refuse(one, waiter, ask.signal.reason)
        const settled = () => ask.signal.removeEventListener('abort', leave)
        const waiter: Waiter<Value> = {
          ask,
          resolve: (value) => (settled(), resolve(value)),
          reject: (error) => (settled(), reject(error)),
        }
        ask.signal.addEventListener('abort', leave, { once: true })
        one.waiters.add(waiter)
        pump()
        reviewSoon()
      }),
  }
}

function asksOf<Value>({ waiters }: WantedId<Value>): readonly Ask[] {
  return Array.from(waiters, ({ ask }) => ask)
}

function clientOf<Value>(one: WantedId<Value>): string {
  return asksOf(one)[0]?.client ?? ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
