// The schedule of an instance that shares its quota through Redis.
//
//   Redis answers ──lost──→ 3 s + one window of silence → own share
//        ↑                                                   │
//        └────────── slots open again for all ←──heartbeat───┘
import type { Clock, Instant } from '../../domain/time.ts'
import type { Sharers } from './own-share.ts'
import type { Pace, Schedule } from '../schedule.ts'
import type { Booking, Heartbeat, SharedSlots } from './shared-slots.ts'
import { createOwnShare } from './own-share.ts'
import { createConnections, MOST_CONNECT_MS, windowOf } from '../schedule.ts'
import { NOTICE_MS } from './shared-slots.ts'

/** Time between heartbeats. */
const BEAT_MS = 1000

/** Longest round trip whose clock reading is used. */
const MOST_TRIP_MS = 100

/** State before the first answer of Redis. */
const NO_BOOKING: Booking = { waitMs: 0, wanting: 0, pauseMs: 0, isProbe: false }

interface Sharing {
  /** Ends the heartbeats. */
  readonly closed: AbortSignal
  /** Number of instances until Redis has answered. */
  readonly expectedInstances: number
  /** True if a slot of another instance may bring what a request waits for here. */
  readonly sharesAnswers?: boolean
  /** From 0 to below 1, like `Math.random`. */
  readonly random?: () => number
}

export function createSharedSchedule(
  clock: Clock,
  pace: Pace,
  slots: SharedSlots,
  { closed, expectedInstances, sharesAnswers = false, random }: Sharing,
): Schedule {
  const { spanMs } = windowOf(pace)
  const slotMs = pace.windowMs / pace.requests
  const connections = createConnections(clock)
  let known = NO_BOOKING
  let knownAt: Instant = clock.now()
  let sharers: Sharers = { instances: expectedInstances, place: null, aheadMs: 0 }
  let hasMet = false
  let agreedAt: Instant = clock.now()
  let own: Schedule | null = null

  const opensAt = (): Instant => knownAt + known.waitMs

  function pausedUntilAt(): Instant | null {
    const until = knownAt + known.pauseMs
    return until > clock.now() ? until : null
  }

  function know(booking: Booking): void {
    known = booking
    knownAt = clock.now()
  }

  /** Silence until all instances have noticed and their last requests left the window. */
  function lose(): void {
    if (own !== null) return
    own = createOwnShare(clock, pace, sharers, clock.now() + NOTICE_MS + spanMs, random)
    const until = pausedUntilAt()
    if (until !== null) own.pause(until)
  }

  /** A smaller number counts after NOTICE_MS only: the others may still be returning. */
  function meet({ at, instances, place }: Heartbeat, tripMs: number): void {
    const isGrown = instances >= sharers.instances
    if (!isGrown && clock.now() - agreedAt < NOTICE_MS) return
    const aheadMs = at - (clock.now() - tripMs / 2)
    sharers = { instances, place, aheadMs: tripMs <= MOST_TRIP_MS || !hasMet ? aheadMs : sharers.aheadMs }
    hasMet = true
    agreedAt = clock.now()
  }

  function comeBack(from: Schedule, { pauseMs }: Heartbeat): void {
    const { pausedUntilAt: until } = from.state()
    own = null
    agreedAt = clock.now()
    know({ ...NO_BOOKING, waitMs: pauseMs, pauseMs })
    if (until !== null) slots.pause(until - clock.now())
  }

  async function beat(): Promise<void> {
    const askedAt = clock.now()
    try {
      const heard = await slots.beat()
      if (own !== null) comeBack(own, heard)
      meet(heard, clock.now() - askedAt)
    } catch {
      lose()
    }
  }

  async function stayInTouch(): Promise<void> {
    while (!closed.aborted) {
      await beat()
      await clock.sleep(BEAT_MS, closed).catch(() => {})
    }
  }

  void stayInTouch()
  return {
    reserve: async (priority) => {
      try {
        if (own === null) know(await slots.book(priority))
      } catch {
        lose()
      }
      // Look again each second: other instances may free slots.
      return Math.min(BEAT_MS, own === null ? known.waitMs : await own.reserve(priority))
    },
    release: () => (own === null ? slots.release() : own.release()),
    spend: () => {
      if (own !== null) return own.spend()
      const isCold = !connections.take()
      const { isProbe } = known
      const arrived = slots.spend(isCold ? MOST_CONNECT_MS : 0)
      // Work that is due now delays the actual writing.
      if (!isCold) void clock.sleep(0).then(() => arrived(false))
      know({ ...known, waitMs: slotMs, isProbe: false })
      return {
        answered: () => {
          if (isCold || isProbe) arrived(isProbe)
        },
        freed: connections.put,
      }
    },
    pause: (until) => {
      // Redis may be lost, so the own share pauses too.
      own?.pause(until)
      slots.pause(until - clock.now())
    },
    waitMs: (places) => {
      if (own !== null) return own.waitMs(places)
      const others = sharesAnswers ? 1 : Math.max(1, known.wanting)
      return Math.max(0, opensAt() - clock.now()) + places * slotMs * others
    },
    state: () => {
      if (own !== null) return { ...own.state(), shared: false }
      return {
        free: opensAt() > clock.now() ? 0 : 1,
        pausedUntilAt: pausedUntilAt(),
        shared: true,
      }
    },
  }
}
