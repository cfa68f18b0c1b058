// Filters that only Callcap's calls have. Callcap alone judges values that rows lack.
import type { FilterValues } from '../../domain/filter.ts'
import type { Call, CallStatus } from '../../domain/call.ts'
import type { CallcapAccountPath } from './details.ts'
import type { WordOf } from '../../domain/words.ts'
import { defineOwnFilters, rawIds, rawId, text, words, word, judged, builderOf } from '../../domain/filter.ts'
import {
  callcapDetails,
  CALLCAP_MAJORS,
  CALLCAP_CHANGE_REQUEST_STATUSES,
  CALLCAP_CALLSAVER_OUTCOMES,
} from './details.ts'
import { defineWords } from '../../domain/words.ts'

export const CALLCAP_ACTIONS = defineWords(
  'CallcapAction',
  'The result of a call in the words of Callcap’s filter, fewer than those of `CallStatus`.',
  {
    ANSWERED: 'The call was answered.',
    MISSED: 'Nobody answered: the caller hung up, or the line was busy.',
    BLOCKED: 'The number is on the blacklist.',
    IN_PROGRESS: 'The call still goes on.',
  },
)
export type CallcapAction = WordOf<typeof CALLCAP_ACTIONS>

export const CALLCAP_FEATURES = defineWords(
  'CallcapFeature',
  'A feature of Callcap that a call has been through.',
  {
    OUTBOUND: 'The call went out.',
    CALLSAVER: 'A negative call that was worked through Callsaver.',
    WEBMATCH: 'The call was matched to a visitor of the web site.',
    CLICK_TO_CALL: 'The call began with a click to call.',
    CALLSURANCE: 'The call was evaluated by Callsurance analysts.',
  },
)
export type CallcapFeature = WordOf<typeof CALLCAP_FEATURES>

export const CALLCAP_CONVERSATION_TYPES = defineWords(
  'CallcapConversationType',
  'The kinds of conversation in Callcap’s list of calls.',
  {
    CALL: 'Telephone calls only.',
    TEXT: 'Text conversations only; what was written is no part of Callcap’s calls service.',
    ANY: 'Both.',
  },
)
export type CallcapConversationType = WordOf<typeof CALLCAP_CONVERSATION_TYPES>

/** Callcap numbers them from 1. */
export const DAYS_OF_WEEK = defineWords('DayOfWeek', 'One of the seven days, in the account’s time zone.', {
  SUNDAY: 'Sunday, the first day at Callcap.',
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
})
export type DayOfWeek = WordOf<typeof DAYS_OF_WEEK>

/** Compares digits: `(316) 555` is in `+13165550100`. A part without digits is in no number. */
const partOfNumber = builderOf<string, string>('PART_OF_TEXT', (number, part) => {
  const digits = part.replace(/\D/g, '')
  return digits !== '' && number?.replace(/\D/g, '').includes(digits)
})

export const CALLCAP_CALL_FILTERS = defineOwnFilters<Call>()('CALLCAP', {
  corporateId: rawId(
    (call: Call) => toAccount(call, 'corporate', 'vendorId'),
    'The top level of Callcap’s accounts, by its number as `CallcapAccountPath.corporate` gives it.',
  ),
  divisionIds: rawIds(
    (call: Call) => toAccount(call, 'division', 'vendorId'),
    'Accounts of the second level, by Callcap’s numbers.',
  ),
  locationIds: rawIds(
    (call: Call) => toAccount(call, 'location', 'vendorId'),
    'Accounts of the third level, by Callcap’s numbers.',
  ),
  divisionExternalId: text(
    (call: Call) => toAccount(call, 'division', 'externalId'),
    'An account of the second level, by the company’s own id.',
  ),
  locationExternalId: text(
    (call: Call) => toAccount(call, 'location', 'externalId'),
    'An account of the third level, by the company’s own id.',
  ),
  dayOfWeek: words(
    (call: Call) => toDayOfWeek(call),
    DAYS_OF_WEEK,
    'The days on which the call began, in the time zone set for the account.',
  ),
  action: words(
    (call: Call) => toAction(call.status),
    CALLCAP_ACTIONS,
    'The results in Callcap’s words; `CallFilter.status` does the same in those of all vendors.',
  ),
  // Rows lack clicks.
  feature: judged<readonly CallcapFeature[]>('WORDS', 'The features the call has been through.', {
    words: CALLCAP_FEATURES,
  }),
  // Rows lack their kind.
  conversationType: judged<CallcapConversationType>(
    'WORD',
    'The kind of conversation; telephone calls only when absent.',
    { words: CALLCAP_CONVERSATION_TYPES },
  ),
  // Rows have the medium's name, not its number.
  mediumIds: judged<readonly string[]>(
    'IDS',
    'The media of the campaign, by Callcap’s numbers, of which it publishes no list yet.',
  ),
  searchMajor: words(
    (call: Call) => callcapDetails(call)?.callsurance?.evaluation?.major,
    CALLCAP_MAJORS,
    'The verdicts of Callsurance.',
  ),
  callsaverOutcome: words(
    (call: Call) => callcapDetails(call)?.callsaver?.outcome,
    CALLCAP_CALLSAVER_OUTCOMES,
    'How a negative call ended in Callsaver.',
  ),
  changeRequestStatus: word(
    (call: Call) => callcapDetails(call)?.callsurance?.changeRequest?.status,
    CALLCAP_CHANGE_REQUEST_STATUSES,
    'The state of a request to change the evaluation.',
  ),
  // Rows show an entered zero like none.
  revenueEntered: judged<boolean>(
    'FLAG',
    'Whether someone entered what the call earned; an entered zero counts.',
  ),
  referenceId: text(
    (call: Call) => callcapDetails(call)?.referenceId,
    'The reference that was given with the call when it was imported.',
  ),
  callerNumberContains: partOfNumber(
    ({ contact }: Call) => contact?.phone,
    'A part of the caller’s number; everything but its digits is left aside. Whole numbers belong in `CallFilter.from`.',
    { pii: 'PHONE' },
  ),
  destinationNumberContains: partOfNumber(
    (call: Call) => callcapDetails(call)?.line?.destinationNumber,
    'A part of the number the call was connected to; everything but its digits is left aside. Whole numbers belong in `CallFilter.to`.',
    { pii: 'PHONE' },
  ),
})

export type CallcapCallFilter = FilterValues<typeof CALLCAP_CALL_FILTERS.parts>

function toAccount(
  call: Call,
  level: keyof CallcapAccountPath,
  key: 'vendorId' | 'externalId',
): string | null | undefined {
  return callcapDetails(call)?.accountPath?.[level]?.[key]
}

/** Of the call's start, in the account's time zone. */
function toDayOfWeek(call: Call): DayOfWeek | undefined {
  const timeZone = callcapDetails(call)?.timeZone ?? undefined
  if (timeZone === undefined || call.startedAt === null || call.startedAt === undefined) return undefined
  const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone })
    .format(call.startedAt)
    .toUpperCase()
  return DAYS_OF_WEEK.all.find((one) => one === day)
}

const ACTIONS_OF_STATUSES: Readonly<Partial<Record<CallStatus, CallcapAction>>> = {
  COMPLETED: 'ANSWERED',
  MISSED: 'MISSED',
  BLOCKED: 'BLOCKED',
  IN_PROGRESS: 'IN_PROGRESS',
}

/** Undefined for other statuses: only one word of rows is documented. */
function toAction(status: Call['status']): CallcapAction | undefined {
  return ACTIONS_OF_STATUSES[status ?? 'UNKNOWN']
}
