// When the next request of one quota may go: its pace, the pauses that the vendor asks for, and the uncertainty of when
// a request over a new connection arrives. Who goes next is the queue's matter.
import type { Priority } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { createConnections } from './connections.ts'

/** How many requests may go in which time. */
export interface Pace {
  readonly requests: number
  readonly windowMs: number
  /** Whether they must keep an even distance, rather than stay below a number in any window. */
  readonly even: boolean
}

export interface Schedule {
  /**
   * How many milliseconds until the next slot opens for this process; 0 when one is open, which is then kept for it until
   * it is spent or released. Asked again after that time, or sooner when something has happened; never rejects.
   */
  reserve(priority: Priority): Promise<number>
  /** Gives back what was kept, because nobody is left to use it. */
  release(): void
  /** The open slot is used: a request is written now. */
  spend(): Sending
  /** No slot opens before `until`, then one alone until its answer has begun, and for a while fewer than usual. */
  pause(until: Instant): void
  /** How many milliseconds at least until that slot opens before which `places` others are used. */
  waitMs(places: number): number
  state(): ScheduleState
}

export interface Sending {
  /** The response headers have come, or the request has failed. */
  answered(): void
  /** The answer has been read to its end, so that its connection can serve again. */
  freed(): void
}

export interface ScheduleState {
  /** How many requests could go at this moment. */
  readonly free: number
  readonly pausedUntilAt: Instant | null
  /** Whether other instances keep to it too. */
  readonly shared: boolean
}

/** A connection takes no longer than this to be made; a request over it arrives within that time. */
export const MOST_CONNECT_MS = 1000

/** The first request after a pause goes alone for no longer than this. */
const MOST_PROBE_MS = 20_000

/** After a pause was asked for the pace is lower for so long, and by so much. */
const SLOW_MS = 30_000
export const SLOWDOWN = 1.5

/** A request and when it reached the vendor: at the latest, as long as that is not known. */
interface Mark {
  at: Instant
}

/**
 * The schedule of a process that has the quota to itself. An even pace is a window that holds one request. A request
 * counts from the moment it was written to an open connection; over a new one it arrives later, and counts from the
 * response headers.
 */
export function createSchedule(clock: Clock, pace: Pace): Schedule {
  const most = pace.even ? 1 : pace.requests
  const spanMs = pace.even ? pace.windowMs / pace.requests : pace.windowMs
  const connections = createConnections(clock)
  let marks: Mark[] = []
  let pausedUntilAt: Instant = Number.NEGATIVE_INFINITY
  let slowUntilAt: Instant = 0
  let probeIsDue = false
  let probedUntilAt: Instant = 0

  /** When what was used at an instant can be used again, after so many times. */
  function reopensAt(at: Instant, times = 1): Instant {
    const slowMs = spanMs * SLOWDOWN
    const slow = Math.min(times, Math.max(0, Math.ceil((slowUntilAt - at) / slowMs)))
    const slowEndAt = Math.min(at + slow * slowMs, Math.max(slowUntilAt, at + slow * spanMs))
    return slowEndAt + (times - slow) * spanMs
  }

  const busy = (): Mark[] => marks.filter(({ at }) => reopensAt(at) > clock.now())

  function opensAt(): Instant {
    const taken = busy()
    const nextAt = taken.length < most ? 0 : Math.min(...taken.map(({ at }) => reopensAt(at)))
    return Math.max(nextAt, pausedUntilAt, probedUntilAt)
  }

  return {
    reserve: async () => Math.max(0, opensAt() - clock.now()),
    release: () => {},
    spend: () => {
      const arrivesMs = connections.take() ? 0 : MOST_CONNECT_MS
      const mark = { at: clock.now() + arrivesMs }
      marks = [...busy(), mark]
      const isProbe = probeIsDue
      probeIsDue = false
      if (isProbe) probedUntilAt = clock.now() + MOST_PROBE_MS
      let isAnswered = false
      // It is written once everything else is done that is due now, which takes a while when much is asked at once.
      const written = () => {
        if (!isAnswered) mark.at = clock.now() + arrivesMs
      }
      void clock.sleep(0).then(written)
      return {
        answered: () => {
          isAnswered = true
          mark.at = Math.min(mark.at, clock.now())
          if (isProbe) probedUntilAt = clock.now()
        },
        freed: connections.put,
      }
    },
    pause: (until) => {
      pausedUntilAt = Math.max(pausedUntilAt, until)
      slowUntilAt = clock.now() + SLOW_MS
      probeIsDue = true
    },
    waitMs: (places) => {
      const now = clock.now()
      const startsAt = Math.max(now, pausedUntilAt)
      // An answer that is awaited could begin now.
      const taken = marks.map(({ at }) => reopensAt(Math.min(at, now))).filter((at) => at > startsAt)
      const free = most - taken.length
      if (places < free) return startsAt - now
      const after = places - free
      const turns = [...taken.toSorted((a, b) => a - b), ...Array<Instant>(free).fill(reopensAt(startsAt))]
      return reopensAt(turns[after % most] ?? startsAt, Math.floor(after / most)) - now
    },
    state: () => ({
      free: Math.max(pausedUntilAt, probedUntilAt) > clock.now() ? 0 : most - busy().length,
      // At its very end nothing has been sent yet.
      pausedUntilAt: pausedUntilAt > clock.now() ? pausedUntilAt : null,
      shared: false,
    }),
  }
}
