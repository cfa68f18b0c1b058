// The filters that only Callcap's calls know. Of what a row does not carry Callcap judges alone.
import type { Call, CallStatus } from '../call.ts'
import type { Predicates, Verdict } from '../filter.ts'
import type {
  CallcapAccountPath,
  CallcapCallsaverOutcome,
  CallcapChangeRequestStatus,
  CallcapMajor,
} from './callcap.ts'
import { among, narrowing } from '../filter.ts'
import { callcapDetails } from './callcap.ts'

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

export interface CallcapCallFilter {
  corporateId?: string | undefined
  divisionIds?: readonly string[] | undefined
  locationIds?: readonly string[] | undefined
  divisionExternalId?: string | undefined
  locationExternalId?: string | undefined
  dayOfWeek?: readonly DayOfWeek[] | undefined
  action?: readonly CallcapAction[] | undefined
  feature?: readonly CallcapFeature[] | undefined
  conversationType?: CallcapConversationType | undefined
  mediumIds?: readonly string[] | undefined
  searchMajor?: readonly CallcapMajor[] | undefined
  callsaverOutcome?: readonly CallcapCallsaverOutcome[] | undefined
  changeRequestStatus?: CallcapChangeRequestStatus | undefined
  revenueEntered?: boolean | undefined
  referenceId?: string | undefined
  callerNumberContains?: string | undefined
  destinationNumberContains?: string | undefined
}

export const callcapCallPredicates: Predicates<CallcapCallFilter, Call> = {
  corporateId: (call, wanted) => among(toAccount(call, 'corporate', 'vendorId'), [wanted]),
  divisionIds: (call, wanted) => among(toAccount(call, 'division', 'vendorId'), wanted),
  locationIds: (call, wanted) => among(toAccount(call, 'location', 'vendorId'), wanted),
  divisionExternalId: (call, wanted) => among(toAccount(call, 'division', 'externalId'), [wanted]),
  locationExternalId: (call, wanted) => among(toAccount(call, 'location', 'externalId'), [wanted]),
  dayOfWeek: (call, wanted) => among(toDayOfWeek(call), wanted),
  action: (call, wanted) => among(toAction(call.status), wanted),
  // Rows do not say which were begun by a click.
  feature: () => undefined,
  // Rows do not say their kind.
  conversationType: () => undefined,
  // Rows carry the medium's name and not its number.
  mediumIds: () => undefined,
  searchMajor: (call, wanted) => among(callcapDetails(call)?.callsurance?.evaluation?.major, wanted),
  callsaverOutcome: (call, wanted) => among(callcapDetails(call)?.callsaver?.outcome, wanted),
  changeRequestStatus: (call, wanted) =>
    among(callcapDetails(call)?.callsurance?.changeRequest?.status, [wanted]),
  // In a row an entered zero looks like none.
  revenueEntered: () => undefined,
  referenceId: (call, wanted) => among(callcapDetails(call)?.referenceId, [wanted]),
  callerNumberContains: ({ contact }, wanted) => containsDigits(contact?.phone, wanted),
  destinationNumberContains: (call, wanted) =>
    containsDigits(callcapDetails(call)?.line?.destinationNumber, wanted),
}

export const matchesCallcap = narrowing('CALLCAP', callcapCallPredicates)

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
