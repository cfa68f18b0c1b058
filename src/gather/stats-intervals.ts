// Intervals of local time. The hours of a clock change differ by their offsets:
//
//   Europe/Berlin, 25 October   01:00+02   02:00+02 │ 02:00+01   03:00+01
//   Europe/Berlin, 29 March     01:00+01   │ 03:00+02
import type { StatsInterval } from '../domain/stats.ts'
import type { Instant } from '../domain/time.ts'
import type { Zone } from '../domain/zone.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** `endsAt` is the start of the next one. */
export interface Interval {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

type Cut = (at: Instant, zone: Zone) => Interval

const CUTS: Readonly<Record<StatsInterval, Cut>> = {
  QUARTER_HOUR: byTime(15 * MINUTE_MS),
  HOUR: byTime(60 * MINUTE_MS),
  DAY: byDays((day) => [day, day + 1]),
  // 1970 began on a Thursday, weeks begin on Monday.
  WEEK: byDays((day) => [day - modulo(day + 3, 7), day - modulo(day + 3, 7) + 7]),
  MONTH: byDays((day) => {
    const date = new Date(day * DAY_MS)
    const first = (month: number) => Date.UTC(date.getUTCFullYear(), month, 1) / DAY_MS
    return [first(date.getUTCMonth()), first(date.getUTCMonth() + 1)]
  }),
}

/** The interval around an instant. */
export function intervalAt(at: Instant, interval: StatsInterval, zone: Zone): Interval {
  return CUTS[interval](at, zone)
}

/** Parts of an hour: equal lengths, and a cut where the offset changes. */
function byTime(lengthMs: number): Cut {
  return (at, zone) => {
    const offsetMs = zone.offsetMs(at)
    const startsAt = at - modulo(at + offsetMs, lengthMs)
    const endsAt = startsAt + lengthMs
    return {
      startsAt: zone.offsetMs(startsAt) === offsetMs ? startsAt : changeIn(startsAt, at, zone),
      endsAt: zone.offsetMs(endsAt - 1) === offsetMs ? endsAt : changeIn(at, endsAt - 1, zone),
    }
  }
}

/** Local days since 1970, the last excluded, e.g. a week `[20454, 20461]`. */
function byDays(daysOf: (day: number) => readonly [number, number]): Cut {
  return (at, zone) => {
    const [first, last] = daysOf(Math.floor((at + zone.offsetMs(at)) / DAY_MS))
    return { startsAt: beginOf(first, zone), endsAt: beginOf(last, zone) }
  }
}

/** The first instant of a local day, which may lack midnight or have it twice. */
function beginOf(day: number, zone: Zone): Instant {
  const midnight = day * DAY_MS
  const [before, after] = [zone.offsetMs(midnight - DAY_MS), zone.offsetMs(midnight + DAY_MS)]
  if (before === after) return midnight - before
  const change = changeIn(midnight - DAY_MS, midnight + DAY_MS, zone)
  return midnight - before < change ? midnight - before : Math.max(midnight - after, change)
}

/** The first instant with the offset of `to`. */
function changeIn(from: Instant, to: Instant, zone: Zone): Instant {
  const offsetMs = zone.offsetMs(to)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.offsetMs(middle) === offsetMs) high = middle
    else low = middle
  }
  return high
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
