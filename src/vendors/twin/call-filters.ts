// What the calls list is asked for: filters, the one range of time that it takes, and the fields of its rows.
import type { CallFilter, CallStatus } from '../../domain/call.ts'
import type { TimeRange } from '../../domain/filter.ts'
import type { TwinCallFilter, TwinDialStatus } from '../../domain/vendors/twin.ts'
import type { FilterTable, Params, Send, Sent, Settings } from '../filters.ts'
import { parseId } from '../../domain/id.ts'
import { isInternational } from '../../domain/phone.ts'
import { vendorCallPredicates } from '../../domain/vendors/call.ts'
import {
  absent,
  exact,
  local,
  lookedUp,
  loosely,
  nested,
  nothing,
  others,
  unproven,
  wider,
} from '../filters.ts'
import { among, between, commaList, toDigits } from './api.ts'
import { dialWords, isFilterable, wordsOf } from './call-words.ts'

/** UNVERIFIED: the parameters' names. The document of the list leaves them out, and those of its neighbours have them. */
const NAMES = {
  dateField: 'field',
  keyword: 'keyword',
  companyId: 'companyId',
  id: 'id',
  phone: 'phone',
  status: 'status',
} as const

type Parameter = keyof typeof NAMES

export const PARAMETERS = Object.keys(NAMES)

export function nameOf(parameter: Parameter, settings: Settings): string {
  return settings[parameter] ?? NAMES[parameter]
}

export type DateField = 'startedAt' | 'updatedAt' | 'createdAt'

/** Ranges stand apart under names that no parameter has until the one that is sent is chosen. */
const FROM = ' from'
const TO = ' to'
const BY = ' by'

function period(date: DateField): Send<TimeRange> {
  return (range, settings) => {
    const params = between(date + FROM, date + TO)(range)
    const asks = Object.keys(params).length > 0
    return wider(asks ? { ...params, [date + BY]: nameOf('dateField', settings) } : {})
  }
}

/** By which field a range of starts is asked for; `before` asks for its end alone, by the creation. */
export type StartField = 'startedAt' | 'createdAt' | 'before'

/**
 * One range is sent, the first of these that is given; Switchboard checks the others. Creation needs no word, and no call
 * starts before it was created.
 */
export function choosePeriod(
  params: Params,
  dates: readonly DateField[],
  starts: StartField = 'startedAt',
): Params {
  const plain = Object.entries(params).filter(([name]) => !name.includes(' '))
  const date = dates.find((one) => params[one + BY] !== undefined)
  if (date === undefined) return Object.fromEntries(plain)
  const { [date + FROM]: from, [date + TO]: to, [date + BY]: by } = params
  const field = date === 'startedAt' ? starts : date
  return {
    ...Object.fromEntries(plain),
    ...(from === undefined || field === 'before' ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(field === 'createdAt' || field === 'before' ? {} : { [String(by)]: field }),
  }
}

/** Which date a question needs the guessed parameter for; null for one that can be asked by the creation as well. */
export function guessedDate(params: Params, starts: StartField): DateField | null {
  const isAsked = (date: DateField) => params[date + BY] !== undefined
  if (starts === 'before' && isAsked('startedAt')) return 'startedAt'
  return isAsked('updatedAt') ? 'updatedAt' : null
}

function statuses<Word extends string>(words: (word: Word) => readonly string[]): Send<readonly Word[]> {
  return (wanted, settings) => among(nameOf('status', settings), words, isFilterable)(wanted, settings)
}

const twinFilters: FilterTable<TwinCallFilter> = {
  createdAt: loosely(period('createdAt')),
  dialStatus: exact(statuses<TwinDialStatus>((dial) => (dial === 'UNKNOWN' ? [] : [dialWords[dial]]))),
  companyId: exact((id, settings) => ({ [nameOf('companyId', settings)]: id })),
}

/** One value can be asked for; several are asked for loosely. */
function single(values: readonly string[], params: (value: string) => Sent) {
  const [first, ...rest] = values
  if (first === undefined) return nothing
  return rest.length > 0 ? wider({}) : params(first)
}

const toTaskIds = (ids: readonly string[]) => ids.flatMap((id) => parseId(id)?.vendorId ?? [])

/** Users have no calls of their own, only bots have. */
const isBot = (id: string) => parseId(id)?.vendorId.startsWith('user-') === false

export const callFilters: FilterTable<CallFilter> = {
  ids: lookedUp,
  startedAt: loosely(period('startedAt')),
  updatedAt: loosely(period('updatedAt')),
  queuedAt: absent,
  connectedAt: absent,
  endedAt: absent,
  scheduledAt: absent,
  // UNVERIFIED: the list is documented as that of calls made by tasks.
  direction: exact((wanted) => (wanted.includes('OUTBOUND') ? {} : nothing)),
  status: unproven('status', statuses<CallStatus>(wordsOf)),
  agentIds: loosely((ids) => (ids.some(isBot) ? {} : nothing)),
  campaignIds: exact((ids) => single(toTaskIds(ids), (taskId) => ({ taskId }))),
  menuIds: absent,
  contactIds: absent,
  from: absent,
  to: unproven('phone', (numbers, settings) =>
    single(numbers, (number) =>
      isInternational(number) ? { [nameOf('phone', settings)]: toDigits(number) } : wider({}),
    ),
  ),
  durationSeconds: local,
  holdSeconds: absent,
  queueSeconds: absent,
  rating: absent,
  language: absent,
  voicemail: absent,
  verified: absent,
  // TWIN alone decides in which fields it looks, so that nothing can be checked again.
  search: exact((words, settings) => ({ [nameOf('keyword', settings)]: words })),
  twin: nested(twinFilters),
  ...others(vendorCallPredicates, 'twin'),
}

/** What every row is asked for: short, and most of it the common fields of a call. */
const FIELDS = [
  'id,phone,duration,botDuration,operatorDuration,taskId,taskName,botId,botName,regionId,timezone,shortNumber',
  'status,responder,transferredToOperator,isFinished,createdAt,updatedAt,startedAt,price,nps,recordPath',
  'externalId,linkToLog',
]

/** What is asked for only when it is wanted, and for which of our fields. */
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

/** Which fields were asked for; of others the row says nothing. */
export function toAsked({ fields = '' }: Params): (field: string) => boolean {
  const names = typeof fields === 'string' ? fields.split(',') : fields
  return (field) => names.includes(field)
}
