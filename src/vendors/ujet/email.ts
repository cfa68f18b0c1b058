// E-mails of the Manager API.
import type {
  ConsumerHandleDuration,
  Email,
  EmailAttachment,
  EmailStatus,
  EmailThread,
} from '../../domain/email.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire, Words } from '../wire.ts'
import { byId, defineResource } from '../define.ts'
import { exact, words } from '../filters.ts'
import { reader, stub, toFlag, toInstant, toInteger, toList, toNumber, toWord } from '../wire.ts'
import { AGENT_STUB, toAgent } from './agent.ts'
import { byIds, numbers, sorting, times } from './api.ts'
import { sessions, toSession, sessionFilters } from './session.ts'

const statuses: Words<EmailStatus> = {
  UNOPENED: 'unopened',
  ACTIVE: 'active',
  PAUSED: 'paused',
  RESOLVED: 'resolved',
  CLOSED: 'closed',
  REOPENED: 'reopened',
}

const toEmailStatus = reader<EmailStatus>(statuses)

export const emails = defineResource('EMAIL', {
  ...sessions,
  path: 'emails',
  sorting: sorting(
    {
      STARTED_AT: 'created_at',
      ASSIGNED_AT: 'assigned_at',
      ENDED_AT: 'finished_at',
      UPDATED_AT: 'updated_at',
      DURATION_SECONDS: 'email_duration',
      QUEUE_SECONDS: 'queue_duration',
      THREAD_COUNT: 'total_thread_numbers',
      STATUS: 'email_status',
      LANGUAGE: 'lang',
      TICKET_ID: 'out_ticket_id',
      ID: 'id',
    },
    'STARTED_AT',
  ),
  lookUp: byIds,
  carries: { ...sessions.carries, agent: AGENT_STUB },
  filters: {
    ...sessionFilters,
    endedAt: exact(times('finished_at')),
    status: exact(words('email_status[]', statuses)),
    threadCount: exact(numbers('total_thread_numbers')),
  },
  toRow: byId('EMAIL', toEmail),
})

function toEmail(row: Wire, account: AccountIdentity) {
  return {
    ...toSession(row, account),
    status: toEmailStatus(row.email_status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.email_status),
    assignedAt: toInstant(row.assigned_at),
    endedAt: toInstant(row.finished_at),
    durationSeconds: toNumber(row.email_duration),
    ticketId: toWord(row.out_ticket_id),
    ticketUrl: toWord(row.out_ticket_url),
    threadCount: toInteger(row.total_thread_numbers),
    agent: toAgent(row.agent_info, account, stub),
    attachments: toList(row.email_attachments, toAttachment),
    threads: toList(row.email_threads, toThread),
    consumerHandleDurations: toList(row.consumer_handle_durations, toConsumerHandleDuration),
  } satisfies Partial<Email>
}

function toAttachment(row: Wire): EmailAttachment {
  return { vendorId: toWord(row.id), fileType: toWord(row.file_type), url: toWord(row.url) }
}

function toThread(row: Wire): EmailThread {
  return {
    vendorId: toWord(row.id),
    subject: toWord(row.subject),
    attachmentCount: toInteger(row.attachment_count),
    direction: toWord(row.direction),
    isRead: toFlag(row.is_read),
    isDraft: toFlag(row.is_draft),
    createdAt: toInstant(row.created_at),
    updatedAt: toInstant(row.updated_at),
  }
}

function toConsumerHandleDuration(row: Wire): ConsumerHandleDuration {
  return {
    vendorId: toWord(row.id),
    handleSeconds: toNumber(row.email_duration),
    attachmentCount: toInteger(row.attachments_count),
    startedAt: toInstant(row.started_at),
    endedAt: toInstant(row.ended_at),
  }
}
