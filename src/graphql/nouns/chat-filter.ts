// Filter and order of chats.
import type { ChatOrderField } from '../../domain/chat.ts'
import { filterInput } from '../schema/filter-input.ts'
import { defineOrder } from '../schema/order.ts'

export const ChatFilter = filterInput('CHAT')

export const ChatOrder = defineOrder<ChatOrderField>(
  'CHAT',
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
