// Parameters of the calls list: filters, one range of time, fields.
import type { Call, CallFilter, CallStatus } from '../../domain/call.ts'
import type { TimeRange } from '../../domain/filter.ts'
import type { Instant } from '../../domain/time.ts'
import type { FilterTable, Params, Send, Sent, Settings } from '../filters.ts'
import type { ProbeResult } from '../unproven.ts'
import type { TwinDialStatus } from './call-words.ts'
import { parseId } from '../../domain/id.ts'
import { isInternational } from '../../domain/phone.ts'
import { absent, exact, lookedUp, nested, noMatch, superset, supersetOf, unproven } from '../filters.ts'
import { among, between, commaList, meaning, ofCompany, searching, toDigits } from './api.ts'
import { callStatuses, dialWords, isFilterable } from './call-words.ts'
import { TWIN_CALL_FILTERS, twinDetails } from './details.ts'

/** Unverified. */
export const NAMES = {
  dateField: 'field',
  keyword: 'keyword',
  companyId: 'companyId',
  id: 'id',
  phone: 'phone',
  status: 'status',
} as const

export type Parameter = keyof typeof NAMES

export const PARAMETERS = Object.keys(NAMES)

export function nameOf(parameter: Parameter, settings: Settings): string {
  return settings[parameter] ?? NAMES[parameter]
}

export type DateField = 'startedAt' | 'updatedAt' | 'createdAt'

/** E.g. `startedAt from`, until `choosePeriod` picks one range. */
const FROM = ' from'
const TO = ' to'
const BY = ' by'

function period(date: DateField): Send<TimeRange> {
  return (range, settings) => {
    const params = between(date + FROM, date + TO)(range)
    const asks = Object.keys(params).length > 0
    return supersetOf(asks ? { ...params, [date + BY]: nameOf('dateField', settings) } : {})
  }
}

/**
 * The date field of a range of starts; the list by start sends its end only.
 * `before`: the end as creation, a superset without a date field.
 */
export type StartField = 'startedAt' | 'createdAt' | 'before'

interface Period {
  readonly field: DateField
  readonly from: string | undefined
  readonly to: string | undefined
  /** The parameter of the date field, e.g. `field`. */
  readonly word: string
}

/** The first date with a range; others are post-filtered. */
function periodOf(params: Params, dates: readonly DateField[], starts: StartField): Period | null {
  const textOf = (name: string) => (params[name] === undefined ? undefined : String(params[name]))
  for (const date of dates) {
    const isEndAlone = date === 'startedAt' && starts !== 'createdAt'
    const [from, to] = [isEndAlone ? undefined : textOf(date + FROM), textOf(date + TO)]
    if (from === undefined && to === undefined) continue
    // No call starts before it was created.
    const field = date === 'startedAt' && starts !== 'startedAt' ? 'createdAt' : date
    return { field, from, to, word: String(params[date + BY]) }
  }
  return null
}

/** Creation is the default and needs no date field. */
export function choosePeriod(params: Params, dates: readonly DateField[], starts: StartField): Params {
  const plain = Object.fromEntries(Object.entries(params).filter(([name]) => !name.includes(' ')))
  const range = periodOf(params, dates, starts)
  if (range === null) return plain
  const { field, from, to, word } = range
  return {
    ...plain,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(field === 'createdAt' ? {} : { [word]: field }),
  }
}

/** Bounds are whole seconds of unknown inclusiveness. */
const TOLERANCE_MS = 1000

/**
 * A range around a known call that was created outside.
 * Only a vendor with the date field returns the call.
 * The call that changed longest ago will hardly change meanwhile.
 */
export function toProof(calls: readonly Call[], field: Exclude<DateField, 'createdAt'>, word: string) {
  const known = calls.flatMap((call) => {
    const [at, createdAt] = [call[field], twinDetails(call)?.createdAt]
    return at != null && createdAt != null && Math.abs(at - createdAt) > 3 * TOLERANCE_MS
      ? [{ id: call.id, at }]
      : []
  })
  const [first] = known.toSorted((a, b) => a.at - b.at)
  if (first === undefined) return null
  const range = between('from', 'to')({ from: first.at - TOLERANCE_MS, to: first.at + TOLERANCE_MS })
  return {
    params: { ...range, [word]: field },
    resultOf: (rows: readonly Call[]): ProbeResult =>
      rows.some(({ id }) => id === first.id) ? 'supported' : 'ignored',
  }
}

/** `null`: a question by creation, which needs no guess. */
export function guessOf(params: Params, dates: readonly DateField[], starts: StartField) {
  const range = periodOf(params, dates, starts)
  if (range === null || range.field === 'createdAt') return null
  const { field, from, to, word } = range
  const [least, most] = [Date.parse(from ?? ''), Date.parse(to ?? '')]
  const isOutside = (instant: Instant | null | undefined) =>
    instant != null && (instant < least - TOLERANCE_MS || instant > most + TOLERANCE_MS)
  return {
    name: `date ${field}`,
    field,
    word,
    // No call starts or changes before its creation.
    mayHide: from !== undefined,
    resultOf: (rows: readonly Call[]): ProbeResult | undefined => {
      if (rows.some((call) => isOutside(call[field]))) return 'ignored'
      return rows.some((call) => isOutside(twinDetails(call)?.createdAt)) ? 'supported' : undefined
    },
  }
}

function statuses<Word extends string>(words: (word: Word) => readonly string[]): Send<readonly Word[]> {
  return (wanted, settings) => among(nameOf('status', settings), words, isFilterable)(wanted, settings)
}

const twinFilters = nested(TWIN_CALL_FILTERS, {
  createdAt: superset(period('createdAt')),
  dialStatus: exact(statuses<TwinDialStatus>((dial) => (dial === 'UNKNOWN' ? [] : [dialWords[dial]]))),
  companyId: exact((id, settings) => ofCompany(nameOf('companyId', settings), id)),
})

/** The vendor takes one value; several are post-filtered. */
function single(values: readonly string[], params: (value: string) => Sent) {
  const [first, ...rest] = values
  if (first === undefined) return noMatch
  return rest.length > 0 ? supersetOf({}) : params(first)
}

const toTaskIds = (ids: readonly string[]) => ids.flatMap((id) => parseId(id)?.vendorId ?? [])

/** Only bots have calls. */
const isBot = (id: string) => parseId(id)?.vendorId.startsWith('user-') === false

export const callFilters = {
  ids: lookedUp,
  startedAt: superset(period('startedAt')),
  updatedAt: superset(period('updatedAt')),
  // Unverified.
  direction: exact((wanted) => (wanted.includes('OUTBOUND') ? {} : noMatch)),
  status: unproven('status', statuses<CallStatus>(meaning(dialWords, callStatuses))),
  agentIds: superset((ids) => (ids.some(isBot) ? {} : noMatch)),
  campaignIds: exact((ids) => single(toTaskIds(ids), (taskId) => ({ taskId }))),
  to: unproven(
    'phone',
    (numbers, settings) =>
      single(numbers, (number) =>
        isInternational(number) ? { [nameOf('phone', settings)]: toDigits(number) } : supersetOf({}),
      ),
    { harmless: ['+70000000000'] },
  ),
  contactIds: absent,
  // No document says which fields TWIN searches, so rows cannot be post-filtered.
  search: exact((words, settings) => searching(nameOf('keyword', settings), words)),
  twin: twinFilters,
} satisfies Partial<FilterTable<CallFilter>>

/** Requested of every row: short fields. */
const FIELDS = [
  'id,phone,duration,botDuration,operatorDuration,taskId,taskName,botId,botName,regionId,timezone,shortNumber',
  'status,responder,transferredToOperator,isFinished,createdAt,updatedAt,startedAt,price,nps,recordPath',
  'externalId,linkToLog',
]

/** Requested on selection, by our fields. */
const OPT_INS = {
  messages: ['transcript', 'messages'],
  messagesAsString: ['transcript'],
  dialogResults: ['dialogResults'],
  additional: ['additional'],
  markers: ['markers', 'tags'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export const optIns = {
  fields: [...new Set(Object.values(OPT_INS).flat())],
  params: (wanted: ReadonlySet<string>): Params => {
    const further = Object.entries(OPT_INS).flatMap(([name, fields]) =>
      fields.some((field) => wanted.has(field)) ? [name] : [],
    )
    return { fields: commaList([...FIELDS, ...further]) }
  },
}

/** True for requested fields; the row is silent on others. */
export function toAsked({ fields = '' }: Params): (field: string) => boolean {
  const names = typeof fields === 'string' ? fields.split(',') : fields
  return (field) => names.includes(field)
}
