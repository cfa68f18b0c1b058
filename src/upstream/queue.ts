// The queue in front of one quota: whoever waits gets a slot when it is their turn, and who cannot be served before the
// deadline is told so at once.
import type { Ask } from '../domain/ask.ts'
import type { Clock } from '../domain/time.ts'
import type { Limit } from './limit.ts'
import type { Pace, Schedule, ScheduleState } from './schedule.ts'
import type { InTurn } from './shares.ts'
import { toError } from '../domain/errors.ts'
import { createRests } from './limit.ts'
import { sharersOf, tell } from './shared-ask.ts'
import { createShares } from './shares.ts'

/** An attempt with less time than this is not begun. */
export const LEAST_ATTEMPT_MS = 500

/** What an ask would have to wait for. */
export interface Wait {
  /** How many requests go first. */
  readonly place: number
  readonly retryAfterMs: number
  /** Whether the vendor wants a pause. */
  readonly isPaused: boolean
}

/** The permission to send one request at once. */
export interface Slot {
  readonly inTurn: InTurn
  /** The request is written now. */
  send(): Sent
}

export interface Sent {
  /** The response headers have come, or the request has failed; a limit lets the whole quota rest. */
  answered(limit: Limit | null): void
  /** The answer has been read to its end, so that its connection can serve again. */
  freed(): void
}

export interface Turn<T> {
  readonly ask: Ask
  /** Whether it has been sent before: what a slot was spent on already goes first. */
  readonly again: boolean
  /** The error for whoever cannot be served before the deadline. */
  readonly refusal: (wait: Wait) => Error
  /** Called when the slot opens; unless it sends something there and then, the slot goes on to the next. */
  readonly use: (slot: Slot) => Promise<T>
}

export interface Queue {
  /** What `use` gives. Rejects with the refusal, or with the reason of the ask's signal. */
  take<T>(turn: Turn<T>): Promise<T>
  state(): QueueState
}

export interface QueueState extends ScheduleState {
  readonly waiting: number
  readonly nextSlotInMs: number
}

interface Waiter {
  readonly ask: Ask
  readonly again: boolean
  readonly refusal: (wait: Wait) => Error
  readonly serve: (slot: Slot) => void
  readonly refuse: (reason: Error) => void
}

export function createQueue(clock: Clock, pace: Pace, schedule: Schedule): Queue {
  const { inTurn, served } = createShares(clock, pace.windowMs / pace.requests)
  const rests = createRests(clock)
  const waiters = new Set<Waiter>()
  let running = false
  let reviewIsDue = false
  let alarm = new AbortController()

  /** Whoever waits, in the order in which they will be served; what is sent again is at nobody's cost. */
  function* inOrder() {
    const { again = [], fresh = [] } = Object.groupBy(waiters, (waiter) => (waiter.again ? 'again' : 'fresh'))
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

  /** Those who cannot be served in time any more need not wait to learn it. */
  function refuseLate(): void {
    let place = 0
    for (const [waiter] of inOrder()) {
      const { ask, refusal } = waiter
      // Those who share one may all have been told by then.
      if (!waiters.has(waiter)) continue
      const reason = refusalOf(ask, place, refusal)
      if (reason !== null) {
        waiter.refuse(reason)
        continue
      }
      foretell(waiter, place)
      place += 1
    }
    reviewIsDue = false
  }

  function foretell({ ask, refusal }: Waiter, place: number): void {
    tell(ask, { inTurn, refusalOf: (one, places) => refusalOf(one, place + places, refusal) })
  }

  /** What waits has to be looked at anew. */
  function review(): void {
    reviewIsDue = true
    alarm.abort()
  }

  /** Gives the open slot to the first who uses it. */
  function serve(): void {
    for (const [waiter, claim] of inOrder()) {
      if (!waiters.has(waiter)) continue
      let isUsed = false
      waiter.serve({
        inTurn,
        send: () => {
          isUsed = true
          return send()
        },
      })
      if (!isUsed) continue
      if (claim !== null) served(claim)
      reviewIsDue = true
      return
    }
  }

  function send(): Sent {
    const sentAt = clock.now()
    const sending = schedule.spend()
    return {
      freed: sending.freed,
      answered: (limit) => {
        const restMs = rests.restMs(limit, sentAt)
        if (restMs !== null) {
          schedule.pause(clock.now() + restMs)
          reviewIsDue = true
        }
        sending.answered()
        // The next slot may have come nearer, or gone away.
        alarm.abort()
      },
    }
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    while (waiters.size > 0) {
      alarm = new AbortController()
      if (reviewIsDue) refuseLate()
      const waitMs = await schedule.reserve(priorityOf(waiters))
      if (waitMs > 0) await clock.sleep(waitMs, alarm.signal).catch(() => {})
      else serve()
    }
    schedule.release()
    running = false
  }

  async function take<T>({ ask, use, ...turn }: Turn<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const out = () => {
      waiters.delete(waiter)
      ask.signal.removeEventListener('abort', leave)
      tell(ask, null)
    }
    const refuse = (reason: Error) => (out(), reject(reason))
    const leave = () => {
      refuse(toReason(ask.signal))
      alarm.abort()
    }
    const waiter = { ...turn, ask, refuse, serve: (slot: Slot) => (out(), resolve(use(slot))) }
    if (ask.signal.aborted) throw toReason(ask.signal)
    waiters.add(waiter)
    ask.signal.addEventListener('abort', leave, { once: true })
    const place = placeOf(waiter)
    const reason = refusalOf(ask, place, turn.refusal)
    if (reason !== null) refuse(reason)
    else foretell(waiter, place)
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
    }),
  }
}

function priorityOf(waiters: ReadonlySet<Waiter>): Ask['priority'] {
  return [...waiters].some(({ ask }) => ask.priority === 'INTERACTIVE') ? 'INTERACTIVE' : 'BACKGROUND'
}

function toReason(signal: AbortSignal): Error {
  return toError(signal.reason, 'no longer wanted')
}
