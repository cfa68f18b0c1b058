// Filters of the call search: whole days, parts of numbers, comma lists.
import type { CallDirection, CallFilter, CallStatus } from '../../domain/call.ts'
import type { NumberRange, TimeRange } from '../../domain/filter.ts'
import type { Instant } from '../../domain/time.ts'
import type { FilterTable, Send } from '../filters.ts'
import type { DayOfWeek } from './call-words.ts'
import { absent, exact, lookedUp, nested, noMatch, superset, supersetOf } from '../filters.ts'
import { commaWords, numbers, text, toNational, zoneNameOf } from './api.ts'
import { createZone } from '../../domain/zone.ts'
import { ARIZONA, toLocalDate, toLocalMinute } from './local-time.ts'
import {
  actions,
  callsaverOutcomes,
  changeRequestStatuses,
  conversationTypes,
  directions,
  features,
  majors,
  DAYS_OF_WEEK,
  actionsOfStatuses,
} from './call-words.ts'
import { CALLCAP_CALL_FILTERS } from './details.ts'

const FIRST_DATE = '2000-01-01'
const LAST_DATE = '2100-01-01'
const MINUTE_MS = 60_000

/**
 * Without dates a search covers a day or so.
 * A fixed end far ahead means "until now", and equal requests are shared.
 */
export const allDates = { search_startdate: FIRST_DATE, search_enddate: LAST_DATE }

/** A day wider on each side: dates must differ, the last may be exclusive. */
const dates: Send<TimeRange> = ({ from, to }) => {
  const [first, last] = [Date.parse(FIRST_DATE), Date.parse(LAST_DATE)]
  if ((from ?? first) > last || (to ?? last) < first) return noMatch
  return supersetOf({
    search_startdate: from === undefined || from < first ? FIRST_DATE : toLocalDate(ARIZONA, from, -1),
    search_enddate: to === undefined || to > last ? LAST_DATE : toLocalDate(ARIZONA, to, 1),
  })
}

/** A minute wider on each side, as bounds are whole minutes. */
const changes: Send<TimeRange> = ({ from, to }) => {
  const toMinute = (at: Instant) =>
    toLocalMinute(ARIZONA, Math.min(Math.max(at, Date.parse(FIRST_DATE)), Date.parse(LAST_DATE)))
  return supersetOf({
    ...(from === undefined ? {} : { search_last_modified_start: toMinute(from - MINUTE_MS) }),
    ...(to === undefined ? {} : { search_last_modified_end: toMinute(to + MINUTE_MS) }),
  })
}

/** An instant of each season, for zones with clock changes. */
const SEASONS = [Date.UTC(2025, 0), Date.UTC(2025, 6)]

/** A day of the account's zone spans two days of Arizona. */
const days: Send<readonly DayOfWeek[]> = (wanted, settings) => {
  const zone = createZone(zoneNameOf(settings)) ?? ARIZONA
  const aheadMs = SEASONS.map((at) => zone.offsetMs(at) - ARIZONA.offsetMs(at))
  const steps = [...(Math.max(...aheadMs) > 0 ? [-1] : []), 0, ...(Math.min(...aheadMs) < 0 ? [1] : [])]
  const asked = wanted.flatMap((day) =>
    steps.map((step) => ((DAYS_OF_WEEK.all.indexOf(day) + step + 7) % 7) + 1),
  )
  return wanted.length === 0 ? noMatch : supersetOf({ search_daysofweek: [...new Set(asked)].join(',') })
}

/** From here on `search_duration_max` means no maximum. */
const NO_MAXIMUM_SECONDS = 600

/** The minimum must stay below the maximum. */
const durations: Send<NumberRange> = ({ from = 0, to }) => {
  const least = Math.max(0, Math.floor(from))
  const most = to === undefined ? NO_MAXIMUM_SECONDS : Math.max(Math.floor(to) + 1, least + 1)
  const params = {
    ...(least === 0 ? {} : { search_duration_min: String(least) }),
    ...(most >= NO_MAXIMUM_SECONDS ? {} : { search_duration_max: String(most) }),
  }
  return to === undefined && least > 0 && least === from ? params : supersetOf(params)
}

/** Takes one word: the call's own direction, while rows show the line's. */
const oneDirection: Send<readonly CallDirection[]> = (wanted) => {
  const [direction, ...further] = new Set(wanted)
  if (direction === undefined) return noMatch
  const word = further.length > 0 ? undefined : directions[direction]
  return word === undefined ? supersetOf({}) : { search_direction: word }
}

function wordOf(status: CallStatus): readonly string[] {
  const action = actionsOfStatuses[status]
  return action === undefined ? [] : [actions[action]]
}

/** An unknown word of rows may match any word of the filter. */
const statuses: Send<readonly CallStatus[]> = (wanted) => {
  if (wanted.includes('UNKNOWN')) return supersetOf({})
  const words = new Set(wanted.flatMap(wordOf))
  return words.size === 0 ? noMatch : supersetOf({ search_action: [...words].join(',') })
}

/** One North American number, or part of one; others are not sent. */
function wholeNumber(parameter: string): Send<readonly string[]> {
  return (wanted) => {
    if (wanted.length === 0) return noMatch
    const [number] = wanted.map(toNational)
    return supersetOf(
      wanted.length > 1 || number === undefined || number === null ? {} : { [parameter]: number },
    )
  }
}

/** The vendor stores numbers without the country's 1. */
function partOfNumber(parameter: string): Send<string> {
  return (wanted) => {
    const digits = wanted.replace(/\D/g, '')
    const part = digits.replace(/^1/, '')
    if (digits === '') return noMatch
    return supersetOf(part === '' ? {} : { [parameter]: part })
  }
}

const callcapFilters = nested(CALLCAP_CALL_FILTERS, {
  corporateId: exact((id, settings) => numbers('corporate_id')([id], settings)),
  divisionIds: exact(numbers('division_id')),
  locationIds: exact(numbers('location_id')),
  divisionExternalId: exact(text('search_division_external_id')),
  locationExternalId: exact(text('search_location_external_id')),
  dayOfWeek: superset(days),
  action: exact(commaWords('search_action', actions)),
  feature: exact(commaWords('search_feature', features)),
  conversationType: exact((type) => ({ conversation_type: conversationTypes[type] })),
  mediumIds: exact(numbers('search_medium')),
  searchMajor: exact(commaWords('search_major', majors)),
  callsaverOutcome: exact(commaWords('search_callsaver_status', callsaverOutcomes)),
  changeRequestStatus: exact((status) => ({
    search_evaluation_change_status: changeRequestStatuses[status],
  })),
  revenueEntered: exact((entered) => ({ search_revenue_entered: entered ? '1' : '0' })),
  referenceId: exact(text('search_reference_id')),
  callerNumberContains: superset(partOfNumber('search_caller_id')),
  destinationNumberContains: superset(partOfNumber('search_destination')),
})

export const callFilters = {
  ids: lookedUp,
  startedAt: superset(dates),
  updatedAt: superset(changes),
  direction: exact(oneDirection),
  status: superset(statuses),
  agentIds: exact(numbers('search_csr')),
  campaignIds: exact(numbers('campaign_id')),
  from: superset(wholeNumber('search_caller_id')),
  to: superset(wholeNumber('search_destination')),
  durationSeconds: exact(durations),
  contactIds: absent,
  // No document says which fields it searches. A blank text matches all.
  search: exact((words) => (words.trim() === '' ? {} : { search_term: words.trim() })),
  callcap: callcapFilters,
} satisfies Partial<FilterTable<CallFilter>>
