// Parts shared by calls, chats and e-mails: contacts, transfers, handling, waiting, participants, offers.
import type { Agent } from './agent.ts'
import type { Campaign } from './campaign.ts'
import type { Menu } from './menu.ts'
import type { Details, Known } from './noun.ts'
import type { Instant } from './time.ts'

/** A virtual agent of a call, without a look-up. */
export type VirtualAgent = Known<{ vendorId: string; alias: string; avatarUrl: string }>

/** The person outside the company, part of a row. */
export type Contact = Known<{
  /** For `contactIds`, e.g. `contact:ujet:77`. */
  id: string
  vendorId: string
  externalId: string
  crmId: string
  name: string
  phone: string
  email: string
  phoneClass: string
  address: string
  city: string
  region: string
  postalCode: string
}>

/** The path through the menus to the chosen one. */
export type MenuPath = Known<{
  itemCount: number
  name: string
  /** The raw ids from the root, e.g. `12/34`. */
  path: string
  menus: readonly Menu[]
}>

/** Of calls, transfers and connections. The last eight are no filter's. */
export const CALL_FAIL_REASONS = [
  'NONE',
  'UNKNOWN',
  'EXPIRED',
  'END_USER_CANCELED',
  'END_USER_REJECTED',
  'END_USER_ABANDONED',
  'END_USER_ABANDONED_IN_MENU',
  'END_USER_BUSY',
  'END_USER_WRONG_NUMBER',
  'END_USER_NO_ANSWER',
  'END_USER_NOTIFICATION_FAILED',
  'AGENT_CANCELED',
  'AGENT_IGNORED',
  'AGENT_MICROPHONE_MISSING',
  'AGENT_MICROPHONE_DENIED',
  'VOIP_TWILIO_ERROR',
  'VOIP_TOKBOX_ERROR',
  'VOIP_INVALID_TOKEN',
  'VOIP_CONNECTION_ERROR',
  'VOIP_CONNECTION_TIMEOUT',
  'VOIP_SIGNAL_ERROR',
  'TRANSFER_EXPIRED',
  'END_USER_REPEATED_VOICEMAIL',
  'END_USER_REPEATED_CALLBACK',
  'VOIP_NEXMO_ERROR',
  'STUCK',
  'GROUP_DELETED',
  'MENU_DELETED',
  'FALLBACK_NUMBER',
] as const
export type CallFailReason = (typeof CALL_FAIL_REASONS)[number]

/** Targets of a call that is not sent to an agent. */
export const DEFLECTIONS = ['NONE', 'AFTER_HOURS_MESSAGE', 'OTHER_QUEUE', 'OTHER_PHONE', 'UNKNOWN'] as const
export type Deflection = (typeof DEFLECTIONS)[number]

export const TRANSFER_STATUSES = ['TRANSFERRING', 'TRANSFERRED', 'UNKNOWN'] as const
export type TransferStatus = (typeof TRANSFER_STATUSES)[number]

/** A hand-over from a menu or agent to another. */
export type Transfer = Known<{
  vendorId: string
  status: TransferStatus
  vendorStatus: string
  failReason: CallFailReason
  vendorFailReason: string
  createdAt: Instant
  assignedAt: Instant
  connectedAt: Instant
  updatedAt: Instant
  durationSeconds: number
  waitSeconds: number
  deflection: Deflection
  vendorDeflection: string
  fromMenuPath: MenuPath
  toMenuPath: MenuPath
  fromAgent: Agent
  toAgent: Agent
  vendorAnswerPath: string
  fromQueuePriority: number
  toQueuePriority: number
}>

export const DURATION_EVENTS = ['ANSWERED', 'CALL_FINISHED', 'CHAT_FINISHED', 'FINISHED', 'UNKNOWN'] as const
export type DurationEvent = (typeof DURATION_EVENTS)[number]

/** A time in which an agent handled the session. */
export type HandleDuration = Known<{
  agent: Agent
  handleSeconds: number
  afterWorkSeconds: number
  waitSeconds: number
  menuPathId: string
  menuPathName: string
  language: string
  transferred: boolean
  transferId: string
  assignmentType: string
  startedAt: Instant
  endedAt: Instant
  event: DurationEvent
  vendorEvent: string
  vendorId: string
  holdSeconds: number
}>

export const SERVICE_LEVEL_EVENTS = [
  'IN_SERVICE_LEVEL',
  'OUT_OF_SERVICE_LEVEL',
  'EXCLUDED',
  'UNKNOWN',
] as const
export type ServiceLevelEvent = (typeof SERVICE_LEVEL_EVENTS)[number]

/** A time in which the session waited in a queue. */
export type QueueDuration = Known<{
  agent: Agent
  queueSeconds: number
  menuPathId: string
  menuPathName: string
  language: string
  transferred: boolean
  assignmentType: string
  startedAt: Instant
  endedAt: Instant
  serviceLevelEvent: ServiceLevelEvent
  vendorServiceLevelEvent: string
  serviceLevelTargetPercent: number
  serviceLevelTargetSeconds: number
  serviceLevelAbandonSeconds: number
  event: DurationEvent
  vendorEvent: string
  vendorId: string
  transferId: string
}>

export const PARTICIPANT_TYPES = [
  'END_USER',
  'AGENT',
  'VIRTUAL_AGENT',
  'TASK_VIRTUAL_AGENT',
  'UNKNOWN',
] as const
export type ParticipantType = (typeof PARTICIPANT_TYPES)[number]

export const PARTICIPANT_STATUSES = ['WAITING', 'CONNECTED', 'FINISHED', 'UNKNOWN'] as const
export type ParticipantStatus = (typeof PARTICIPANT_STATUSES)[number]

/** A party of a call or chat, whose global id is `sessionId`. */
export type Participant = Known<{
  vendorId: string
  type: ParticipantType
  vendorType: string
  status: ParticipantStatus
  vendorStatus: string
  sessionId: string
  agent: Agent
  contact: Contact
  entryType: string
  durationSeconds: number
  holdSeconds: number
  connectedAt: Instant
  endedAt: Instant
  failReason: CallFailReason
  vendorFailReason: string
  adapterFailCode: number
  adapterFailMessage: string
}>

export type Photo = Known<{ vendorId: string; vendorType: string; url: string }>

export type Video = Known<{ vendorId: string; url: string }>

/** An offer to a group of agents. */
export type OfferEvent = Known<{ castAt: Instant; group: string }>

/** Fields of calls, chats and e-mails. */
export interface SessionFields {
  vendorStatus: string
  startedAt: Instant
  endedAt: Instant
  updatedAt: Instant
  durationSeconds: number
  queueSeconds: number
  language: string
  agent: Agent
  contact: Contact
  menu: Menu
  menuPath: MenuPath
  transfers: readonly Transfer[]
  handleDurations: readonly HandleDuration[]
  queueDurations: readonly QueueDuration[]
}

/** Fields of calls and chats. */
export interface LiveSessionFields extends SessionFields {
  details: Details
  campaign: Campaign
  rating: number
  /** True if the person outside was verified. */
  verified: boolean
  photos: readonly Photo[]
  videos: readonly Video[]
  participants: readonly Participant[]
  offerType: string
  offerEvents: readonly OfferEvent[]
}
