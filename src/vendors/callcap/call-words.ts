// Callcap's words for calls, and ours.
import type { CallDirection, CallStatus } from '../../domain/call.ts'
import type { WordOf } from '../../domain/words.ts'
import { defineWords } from '../../domain/words.ts'

export const CALLCAP_MAJORS = defineWords('CallcapMajor', 'The main verdict of Callcap’s Callsurance.', {
  POSITIVE: 'The call went well for the business.',
  NEGATIVE: 'The call went badly for the business.',
  NEUTRAL: 'Neither.',
  FILTERED: 'Not evaluated, because the caller is on the Callsurance filter.',
  UNWORKED: 'Not evaluated yet, or Callsurance is off for the campaign.',
})
export type CallcapMajor = WordOf<typeof CALLCAP_MAJORS>

export const majors: Readonly<Record<CallcapMajor, string>> = {
  POSITIVE: '1',
  NEGATIVE: '2',
  NEUTRAL: '3',
  FILTERED: '4',
  UNWORKED: '0',
}

export const CALLCAP_CHANGE_REQUEST_STATUSES = defineWords(
  'CallcapChangeRequestStatus',
  'The states of a request to change a Callsurance evaluation.',
  { APPROVED: 'Granted.', DENIED: 'Refused.', PENDING: 'Not decided yet.' },
)
export type CallcapChangeRequestStatus = WordOf<typeof CALLCAP_CHANGE_REQUEST_STATUSES>

export const changeRequestStatuses: Readonly<Record<CallcapChangeRequestStatus, string>> = {
  APPROVED: 'approved',
  DENIED: 'denied',
  PENDING: 'pending',
}

export const CALLCAP_CALLSAVER_OUTCOMES = defineWords(
  'CallcapCallsaverOutcome',
  'How a negative call ended in Callcap’s Callsaver.',
  { SAVED: 'The call was saved.', NOT_SAVED: 'The call was not saved; Callcap labels it `Lost`.' },
)
export type CallcapCallsaverOutcome = WordOf<typeof CALLCAP_CALLSAVER_OUTCOMES>

export const callsaverOutcomes: Readonly<Record<CallcapCallsaverOutcome, string>> = {
  SAVED: '1',
  NOT_SAVED: '2',
}

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

export const actions: Readonly<Record<CallcapAction, string>> = {
  ANSWERED: 'ans',
  MISSED: 'missed',
  BLOCKED: 'blocked',
  IN_PROGRESS: 'inprogress',
}

/** A busy line is a missed call to the filter. Other statuses have no action. */
export const actionsOfStatuses: Readonly<Partial<Record<CallStatus, CallcapAction>>> = {
  COMPLETED: 'ANSWERED',
  MISSED: 'MISSED',
  BUSY: 'MISSED',
  BLOCKED: 'BLOCKED',
  IN_PROGRESS: 'IN_PROGRESS',
}

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

export const features: Readonly<Record<CallcapFeature, string>> = {
  OUTBOUND: 'outbound',
  CALLSAVER: 'callsaver',
  WEBMATCH: 'webmatch',
  CLICK_TO_CALL: 'callconnect',
  CALLSURANCE: 'callsurance',
}

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

export const conversationTypes = { CALL: 'call', TEXT: 'text', ANY: 'all' } as const

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

export const directions: Readonly<Partial<Record<CallDirection, string>>> = {
  INBOUND: 'inbound',
  OUTBOUND: 'outbound',
  INTERNAL: 'internal',
}
