// Wanted ids of one noun and account, whoever wants them. A request's ids are chosen when its slot opens, so the wait
// for the slot is the time in which ids meet. A DataLoader cannot do this: it fixes a batch when the ids are loaded.
import type { Ask } from '../domain/ask.ts'
import type { Outlook, SharedAsk } from './shared-ask.ts'
import type { Room } from './room.ts'
import type { InTurn } from './shares.ts'
import { fill } from './room.ts'
import { foresee, toEverybody } from './shared-ask.ts'

interface Waiter<Value> {
  readonly ask: Ask
  readonly resolve: (value: Value | null) => void
  readonly reject: (error: unknown) => void
}

/** A request waiting for its slot or under way, and the ids that it carries. */
interface Request<Value> {
  readonly given: AbortController
  readonly ids: Set<Wanted<Value>>
  isOpen: boolean
  outlook: Outlook | null
}

/** One id and whoever waits for it; `request` is the one under way for it, null while it is to be asked. */
interface Wanted<Value> {
  readonly id: string
  readonly waiters: Set<Waiter<Value>>
  request: Request<Value> | null
  /** A part of a refused request: its ids ride without others until they were answered. */
  part: Part | null
}

/** A half of what was refused; halves of halves share the count of how often they may be halved further. */
interface Part {
  readonly search: { halvings: number; answered: boolean }
}

/** Ids that are wanted now, chosen in turn where clients are to share what there is room for. */
export type Take = (inTurn?: InTurn) => readonly string[]

export interface Pending<Value> {
  /** The value of one id, null when the vendor has none; rejects with the signal's reason when the asker leaves. */
  want(id: string, ask: Ask): Promise<Value | null>
}

/**
 * `fetch` sends one request. It calls `take` when its slot opens and gets the ids that are still wanted, as many as
 * there is room for, or none; called again for another attempt, `take` gives those of the same ids that are still
 * wanted. An id that is missing in what `fetch` gives is asked again in a further request.
 */
export function createPending<Value>(
  room: Room,
  fetch: (take: Take, everybody: Ask) => Promise<ReadonlyMap<string, Value | null> | null>,
): Pending<Value> {
  const wanted = new Map<string, Wanted<Value>>()
  /** Those that no request carries yet. */
  const free = new Set<Wanted<Value>>()
  let queued: Request<Value> | null = null
  let reviewIsDue = false
  let hasAnswered = false
  let refusesAll = false

  /** The free ids by the requests in which they would go. */
  function toRequests(inTurn?: InTurn): readonly (readonly Wanted<Value>[])[] {
    const requests = fill(free, room)
    if (requests.length < 2 || inTurn === undefined) return requests
    return fill(
      Array.from(inTurn([...free], asksOf), ([one]) => one),
      room,
    )
  }

  /** Asks for one slot at a time while anything is wanted. */
  function pump(): void {
    if (queued !== null || free.size === 0) return
    const request: Request<Value> = {
      given: new AbortController(),
      ids: new Set(),
      isOpen: false,
      outlook: null,
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
    const everybody = shareOf(request)
    const latest = everybody.deadlineAt
    fetch(take, everybody).then(
      (values) => settle([...request.ids], values),
      (error: unknown) => {
        if (request.given.signal.aborted) return
        if (!request.isOpen) {
          // Refused before a slot opened, which holds for those who leave no more time than those for whom it was asked.
          queued = null
          fail([...free], latest, error)
        } else if (!halve([...request.ids], error)) fail([...request.ids], Number.POSITIVE_INFINITY, error)
      },
    )
  }

  /**
   * Finds the id because of which a request was refused, so that only that one fails: two requests for each time that
   * the number of ids can be halved. Ids of one client stay together, so that several bad ones of it are as one. False
   * where nothing can be found that way.
   */
  function halve(ids: readonly Wanted<Value>[], error: unknown): boolean {
    if (ids.length < 2 || room.mayBeOneId?.(error) !== true || (refusesAll && !hasAnswered)) return false
    const halvings = 2 * Math.ceil(Math.log2(ids.length))
    const search = ids[0]?.part?.search ?? { halvings, answered: false }
    if (search.halvings === 0) {
      // The vendor has refused every part so far: no id is to blame.
      refusesAll ||= !search.answered
      if (search.answered) return false
      fail(
        [...ids, ...[...free].filter((one) => one.part?.search === search)],
        Number.POSITIVE_INFINITY,
        error,
      )
      return true
    }
    search.halvings -= 1
    const byClient = ids.toSorted((a, b) => compare(clientOf(a), clientOf(b)))
    const half = Math.ceil(ids.length / 2)
    for (const some of [byClient.slice(0, half), byClient.slice(half)]) {
      const part = { search }
      for (const one of some) setFree(one, part)
    }
    pump()
    return true
  }

  function setFree(one: Wanted<Value>, part: Part | null): void {
    one.request?.ids.delete(one)
    one.request = null
    one.part = part
    free.add(one)
  }

  function shareOf(request: Request<Value>): SharedAsk {
    return toEverybody(
      () => new Set([...(request.isOpen ? request.ids : free)].flatMap(asksOf)),
      request.given.signal,
      (outlook) => {
        request.outlook = outlook
        review(request)
      },
    )
  }

  /** Tells those who wait in vain; ids for which a request has no room need a slot after its own. */
  function review(request: Request<Value>): void {
    const { outlook, isOpen } = request
    if (outlook === null) return
    const requests = isOpen ? [[...request.ids]] : toRequests(outlook.inTurn)
    for (const [places, ids] of requests.entries())
      for (const one of ids)
        for (const waiter of one.waiters) {
          foresee(waiter.ask, outlook, places, (reason) => refuse(one, waiter, reason))
        }
  }

  /** Many come in one tick. */
  function reviewSoon(): void {
    if (queued === null || reviewIsDue) return
    reviewIsDue = true
    queueMicrotask(() => {
      reviewIsDue = false
      if (queued !== null) review(queued)
    })
  }

  function settle(ids: readonly Wanted<Value>[], values: ReadonlyMap<string, Value | null> | null): void {
    if (values !== null) hasAnswered = true
    for (const one of ids) {
      const value = values?.get(one.id)
      if (one.part !== null) one.part.search.answered = true
      if (value === undefined) {
        setFree(one, null)
        continue
      }
      drop(one)
      for (const waiter of one.waiters) waiter.resolve(value)
    }
    pump()
  }

  function fail(ids: readonly Wanted<Value>[], latest: number, error: unknown): void {
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

  function refuse(one: Wanted<Value>, waiter: Waiter<Value>, reason: unknown): void {
    one.waiters.delete(waiter)
    if (one.waiters.size === 0) forget(one)
    waiter.reject(reason)
  }

  /** An id that nobody wants is not asked; a request that has no other is given up, in the queue or on its way. */
  function forget(one: Wanted<Value>): void {
    const { request } = one
    drop(one)
    if (request !== null) {
      if (request.ids.size === 0) request.given.abort()
    } else if (free.size === 0) {
      queued?.given.abort()
      queued = null
    }
  }

  function toWanted(id: string): Wanted<Value> {
    const one: Wanted<Value> = { id, waiters: new Set(), request: null, part: null }
    wanted.set(id, one)
    free.add(one)
    return one
  }

  function drop(one: Wanted<Value>): void {
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

function asksOf<Value>({ waiters }: Wanted<Value>): readonly Ask[] {
  return Array.from(waiters, ({ ask }) => ask)
}

function clientOf<Value>(one: Wanted<Value>): string {
  return asksOf(one)[0]?.client ?? ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
