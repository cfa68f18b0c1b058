// Wanted ids of one noun and account, whoever wants them. A request's ids are chosen when its slot opens, so the wait
// for the slot is the time in which ids meet. A DataLoader cannot do this: it fixes a batch when the ids are loaded.
import type { Ask } from '../domain/ask.ts'
import type { Outlook, SharedAsk } from './shared-ask.ts'
import type { InTurn } from './shares.ts'
import { foresee, toEverybody } from './shared-ask.ts'

interface Waiter<Value> {
  readonly ask: Ask
  readonly resolve: (value: Value | null) => void
  readonly reject: (error: unknown) => void
}

/** A request waiting for its slot or under way. */
interface Request {
  readonly given: AbortController
  isOpen: boolean
  outlook: Outlook | null
}

/** One id and whoever waits for it; `request` is the one under way for it, null while it is to be asked. */
interface Wanted<Value> {
  readonly id: string
  readonly waiters: Set<Waiter<Value>>
  request: Request | null
}

/** Ids that are wanted now, chosen in turn where clients are to share what there is room for. */
export type Take = (inTurn?: InTurn) => readonly string[]

export interface Pending<Value> {
  /** The value of one id, null when the vendor has none; rejects with the signal's reason when the asker leaves. */
  want(id: string, ask: Ask): Promise<Value | null>
}

/**
 * `fetch` sends one request. It calls `take` when its slot opens and gets up to `maximum()` ids that are still
 * wanted, or none; called again for another attempt, `take` gives those of the same ids that are still wanted. An id
 * that is missing in what `fetch` gives is asked again in a further request.
 */
export function createPending<Value>(
  maximum: () => number,
  fetch: (take: Take, everybody: Ask) => Promise<ReadonlyMap<string, Value | null> | null>,
): Pending<Value> {
  const wanted = new Map<string, Wanted<Value>>()
  let queued: Request | null = null
  let reviewIsDue = false

  const idsOf = (request: Request | null) => [...wanted.values()].filter((one) => one.request === request)

  const inOrder = (ids: readonly Wanted<Value>[], inTurn?: InTurn) =>
    inTurn === undefined || ids.length <= maximum() ? ids : Array.from(inTurn(ids, asksOf), ([one]) => one)

  /** Asks for one slot at a time while anything is wanted. */
  function pump(): void {
    if (queued !== null || idsOf(null).length === 0) return
    const request: Request = { given: new AbortController(), isOpen: false, outlook: null }
    queued = request

    const take: Take = (inTurn) => {
      if (!request.isOpen) {
        request.isOpen = true
        queued = null
        for (const one of inOrder(idsOf(null), inTurn).slice(0, maximum())) one.request = request
        pump()
      }
      return idsOf(request).map(({ id }) => id)
    }
    const everybody = shareOf(request)
    const latest = everybody.deadlineAt
    fetch(take, everybody).then(
      (values) => settle(idsOf(request), values),
      (error: unknown) => {
        if (request.given.signal.aborted) return
        if (request.isOpen) return fail(idsOf(request), Number.POSITIVE_INFINITY, error)
        // Refused before a slot opened, which holds for those who leave no more time than those for whom it was asked.
        queued = null
        fail(idsOf(null), latest, error)
      },
    )
  }

  function shareOf(request: Request): SharedAsk {
    const ids = () => idsOf(request.isOpen ? request : null)
    return toEverybody(
      () => new Set(ids().flatMap(asksOf)),
      request.given.signal,
      (outlook) => {
        request.outlook = outlook
        review(request)
      },
    )
  }

  /** Tells those who wait in vain; ids for which a request has no room need a slot after its own. */
  function review(request: Request): void {
    const { outlook, isOpen } = request
    if (outlook === null) return
    const ids = isOpen ? idsOf(request) : inOrder(idsOf(null), outlook.inTurn)
    for (const [index, one] of ids.entries()) {
      const places = Math.floor(index / maximum())
      for (const waiter of one.waiters) {
        foresee(waiter.ask, outlook, places, (reason) => refuse(one, waiter, reason))
      }
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
    for (const one of ids) {
      const value = values?.get(one.id)
      one.request = null
      if (value === undefined) continue
      wanted.delete(one.id)
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
      if (one.waiters.size === 0) wanted.delete(one.id)
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
    wanted.delete(one.id)
    if (idsOf(request).length > 0) return
    if (request !== null) return request.given.abort()
    queued?.given.abort()
    queued = null
  }

  return {
    want: (id, ask) =>
      new Promise((resolve, reject) => {
        if (ask.signal.aborted) return reject(ask.signal.reason)
        const one = wanted.get(id) ?? { id, waiters: new Set(), request: null }
        const leave = () => refuse(one, waiter, ask.signal.reason)
        const settled = () => ask.signal.removeEventListener('abort', leave)
        const waiter: Waiter<Value> = {
          ask,
          resolve: (value) => (settled(), resolve(value)),
          reject: (error) => (settled(), reject(error)),
        }
        ask.signal.addEventListener('abort', leave, { once: true })
        one.waiters.add(waiter)
        wanted.set(id, one)
        pump()
        reviewSoon()
      }),
  }
}

function asksOf<Value>({ waiters }: Wanted<Value>): readonly Ask[] {
  return Array.from(waiters, ({ ask }) => ask)
}
