// The filters that only Callcap's calls know. Of parts that come on request only, and that nobody asked for, Callcap
// judges alone.
import type { Call, CallStatus } from '../call.ts'
import type { Predicates } from '../filter.ts'
import type {
  CallcapAccountPath,
  CallcapCallsaverOutcome,
  CallcapChangeRequestStatus,
  CallcapMajor,
} from './callcap.ts'
import { amongIfTold, narrowing } from '../filter.ts'
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
  daysOfWeek?: readonly DayOfWeek[] | undefined
  actions?: readonly CallcapAction[] | undefined
  features?: readonly CallcapFeature[] | undefined
  conversationType?: CallcapConversationType | undefined
  medium?: readonly string[] | undefined
  searchMajor?: readonly CallcapMajor[] | undefined
  callsaverOutcomes?: readonly CallcapCallsaverOutcome[] | undefined
  changeRequestStatus?: CallcapChangeRequestStatus | undefined
  revenueEntered?: boolean | undefined
  referenceId?: string | undefined
  callerNumberContains?: string | undefined
  destinationNumberContains?: string | undefined
}

export const callcapCallPredicates: Predicates<CallcapCallFilter, Call> = {
  corporateId: (call, wanted) => amongIfTold(toAccount(call, 'corporate', 'vendorId'), [wanted]),
  divisionIds: (call, wanted) => amongIfTold(toAccount(call, 'division', 'vendorId'), wanted),
  locationIds: (call, wanted) => amongIfTold(toAccount(call, 'location', 'vendorId'), wanted),
  divisionExternalId: (call, wanted) => amongIfTold(toAccount(call, 'division', 'externalId'), [wanted]),
  locationExternalId: (call, wanted) => amongIfTold(toAccount(call, 'location', 'externalId'), [wanted]),
  daysOfWeek: (call, wanted) => amongIfTold(toDayOfWeek(call), wanted),
  actions: (call, wanted) => amongIfTold(toAction(call.status), wanted),
  // Rows do not tell of a click to call.
  features: () => true,
  // Rows do not tell their kind.
  conversationType: () => true,
  // Rows carry the medium's name and not its number.
  medium: () => true,
  searchMajor: (call, wanted) => amongIfTold(toMajor(call), wanted),
  callsaverOutcomes: (call, wanted) => {
    const callsaver = callcapDetails(call)?.callsaver
    return amongIfTold(callsaver && callsaver.outcome, wanted)
  },
  changeRequestStatus: (call, wanted) => {
    const callsurance = callcapDetails(call)?.callsurance
    return amongIfTold(callsurance && (callsurance.changeRequest?.status ?? null), [wanted])
  },
  // In a row an entered zero looks like none.
  revenueEntered: () => true,
  referenceId: (call, wanted) => amongIfTold(callcapDetails(call)?.referenceId, [wanted]),
  callerNumberContains: ({ contact }, wanted) => containsDigits(contact && contact.phone, wanted),
  destinationNumberContains: (call, wanted) => {
    const line = callcapDetails(call)?.line
    return containsDigits(line && line.destinationNumber, wanted)
  },
}

export const matchesCallcap = narrowing('CALLCAP', callcapCallPredicates)

function toAccount(
  call: Call,
  level: keyof CallcapAccountPath,
  key: 'vendorId' | 'externalId',
): string | null | undefined {
  const path = callcapDetails(call)?.accountPath
  return path && (path[level]?.[key] ?? null)
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

function toMajor(call: Call): CallcapMajor | null | undefined {
  const callsurance = callcapDetails(call)?.callsurance
  if (callsurance === undefined) return undefined
  return callsurance?.evaluation ? callsurance.evaluation.major : 'UNWORKED'
}

/** Formatting is left aside on both sides. */
function containsDigits(number: string | null | undefined, part: string): boolean {
  const digits = part.replace(/\D/g, '')
  return digits !== '' && (number === undefined || (number?.replace(/\D/g, '').includes(digits) ?? false))
}
