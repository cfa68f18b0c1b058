// The type `Email`, its parts, filter, order and queries.
import type { EmailAttachment as AttachmentRow, EmailThread as ThreadRow } from '../../domain/email.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { builder } from '../schema/builder.ts'
import { rowFields, rowType } from '../schema/row-type.ts'
import { defineConnection } from '../schema/connection.ts'
import { Contact } from './contact.ts'
import { ConsumerHandleDuration, HandleDuration, QueueDuration } from './duration.ts'
import { queryList } from '../schema/list-field.ts'
import { Node, byIdField, identityFields } from '../schema/node.ts'
import { Agent, Email, Menu, MenuPath } from '../schema/refs.ts'
import { Transfer } from './session.ts'
import { EMAIL_STATUSES } from '../../domain/email.ts'

export const EmailFilter = filterInput('EMAIL')

const EmailOrder = defineOrder('EMAIL', {
  field: 'What e-mails can be ordered by; the vendor sorts by any field of its answer.',
})

const EmailAttachment = rowType<AttachmentRow>()('EmailAttachment', {
  description: 'One file of an e-mail. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the file.'],
    fileType: [
      'String',
      'The type of file in the vendor’s words.',
      { unverified: 'the list of words, of which only `email_content` is documented' },
    ],
    url: ['URL', 'The address of the file.', { pii: 'URL' }],
  },
})

const EmailThread = rowType<ThreadRow>()('EmailThread', {
  description: 'One thread of an e-mail. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the thread.'],
    subject: ['String', 'The subject.', { pii: 'TEXT' }],
    attachmentCount: ['Int', 'How many files the thread has.'],
    direction: [
      'String',
      'Which way the thread went, in the vendor’s words.',
      { unverified: 'the list of words' },
    ],
    isRead: ['Boolean', 'Whether the thread was read.'],
    isDraft: ['Boolean', 'Whether the thread is a draft.'],
    createdAt: ['DateTime', 'When the thread was created.'],
    updatedAt: ['DateTime', 'When the thread was last changed.'],
  },
})

Email.implement({
  description: 'One e-mail conversation that agents of the company handle. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'e-mail'),
    ...rowFields(t, {
      status: [EMAIL_STATUSES, 'The e-mail’s status.', { absent: 'UNKNOWN' }],
      vendorStatus: ['String', 'The vendor’s own status word.'],
      startedAt: ['DateTime', 'When the e-mail was created.'],
      assignedAt: ['DateTime', 'When an agent was chosen.'],
      endedAt: ['DateTime', 'When the e-mail was finished, null before.'],
      updatedAt: ['DateTime', 'When the vendor last changed the row.'],
      queueSeconds: ['Float', 'How long the e-mail waited in queues.', { unit: 'seconds' }],
      durationSeconds: ['Float', 'How long the e-mail was handled.', { unit: 'seconds' }],
      language: ['String', 'The language as the vendor’s code, for example `en`.'],
      ticketId: ['String', 'The id of the ticket in the company’s CRM.'],
      ticketUrl: ['URL', 'The address of the ticket in the company’s CRM.'],
      threadCount: ['Int', 'How many threads the e-mail has.'],
      agent: [
        Agent,
        'The agent who handled the e-mail; id, name, number and picture come with the row and cost no request.',
      ],
      contact: [Contact, 'The person outside the company.'],
      menu: [
        Menu,
        'The menu of the e-mail, which is also the queue; what the row carries of it costs no request.',
      ],
      menuPath: [MenuPath, 'The way through the menus to that one.'],
      attachments: [[EmailAttachment], 'The files of the e-mail, its own content among them.'],
      threads: [[EmailThread], 'The threads of the e-mail, in the vendor’s order.'],
      transfers: [[Transfer], 'The hand-overs, in the vendor’s order.'],
      handleDurations: [[HandleDuration], 'The stretches in which agents handled the e-mail.'],
      queueDurations: [[QueueDuration], 'The stretches in which the e-mail waited in a queue.'],
      consumerHandleDurations: [
        [ConsumerHandleDuration],
        'The stretches in which the e-mail was handled, seen from the person outside.',
      ],
    }),
  }),
})

export const Emails = {
  noun: 'EMAIL',
  type: defineConnection('EMAIL', Email),
  filter: EmailFilter,
  order: EmailOrder,
} as const

builder.queryFields((t) => ({
  email: byIdField(t, 'EMAIL', Email, 'One e-mail by its global id, null when it does not exist.'),
  emails: queryList(t, { ...Emails, description: 'E-mails of all accounts. UJET only.' }),
}))
