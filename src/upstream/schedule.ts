// Times of the slots of one quota. The queue decides whose they are.
//
//   1 request a second, even:   |----|----|----|   one slot each
//   3 in any 10 s:              |||-------|||---   a slot returns 10 s later
//   429, Retry-After: 5:        |  pause 5 s  |probe|------|------|
//                                              alone   1.5 × slower, 30 s
import type { Priority } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'

/** e.g. `{ requests: 1, windowMs: 1000, even: true }`. */
export interface Pace {
  readonly requests: number
  readonly windowMs: number
  /** True: evenly spaced; false: any pattern below the number. */
  readonly even: boolean
}

/** A window and its requests. An even pace is a window for one: `{ most: 1, spanMs: 1000 }`. */
export function windowOf({ requests, windowMs, even }: Pace): { most: number; spanMs: number } {
  return even ? { most: 1, spanMs: windowMs / requests } : { most: requests, spanMs: windowMs }
}

export interface Schedule {
  /**
   * Milliseconds until this process may have a slot; 0 reserves one
   * until `spend` or `release`. Call again after that time, or when
   * something changed. Never rejects.
   */
  reserve(priority: Priority): Promise<number>
  /** Returns an unused reservation. */
  release(): void
  /** Uses the reserved slot: a request is written now. */
  spend(): Sending
  /** No slot before `until`; then one probe alone, then a slower pace. */
  pause(until: Instant): void
  /** Least milliseconds until the slot behind `places` others. */
  waitMs(places: number): number
  state(): ScheduleState
}

export interface Sending {
  /** Response headers have arrived, or the request has failed. */
  answered(): void
  /** The body is read; its connection is idle again. */
  freed(): void
}

export interface ScheduleState {
  /** Slots open at this moment. */
  readonly free: number
  readonly pausedUntilAt: Instant | null
  /** True if other instances book in the same schedule. */
  readonly shared: boolean
}

/** Longest time for a new connection; its request arrives within it. */
export const MOST_CONNECT_MS = 1000

/** Longest time the probe after a pause goes alone. */
export const MOST_PROBE_MS = 20_000

/** Slower pace after a pause. */
export const SLOW_MS = 30_000
export const SLOWDOWN = 1.5

/** A sent request. */
interface Mark {
  /** Arrival at the vendor; the latest possible until it is known. */
  at: Instant
}

export interface Connections {
  /** Uses an open, idle connection; false if a new one must be made. */
  take(): boolean
  /** Adds one that has become idle. */
  put(): void
}

/** Idle connections close after this; the runtime does not say which are open. */
const KEEP_ALIVE_MS = 4000

export function createConnections(clock: Clock): Connections {
  const idleSince: Instant[] = []
  return {
    take: () => {
      const openSince = clock.now() - KEEP_ALIVE_MS
      while (idleSince.length > 0 && (idleSince[0] ?? 0) < openSince) idleSince.shift()
      return idleSince.pop() !== undefined
    },
    put: () => void idleSince.push(clock.now()),
  }
}

/**
 * The schedule of a process that does not share its quota.
 * A request counts from its writing to an open connection;
 * over a new connection, from its response headers.
 */
export function createSchedule(clock: Clock, pace: Pace): Schedule {
  const { most, spanMs } = windowOf(pace)
  const connections = createConnections(clock)
  let marks: Mark[] = []
  let pausedUntilAt: Instant = Number.NEGATIVE_INFINITY
  let slowUntilAt: Instant = 0
  let probeIsDue = false
  let probedUntilAt: Instant = 0

  /** The instant when a slot used at `at` has opened again `times` times. */
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
      // Work that is due now delays the actual writing.
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
      // Best case: pending answers begin now.
      const taken = marks.map(({ at }) => reopensAt(Math.min(at, now))).filter((at) => at > startsAt)
      const free = most - taken.length
      if (places < free) return startsAt - now
      const after = places - free
      const turns = [...taken.toSorted((a, b) => a - b), ...Array<Instant>(free).fill(reopensAt(startsAt))]
      return reopensAt(turns[after % most] ?? startsAt, Math.floor(after / most)) - now
    },
    state: () => ({
      free: Math.max(pausedUntilAt, probedUntilAt) > clock.now() ? 0 : most - busy().length,
      // At the very instant of its end the pause is over.
      pausedUntilAt: pausedUntilAt > clock.now() ? pausedUntilAt : null,
      shared: false,
    }),
  }
}
