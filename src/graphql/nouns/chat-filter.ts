// Filter and order of chats.
import type { ChatOrderField } from '../../domain/chat.ts'
import { filterInput } from '../schema/filter-input.ts'
import { defineOrder } from '../schema/order.ts'
import { describeLanguages } from '../schema/words.ts'

export const ChatFilter = filterInput(
  'CHAT',
  'Which chats to list; every field given must hold, and within one list any value may.',
  {
    ids: {
      description: 'The global ids of the chats to keep; only the accounts of the ids are asked.',
    },
    startedAt: {
      description: 'When the chat began; UJET filters by its creation.',
    },
    assignedAt: {
      description: 'When an agent was chosen; the vendor filters.',
    },
    endedAt: {
      description: 'When the chat ended; UJET filters.',
    },
    updatedAt: {
      description: 'When the vendor last changed the row; UJET filters.',
    },
    firstMessageAt: {
      description: 'When the first message was sent; the vendor filters.',
    },
    lastMessageAt: {
      description: 'When the last message was sent; UJET filters.',
    },
    rating: {
      description: 'The stars the person gave, from 1 to 5; the vendor filters.',
    },
    durationSeconds: {
      unit: 'seconds',
      description: 'How long the chat lasted, in whole numbers; the vendor filters.',
    },
    waitSeconds: {
      whole: true,
      unit: 'seconds',
      description: 'How long the person waited by the older count, in whole numbers; the vendor filters.',
    },
    queueSeconds: {
      whole: true,
      unit: 'seconds',
      description: 'How long the person waited in queues, in whole numbers; Switchboard filters.',
    },
    messageCount: {
      whole: true,
      description: 'How many messages were sent; UJET filters.',
    },
    averageResponseSeconds: {
      unit: 'seconds',
      description: 'How long answers took on average; the vendor filters.',
    },
    longestResponseSeconds: {
      unit: 'seconds',
      description: 'How long the slowest answer took; the vendor filters.',
    },
    agentIds: {
      description:
        'The global ids of the agents to keep; only the accounts of the ids are asked. UJET filters.',
    },
    contactIds: {
      pii: 'ID',
      description: 'The global ids of the contacts to keep, as `Contact.id` gives them; UJET filters.',
    },
    menuIds: {
      description: 'The global ids of the menus to keep; Switchboard filters.',
    },
    type: {
      description: 'How the person reached the company; UJET filters by MOBILE, WEB and SMS.',
    },
    status: { description: 'The statuses to keep; UJET filters.' },
    verified: {
      description: 'True keeps chats with a verified person, false those without. The vendor filters.',
    },
    failReason: {
      description: 'Why the chat failed; the vendor filters by the four documented reasons.',
    },
    language: {
      unverified: 'as a filter of UJET, which names it among its variables and in no chat table',
      description: describeLanguages('Switchboard filters.'),
    },
  },
)

export const ChatOrder = defineOrder<ChatOrderField>(
  'Chat',
  'chats',
  {
    order: 'The order of a list of chats; ties are broken by id, so that the order is total.',
    field:
      'What chats can be ordered by: STARTED_AT with DESC for all vendors, anything else only when all selected accounts are UJET ones, which sort by any field of their answer.',
  },
  {
    STARTED_AT: 'When the chat began; the default, newest first.',
    ASSIGNED_AT: 'When an agent was chosen.',
    ENDED_AT: 'When the chat ended.',
    UPDATED_AT: 'When the vendor last changed the row.',
    FIRST_MESSAGE_AT: 'When the first message was sent.',
    LAST_MESSAGE_AT: 'When the last message was sent.',
    DURATION_SECONDS: 'How long the chat lasted.',
    QUEUE_SECONDS: 'How long the person waited in queues.',
    WAIT_SECONDS: 'How long the person waited, by the older count.',
    MESSAGE_COUNT: 'How many messages were sent.',
    AVERAGE_RESPONSE_SECONDS: 'How long answers took on average.',
    LONGEST_RESPONSE_SECONDS: 'How long the slowest answer took.',
    RATING: 'The rating.',
    STATUS: 'The status, by the vendor’s own word.',
    SUB_STATUS: 'The finer status.',
    TYPE: 'How the person reached the company, by the vendor’s own words.',
    LANGUAGE: 'The language.',
    VERIFIED: 'Whether the person was verified.',
    HAS_FEEDBACK: 'Whether the person left feedback.',
    TICKET_ID: 'The id of the ticket.',
    FINISH_REASON: 'Why the chat ended.',
    FAIL_REASON: 'Why the chat failed, by the vendor’s own word.',
    OFFER_TYPE: 'How the chat was offered.',
    ID: 'The vendor’s own id.',
  },
)
