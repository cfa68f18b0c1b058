// One telephone call, of whichever vendor; `details` holds what only its vendor documents.
import type { Agent } from './agent.ts'
import type { CallSummary, CallTag, Sentiment, TranscriptTurn } from './analysis.ts'
import type { Campaign } from './campaign.ts'
import type { NumberRange, Predicates, TimeRange, Verdict } from './filter.ts'
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
import type { CallDetails, VendorCallFilter } from './vendors/call.ts'
import { among, amongLanguages, amongPhones, includesText, inNumbers, inTimes } from './filter.ts'
import { isVerified, vendorCallPredicates } from './vendors/call.ts'
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

export interface CallFilter extends VendorCallFilter {
  ids?: readonly string[] | undefined
  startedAt?: TimeRange | undefined
  updatedAt?: TimeRange | undefined
  queuedAt?: TimeRange | undefined
  connectedAt?: TimeRange | undefined
  endedAt?: TimeRange | undefined
  scheduledAt?: TimeRange | undefined
  direction?: readonly CallDirection[] | undefined
  status?: readonly CallStatus[] | undefined
  agentIds?: readonly string[] | undefined
  campaignIds?: readonly string[] | undefined
  menuIds?: readonly string[] | undefined
  contactIds?: readonly string[] | undefined
  from?: readonly string[] | undefined
  to?: readonly string[] | undefined
  durationSeconds?: NumberRange | undefined
  holdSeconds?: NumberRange | undefined
  queueSeconds?: NumberRange | undefined
  rating?: NumberRange | undefined
  language?: readonly string[] | undefined
  voicemail?: boolean | undefined
  verified?: boolean | undefined
  search?: string | undefined
}

export const callPredicates: Predicates<CallFilter, Call> = {
  ids: (call, wanted) => wanted.includes(call.id),
  startedAt: (call, wanted) => inTimes(call.startedAt, wanted),
  updatedAt: (call, wanted) => inTimes(call.updatedAt, wanted),
  queuedAt: (call, wanted) => inTimes(call.queuedAt, wanted),
  connectedAt: (call, wanted) => inTimes(call.connectedAt, wanted),
  endedAt: (call, wanted) => inTimes(call.endedAt, wanted),
  scheduledAt: (call, wanted) => inTimes(call.scheduledAt, wanted),
  direction: (call, wanted) => among(call.direction, wanted),
  status: (call, wanted) => among(call.status, wanted),
  agentIds: (call, wanted) => among(call.agent?.id, wanted),
  campaignIds: (call, wanted) => among(call.campaign?.id, wanted),
  menuIds: (call, wanted) => among(call.menu?.id, wanted),
  contactIds: (call, wanted) => among(call.contact?.id, wanted),
  from: (call, wanted) => amongPhones(call.from, wanted),
  to: (call, wanted) => amongPhones(call.to, wanted),
  durationSeconds: (call, wanted) => inNumbers(call.durationSeconds, wanted),
  holdSeconds: (call, wanted) => inNumbers(call.holdSeconds, wanted),
  queueSeconds: (call, wanted) => inNumbers(call.queueSeconds, wanted),
  rating: (call, wanted) => inNumbers(call.rating, wanted),
  language: (call, wanted) => amongLanguages(call.language, wanted),
  voicemail: (call, wanted) => among(call.voicemail, [wanted]),
  verified: (call, wanted) => among(isVerified(call), [wanted]),
  // A vendor that searches itself decides alone what it searches; where Switchboard does, it is the transcript.
  search: (call, wanted) => isSaid(call.transcript, wanted),
  ...vendorCallPredicates,
}

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

function isSaid(transcript: Call['transcript'], words: string): Verdict {
  return transcript?.some(({ text }) => includesText(text, words) === true)
}
