// Parts shared by calls, chats and e-mails: contacts, transfers, handling, waiting, participants, offers.
import type { Agent } from './agent.ts'
import type { Campaign } from './campaign.ts'
import type { Menu } from './menu.ts'
import type { Details, Known } from './noun.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import { defineWords } from './words.ts'

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
export const CALL_FAIL_REASONS = defineWords(
  'CallFailReason',
  'Why a call, a transfer or a participant’s connection failed. The last eight come in answers only, and Switchboard filters by them.',
  {
    NONE: 'It did not fail.',
    UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
    EXPIRED: 'It waited too long in the queue.',
    END_USER_CANCELED: 'The end user called it off.',
    END_USER_REJECTED: 'The end user refused it.',
    END_USER_ABANDONED: 'The end user hung up while waiting.',
    END_USER_ABANDONED_IN_MENU: 'The end user hung up in the menus.',
    END_USER_BUSY: 'The end user’s line was busy.',
    END_USER_WRONG_NUMBER: 'The number dialled is invalid.',
    END_USER_NO_ANSWER: 'The end user did not answer.',
    END_USER_NOTIFICATION_FAILED: 'The notification that starts the call did not reach the app.',
    AGENT_CANCELED: 'The agent called it off.',
    AGENT_IGNORED: 'No agent took it in time.',
    AGENT_MICROPHONE_MISSING: 'No microphone was found at the agent’s place.',
    AGENT_MICROPHONE_DENIED: 'The agent’s microphone could not be used.',
    VOIP_TWILIO_ERROR: 'A fault of the telephony provider Twilio.',
    VOIP_TOKBOX_ERROR: 'A fault of the telephony provider TokBox.',
    VOIP_INVALID_TOKEN: 'The token for the telephony provider was invalid.',
    VOIP_CONNECTION_ERROR: 'A general fault of the connection.',
    VOIP_CONNECTION_TIMEOUT: 'The connection timed out.',
    VOIP_SIGNAL_ERROR: 'A fault of the connection’s signalling.',
    TRANSFER_EXPIRED: 'The transfer waited too long.',
    END_USER_REPEATED_VOICEMAIL: 'The end user already had a voicemail waiting.',
    END_USER_REPEATED_CALLBACK: 'The end user already had a callback waiting.',
    VOIP_NEXMO_ERROR: 'A fault of the telephony provider Nexmo.',
    STUCK: 'The call was stuck because of a fault of the vendor’s API.',
    GROUP_DELETED: 'The group it belonged to was deleted without a substitute.',
    MENU_DELETED: 'The menu it belonged to was deleted.',
    FALLBACK_NUMBER: 'The call went straight to the fallback number.',
  },
)
export type CallFailReason = WordOf<typeof CALL_FAIL_REASONS>

/** Targets of a call that is not sent to an agent. */
export const DEFLECTIONS = defineWords(
  'Deflection',
  'Where a call was sent instead of to an agent; the vendor’s list is open.',
  {
    NONE: 'Nowhere, it went its way.',
    AFTER_HOURS_MESSAGE: 'To a message that the company is closed.',
    OTHER_QUEUE: 'To another queue for the time being.',
    OTHER_PHONE: 'To another telephone number for the time being.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type Deflection = WordOf<typeof DEFLECTIONS>

export const TRANSFER_STATUSES = defineWords(
  'TransferStatus',
  'How far a transfer has come; the vendor’s list is open.',
  {
    TRANSFERRING: 'On its way.',
    TRANSFERRED: 'Done.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type TransferStatus = WordOf<typeof TRANSFER_STATUSES>

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

export const DURATION_EVENTS = defineWords(
  'DurationEvent',
  'What ended a stretch of handling or waiting; the vendor’s list is open.',
  {
    ANSWERED: 'An agent answered.',
    CALL_FINISHED: 'The call was finished.',
    CHAT_FINISHED: 'The chat was finished.',
    FINISHED: 'It was finished, as newer rows say for every channel.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type DurationEvent = WordOf<typeof DURATION_EVENTS>

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

export const SERVICE_LEVEL_EVENTS = defineWords(
  'ServiceLevelEvent',
  'Whether a wait kept the service level.',
  {
    IN_SERVICE_LEVEL: 'Answered within the target.',
    OUT_OF_SERVICE_LEVEL: 'Not answered within the target.',
    EXCLUDED: 'Not counted, for example because the end user left early.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type ServiceLevelEvent = WordOf<typeof SERVICE_LEVEL_EVENTS>

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

export const PARTICIPANT_TYPES = defineWords('ParticipantType', 'Who a party of a call or chat is.', {
  END_USER: 'The person outside the company.',
  AGENT: 'A human agent.',
  VIRTUAL_AGENT: 'A virtual agent that talks.',
  TASK_VIRTUAL_AGENT: 'A virtual agent that does one task.',
  UNKNOWN: 'A word unknown to Switchboard.',
})
export type ParticipantType = WordOf<typeof PARTICIPANT_TYPES>

export const PARTICIPANT_STATUSES = defineWords(
  'ParticipantStatus',
  'How far a party of a call or chat has come.',
  {
    WAITING: 'Not yet in.',
    CONNECTED: 'In.',
    FINISHED: 'Gone.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type ParticipantStatus = WordOf<typeof PARTICIPANT_STATUSES>

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
