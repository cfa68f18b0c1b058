// Dial statuses in TWIN's words and ours.
import type { CallStatus } from '../../domain/call.ts'
import type { WordOf } from '../../domain/words.ts'
import { reader } from '../wire.ts'
import { defineWords } from '../../domain/words.ts'

const IN_ROWS = 'TWIN does not filter by it.'

export const TWIN_DIAL_STATUSES = defineWords('TwinDialStatus', 'How dialling went at TWIN.', {
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
  NO_CALLER_ID: 'There was no number to call from. UNVERIFIED: the meaning, taken from the vendor’s word.',
  BLACKLISTED: 'The number is on the blacklist.',
  BLOCKED_BY_LAW:
    'Blocked by the Russian law 230: outside the permitted hours, or too many calls to the number.',
  EXPIRED: `Dialling took more than ten minutes. ${IN_ROWS}`,
  REJECTED: `Refused because the session was over. ${IN_ROWS}`,
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `Call.vendorStatus`.',
})
export type TwinDialStatus = WordOf<typeof TWIN_DIAL_STATUSES>

export const dialWords: Readonly<Record<Exclude<TwinDialStatus, 'UNKNOWN'>, string>> = {
  SCHEDULED: 'SCHEDULED',
  DIALING: 'DIAL',
  IN_PROGRESS: 'INPROGRESS',
  ANSWERED: 'ANSWERED',
  NO_ANSWER: 'NOANSWER',
  BUSY: 'BUSY',
  UNAVAILABLE: 'UNAVAILABLE',
  CANCELED: 'CANCEL',
  CONGESTION: 'CONGESTION',
  CHANNEL_UNAVAILABLE: 'CHANUNAVAIL',
  FAILED: 'FAILED',
  INVALID_NUMBER: 'INVALID',
  NO_CALLER_ID: 'EMPTY_AON',
  BLACKLISTED: 'BLACKLIST',
  BLOCKED_BY_LAW: 'FZ230',
  EXPIRED: 'EXPIRED',
  REJECTED: 'REJECTED',
}

export const toDialStatus = reader<TwinDialStatus>(dialWords)

/** Words of rows that the filter's list lacks. */
const UNFILTERABLE: ReadonlySet<string> = new Set(['SCHEDULED', 'EXPIRED', 'REJECTED'])

export function isFilterable(word: string): boolean {
  return !UNFILTERABLE.has(word)
}

export const callStatuses: Readonly<Record<TwinDialStatus, CallStatus>> = {
  SCHEDULED: 'SCHEDULED',
  DIALING: 'RINGING',
  IN_PROGRESS: 'IN_PROGRESS',
  ANSWERED: 'COMPLETED',
  NO_ANSWER: 'MISSED',
  UNAVAILABLE: 'MISSED',
  EXPIRED: 'MISSED',
  BUSY: 'BUSY',
  FAILED: 'FAILED',
  CHANNEL_UNAVAILABLE: 'FAILED',
  CONGESTION: 'FAILED',
  INVALID_NUMBER: 'FAILED',
  NO_CALLER_ID: 'FAILED',
  REJECTED: 'FAILED',
  CANCELED: 'CANCELED',
  BLACKLISTED: 'BLOCKED',
  BLOCKED_BY_LAW: 'BLOCKED',
  UNKNOWN: 'UNKNOWN',
}
