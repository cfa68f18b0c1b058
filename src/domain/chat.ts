// One text conversation between the company and a person.
import type { Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { LiveSessionFields } from './session.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import {
  defineFilters,
  timeRange,
  numberRange,
  wholeRange,
  languages,
  flag,
  words,
  ids,
  ownIds,
} from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

export const CHAT_TYPES = defineWords('ChatType', 'How a person reached the company by text.', {
  MOBILE: 'From the company’s mobile app.',
  WEB: 'From the company’s web site.',
  SMS: 'By text message.',
  WHATSAPP: 'By WhatsApp; seen in answers of UJET, whose filter does not know it.',
  UNKNOWN: 'Words that Switchboard does not know yet.',
})
export type ChatType = WordOf<typeof CHAT_TYPES>

export const CHAT_STATUSES = defineWords('ChatStatus', 'Statuses of chats.', {
  QUEUED: 'Waiting in a queue.',
  ASSIGNED: 'With an agent.',
  FINISHED: 'Ended in good order.',
  CANCELED: 'Called off before it was finished.',
  FAILED: 'Broken off by a fault; `Chat.failReason` tells which.',
  NO_RESPONSE: 'Ended because nobody wrote any more.',
  UNKNOWN: 'The row carries no status, or a word that Switchboard does not know yet.',
})
export type ChatStatus = WordOf<typeof CHAT_STATUSES>

export const CHAT_FAIL_REASONS = defineWords(
  'ChatFailReason',
  'Why a chat failed; the vendor filters by NONE, UNKNOWN, NO_RESPONSE and EXPIRED, and the rest Switchboard filters.',
  {
    NONE: 'It did not fail.',
    UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
    NO_RESPONSE: 'Nobody wrote any more.',
    EXPIRED: 'It waited too long.',
    AFTER_HOURS: 'The company was closed.',
    ESCALATION_FAILED: 'A virtual agent could not hand it over.',
    MENU_SELECTION_EXPIRED: 'The person took too long to choose a menu.',
    END_USER_OPTED_OUT: 'The person has opted out of messages.',
    OVER_CAPACITY_EMAIL: 'The queue was full and the person was sent to e-mail.',
    GROUP_DELETED: 'The group it belonged to was deleted without a substitute.',
  },
)
export type ChatFailReason = WordOf<typeof CHAT_FAIL_REASONS>

interface ChatFields extends LiveSessionFields {
  type: ChatType
  vendorType: string
  vendorSessionType: string
  status: ChatStatus
  subStatus: string
  assignedAt: Instant
  firstMessageAt: Instant
  lastMessageAt: Instant
  waitSeconds: number
  messageCount: number
  averageResponseSeconds: number
  longestResponseSeconds: number
  hasFeedback: boolean
  ticketId: string
  ticketUrl: string
  finishReason: string
  failReason: ChatFailReason
  vendorFailReason: string
}

export type Chat = Row<'CHAT', ChatFields>

export const CHAT_FILTERS = defineFilters<Chat>()({
  ids: ownIds('CHAT'),
  startedAt: timeRange('startedAt', 'When the chat began.'),
  assignedAt: timeRange('assignedAt', 'When an agent was chosen.'),
  endedAt: timeRange('endedAt', 'When the chat ended.'),
  updatedAt: timeRange('updatedAt', 'When the vendor last changed the row.'),
  firstMessageAt: timeRange('firstMessageAt', 'When the first message was sent.'),
  lastMessageAt: timeRange('lastMessageAt', 'When the last message was sent.'),
  rating: numberRange('rating', 'The stars the person gave, from 1 to 5.'),
  durationSeconds: numberRange('durationSeconds', 'How long the chat lasted, in whole numbers.', {
    unit: 'seconds',
  }),
  waitSeconds: wholeRange('waitSeconds', 'How long the person waited by the older count, in whole numbers.', {
    unit: 'seconds',
  }),
  queueSeconds: wholeRange('queueSeconds', 'How long the person waited in queues, in whole numbers.', {
    unit: 'seconds',
  }),
  messageCount: wholeRange('messageCount', 'How many messages were sent.'),
  averageResponseSeconds: numberRange('averageResponseSeconds', 'How long answers took on average.', {
    unit: 'seconds',
  }),
  longestResponseSeconds: numberRange('longestResponseSeconds', 'How long the slowest answer took.', {
    unit: 'seconds',
  }),
  agentIds: ids('AGENT', 'agent'),
  contactIds: ids('CONTACT', 'contact'),
  menuIds: ids('MENU', 'menu'),
  type: words('type', CHAT_TYPES, 'How the person reached the company; UJET filters by MOBILE, WEB and SMS.'),
  status: words('status', CHAT_STATUSES, 'The statuses to keep.'),
  verified: flag('verified', 'True keeps chats with a verified person, false those without.'),
  failReason: words(
    'failReason',
    CHAT_FAIL_REASONS,
    'Why the chat failed; the vendor filters by the four documented reasons.',
  ),
  language: languages('language', '', {
    unverified: 'as a filter of UJET, which names it among its variables and in no chat table',
  }),
})

/** By vendors' own words, as vendors sort. */
export const CHAT_ORDERS = {
  STARTED_AT: sortBy('startedAt', 'When the chat began; the default, newest first.'),
  ASSIGNED_AT: sortBy('assignedAt', 'When an agent was chosen.'),
  ENDED_AT: sortBy('endedAt', 'When the chat ended.'),
  UPDATED_AT: sortBy('updatedAt', 'When the vendor last changed the row.'),
  FIRST_MESSAGE_AT: sortBy('firstMessageAt', 'When the first message was sent.'),
  LAST_MESSAGE_AT: sortBy('lastMessageAt', 'When the last message was sent.'),
  DURATION_SECONDS: sortBy('durationSeconds', 'How long the chat lasted.'),
  QUEUE_SECONDS: sortBy('queueSeconds', 'How long the person waited in queues.'),
  WAIT_SECONDS: sortBy('waitSeconds', 'How long the person waited, by the older count.'),
  MESSAGE_COUNT: sortBy('messageCount', 'How many messages were sent.'),
  AVERAGE_RESPONSE_SECONDS: sortBy('averageResponseSeconds', 'How long answers took on average.'),
  LONGEST_RESPONSE_SECONDS: sortBy('longestResponseSeconds', 'How long the slowest answer took.'),
  RATING: sortBy('rating', 'The rating.'),
  STATUS: sortBy('vendorStatus', 'The status, by the vendor’s own word.'),
  SUB_STATUS: sortBy('subStatus', 'The finer status.'),
  TYPE: sortBy('vendorType', 'How the person reached the company, by the vendor’s own words.'),
  LANGUAGE: sortBy('language', 'The language.'),
  VERIFIED: sortBy('verified', 'Whether the person was verified.'),
  HAS_FEEDBACK: sortBy('hasFeedback', 'Whether the person left feedback.'),
  TICKET_ID: sortBy('ticketId', 'The id of the ticket.'),
  FINISH_REASON: sortBy('finishReason', 'Why the chat ended.'),
  FAIL_REASON: sortBy('vendorFailReason', 'Why the chat failed, by the vendor’s own word.'),
  OFFER_TYPE: sortBy('offerType', 'How the chat was offered.'),
  ID: sortBy((chat: Chat) => rawIdKey(chat.vendorId), 'The vendor’s own id.'),
} satisfies Orders<Chat>
