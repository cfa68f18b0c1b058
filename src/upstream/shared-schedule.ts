// The schedule of an instance that shares a quota with others through Redis. Where Redis is away it goes by its own share
// of the quota, and comes back by itself.
import type { Clock, Instant } from '../domain/time.ts'
import type { Pace, Schedule } from './schedule.ts'
import type { Booking, RunScript } from './shared-slots.ts'
import { randomUUID } from 'node:crypto'
import { createConnections } from './connections.ts'
import { createSchedule, MOST_CONNECT_MS, SLOWDOWN } from './schedule.ts'
import { createSharedSlots } from './shared-slots.ts'

/**
 * Another instance sends next, so that a request that is late on its way would meet one that is not: it counts from its
 * answer, and at the latest from so long after it was sent.
 */
const MOST_TRAVEL_MS = 250

/** What is known before Redis has told anything. */
const ALONE: Booking = { waitMs: 0, instances: 1, place: 0, wanting: 0, pauseMs: 0, isProbe: false }

export function createSharedSchedule(clock: Clock, pace: Pace, scope: string, run: RunScript): Schedule {
  const id = randomUUID()
  const most = pace.even ? 1 : pace.requests
  const spanMs = pace.even ? pace.windowMs / pace.requests : pace.windowMs
  const slots = createSharedSlots(run, scope, id, { most, spanMs, slowdown: SLOWDOWN })
  const connections = createConnections(clock)
  let known = ALONE
  let knownAt: Instant = clock.now()
  let own: Schedule | null = null
  let requests = 0

  /** Every instance begins a turn of its own later than the one before, so that they do not meet. */
  function leave(): Schedule {
    const { instances, place } = known
    const slower = { ...pace, windowMs: pace.windowMs * instances }
    return delayed(createSchedule(clock, slower), clock, clock.now() + ((place + 1) * spanMs) / most)
  }

  const opensAt = (): Instant => knownAt + known.waitMs

  return {
    reserve: async (lane) => {
      try {
        known = await slots.book(lane, own !== null)
        knownAt = clock.now()
        own = null
        return known.waitMs
      } catch {
        own ??= leave()
        return own.reserve(lane)
      }
    },
    release: () => (own === null ? slots.release() : own.release()),
    spend: () => {
      if (own !== null) return own.spend()
      const isCold = !connections.take()
      const { isProbe } = known
      const request = `${id}:${(requests += 1)}`
      slots.spend(request, isCold ? MOST_CONNECT_MS : MOST_TRAVEL_MS)
      known = { ...known, waitMs: spanMs / most, isProbe: false }
      knownAt = clock.now()
      return {
        answered: () => slots.arrived(request, isProbe),
        freed: connections.put,
      }
    },
    pause: (until) => {
      // Whoever goes by its own share pauses by itself.
      own?.pause(until)
      slots.pause(until - clock.now())
    },
    waitMs: (places) => {
      if (own !== null) return own.waitMs(places)
      const others = Math.max(1, known.wanting)
      return Math.max(0, opensAt() - clock.now()) + places * (spanMs / most) * others
    },
    state: () => {
      if (own !== null) return { ...own.state(), shared: false }
      const pausedUntilAt = knownAt + known.pauseMs
      return {
        free: opensAt() > clock.now() ? 0 : 1,
        pausedUntilAt: pausedUntilAt > clock.now() ? pausedUntilAt : null,
        shared: true,
      }
    },
  }
}

/** The same schedule, of which no slot opens before an instant. */
function delayed(schedule: Schedule, clock: Clock, from: Instant): Schedule {
  const leftMs = () => Math.max(0, from - clock.now())
  return {
    ...schedule,
    reserve: async (lane) => (leftMs() > 0 ? leftMs() : schedule.reserve(lane)),
    waitMs: (places) => Math.max(leftMs(), schedule.waitMs(places)),
    state: () => ({ ...schedule.state(), ...(leftMs() > 0 ? { free: 0 } : {}) }),
  }
}
