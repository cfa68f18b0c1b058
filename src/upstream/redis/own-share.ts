// The schedule of an instance to which Redis does not answer: it sends its share of the quota, and at times at which the
// others, of which it hears nothing, send nothing.
import type { Clock, Instant } from '../../domain/time.ts'
import type { Pace, Schedule } from '../schedule.ts'
import { createSchedule } from '../schedule.ts'

/** What was last known of those who share the quota. */
export interface Sharers {
  readonly instances: number
  /** The place of this one among them; null as long as Redis has not told it. */
  readonly place: number | null
  /** By how much the clock that all of them know is ahead of this one's. */
  readonly aheadMs: number
}

/** A request that is late on its way would meet another instance's that is not; it is no later than this. */
const MOST_TRAVEL_MS = 250

/** Who comes later than this to its turn waits for the next. */
const MOST_LATE_MS = 100

/**
 * No slot opens before `from`. Where the quota has room for a share of each in every window, shares add up to it wherever
 * windows begin. Else instances take turns, by the clock that all of them know. A place that is not known is drawn, and
 * drawn again after a 429, which says that another instance may have the same one.
 */
export function createOwnShare(
  clock: Clock,
  { requests, windowMs, even }: Pace,
  { instances, place: known, aheadMs }: Sharers,
  from: Instant,
  random: () => number = Math.random,
): Schedule {
  const most = even ? 1 : requests
  const spanMs = even ? windowMs / requests : windowMs
  const share = Math.floor(most / instances)
  if (share > 0) {
    const schedule = createSchedule(clock, { requests: share, windowMs: spanMs, even })
    return aligned(schedule, clock, spanMs / share, (at) => Math.max(at, from))
  }
  const draw = (places: number) => Math.floor(random() * places)
  let place = known ?? draw(instances)
  const turnMs = spanMs / most + MOST_TRAVEL_MS
  const roundMs = instances * turnMs
  // A turn that was used late leaves the next one open.
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

/** The same schedule, of which slots open at some instants only. */
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
