// The queue in front of one quota. Each slot goes to the request whose
// turn it is; retries go first, then clients in fair order (`shares.ts`).
//
//   slots    1 s      2 s      3 s      4 s
//   turns    retry    a: 1     b: 1     a: 2    deadline of a: 2 is 3.8 s
//                                       └→ refused now: QUOTA_EXHAUSTED
//
// Waiting times are known, so a request that would miss its deadline is
// refused at once: on arrival, or when others or a pause delay it.
import type { Ask } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Limit } from './limit.ts'
import type { Pace, Schedule, ScheduleState } from './schedule.ts'
import type { InTurn } from './shares.ts'
import { toError } from '../domain/errors.ts'
import { createBackoff } from './limit.ts'
import { applyForecast, sharersOf } from './shared-ask.ts'
import { createShares } from './shares.ts'

/** Least time before the deadline to begin an attempt. */
export const LEAST_ATTEMPT_MS = 500

/** Expected wait of a request. */
export interface Wait {
  /** Number of requests ahead. */
  readonly place: number
  readonly retryAfterMs: number
  /** True while the vendor's pause lasts. */
  readonly isPaused: boolean
}

/** Permission to send one request at once. */
export interface Slot {
  readonly inTurn: InTurn
  /** Called when the request is written. */
  send(): SentRequest
}

export interface SentRequest {
  /** Response headers have arrived, or the request has failed; a limit pauses the whole quota. */
  answered(limit: Limit | null): void
  /** The body is read; its connection is idle again. */
  freed(): void
}

interface SlotRequest<T> {
  readonly ask: Ask
  /** True for a further attempt, which goes first. */
  readonly isRetry: boolean
  /** Makes the error of a request that would miss its deadline. */
  readonly refusal: (wait: Wait) => Error
  /** Called when the slot opens; without a `send` before it settles, the next request gets the slot. */
  readonly use: (slot: Slot) => Promise<T>
}

export interface Queue {
  /** Resolves as `use` does. Rejects with the refusal, or the reason of the ask's signal. */
  take<T>(request: SlotRequest<T>): Promise<T>
  state(): QueueState
}

interface QueueState extends ScheduleState {
  readonly waiting: number
  readonly nextSlotInMs: number
  /** Requests sent within the last 60 seconds. */
  readonly usedLastMinute: number
}

interface Waiter {
  readonly ask: Ask
  readonly isRetry: boolean
  readonly refusal: (wait: Wait) => Error
  readonly serve: (slot: Slot) => Promise<unknown>
  readonly refuse: (reason: Error) => void
}

export function createQueue(clock: Clock, pace: Pace, schedule: Schedule): Queue {
  const { inTurn, served } = createShares(clock, pace.windowMs / pace.requests)
  const backoff = createBackoff(clock)
  const waiters = new Set<Waiter>()
  /** Instants of the last minute, oldest first. */
  const sentAts: Instant[] = []
  let running = false
  let reviewIsDue = false
  let alarm = new AbortController()

  /** Requests in order of service. Retries have no claim: they cost no client a turn. */
  function* inOrder() {
    const { again = [], fresh = [] } = Object.groupBy(waiters, ({ isRetry }) => (isRetry ? 'again' : 'fresh'))
    for (const waiter of again) yield [waiter, null] as const
    yield* inTurn(fresh, ({ ask }) => sharersOf(ask))
  }

  function placeOf(waiter: Waiter): number {
    let place = 0
    if (waiters.size === 1) return place
    for (const [other] of inOrder()) {
      if (other === waiter) break
      place += 1
    }
    return place
  }

  function refusalOf(ask: Ask, place: number, refusal: Waiter['refusal']): Error | null {
    const retryAfterMs = schedule.waitMs(place)
    const isPaused = schedule.state().pausedUntilAt !== null
    const isLate = clock.now() + retryAfterMs + LEAST_ATTEMPT_MS > ask.deadlineAt
    return isLate || (isPaused && ask.skipsPauses === true)
      ? refusal({ place, retryAfterMs, isPaused: isPaused && !isLate })
      : null
  }

  /** Refuses requests that would now miss their deadline. */
  function refuseLate(): void {
    let place = 0
    for (const [waiter] of inOrder()) {
      const { ask, refusal } = waiter
      // The forecast may have refused every caller of a shared request.
      if (!waiters.has(waiter)) continue
      const reason = refusalOf(ask, place, refusal)
      if (reason !== null) {
        waiter.refuse(reason)
        continue
      }
      forecast(waiter, place)
      place += 1
    }
    reviewIsDue = false
  }

  function forecast({ ask, refusal }: Waiter, place: number): void {
    applyForecast(ask, { inTurn, refusalOf: (one, places) => refusalOf(one, place + places, refusal) })
  }

  /** Wakes `run` to forecast all waits anew. */
  function review(): void {
    reviewIsDue = true
    alarm.abort()
  }

  /** Offers the open slot in turn, until a request uses it. */
  async function offer(): Promise<void> {
    for (;;) {
      const [next] = inOrder()
      if (next === undefined) return
      const [waiter, claim] = next
      const { promise: used, resolve } = Promise.withResolvers<boolean>()
      const slot = { inTurn, send: () => (resolve(true), send()) }
      const pass = () => resolve(false)
      waiter.serve(slot).then(pass, pass)
      if (!(await used)) continue
      if (claim !== null) served(claim)
      reviewIsDue = true
      return
    }
  }

  function send(): SentRequest {
    const sentAt = clock.now()
    usedLastMinute()
    sentAts.push(sentAt)
    const sending = schedule.spend()
    return {
      freed: sending.freed,
      answered: (limit) => {
        const pauseMs = backoff.backoffMs(limit, sentAt)
        if (pauseMs !== null) {
          schedule.pause(clock.now() + pauseMs)
          reviewIsDue = true
        }
        sending.answered()
        // The time of the next slot may have changed.
        alarm.abort()
      },
    }
  }

  function usedLastMinute(): number {
    const first = sentAts.findIndex((at) => at > clock.now() - 60_000)
    sentAts.splice(0, first === -1 ? sentAts.length : first)
    return sentAts.length
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    while (waiters.size > 0) {
      alarm = new AbortController()
      if (reviewIsDue) refuseLate()
      const waitMs = await schedule.reserve(priorityOf(waiters))
      if (waitMs > 0) await clock.sleep(waitMs, alarm.signal).catch(() => {})
      else await offer()
    }
    schedule.release()
    running = false
  }

  async function take<T>({ ask, use, ...request }: SlotRequest<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const out = () => {
      waiters.delete(waiter)
      ask.signal.removeEventListener('abort', leave)
      applyForecast(ask, null)
    }
    const refuse = (reason: Error) => (out(), reject(reason))
    const leave = () => {
      refuse(toReason(ask.signal))
      alarm.abort()
    }
    const serve = (slot: Slot) => {
      out()
      const outcome = use(slot)
      resolve(outcome)
      return outcome
    }
    const waiter = { ...request, ask, refuse, serve }
    if (ask.signal.aborted) throw toReason(ask.signal)
    waiters.add(waiter)
    ask.signal.addEventListener('abort', leave, { once: true })
    const place = placeOf(waiter)
    const reason = refusalOf(ask, place, request.refusal)
    if (reason !== null) refuse(reason)
    else forecast(waiter, place)
    if (place < waiters.size - 1) review()
    void run()
    return promise
  }

  return {
    take,
    state: () => ({
      ...schedule.state(),
      waiting: waiters.size,
      nextSlotInMs: schedule.waitMs(waiters.size),
      usedLastMinute: usedLastMinute(),
    }),
  }
}

function priorityOf(waiters: ReadonlySet<Waiter>): Ask['priority'] {
  return [...waiters].some(({ ask }) => ask.priority === 'INTERACTIVE') ? 'INTERACTIVE' : 'BACKGROUND'
}

function toReason(signal: AbortSignal): Error {
  return toError(signal.reason, 'no longer wanted')
}
