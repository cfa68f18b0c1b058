// The date ranges of a search: whole days in a zone.
import type { Zone } from '../zone.ts'
import { DAY } from '../company-day.ts'
import { Refusal } from '../simulator.ts'

export interface Today {
  readonly now: number
  readonly zone: Zone
}

export type Covers = (at: number) => boolean

/** Calendar days as UTC instants, since days of a zone differ in length. */
type Days = readonly [first: number, last: number]

const dayOf = ({ zone, now }: Today): number => Date.parse(zone.local(now).slice(0, 10))
const nameOf = (calendarDay: number): string => new Date(calendarDay).toISOString().slice(0, 10)

export interface Bounds {
  readonly start: string | undefined
  readonly end: string | undefined
  readonly endInclusive: boolean
}

/** UNVERIFIED: the end date is inclusive; the default start is yesterday. */
export function readDates({ start, end, endInclusive }: Bounds, today: Today): Covers {
  const first = start === undefined ? dayOf(today) - DAY : readDay(start, 'search_startdate')
  const last = end === undefined ? dayOf(today) : readDay(end, 'search_enddate')
  if (first >= last) throw new Refusal(400, 'search_startdate must be less than search_enddate')
  return covering([first, endInclusive ? last : last - DAY], today.zone)
}

function readDay(text: string, name: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new Refusal(400, `${name} must be in the format yyyy-mm-dd`)
  return at
}

function covering([first, last]: Days, zone: Zone): Covers {
  const [from, to] = [nameOf(first), nameOf(last)]
  return (at) => {
    const local = zone.local(at).slice(0, 10)
    return local >= from && local <= to
  }
}

/** UNVERIFIED: the end's minute is inclusive; local times are compared, so autumn's repeated hour counts twice. */
export function readModified(text: string, edge: 'start' | 'end', zone: Zone): Covers {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?: ([01]\d|2[0-3]):([0-5]\d))?$/.exec(text) ?? []
  if (date === undefined || Number.isNaN(Date.parse(date))) {
    throw new Refusal(400, `search_last_modified_${edge} must be in the format yyyy-mm-dd HH:nn`)
  }
  const midnight = edge === 'start' ? '00:00' : '23:59'
  const bound = time === undefined ? `${date} ${midnight}` : text
  return (at) => {
    const local = zone.local(at).slice(0, 16)
    return edge === 'start' ? local >= bound : local <= bound
  }
}
