// Callcap's enums.
import { CALLCAP_ACTIONS, CALLCAP_CONVERSATION_TYPES, CALLCAP_FEATURES, DAYS_OF_WEEK } from './filter.ts'
import { CALLCAP_CALLSAVER_OUTCOMES, CALLCAP_CHANGE_REQUEST_STATUSES, CALLCAP_MAJORS } from './details.ts'
import { enumOf } from '../../graphql/schema/enum.ts'

export const CallcapMajor = enumOf(
  'CallcapMajor',
  'The main verdict of Callcap’s Callsurance.',
  CALLCAP_MAJORS,
  {
    POSITIVE: 'The call went well for the business.',
    NEGATIVE: 'The call went badly for the business.',
    NEUTRAL: 'Neither.',
    FILTERED: 'Not evaluated, because the caller is on the Callsurance filter.',
    UNWORKED: 'Not evaluated yet, or Callsurance is off for the campaign.',
  },
)

export const CallcapChangeRequestStatus = enumOf(
  'CallcapChangeRequestStatus',
  'The states of a request to change a Callsurance evaluation.',
  CALLCAP_CHANGE_REQUEST_STATUSES,
  { APPROVED: 'Granted.', DENIED: 'Refused.', PENDING: 'Not decided yet.' },
)

export const CallcapCallsaverOutcome = enumOf(
  'CallcapCallsaverOutcome',
  'How a negative call ended in Callcap’s Callsaver.',
  CALLCAP_CALLSAVER_OUTCOMES,
  { SAVED: 'The call was saved.', NOT_SAVED: 'The call was not saved; Callcap labels it `Lost`.' },
)

export const CallcapAction = enumOf(
  'CallcapAction',
  'The result of a call in the words of Callcap’s filter, fewer than those of `CallStatus`.',
  CALLCAP_ACTIONS,
  {
    ANSWERED: 'The call was answered.',
    MISSED: 'Nobody answered: the caller hung up, or the line was busy.',
    BLOCKED: 'The number is on the blacklist.',
    IN_PROGRESS: 'The call still goes on.',
  },
)

export const CallcapFeature = enumOf(
  'CallcapFeature',
  'A feature of Callcap that a call has been through.',
  CALLCAP_FEATURES,
  {
    OUTBOUND: 'The call went out.',
    CALLSAVER: 'A negative call that was worked through Callsaver.',
    WEBMATCH: 'The call was matched to a visitor of the web site.',
    CLICK_TO_CALL: 'The call began with a click to call.',
    CALLSURANCE: 'The call was evaluated by Callsurance analysts.',
  },
)

export const CallcapConversationType = enumOf(
  'CallcapConversationType',
  'The kinds of conversation in Callcap’s list of calls.',
  CALLCAP_CONVERSATION_TYPES,
  {
    CALL: 'Telephone calls only.',
    TEXT: 'Text conversations only; what was written is no part of Callcap’s calls service.',
    ANY: 'Both.',
  },
)

export const DayOfWeek = enumOf(
  'DayOfWeek',
  'One of the seven days, in the account’s time zone.',
  DAYS_OF_WEEK,
  {
    SUNDAY: 'Sunday, the first day at Callcap.',
    MONDAY: 'Monday.',
    TUESDAY: 'Tuesday.',
    WEDNESDAY: 'Wednesday.',
    THURSDAY: 'Thursday.',
    FRIDAY: 'Friday.',
    SATURDAY: 'Saturday.',
  },
)
