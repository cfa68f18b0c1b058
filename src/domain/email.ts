// One e-mail conversation that agents of the company handle.
import type { Known, Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { SessionFields } from './session.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import { defineFilters, timeRange, wholeRange, languages, words, ids, ownIds } from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

export const EMAIL_STATUSES = defineWords('EmailStatus', 'Statuses of e-mails.', {
  UNOPENED: 'Not opened by an agent yet.',
  ACTIVE: 'Being worked on.',
  PAUSED: 'Set aside for now.',
  RESOLVED: 'Answered for good.',
  CLOSED: 'Closed.',
  REOPENED: 'Opened again after it was closed.',
  UNKNOWN: 'The row carries no status, or a word that Switchboard does not know yet.',
})
export type EmailStatus = WordOf<typeof EMAIL_STATUSES>

interface EmailFields extends SessionFields {
  status: EmailStatus
  assignedAt: Instant
  ticketId: string
  ticketUrl: string
  threadCount: number
  attachments: readonly EmailAttachment[]
  threads: readonly EmailThread[]
  consumerHandleDurations: readonly ConsumerHandleDuration[]
}

export type Email = Row<'EMAIL', EmailFields>

export type EmailAttachment = Known<{ vendorId: string; fileType: string; url: string }>

export type EmailThread = Known<{
  vendorId: string
  subject: string
  attachmentCount: number
  direction: string
  isRead: boolean
  isDraft: boolean
  createdAt: Instant
  updatedAt: Instant
}>

/** One stretch of handling, seen from the person outside. */
export type ConsumerHandleDuration = Known<{
  vendorId: string
  handleSeconds: number
  attachmentCount: number
  startedAt: Instant
  endedAt: Instant
}>

export const EMAIL_FILTERS = defineFilters<Email>()({
  ids: ownIds('EMAIL'),
  startedAt: timeRange('startedAt', 'When the e-mail was created.'),
  assignedAt: timeRange('assignedAt', 'When an agent was chosen.'),
  endedAt: timeRange('endedAt', 'When the e-mail was finished.'),
  updatedAt: timeRange('updatedAt', 'When the vendor last changed the row.'),
  agentIds: ids('AGENT', 'agent'),
  contactIds: ids('CONTACT', 'contact'),
  status: words('status', EMAIL_STATUSES, 'The statuses to keep.'),
  threadCount: wholeRange('threadCount', 'How many threads the e-mail has.'),
  menuIds: ids('MENU', 'menu'),
  language: languages('language'),
})

export const EMAIL_ORDERS = {
  STARTED_AT: sortBy('startedAt', 'When the e-mail was created; the default, newest first.'),
  ASSIGNED_AT: sortBy('assignedAt', 'When an agent was chosen.'),
  ENDED_AT: sortBy('endedAt', 'When the e-mail was finished.'),
  UPDATED_AT: sortBy('updatedAt', 'When the vendor last changed the row.'),
  DURATION_SECONDS: sortBy('durationSeconds', 'How long the e-mail was handled.'),
  QUEUE_SECONDS: sortBy('queueSeconds', 'How long the e-mail waited in queues.'),
  THREAD_COUNT: sortBy('threadCount', 'How many threads the e-mail has.'),
  // The vendor sorts by its own words.
  STATUS: sortBy('vendorStatus', 'The status, by the vendor’s own word.'),
  LANGUAGE: sortBy('language', 'The language.'),
  TICKET_ID: sortBy('ticketId', 'The id of the ticket.'),
  ID: sortBy((email: Email) => rawIdKey(email.vendorId), 'The vendor’s own id.'),
} satisfies Orders<Email>
