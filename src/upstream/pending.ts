// Wanted ids of one noun and account, whoever wants them. A request's ids are chosen when its slot opens, so the wait
// for the slot is the time in which ids meet. A DataLoader cannot do this: it fixes a batch when the ids are loaded.
import type { Ask } from '../domain/ask.ts'
import { toEverybody } from './single-flight.ts'

interface Waiter<Value> {
  readonly ask: Ask
  readonly resolve: (value: Value | null) => void
  readonly reject: (error: unknown) => void
}

export interface Pending<Value> {
  /** The value of one id, null when the vendor has none; rejects with the signal's reason when the asker leaves. */
  want(id: string, ask: Ask): Promise<Value | null>
}

/**
 * `fetch` sends one request. It calls `take` when its slot opens and gets up to `maximum()` ids that are still
 * wanted, or none; called again for another attempt, `take` gives those of the same ids that are still wanted.
 */
export function createPending<Value>(
  maximum: () => number,
  fetch: (take: () => readonly string[], everybody: Ask) => Promise<ReadonlyMap<string, Value> | null>,
): Pending<Value> {
  const wanted = new Map<string, Set<Waiter<Value>>>()
  let queued: AbortController | null = null

  /** Asks for one slot at a time while anything is wanted. */
  function pump(): void {
    if (queued !== null || wanted.size === 0) return
    const left = new AbortController()
    const settled = new AbortController()
    const taken = new Map<string, Set<Waiter<Value>>>()
    let open = false
    queued = left

    const take = (): readonly string[] => {
      if (!open) {
        open = true
        queued = null
        moveTo(taken)
        abortWithLast(left, asksOf(taken), settled.signal)
        pump()
      }
      return [...taken].flatMap(([id, waiters]) => (waiters.size > 0 ? id : []))
    }
    const everybody = toEverybody(() => asksOf(open ? taken : wanted), left.signal)
    fetch(take, everybody)
      .then((values) => settle(taken, (id, waiter) => waiter.resolve(values?.get(id) ?? null)))
      .catch((error: unknown) => {
        // Refused before a slot opened: none of the ids that wait can be had in time.
        if (queued === left) {
          queued = null
          moveTo(taken, Number.POSITIVE_INFINITY)
        }
        settle(taken, (_, waiter) => waiter.reject(error))
      })
      .finally(() => settled.abort())
  }

  function moveTo(taken: Map<string, Set<Waiter<Value>>>, most = maximum()): void {
    for (const [id, waiters] of wanted) {
      if (taken.size >= most) break
      taken.set(id, waiters)
      wanted.delete(id)
    }
  }

  /** An id that nobody wants is not asked; with no id left the place in the queue is given up. */
  function forget(id: string): void {
    wanted.delete(id)
    if (wanted.size === 0 && queued !== null) {
      queued.abort()
      queued = null
    }
  }

  return {
    want: (id, ask) =>
      new Promise((resolve, reject) => {
        const waiters = wanted.get(id) ?? new Set()
        const leave = () => {
          waiters.delete(waiter)
          if (waiters.size === 0 && wanted.get(id) === waiters) forget(id)
          reject(ask.signal.reason)
        }
        const settled = () => ask.signal.removeEventListener('abort', leave)
        const waiter: Waiter<Value> = {
          ask,
          resolve: (value) => (settled(), resolve(value)),
          reject: (error) => (settled(), reject(error)),
        }
        if (ask.signal.aborted) return reject(ask.signal.reason)
        ask.signal.addEventListener('abort', leave, { once: true })
        wanted.set(id, waiters.add(waiter))
        pump()
      }),
  }
}

function asksOf(group: ReadonlyMap<string, ReadonlySet<{ readonly ask: Ask }>>): Set<Ask> {
  return new Set([...group.values()].flatMap((waiters) => [...waiters].map((waiter) => waiter.ask)))
}

function settle<W>(group: ReadonlyMap<string, ReadonlySet<W>>, tell: (id: string, waiter: W) => void): void {
  for (const [id, waiters] of group) for (const waiter of waiters) tell(id, waiter)
}

/** What has been sent is given up when the last one who wants it leaves. */
function abortWithLast(work: AbortController, asks: ReadonlySet<Ask>, settled: AbortSignal): void {
  let staying = asks.size
  const leave = () => {
    staying -= 1
    if (staying === 0) work.abort()
  }
  for (const ask of asks) ask.signal.addEventListener('abort', leave, { once: true, signal: settled })
}
