// Reads a search against the document's table of parameters; what stands there in no row is refused by name.
import type { Row } from '../shelf.ts'
import type { Zone } from '../zone.ts'
import type { Test, Order } from './filters.ts'
import { DAY } from '../company-day.ts'
import { toInstant } from '../fields.ts'
import { Refusal } from '../simulator.ts'
import { createZone } from '../zone.ts'
import { FILTERS, ORDERS } from './filters.ts'

export interface Query {
  readonly page: number
  readonly show: number
  readonly order: Order
  /** As spelt in the request; the answer repeats it. */
  readonly timezone: string
  readonly zone: Zone
  readonly detail: Detail
  /** `undefined`: a search. */
  readonly callId: string | undefined
  readonly tests: readonly Test[]
}

export interface Reading {
  readonly now: number
  readonly loginTimezone: string
  readonly endDateInclusive: boolean
  readonly clamp: number
}

/** `search_range` is documented and not simulated: no adapter sends it. */
const OTHERS = (
  'search_startdate search_enddate search_last_modified_start search_last_modified_end ' +
  'search_daysofweek search_timezone call_id order page show detail'
).split(' ')
const ALLOWED = new Set([...OTHERS, ...Object.keys(FILTERS)])

type Given = Readonly<Partial<Record<string, string>>>

/** UNVERIFIED: a repeated parameter is refused. */
function readGiven(search: URLSearchParams): Given {
  const given: Record<string, string> = {}
  for (const [name, value] of search) {
    if (!ALLOWED.has(name)) throw new Refusal(400, `unknown parameter: ${name}`)
    if (Object.hasOwn(given, name)) throw new Refusal(400, `repeated parameter: ${name}`)
    given[name] = value
  }
  return given
}

export function readQuery(search: URLSearchParams, reading: Reading): Query {
  const given = readGiven(search)
  if (given.call_id !== undefined && search.size > 1) {
    throw new Refusal(400, 'call_id must be the only parameter')
  }
  const query = { ...readShape(given, reading), callId: given.call_id }
  return { ...query, tests: given.call_id === undefined ? readTests(given, query.zone, reading) : [] }
}

/** UNVERIFIED: one call takes `search_timezone` and `detail`. */
export function readQueryOfOne(search: URLSearchParams, callId: string, reading: Reading): Query {
  const given = readGiven(search)
  const wrong = Object.keys(given).find((name) => name !== 'search_timezone' && name !== 'detail')
  if (wrong !== undefined) throw new Refusal(400, `unknown parameter: ${wrong}`)
  return { ...readShape(given, reading), callId, tests: [] }
}

function readShape(given: Given, { loginTimezone, clamp }: Reading): Omit<Query, 'callId' | 'tests'> {
  const timezone = given.search_timezone ?? loginTimezone
  const zone = createZone(timezone)
  if (zone === undefined) throw new Refusal(400, 'search_timezone is not a known time zone')
  const order = given.order ?? 'newest'
  const compare = Object.hasOwn(ORDERS, order) ? ORDERS[order] : undefined
  if (compare === undefined) throw new Refusal(400, 'invalid value of order')
  return {
    timezone,
    zone,
    order: compare,
    page: readCount(given, 'page', 1, Infinity),
    show: Math.min(clamp, readCount(given, 'show', 50, 1000)),
    detail: readDetail(given.detail ?? 'all'),
  }
}

function readCount(given: Given, name: string, fallback: number, most: number): number {
  const text = given[name]
  if (text === undefined) return fallback
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > most) throw new Refusal(400, `invalid value of ${name}`)
  return count
}

function readTests(given: Given, zone: Zone, { now, endDateInclusive }: Reading): Test[] {
  const { search_duration_min: least, search_duration_max: most } = given
  const tests = Object.entries(given).flatMap(([name, text = '']) => FILTERS[name]?.(text, name) ?? [])
  if (least !== undefined && most !== undefined && Number(least) >= Number(most)) {
    throw new Refusal(400, 'search_duration_min must be less than search_duration_max')
  }
  const dates = { start: given.search_startdate, end: given.search_enddate, endInclusive: endDateInclusive }
  tests.push(within('start_datetime', readDates(dates, { now, zone })))
  for (const edge of ['start', 'end'] as const) {
    const bound = given[`search_last_modified_${edge}`]
    if (bound !== undefined) tests.push(within('last_modified', readModified(bound, edge, zone)))
  }
  if (given.search_daysofweek !== undefined) {
    tests.push(within('start_datetime', readWeekdays(given.search_daysofweek, zone)))
  }
  return tests
}

const within =
  (name: string, covers: Covers): Test =>
  (row: Row) => {
    const at = toInstant(row[name])
    return at !== undefined && covers(at)
  }

/** 1 is Sunday. */
function readWeekdays(text: string, zone: Zone): Covers {
  const wanted = new Set(text.split(',').map((item) => item.trim()))
  for (const item of wanted)
    if (!/^[1-7]$/.test(item)) throw new Refusal(400, 'invalid value of search_daysofweek')
  return (at) => wanted.has(String(1 + new Date(zone.local(at).slice(0, 10)).getUTCDay()))
}

/** Fields that the answer lacks. */
type Detail = ReadonlySet<string>

/** UNVERIFIED: `callsurance` includes Callsaver. */
const FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  notes: ['notes'],
  demographics: ['demographics'],
  callsurance: ['callsurance', 'callsaver'],
  webmatch: ['webmatch'],
  caller: ['caller'],
  accounts: ['accounts'],
  scorecards: ['scorecards'],
  import: ['import'],
  summaries: ['summaries'],
  sentiment: ['sentiment'],
}

/** Parts in `all`. UNVERIFIED: sentiment is none; the document writes `all,sentiment`. */
const IN_ALL = ['callsurance', 'webmatch', 'caller', 'accounts']

export function readDetail(text: string): Detail {
  const wanted = new Set(text === '' ? [] : text.split(',').map((word) => word.trim()))
  for (const word of wanted) {
    if (word !== 'all' && !Object.hasOwn(FIELDS_OF, word)) throw new Refusal(400, 'invalid value of detail')
  }
  const shown = new Set([...wanted, ...(wanted.has('all') ? IN_ALL : [])])
  const hidden = Object.entries(FIELDS_OF).filter(([word]) => !shown.has(word))
  return new Set(['unseen', ...hidden.flatMap(([, names]) => names)])
}

export function show(row: Row, hidden: Detail, zone: Zone): Row {
  const kept = Object.entries(row).filter(([name]) => !hidden.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, localize(name, value, zone)]))
}

/** Instants become local times without an offset, e.g. `2026-01-15 06:00:00`. */
function localize(name: string, value: unknown, zone: Zone): unknown {
  if (name === 'callsaver' && typeof value === 'object' && value !== null && 'date' in value) {
    return { ...value, date: localize('date', value.date, zone) }
  }
  const at = ['start_datetime', 'last_modified', 'end_datetime', 'date'].includes(name)
    ? toInstant(value)
    : undefined
  return at === undefined ? value : zone.local(at)
}

interface Today {
  readonly now: number
  readonly zone: Zone
}

type Covers = (at: number) => boolean

/** Calendar days as UTC instants, since days of a zone differ in length. */
type Days = readonly [first: number, last: number]

const dayOf = ({ zone, now }: Today): number => Date.parse(zone.local(now).slice(0, 10))
const nameOf = (calendarDay: number): string => new Date(calendarDay).toISOString().slice(0, 10)

interface Bounds {
  readonly start: string | undefined
  readonly end: string | undefined
  readonly endInclusive: boolean
}

/** UNVERIFIED: the end date is inclusive; the default start is yesterday. */
function readDates({ start, end, endInclusive }: Bounds, today: Today): Covers {
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
function readModified(text: string, edge: 'start' | 'end', zone: Zone): Covers {
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
