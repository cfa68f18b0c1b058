// One text conversation between the company and a person.
import type { Agent } from './agent.ts'
import type { Campaign } from './campaign.ts'
import type { NumberRange, Predicates, TimeRange } from './filter.ts'
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
} from './session.ts'
import type { Instant } from './time.ts'
import type { ChatDetails } from './vendors/chat.ts'
import { among, amongLanguages, inNumbers, inTimes } from './filter.ts'
import { rawIdKey } from './order.ts'

export const CHAT_TYPES = ['MOBILE', 'WEB', 'SMS', 'WHATSAPP', 'UNKNOWN'] as const
export type ChatType = (typeof CHAT_TYPES)[number]

export const CHAT_STATUSES = [
  'QUEUED',
  'ASSIGNED',
  'FINISHED',
  'CANCELED',
  'FAILED',
  'NO_RESPONSE',
  'UNKNOWN',
] as const
export type ChatStatus = (typeof CHAT_STATUSES)[number]

export const CHAT_FAIL_REASONS = [
  'NONE',
  'UNKNOWN',
  'NO_RESPONSE',
  'EXPIRED',
  'AFTER_HOURS',
  'ESCALATION_FAILED',
  'MENU_SELECTION_EXPIRED',
  'END_USER_OPTED_OUT',
  'OVER_CAPACITY_EMAIL',
  'GROUP_DELETED',
] as const
export type ChatFailReason = (typeof CHAT_FAIL_REASONS)[number]

export interface ChatFields {
  details: ChatDetails
  type: ChatType
  vendorType: string
  vendorSessionType: string
  status: ChatStatus
  vendorStatus: string
  subStatus: string
  startedAt: Instant
  assignedAt: Instant
  endedAt: Instant
  updatedAt: Instant
  firstMessageAt: Instant
  lastMessageAt: Instant
  durationSeconds: number
  queueSeconds: number
  waitSeconds: number
  messageCount: number
  averageResponseSeconds: number
  longestResponseSeconds: number
  language: string
  verified: boolean
  rating: number
  hasFeedback: boolean
  ticketId: string
  ticketUrl: string
  finishReason: string
  failReason: ChatFailReason
  vendorFailReason: string
  agent: Agent
  campaign: Campaign
  contact: Contact
  menu: Menu
  menuPath: MenuPath
  photos: readonly Photo[]
  videos: readonly Video[]
  transfers: readonly Transfer[]
  handleDurations: readonly HandleDuration[]
  queueDurations: readonly QueueDuration[]
  participants: readonly Participant[]
  offerType: string
  offerEvents: readonly OfferEvent[]
}

export type Chat = Row<'CHAT', ChatFields>

export interface ChatFilter {
  ids?: readonly string[] | undefined
  startedAt?: TimeRange | undefined
  assignedAt?: TimeRange | undefined
  endedAt?: TimeRange | undefined
  updatedAt?: TimeRange | undefined
  firstMessageAt?: TimeRange | undefined
  lastMessageAt?: TimeRange | undefined
  rating?: NumberRange | undefined
  durationSeconds?: NumberRange | undefined
  waitSeconds?: NumberRange | undefined
  queueSeconds?: NumberRange | undefined
  messageCount?: NumberRange | undefined
  averageResponseSeconds?: NumberRange | undefined
  longestResponseSeconds?: NumberRange | undefined
  agentIds?: readonly string[] | undefined
  contactIds?: readonly string[] | undefined
  menuIds?: readonly string[] | undefined
  type?: readonly ChatType[] | undefined
  status?: readonly ChatStatus[] | undefined
  verified?: boolean | undefined
  failReason?: readonly ChatFailReason[] | undefined
  language?: readonly string[] | undefined
}

export const chatPredicates: Predicates<ChatFilter, Chat> = {
  ids: (chat, wanted) => wanted.includes(chat.id),
  startedAt: (chat, wanted) => inTimes(chat.startedAt, wanted),
  assignedAt: (chat, wanted) => inTimes(chat.assignedAt, wanted),
  endedAt: (chat, wanted) => inTimes(chat.endedAt, wanted),
  updatedAt: (chat, wanted) => inTimes(chat.updatedAt, wanted),
  firstMessageAt: (chat, wanted) => inTimes(chat.firstMessageAt, wanted),
  lastMessageAt: (chat, wanted) => inTimes(chat.lastMessageAt, wanted),
  rating: (chat, wanted) => inNumbers(chat.rating, wanted),
  durationSeconds: (chat, wanted) => inNumbers(chat.durationSeconds, wanted),
  waitSeconds: (chat, wanted) => inNumbers(chat.waitSeconds, wanted),
  queueSeconds: (chat, wanted) => inNumbers(chat.queueSeconds, wanted),
  messageCount: (chat, wanted) => inNumbers(chat.messageCount, wanted),
  averageResponseSeconds: (chat, wanted) => inNumbers(chat.averageResponseSeconds, wanted),
  longestResponseSeconds: (chat, wanted) => inNumbers(chat.longestResponseSeconds, wanted),
  agentIds: (chat, wanted) => among(chat.agent?.id, wanted),
  contactIds: (chat, wanted) => among(chat.contact?.id, wanted),
  menuIds: (chat, wanted) => among(chat.menu?.id, wanted),
  type: (chat, wanted) => among(chat.type, wanted),
  status: (chat, wanted) => among(chat.status, wanted),
  verified: (chat, wanted) => among(chat.verified, [wanted]),
  failReason: (chat, wanted) => among(chat.failReason, wanted),
  language: (chat, wanted) => amongLanguages(chat.language, wanted),
}

/** Where a vendor's word decides, chats stand by that word, because the vendor sorts by its own. */
export const chatOrders = {
  STARTED_AT: (chat) => chat.startedAt,
  ASSIGNED_AT: (chat) => chat.assignedAt,
  ENDED_AT: (chat) => chat.endedAt,
  UPDATED_AT: (chat) => chat.updatedAt,
  FIRST_MESSAGE_AT: (chat) => chat.firstMessageAt,
  LAST_MESSAGE_AT: (chat) => chat.lastMessageAt,
  DURATION_SECONDS: (chat) => chat.durationSeconds,
  QUEUE_SECONDS: (chat) => chat.queueSeconds,
  WAIT_SECONDS: (chat) => chat.waitSeconds,
  MESSAGE_COUNT: (chat) => chat.messageCount,
  AVERAGE_RESPONSE_SECONDS: (chat) => chat.averageResponseSeconds,
  LONGEST_RESPONSE_SECONDS: (chat) => chat.longestResponseSeconds,
  RATING: (chat) => chat.rating,
  STATUS: (chat) => chat.vendorStatus,
  SUB_STATUS: (chat) => chat.subStatus,
  TYPE: (chat) => chat.vendorType,
  LANGUAGE: (chat) => chat.language,
  VERIFIED: (chat) => chat.verified,
  HAS_FEEDBACK: (chat) => chat.hasFeedback,
  TICKET_ID: (chat) => chat.ticketId,
  FINISH_REASON: (chat) => chat.finishReason,
  FAIL_REASON: (chat) => chat.vendorFailReason,
  OFFER_TYPE: (chat) => chat.offerType,
  ID: (chat) => rawIdKey(chat.vendorId),
} satisfies SortKeys<Chat>

export type ChatOrderField = keyof typeof chatOrders
