// The type `Email`, its parts and queries.
import type { EmailAttachment as AttachmentRow, EmailThread as ThreadRow } from '../../domain/email.ts'
import { builder } from '../schema/builder.ts'
import { defineConnection } from '../schema/connection.ts'
import { Contact } from './contact.ts'
import { ConsumerHandleDuration, HandleDuration, QueueDuration } from './duration.ts'
import { EmailFilter, EmailOrder, EmailStatus } from './email-filter.ts'
import { queryList } from '../schema/list-field.ts'
import { byIdField, identityFields, Node } from '../schema/node.ts'
import { Agent, Email, Menu } from '../schema/refs.ts'
import { MenuPath, Transfer } from './session.ts'

const EmailAttachment = builder.objectRef<AttachmentRow>('EmailAttachment').implement({
  description: 'One file of an e-mail. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of the file.' }),
    fileType: t.exposeString('fileType', {
      unverified: 'the list of words, of which only `email_content` is documented',
      description: 'The type of file in the vendor’s words.',
    }),
    url: t.expose('url', { type: 'URL', pii: 'URL', description: 'The address of the file.' }),
  }),
})

const EmailThread = builder.objectRef<ThreadRow>('EmailThread').implement({
  description: 'One thread of an e-mail. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of the thread.' }),
    subject: t.exposeString('subject', { pii: 'TEXT', description: 'The subject.' }),
    attachmentCount: t.exposeInt('attachmentCount', { description: 'How many files the thread has.' }),
    direction: t.exposeString('direction', {
      unverified: 'the list of words',
      description: 'Which way the thread went, in the vendor’s words.',
    }),
    isRead: t.exposeBoolean('isRead', { description: 'Whether the thread was read.' }),
    isDraft: t.exposeBoolean('isDraft', { description: 'Whether the thread is a draft.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the thread was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the thread was last changed.' }),
  }),
})

Email.implement({
  description: 'One e-mail conversation that agents of the company handle. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'e-mail'),
    status: t.expose('status', {
      type: EmailStatus,
      absent: 'UNKNOWN',
      description: 'The e-mail’s status.',
    }),
    vendorStatus: t.exposeString('vendorStatus', { description: 'The vendor’s own status word.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the e-mail was created.' }),
    assignedAt: t.expose('assignedAt', { type: 'DateTime', description: 'When an agent was chosen.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      description: 'When the e-mail was finished, null before.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When the vendor last changed the row.',
    }),
    queueSeconds: t.exposeFloat('queueSeconds', {
      unit: 'seconds',
      description: 'How long the e-mail waited in queues.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      unit: 'seconds',
      description: 'How long the e-mail was handled.',
    }),
    language: t.exposeString('language', {
      description: 'The language as the vendor’s code, for example `en`.',
    }),
    ticketId: t.exposeString('ticketId', { description: 'The id of the ticket in the company’s CRM.' }),
    ticketUrl: t.expose('ticketUrl', {
      type: 'URL',
      description: 'The address of the ticket in the company’s CRM.',
    }),
    threadCount: t.exposeInt('threadCount', { description: 'How many threads the e-mail has.' }),
    agent: t.expose('agent', {
      type: Agent,
      description:
        'The agent who handled the e-mail; id, name, number and picture come with the row and cost no request.',
    }),
    contact: t.expose('contact', { type: Contact, description: 'The person outside the company.' }),
    menu: t.expose('menu', {
      type: Menu,
      description:
        'The menu of the e-mail, which is also the queue; what the row carries of it costs no request.',
    }),
    menuPath: t.expose('menuPath', {
      type: MenuPath,
      description: 'The way through the menus to that one.',
    }),
    attachments: t.expose('attachments', {
      type: [EmailAttachment],
      description: 'The files of the e-mail, its own content among them.',
    }),
    threads: t.expose('threads', {
      type: [EmailThread],
      description: 'The threads of the e-mail, in the vendor’s order.',
    }),
    transfers: t.expose('transfers', {
      type: [Transfer],
      description: 'The hand-overs, in the vendor’s order.',
    }),
    handleDurations: t.expose('handleDurations', {
      type: [HandleDuration],
      description: 'The stretches in which agents handled the e-mail.',
    }),
    queueDurations: t.expose('queueDurations', {
      type: [QueueDuration],
      description: 'The stretches in which the e-mail waited in a queue.',
    }),
    consumerHandleDurations: t.expose('consumerHandleDurations', {
      type: [ConsumerHandleDuration],
      description: 'The stretches in which the e-mail was handled, seen from the person outside.',
    }),
  }),
})

const words = { one: 'e-mail', many: 'e-mails' } as const

export const Emails = {
  noun: 'EMAIL',
  words,
  type: defineConnection(Email, words),
  filter: EmailFilter,
  order: EmailOrder,
} as const

builder.queryFields((t) => ({
  email: byIdField(t, 'EMAIL', Email, 'One e-mail by its global id, null when it does not exist.'),
  emails: queryList(t, { ...Emails, description: 'E-mails of all accounts. UJET only.' }),
}))
