// Dial statuses in TWIN's words and ours.
import type { CallStatus } from '../../domain/call.ts'
import type { TwinDialStatus } from './details.ts'
import { reader } from '../wire.ts'

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
