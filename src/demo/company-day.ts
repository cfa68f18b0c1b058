// The rhythm of a contact centre: quiet nights, busy days, slow weekends; and the moments at which contacts arrive.
import type { Random } from './random.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The demo starts in the early afternoon of a working day, whatever the real time. */
const STARTS_AT_HOUR = 14

export interface CompanyDay {
  /** Day number; 0 is the day of the start. */
  dayOf(at: number): number
  startOf(dayNumber: number): number
  hourOf(at: number): number
  /** Relative load; 1 at the start. */
  load(at: number): number
  readonly meanLoad: number
}

export function createCompanyDay(start: number): CompanyDay {
  const midnight = start - STARTS_AT_HOUR * HOUR
  const dayOf = (at: number): number => Math.floor((at - midnight) / DAY)
  const hourOf = (at: number): number => (at - midnight - dayOf(at) * DAY) / HOUR
  const load = (at: number): number => (curve(hourOf(at)) * weekday(dayOf(at))) / curve(STARTS_AT_HOUR)
  const hours = Array.from({ length: 7 * 24 }, (_, index) => load(midnight + index * HOUR))
  const meanLoad = hours.reduce((sum, value) => sum + value, 0) / hours.length
  return { dayOf, hourOf, load, meanLoad, startOf: (number) => midnight + number * DAY }
}

function curve(hourOfDay: number): number {
  const bell = (peak: number, width: number): number => Math.exp(-(((hourOfDay - peak) / width) ** 2))
  return 0.12 + bell(10.5, 2.6) + 0.9 * bell(15.5, 3.2)
}

function weekday(dayNumber: number): number {
  return [1, 1, 1, 0.35, 0.25, 1.1, 1][((dayNumber % 7) + 7) % 7] ?? 1
}

export interface Arrivals {
  readonly random: Random
  readonly companyDay: CompanyDay
  readonly from: number
  /** Contacts arrive at the live rate from here on. */
  readonly liveFrom: number
  /** Number of contacts before `liveFrom`. */
  readonly history: number
  /** Gap between two contacts at load 1. */
  readonly liveGapMs: number
}

/** Ascending instants of contacts, without end. */
export function* arrivals(options: Arrivals): Generator<number, never> {
  const { random, companyDay, from, liveFrom, history, liveGapMs } = options
  const historicGapMs = ((liveFrom - from) / Math.max(1, history)) * companyDay.meanLoad
  let at = from
  for (;;) {
    if (at < liveFrom) {
      const gap = historicGapMs * (0.1 + 1.8 * random.next())
      at = Math.min(liveFrom, passLoad(companyDay, at, gap))
    } else {
      at = passLoad(companyDay, at, liveGapMs * (0.7 + 0.6 * random.next()))
    }
    yield at
  }
}

/** Adds a gap of load-weighted time: an hour at load 0.5 counts half. */
function passLoad(companyDay: CompanyDay, from: number, gapMs: number): number {
  let at = from
  for (let left = gapMs; left > 0;) {
    const load = companyDay.load(at)
    const step = Math.min(HOUR / 2, left / load)
    left -= step * load
    at += step
  }
  return at
}
