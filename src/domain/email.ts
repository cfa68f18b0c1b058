// One e-mail conversation that agents of the company handle.
import type { Agent } from './agent.ts'
import type { NumberRange, Predicates, TimeRange } from './filter.ts'
import type { Menu } from './menu.ts'
import type { Known, Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import type { Contact, HandleDuration, MenuPath, QueueDuration, Transfer } from './session.ts'
import type { Instant } from './time.ts'
import { among, amongLanguages, inNumbers, inTimes } from './filter.ts'
import { rawIdKey } from './order.ts'

export const EMAIL_STATUSES = [
  'UNOPENED',
  'ACTIVE',
  'PAUSED',
  'RESOLVED',
  'CLOSED',
  'REOPENED',
  'UNKNOWN',
] as const
export type EmailStatus = (typeof EMAIL_STATUSES)[number]

export interface EmailFields {
  status: EmailStatus
  vendorStatus: string
  startedAt: Instant
  assignedAt: Instant
  endedAt: Instant
  updatedAt: Instant
  queueSeconds: number
  durationSeconds: number
  language: string
  ticketId: string
  ticketUrl: string
  threadCount: number
  agent: Agent
  contact: Contact
  menu: Menu
  menuPath: MenuPath
  attachments: readonly EmailAttachment[]
  threads: readonly EmailThread[]
  transfers: readonly Transfer[]
  handleDurations: readonly HandleDuration[]
  queueDurations: readonly QueueDuration[]
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

export interface EmailFilter {
  ids?: readonly string[] | undefined
  startedAt?: TimeRange | undefined
  assignedAt?: TimeRange | undefined
  endedAt?: TimeRange | undefined
  updatedAt?: TimeRange | undefined
  agentIds?: readonly string[] | undefined
  contactIds?: readonly string[] | undefined
  status?: readonly EmailStatus[] | undefined
  threadCount?: NumberRange | undefined
  menuIds?: readonly string[] | undefined
  language?: readonly string[] | undefined
}

export const emailPredicates: Predicates<EmailFilter, Email> = {
  ids: (email, wanted) => wanted.includes(email.id),
  startedAt: (email, wanted) => inTimes(email.startedAt, wanted),
  assignedAt: (email, wanted) => inTimes(email.assignedAt, wanted),
  endedAt: (email, wanted) => inTimes(email.endedAt, wanted),
  updatedAt: (email, wanted) => inTimes(email.updatedAt, wanted),
  agentIds: (email, wanted) => among(email.agent?.id, wanted),
  contactIds: (email, wanted) => among(email.contact?.id, wanted),
  status: (email, wanted) => among(email.status, wanted),
  threadCount: (email, wanted) => inNumbers(email.threadCount, wanted),
  menuIds: (email, wanted) => among(email.menu?.id, wanted),
  language: (email, wanted) => amongLanguages(email.language, wanted),
}

export const emailOrders = {
  STARTED_AT: (email) => email.startedAt,
  ASSIGNED_AT: (email) => email.assignedAt,
  ENDED_AT: (email) => email.endedAt,
  UPDATED_AT: (email) => email.updatedAt,
  DURATION_SECONDS: (email) => email.durationSeconds,
  QUEUE_SECONDS: (email) => email.queueSeconds,
  THREAD_COUNT: (email) => email.threadCount,
  // The vendor sorts by its own words.
  STATUS: (email) => email.vendorStatus,
  LANGUAGE: (email) => email.language,
  TICKET_ID: (email) => email.ticketId,
  ID: (email) => rawIdKey(email.vendorId),
} satisfies SortKeys<Email>

export type EmailOrderField = keyof typeof emailOrders
