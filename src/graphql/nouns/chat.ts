// The type `Chat`, its filter, order and queries.
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { defineConnection } from '../schema/connection.ts'
import { Contact } from './contact.ts'
import { queryList } from '../schema/list-field.ts'
import { Node, byIdField, identityFields } from '../schema/node.ts'
import { Agent, Campaign, Chat, Menu, unionOfDetails } from '../schema/refs.ts'
import { sessionFields } from './session.ts'
import { CHAT_TYPES, CHAT_STATUSES, CHAT_FAIL_REASONS } from '../../domain/chat.ts'

export const ChatFilter = filterInput('CHAT')

const ChatOrder = defineOrder('CHAT', {
  field:
    'What chats can be ordered by: STARTED_AT with DESC for all vendors, anything else only when every selected account is of a vendor that sorts by it, and refused with `UNSUPPORTED_ORDER` otherwise.',
})

Chat.implement({
  description:
    'One text conversation between the company and a person: fullest at UJET; conversations of Whippy and chat sessions of TWIN join it.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'chat'),
    ...rowFields(t, {
      type: [CHAT_TYPES, 'How the person reached the company.'],
      vendorType: ['String', 'The vendor’s own words for that, at UJET the older label.'],
      vendorSessionType: [
        'String',
        'The newer and finer label beside the older one.',
        { unverified: 'missing in older rows' },
      ],
      status: [CHAT_STATUSES, 'The chat’s status.', { absent: 'UNKNOWN' }],
      vendorStatus: ['String', 'The vendor’s own status word.'],
      subStatus: [
        'String',
        'A finer status as a label to show, for example `Disconnected by end user`.',
        { unverified: 'the list of labels' },
      ],
      startedAt: ['DateTime', 'When the chat began, which is its creation at UJET.'],
      assignedAt: ['DateTime', 'When an agent was chosen.'],
      endedAt: ['DateTime', 'When the chat ended, null while it lasts.'],
      updatedAt: ['DateTime', 'When the vendor last changed the row, which may be minutes after the end.'],
      firstMessageAt: ['DateTime', 'When the first message was sent.'],
      lastMessageAt: ['DateTime', 'When the last message was sent.'],
      durationSeconds: ['Float', 'How long the chat lasted, null when nobody answered.', { unit: 'seconds' }],
      queueSeconds: ['Float', 'How long the person waited in queues.', { unit: 'seconds' }],
      waitSeconds: [
        'Float',
        'How long the person waited, by the older count that `queueSeconds` has replaced; rows may carry only one of the two.',
        { unit: 'seconds' },
      ],
      messageCount: ['Int', 'How many messages were sent.'],
      averageResponseSeconds: ['Float', 'How long answers took on average.', { unit: 'seconds' }],
      longestResponseSeconds: ['Float', 'How long the slowest answer took.', { unit: 'seconds' }],
      language: ['String', 'The language as the vendor’s code, for example `en` or `fr-CA`.'],
      verified: ['Boolean', 'Whether the person was verified.'],
      rating: ['Float', 'The stars the person gave, from 1 to 5, null when not rated.'],
      hasFeedback: ['Boolean', 'Whether the person left feedback.'],
      ticketId: ['String', 'The id of the ticket in the company’s CRM.'],
      ticketUrl: ['URL', 'The address of the ticket in the company’s CRM.'],
      finishReason: [
        'String',
        'Why the chat ended, in the vendor’s words such as `finish_reason_none`.',
        { unverified: 'the list of words' },
      ],
      failReason: [CHAT_FAIL_REASONS, 'Why the chat failed, NONE or null when it did not.'],
      vendorFailReason: ['String', 'The vendor’s own word for why the chat failed.'],
      agent: [
        Agent,
        'The agent who handled the chat last; id, name, number and picture come with the row at UJET and cost no request.',
      ],
      campaign: [Campaign, 'The campaign the chat belongs to.'],
      contact: [Contact, 'The person outside the company.'],
      menu: [
        Menu,
        'The menu the person chose, which is also the queue; what the row carries of it costs no request.',
      ],
    }),
    ...sessionFields(t, 'chat'),
    details: t.expose('details', {
      type: unionOfDetails('CHAT'),
      description: 'Everything else that the chat’s vendor documents, as the member of that vendor.',
    }),
  }),
})

export const Chats = {
  noun: 'CHAT',
  type: defineConnection('CHAT', Chat),
  filter: ChatFilter,
  order: ChatOrder,
} as const

builder.queryFields((t) => ({
  chat: byIdField(t, 'CHAT', Chat, 'One chat by its global id, null when it does not exist.'),
  chats: queryList(t, {
    ...Chats,
    description: 'Chats of all accounts: UJET chats, Whippy conversations, TWIN chat sessions.',
  }),
}))
