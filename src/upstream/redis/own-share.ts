// The schedule of an instance while Redis does not answer: a share of the
// quota, in turns by the clock, so that instances do not meet.
//
//   3 requests in 10 s, 2 instances   1 in 10 s each
//   1 request a second, 2 instances   A at 0 s, B at 1.25 s, A at 2.5 s …
import type { Clock, Instant } from '../../domain/time.ts'
import type { Pace, Schedule } from '../schedule.ts'
import { createSchedule, windowOf } from '../schedule.ts'

/** Last known state of the instances of one quota. */
export interface Sharers {
  readonly instances: number
  /** Index of this instance, from 0; `null`: Redis has not answered yet. */
  readonly place: number | null
  /** Offset of Redis' clock from this one's. */
  readonly aheadMs: number
}

/** Longest delay of a request on its way, left free between turns. */
const MOST_TRAVEL_MS = 250

/** Latest start within a turn; after it, the next turn counts. */
const MOST_LATE_MS = 100

/**
 * No slot opens before `from`.
 * - A quota with a request for every instance is divided.
 * - Else instances take turns, by Redis' clock.
 * - An unknown place is drawn, and drawn again after a 429:
 *   another instance may have the same.
 */
export function createOwnShare(
  clock: Clock,
  pace: Pace,
  { instances, place: known, aheadMs }: Sharers,
  from: Instant,
  random: () => number = Math.random,
): Schedule {
  const { most, spanMs } = windowOf(pace)
  const share = Math.floor(most / instances)
  if (share > 0) {
    const schedule = createSchedule(clock, { requests: share, windowMs: spanMs, even: pace.even })
    return aligned(schedule, clock, spanMs / share, (at) => Math.max(at, from))
  }
  const draw = (places: number) => Math.floor(random() * places)
  let place = known ?? draw(instances)
  const turnMs = spanMs / most + MOST_TRAVEL_MS
  const roundMs = instances * turnMs
  // Half a turn less, so that a late turn does not cost the next one.
  const schedule = createSchedule(clock, { requests: 1, windowMs: roundMs - turnMs / 2, even: true })
  const turns = aligned(schedule, clock, roundMs, (at) => {
    const earliest = Math.max(at, from)
    const lateMs = modulo(earliest + aheadMs - place * turnMs, roundMs)
    return lateMs <= MOST_LATE_MS ? earliest : Math.ceil(earliest + roundMs - lateMs)
  })
  return {
    ...turns,
    pause: (until) => {
      turns.pause(until)
      if (known === null) place = (place + 1 + draw(instances - 1)) % instances
    },
  }
}

/** The same schedule, with slots moved to the instants of `toOpen`. */
function aligned(
  schedule: Schedule,
  clock: Clock,
  everyMs: number,
  toOpen: (earliest: Instant) => Instant,
): Schedule {
  const leftMs = (waitMs: number) => toOpen(clock.now() + waitMs) - clock.now()
  return {
    ...schedule,
    reserve: async (priority) => leftMs(await schedule.reserve(priority)),
    waitMs: (places) => leftMs(schedule.waitMs(0)) + places * everyMs,
    state: () => ({ ...schedule.state(), ...(leftMs(0) > 0 ? { free: 0 } : {}) }),
  }
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
