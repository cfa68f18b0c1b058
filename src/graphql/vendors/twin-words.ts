// TWIN's own words: how dialling went, and where a call task stands.
import type {
  TwinDialStatus as DialStatusWord,
  TwinTaskStatus as TaskStatusWord,
} from '../../domain/vendors/twin.ts'
import { TWIN_DIAL_STATUSES, TWIN_TASK_STATUSES } from '../../domain/vendors/twin.ts'
import { enumOf } from '../schema/enum.ts'

const IN_ROWS = 'TWIN does not filter by it.'

export const TwinDialStatus = enumOf<DialStatusWord>(
  'TwinDialStatus',
  'How dialling went at TWIN.',
  TWIN_DIAL_STATUSES,
  {
    SCHEDULED: `Planned. ${IN_ROWS}`,
    DIALING: 'Ringing.',
    IN_PROGRESS: 'The two sides are talking.',
    ANSWERED: 'Picked up.',
    NO_ANSWER: 'Not picked up.',
    BUSY: 'The called side was busy.',
    UNAVAILABLE: 'The called side could not be reached.',
    CANCELED: 'Called off by a user before it was dialled.',
    CONGESTION: 'Refused by the carrier: a bad caller id, too many calls or a wrong number.',
    CHANNEL_UNAVAILABLE: 'Could not be made.',
    FAILED: 'Began and broke off.',
    INVALID_NUMBER: 'The number is malformed.',
    NO_CALLER_ID: 'There was no number to call from. UNVERIFIED: the meaning, told from the vendor’s word.',
    BLACKLISTED: 'The number is on the blacklist.',
    BLOCKED_BY_LAW:
      'Blocked by the Russian law 230: outside the permitted hours, or too many calls to the number.',
    EXPIRED: `Dialling took more than ten minutes. ${IN_ROWS}`,
    REJECTED: `Refused because the session was over. ${IN_ROWS}`,
    UNKNOWN: 'A word that Switchboard does not know yet; the vendor’s own is `Call.vendorStatus`.',
  },
)

export const TwinTaskStatus = enumOf<TaskStatusWord>(
  'TwinTaskStatus',
  'Where a call task stands at TWIN, which has more words than are published.',
  TWIN_TASK_STATUSES,
  {
    BLANK: 'Made and still empty. UNVERIFIED: the meaning, told from the vendor’s word.',
    READY: 'Ready to start.',
    IN_PROGRESS: 'At work.',
    PAUSED: 'Held up.',
    UNKNOWN: 'A word that Switchboard does not know yet; the vendor’s own is `Campaign.vendorStatus`.',
  },
)
