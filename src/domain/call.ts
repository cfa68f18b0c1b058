// One telephone call, of whichever vendor; `details` holds what only its vendor documents.
import type { FilterValues, VendorFilters } from './filter.ts'
import type { CallSummary, CallTag, Sentiment, TranscriptTurn } from './analysis.ts'
import type { Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { LiveSessionFields, VirtualAgent } from './session.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import { sortBy } from './order.ts'
import {
  defineFilters,
  timeRange,
  numberRange,
  phones,
  languages,
  flag,
  words,
  ids,
  ownIds,
  builderOf,
  includesText,
} from './filter.ts'
import { defineWords } from './words.ts'

export const CALL_DIRECTIONS = defineWords('CallDirection', 'Who called whom, seen from the company.', {
  INBOUND: 'The contact called the company, which includes calls that begin in the company’s app.',
  OUTBOUND: 'The company called the contact, which includes scheduled calls and callbacks.',
  INTERNAL: 'The call stayed inside the company: Callcap, and UJET by its newer call types.',
  UNKNOWN: 'The row uses a word that Switchboard does not know yet.',
})
export type CallDirection = WordOf<typeof CALL_DIRECTIONS>

export const CALL_STATUSES = defineWords(
  'CallStatus',
  'Statuses of calls in words that all vendors share; the vendor’s own word is `Call.vendorStatus`.',
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
export type CallStatus = WordOf<typeof CALL_STATUSES>

interface CallFields extends LiveSessionFields {
  direction: CallDirection
  status: CallStatus
  queuedAt: Instant
  connectedAt: Instant
  scheduledAt: Instant
  holdSeconds: number
  from: string
  to: string
  virtualAgent: VirtualAgent
  sentiment: Sentiment
  voicemail: boolean
  recordingUrl: string
  transcript: readonly TranscriptTurn[]
  summary: CallSummary
  notes: string
  tags: readonly CallTag[]
  outcome: string
  revenue: number
  price: number
}

export type Call = Row<'CALL', CallFields>

/** Switchboard searches the transcript; vendors search as they like. */
const said = builderOf<TranscriptTurn, string>('PART_OF_TEXT', (turn, part) =>
  turn == null ? undefined : includesText(turn.text, part) === true,
)

export const CALL_FILTERS = defineFilters<Call>()({
  ids: ownIds(
    'CALL',
    'They are looked up, from memory or many in one request, and no list is searched. Like `call`, it finds Callcap’s text conversations too.',
  ),
  startedAt: timeRange('startedAt', 'When the call began.', {
    unverified: 'at UJET, whether the vendor filters calls by their creation',
  }),
  updatedAt: timeRange(
    'updatedAt',
    'When the vendor last changed the row: at Callcap in whole minutes, checked again; at Allo-Media the end of processing.',
  ),
  queuedAt: timeRange('queuedAt', 'When the call entered a queue.'),
  connectedAt: timeRange('connectedAt', 'When the two sides were connected.'),
  endedAt: timeRange('endedAt', 'When the call ended.'),
  scheduledAt: timeRange('scheduledAt', 'For when the call was scheduled.'),
  direction: words(
    'direction',
    CALL_DIRECTIONS,
    'The directions to keep; Allo-Media has one only where its customer sends it, and calls of TWIN are all OUTBOUND.',
  ),
  status: words(
    'status',
    CALL_STATUSES,
    'The statuses to keep; a vendor that never uses any of them is not asked.',
  ),
  agentIds: ids('AGENT', 'agent'),
  campaignIds: ids('CAMPAIGN', 'campaign'),
  menuIds: ids('MENU', 'menu'),
  contactIds: ids('CONTACT', 'contact'),
  from: phones(
    'from',
    'The numbers that called, in any spelling; one without its country keeps all that end so.',
    { pii: 'PHONE' },
  ),
  to: phones(
    'to',
    'The numbers that were called, in any spelling; one without its country keeps all that end so.',
    { pii: 'PHONE' },
  ),
  durationSeconds: numberRange('durationSeconds', 'How long the call lasted.', { unit: 'seconds' }),
  holdSeconds: numberRange('holdSeconds', 'How long the caller was on hold.', { unit: 'seconds' }),
  queueSeconds: numberRange('queueSeconds', 'How long the caller waited in queues.', { unit: 'seconds' }),
  rating: numberRange('rating', 'The stars the end user gave, from 1 to 5.'),
  language: languages('language', 'Whippy filters by codes with a country only.'),
  voicemail: flag('voicemail', 'True keeps calls that left a voicemail, false those that left none.'),
  verified: flag('verified', 'True keeps calls with a verified end user, false those without.'),
  search: said(
    'transcript',
    'Words to search for: the vendor’s own free-text search at Callcap and TWIN, whose searched fields it alone decides, and the transcript at Whippy and Allo-Media.',
    { pii: 'TEXT' },
  ),
})

export type CallFilter = FilterValues<typeof CALL_FILTERS> & VendorFilters

export const CALL_ORDERS = {
  STARTED_AT: sortBy(
    'startedAt',
    'The start of the call; the default, newest first, and rows without one last. With ASC, oldest first, UJET, Callcap and TWIN only.',
  ),
  UPDATED_AT: sortBy('updatedAt', 'The last change of the row.'),
  QUEUED_AT: sortBy('queuedAt', 'The entry into a queue.'),
  CONNECTED_AT: sortBy('connectedAt', 'The connection of the two sides.'),
  ENDED_AT: sortBy('endedAt', 'The end of the call.'),
  SCHEDULED_AT: sortBy('scheduledAt', 'The moment for which the call is scheduled.'),
  DURATION_SECONDS: sortBy('durationSeconds', 'The duration of the call.'),
  QUEUE_SECONDS: sortBy('queueSeconds', 'The time in queues.'),
  HOLD_SECONDS: sortBy('holdSeconds', 'The time on hold.'),
  RATING: sortBy('rating', 'The rating.'),
} satisfies Orders<Call>

/** Those of single vendors have their keys in the vendors' resources. */
export type CallOrderField =
  keyof typeof CALL_ORDERS | 'ACCOUNT_PATH' | 'CREATED_AT' | 'CALLER_ID' | 'CALLER_NAME' | 'CALLSURANCE'
