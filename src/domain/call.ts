// One telephone call, of whichever vendor; `details` holds what only its vendor documents.
import type { FilterValues } from './filter.ts'
import {
  defineFilters,
  timeRange,
  numberRange,
  phones,
  languages,
  flag,
  words,
  ids,
  builderOf,
  includesText,
} from './filter.ts'
import type { Agent } from './agent.ts'
import type { CallSummary, CallTag, Sentiment, TranscriptTurn } from './analysis.ts'
import type { Campaign } from './campaign.ts'
import type { Menu } from './menu.ts'
import type { Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import type {
  Contact,
  HandleDuration,
  MenuPath,
  OfferEvent,
  Participant,
  Photo,
  QueueDuration,
  Transfer,
  Video,
  VirtualAgent,
} from './session.ts'
import type { Instant } from './time.ts'
import type { CallDetails } from './vendors/call.ts'
import { isVerified, VENDOR_CALL_FILTERS } from './vendors/call.ts'
import { ordersOfVendors } from './vendors/order.ts'

export const CALL_DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INTERNAL', 'UNKNOWN'] as const
export type CallDirection = (typeof CALL_DIRECTIONS)[number]

export const CALL_STATUSES = [
  'SCHEDULED',
  'QUEUED',
  'RINGING',
  'IN_PROGRESS',
  'COMPLETED',
  'MISSED',
  'BUSY',
  'FAILED',
  'CANCELED',
  'BLOCKED',
  'VOICEMAIL',
  'DEFLECTED',
  'UNKNOWN',
] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

export interface CallFields {
  direction: CallDirection
  status: CallStatus
  vendorStatus: string
  startedAt: Instant
  queuedAt: Instant
  connectedAt: Instant
  endedAt: Instant
  scheduledAt: Instant
  updatedAt: Instant
  durationSeconds: number
  queueSeconds: number
  holdSeconds: number
  from: string
  to: string
  language: string
  agent: Agent
  virtualAgent: VirtualAgent
  campaign: Campaign
  menu: Menu
  contact: Contact
  rating: number
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
  menuPath: MenuPath
  photos: readonly Photo[]
  videos: readonly Video[]
  transfers: readonly Transfer[]
  handleDurations: readonly HandleDuration[]
  queueDurations: readonly QueueDuration[]
  participants: readonly Participant[]
  offerType: string
  offerEvents: readonly OfferEvent[]
  details: CallDetails
}

export type Call = Row<'CALL', CallFields>

const said = builderOf<readonly TranscriptTurn[], string>('TEXT', (transcript, part) =>
  transcript?.some(({ text }) => includesText(text, part) === true),
)

export const CALL_FILTERS = defineFilters<Call>()({
  ids: ids('CALL'),
  startedAt: timeRange('startedAt'),
  updatedAt: timeRange('updatedAt'),
  queuedAt: timeRange('queuedAt'),
  connectedAt: timeRange('connectedAt'),
  endedAt: timeRange('endedAt'),
  scheduledAt: timeRange('scheduledAt'),
  direction: words('direction', CALL_DIRECTIONS),
  status: words('status', CALL_STATUSES),
  agentIds: ids('AGENT', 'agent'),
  campaignIds: ids('CAMPAIGN', 'campaign'),
  menuIds: ids('MENU', 'menu'),
  contactIds: ids('CONTACT', 'contact'),
  from: phones('from'),
  to: phones('to'),
  durationSeconds: numberRange('durationSeconds'),
  holdSeconds: numberRange('holdSeconds'),
  queueSeconds: numberRange('queueSeconds'),
  rating: numberRange('rating'),
  language: languages('language'),
  voicemail: flag('voicemail'),
  verified: flag((call: Call) => isVerified(call)),
  // A vendor that searches itself decides alone what it searches; where Switchboard does, it is the transcript.
  search: said('transcript'),
  ...VENDOR_CALL_FILTERS,
})

export type CallFilter = FilterValues<typeof CALL_FILTERS>

export const callOrders = {
  STARTED_AT: (call) => call.startedAt,
  UPDATED_AT: (call) => call.updatedAt,
  QUEUED_AT: (call) => call.queuedAt,
  CONNECTED_AT: (call) => call.connectedAt,
  ENDED_AT: (call) => call.endedAt,
  SCHEDULED_AT: (call) => call.scheduledAt,
  DURATION_SECONDS: (call) => call.durationSeconds,
  QUEUE_SECONDS: (call) => call.queueSeconds,
  HOLD_SECONDS: (call) => call.holdSeconds,
  RATING: (call) => call.rating,
  ...ordersOfVendors,
} satisfies SortKeys<Call>

export type CallOrderField = keyof typeof callOrders
