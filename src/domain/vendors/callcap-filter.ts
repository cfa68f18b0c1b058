// The filters that only Callcap's calls know. Of what a row does not carry Callcap judges alone.
import type { FilterValues, Verdict } from '../filter.ts'
import { defineFilters, rawIds, exactText, words, word, custom, judged } from '../filter.ts'
import type { Call, CallStatus } from '../call.ts'
import type { CallcapAccountPath } from './callcap.ts'
import {
  callcapDetails,
  CALLCAP_MAJORS,
  CALLCAP_CHANGE_REQUEST_STATUSES,
  CALLCAP_CALLSAVER_OUTCOMES,
} from './callcap.ts'

export const CALLCAP_ACTIONS = ['ANSWERED', 'MISSED', 'BLOCKED', 'IN_PROGRESS'] as const
export type CallcapAction = (typeof CALLCAP_ACTIONS)[number]

export const CALLCAP_FEATURES = ['OUTBOUND', 'CALLSAVER', 'WEBMATCH', 'CLICK_TO_CALL', 'CALLSURANCE'] as const
export type CallcapFeature = (typeof CALLCAP_FEATURES)[number]

export const CALLCAP_CONVERSATION_TYPES = ['CALL', 'TEXT', 'ANY'] as const
export type CallcapConversationType = (typeof CALLCAP_CONVERSATION_TYPES)[number]

/** In the order of Callcap's numbers, which begin with 1. */
export const DAYS_OF_WEEK = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
] as const
export type DayOfWeek = (typeof DAYS_OF_WEEK)[number]

export const CALLCAP_CALL_FILTERS = defineFilters<Call>()({
  corporateId: exactText((call: Call) => toAccount(call, 'corporate', 'vendorId')),
  divisionIds: rawIds((call: Call) => toAccount(call, 'division', 'vendorId')),
  locationIds: rawIds((call: Call) => toAccount(call, 'location', 'vendorId')),
  divisionExternalId: exactText((call: Call) => toAccount(call, 'division', 'externalId')),
  locationExternalId: exactText((call: Call) => toAccount(call, 'location', 'externalId')),
  dayOfWeek: words((call: Call) => toDayOfWeek(call), DAYS_OF_WEEK),
  action: words((call: Call) => toAction(call.status), CALLCAP_ACTIONS),
  // Rows do not say which were begun by a click.
  feature: judged<readonly CallcapFeature[]>('WORDS', { words: CALLCAP_FEATURES }),
  // Rows do not say their kind.
  conversationType: judged<CallcapConversationType>('WORD', { words: CALLCAP_CONVERSATION_TYPES }),
  // Rows carry the medium's name and not its number.
  mediumIds: judged<readonly string[]>('IDS'),
  searchMajor: words((call: Call) => callcapDetails(call)?.callsurance?.evaluation?.major, CALLCAP_MAJORS),
  callsaverOutcome: words(
    (call: Call) => callcapDetails(call)?.callsaver?.outcome,
    CALLCAP_CALLSAVER_OUTCOMES,
  ),
  changeRequestStatus: word(
    (call: Call) => callcapDetails(call)?.callsurance?.changeRequest?.status,
    CALLCAP_CHANGE_REQUEST_STATUSES,
  ),
  // In a row an entered zero looks like none.
  revenueEntered: judged<boolean>('FLAG'),
  referenceId: exactText((call: Call) => callcapDetails(call)?.referenceId),
  callerNumberContains: custom('TEXT', ({ contact }: Call, wanted: string) =>
    containsDigits(contact?.phone, wanted),
  ),
  destinationNumberContains: custom('TEXT', (call: Call, wanted: string) =>
    containsDigits(callcapDetails(call)?.line?.destinationNumber, wanted),
  ),
})

export type CallcapCallFilter = FilterValues<typeof CALLCAP_CALL_FILTERS>

function toAccount(
  call: Call,
  level: keyof CallcapAccountPath,
  key: 'vendorId' | 'externalId',
): string | null | undefined {
  return callcapDetails(call)?.accountPath?.[level]?.[key]
}

/** The day on which a call began where the account's calls are dated. */
function toDayOfWeek(call: Call): DayOfWeek | undefined {
  const timeZone = callcapDetails(call)?.timeZone ?? undefined
  if (timeZone === undefined || call.startedAt === null || call.startedAt === undefined) return undefined
  const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone })
    .format(call.startedAt)
    .toUpperCase()
  return DAYS_OF_WEEK.find((one) => one === day)
}

const ACTIONS_OF_STATUSES: Readonly<Partial<Record<CallStatus, CallcapAction>>> = {
  COMPLETED: 'ANSWERED',
  MISSED: 'MISSED',
  BLOCKED: 'BLOCKED',
  IN_PROGRESS: 'IN_PROGRESS',
}

/** Callcap documents its words in filters, and of those in rows a single one: a word nobody knows tells nothing. */
function toAction(status: Call['status']): CallcapAction | undefined {
  return ACTIONS_OF_STATUSES[status ?? 'UNKNOWN']
}

/** Formatting is left aside on both sides. */
function containsDigits(number: string | null | undefined, part: string): Verdict {
  const digits = part.replace(/\D/g, '')
  return digits !== '' && number?.replace(/\D/g, '').includes(digits)
}
