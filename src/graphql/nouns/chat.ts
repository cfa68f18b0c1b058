// The type `Chat` and its queries.
import { builder } from '../schema/builder.ts'
import { ChatFilter, ChatOrder } from './chat-filter.ts'
import { ChatFailReason, ChatStatus, ChatType } from './chat-status.ts'
import { defineConnection } from '../schema/connection.ts'
import { Contact } from './contact.ts'
import { queryList } from '../schema/list-field.ts'
import { byIdField, identityFields, Node } from '../schema/node.ts'
import { Agent, Campaign, Chat, Menu } from '../schema/refs.ts'
import { sessionFields } from './session.ts'
import { ChatDetails } from '../vendors/parts.ts'

Chat.implement({
  description:
    'One text conversation between the company and a person: fullest at UJET; conversations of Whippy and chat sessions of TWIN join it.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'chat'),
    type: t.expose('type', {
      type: ChatType,
      description: 'How the person reached the company.',
    }),
    vendorType: t.exposeString('vendorType', {
      description: 'The vendor’s own words for that, at UJET the older label.',
    }),
    vendorSessionType: t.exposeString('vendorSessionType', {
      unverified: 'missing in older rows',
      description: 'The newer and finer label beside the older one.',
    }),
    status: t.expose('status', {
      type: ChatStatus,
      absent: 'UNKNOWN',
      description: 'The chat’s status.',
    }),
    vendorStatus: t.exposeString('vendorStatus', { description: 'The vendor’s own status word.' }),
    subStatus: t.exposeString('subStatus', {
      unverified: 'the list of labels',
      description: 'A finer status as a label to show, for example `Disconnected by end user`.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'When the chat began, which is its creation at UJET.',
    }),
    assignedAt: t.expose('assignedAt', {
      type: 'DateTime',
      description: 'When an agent was chosen.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      description: 'When the chat ended, null while it lasts.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When the vendor last changed the row, which may be minutes after the end.',
    }),
    firstMessageAt: t.expose('firstMessageAt', {
      type: 'DateTime',
      description: 'When the first message was sent.',
    }),
    lastMessageAt: t.expose('lastMessageAt', {
      type: 'DateTime',
      description: 'When the last message was sent.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      unit: 'seconds',
      description: 'How long the chat lasted, null when nobody answered.',
    }),
    queueSeconds: t.exposeFloat('queueSeconds', {
      unit: 'seconds',
      description: 'How long the person waited in queues.',
    }),
    waitSeconds: t.exposeFloat('waitSeconds', {
      unit: 'seconds',
      description:
        'How long the person waited, by the older count that `queueSeconds` has replaced; rows may carry only one of the two.',
    }),
    messageCount: t.exposeInt('messageCount', {
      description: 'How many messages were sent.',
    }),
    averageResponseSeconds: t.exposeFloat('averageResponseSeconds', {
      unit: 'seconds',
      description: 'How long answers took on average.',
    }),
    longestResponseSeconds: t.exposeFloat('longestResponseSeconds', {
      unit: 'seconds',
      description: 'How long the slowest answer took.',
    }),
    language: t.exposeString('language', {
      description: 'The language as the vendor’s code, for example `en` or `fr-CA`.',
    }),
    verified: t.exposeBoolean('verified', {
      description: 'Whether the person was verified.',
    }),
    rating: t.exposeFloat('rating', {
      description: 'The stars the person gave, from 1 to 5, null when not rated.',
    }),
    hasFeedback: t.exposeBoolean('hasFeedback', {
      description: 'Whether the person left feedback.',
    }),
    ticketId: t.exposeString('ticketId', {
      description: 'The id of the ticket in the company’s CRM.',
    }),
    ticketUrl: t.expose('ticketUrl', {
      type: 'URL',
      description: 'The address of the ticket in the company’s CRM.',
    }),
    finishReason: t.exposeString('finishReason', {
      unverified: 'the list of words',
      description: 'Why the chat ended, in the vendor’s words such as `finish_reason_none`.',
    }),
    failReason: t.expose('failReason', {
      type: ChatFailReason,
      description: 'Why the chat failed, NONE or null when it did not.',
    }),
    vendorFailReason: t.exposeString('vendorFailReason', {
      description: 'The vendor’s own word for why the chat failed.',
    }),
    agent: t.expose('agent', {
      type: Agent,
      description:
        'The agent who handled the chat last; id, name, number and picture come with the row at UJET and cost no request.',
    }),
    campaign: t.expose('campaign', {
      type: Campaign,
      description: 'The campaign the chat belongs to.',
    }),
    contact: t.expose('contact', { type: Contact, description: 'The person outside the company.' }),
    menu: t.expose('menu', {
      type: Menu,
      description:
        'The menu the person chose, which is also the queue; what the row carries of it costs no request.',
    }),
    ...sessionFields(t, 'chat'),
    details: t.expose('details', {
      type: ChatDetails,
      description: 'Everything else that the chat’s vendor documents, as the member of that vendor.',
    }),
  }),
})

const words = { one: 'chat', many: 'chats' } as const

export const Chats = {
  noun: 'CHAT',
  words,
  type: defineConnection(Chat, words),
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
