// Enums of calls that all vendors share.
import type { CallDirection as Direction, CallStatus as Status } from '../../domain/call.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../domain/call.ts'
import { enumOf } from '../schema/enum.ts'

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
