// Words, filter and order of calls, e.g. `{ status: [MISSED] }`.
import type { CallDirection as Direction, CallStatus as Status } from '../../domain/call.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../domain/call.ts'
import { enumOf } from '../schema/enum.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'

export const CallDirection = enumOf<Direction>(
  'CallDirection',
  'Who called whom, seen from the company.',
  CALL_DIRECTIONS,
  {
    INBOUND: 'The contact called the company, which includes calls that begin in the company’s app.',
    OUTBOUND: 'The company called the contact, which includes scheduled calls and callbacks.',
    INTERNAL: 'The call stayed inside the company: Callcap, and UJET by its newer call types.',
    UNKNOWN: 'The row uses a word that Switchboard does not know yet.',
  },
)

export const CallStatus = enumOf<Status>(
  'CallStatus',
  'Statuses of calls in words that all vendors share; the vendor’s own word is `Call.vendorStatus`.',
  CALL_STATUSES,
  {
    SCHEDULED: 'To be made later: UJET, TWIN.',
    QUEUED: 'Waiting in a queue or for an agent’s choice: UJET.',
    RINGING: 'Being offered, connected or dialled: UJET, TWIN.',
    IN_PROGRESS: 'The two sides are talking: UJET, Callcap, TWIN.',
    COMPLETED: 'Ended after the two sides talked: all vendors.',
    MISSED:
      'Ended without an answer: UJET by its fail reason, Callcap, TWIN, and Allo-Media when the recording holds no interaction.',
    BUSY: 'The called side was busy: UJET by its fail reason, TWIN; Callcap counts these among MISSED.',
    FAILED: 'Broke off or could not be made for a technical reason: UJET, TWIN.',
    CANCELED: 'Called off by one side before it connected: UJET by its fail reason, TWIN.',
    BLOCKED: 'Not let through by a block list or by law: Callcap, TWIN.',
    VOICEMAIL: 'Ended in a voicemail: UJET, and Whippy by its voicemail flag (UNVERIFIED).',
    DEFLECTED: 'Sent elsewhere before it reached an agent, for example after hours: UJET.',
    UNKNOWN: 'The row carries no status, or a word that Switchboard does not know yet.',
  },
)

export const CallFilter = filterInput('CALL')

export const CallOrder = defineOrder(
  'CALL',
  {
    STARTED_AT:
      'The start of the call; the default, newest first, and rows without one last. With ASC, oldest first, UJET, Callcap and TWIN only.',
    UPDATED_AT: 'The last change of the row. UJET and TWIN only.',
    CREATED_AT: 'The moment at which the call was planned. TWIN only.',
    QUEUED_AT: 'The entry into a queue. UJET only.',
    CONNECTED_AT: 'The connection of the two sides. UJET only.',
    ENDED_AT: 'The end of the call. UJET only.',
    SCHEDULED_AT: 'The moment for which the call is scheduled. UJET only.',
    DURATION_SECONDS: 'The duration of the call. UJET and TWIN only.',
    QUEUE_SECONDS: 'The time in queues. UJET only.',
    HOLD_SECONDS: 'The time on hold. UJET only.',
    RATING: 'The rating. UJET only.',
    ACCOUNT_PATH:
      'The names of the corporate account, the division, the location and the campaign, each in any case. Callcap only, with ASC.',
    CALLER_ID: 'The number of the caller, as a number without its country’s 1. Callcap only, with ASC.',
    CALLER_NAME: 'The name of the caller, in any case. Callcap only, with ASC.',
    CALLSURANCE:
      'The major and then the minor verdict of Callsurance by their numbers, calls without one first. Callcap only, with ASC.',
  },
  {
    field:
      'What calls can be ordered by: STARTED_AT with DESC for all vendors, anything else only when every selected account is of a vendor that gives it, and refused with `UNSUPPORTED_ORDER` otherwise. UNVERIFIED: that UJET sorts calls by anything but UPDATED_AT, which it documents for its lists in general.',
    personal: { CALLER_ID: 'PHONE', CALLER_NAME: 'NAME' },
  },
)
