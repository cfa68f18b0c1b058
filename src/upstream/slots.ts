// The queue in front of one quota. A slot is the moment when the next request may go; whoever waits gets the next one
// in the order of coming, and who cannot be served before the deadline is told so at once.
import type { Ask } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** An attempt with less time than this is not begun. */
export const LEAST_ATTEMPT_MS = 500

// An idle connection is taken for open this long; the runtime's own client closes it then.
const KEEP_ALIVE_MS = 4000

/** The permission to send one request now. Exactly one of `release` or `sent` is called, then `answered`. */
export interface Slot {
  /** Gives the slot back unspent. */
  release(): void
  sent(): void
  /** The response headers have come, or the request has failed. */
  answered(): void
}

export interface Slots {
  /** Waits for a slot. Rejects with `SlotRefused`, or with the signal's reason. */
  open(ask: Pick<Ask, 'deadlineAt' | 'signal'>): Promise<Slot>
  /** No slot opens before `until`. */
  pause(until: Instant): void
  state(): SlotsState
}

export interface SlotsState {
  /** How many requests could go at this moment. */
  readonly free: number
  readonly waiting: number
  readonly nextSlotInMs: number
  readonly pausedUntilAt: Instant | null
}

/** No slot opens before the deadline. */
export class SlotRefused extends Error {
  override readonly name = 'SlotRefused'
  readonly retryAfterMs: number

  constructor(retryAfterMs: number) {
    super('no slot opens before the deadline')
    this.retryAfterMs = retryAfterMs
  }
}

interface Waiter {
  readonly ask: Pick<Ask, 'deadlineAt' | 'signal'>
  readonly grant: (slot: Slot) => void
  readonly refuse: (refusal: SlotRefused) => void
}

/** How many requests may go in which time. */
export interface Pace {
  readonly requests: number
  readonly windowMs: number
  /** Whether they must keep an even distance, rather than stay below a number in any window. */
  readonly even: boolean
}

/**
 * Slots of one quota. At an even pace the distance counts from the moment the previous request was written to an open
 * connection; over a new one the request arrives later than it was sent, so there it counts from the response headers.
 */
export function createSlots(clock: Clock, pace: Pace): Slots {
  const intervalMs = pace.windowMs / pace.requests
  const waiters: Waiter[] = []
  const idle: Instant[] = []
  const spent: Instant[] = []
  let nextAt: Instant = 0
  let pausedUntilAt: Instant = 0
  let held = false
  let sleeping: AbortController | null = null

  /** When the next one may go after one went now. */
  function spend(): Instant {
    if (pace.even) return clock.now() + intervalMs
    spent.push(clock.now())
    if (spent.length > pace.requests) spent.shift()
    return spent.length < pace.requests ? clock.now() : (spent[0] ?? 0) + pace.windowMs
  }

  function free(): number {
    if (held || opensAt() > clock.now()) return 0
    const recent = spent.filter((at) => at + pace.windowMs > clock.now()).length
    return pace.even ? 1 : pace.requests - recent
  }

  const opensAt = (): Instant => Math.max(nextAt, pausedUntilAt)

  function takeConnection(): boolean {
    const openSince = clock.now() - KEEP_ALIVE_MS
    while (idle.length > 0 && (idle[0] ?? 0) < openSince) idle.shift()
    return idle.pop() !== undefined
  }

  function createSlot(): Slot {
    let sentAt: Instant | null = null
    let cold = false
    return {
      release: () => {
        nextAt = clock.now()
        held = false
        turn()
      },
      sent: () => {
        sentAt = clock.now()
        cold = pace.even && !takeConnection()
        nextAt = spend()
        held = cold
        turn()
      },
      answered: () => {
        if (sentAt === null) return
        if (pace.even) idle.push(clock.now())
        if (cold) {
          nextAt = Math.max(nextAt, clock.now() + intervalMs)
          held = false
        }
        turn()
      },
    }
  }

  /** Serves the next waiter, now or when the next slot opens; a slot in somebody's hands stops the queue. */
  function turn(): void {
    sleeping?.abort()
    sleeping = null
    if (held || waiters.length === 0) return
    const waitMs = opensAt() - clock.now()
    if (waitMs > 0) {
      sleeping = new AbortController()
      clock.sleep(waitMs, sleeping.signal).then(turn, () => {})
      return
    }
    const waiter = waiters.shift()
    if (waiter === undefined) return
    if (isTooLate(waiter.ask, 0)) {
      waiter.refuse(new SlotRefused(waitMsOf(waiters.length)))
      turn()
      return
    }
    held = true
    waiter.grant(createSlot())
  }

  function waitMsOf(place: number): number {
    return Math.max(0, opensAt() - clock.now()) + place * intervalMs
  }

  const isTooLate = (ask: Waiter['ask'], waitMs: number): boolean =>
    clock.now() + waitMs + LEAST_ATTEMPT_MS > ask.deadlineAt

  /** Those who cannot be served in time any more need not wait to learn it. */
  function refuseLate(): void {
    let place = 0
    for (const waiter of waiters.slice()) {
      const waitMs = waitMsOf(place)
      if (!isTooLate(waiter.ask, waitMs)) {
        place += 1
        continue
      }
      waiters.splice(place, 1)
      waiter.refuse(new SlotRefused(waitMs))
    }
  }

  return {
    open: (ask) =>
      new Promise((resolve, reject) => {
        if (ask.signal.aborted) return reject(toReason(ask.signal))
        const waitMs = waitMsOf(waiters.length)
        if (isTooLate(ask, waitMs)) return reject(new SlotRefused(waitMs))
        const leave = () => {
          waiters.splice(waiters.indexOf(waiter), 1)
          reject(toReason(ask.signal))
        }
        const waiter: Waiter = {
          ask,
          grant: (slot) => {
            ask.signal.removeEventListener('abort', leave)
            resolve(slot)
          },
          refuse: (refusal) => {
            ask.signal.removeEventListener('abort', leave)
            reject(refusal)
          },
        }
        ask.signal.addEventListener('abort', leave, { once: true })
        waiters.push(waiter)
        turn()
      }),
    pause: (until) => {
      pausedUntilAt = Math.max(pausedUntilAt, until)
      refuseLate()
      turn()
    },
    state: () => ({
      free: free(),
      waiting: waiters.length,
      nextSlotInMs: Math.max(0, waitMsOf(waiters.length)),
      pausedUntilAt: pausedUntilAt > clock.now() ? pausedUntilAt : null,
    }),
  }
}

function toReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('no longer wanted')
}
