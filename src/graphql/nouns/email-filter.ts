// Filter and order of e-mails.
import type { EmailOrderField, EmailStatus as Status } from '../../domain/email.ts'
import { filterInput } from '../schema/filter-input.ts'
import { EMAIL_STATUSES } from '../../domain/email.ts'
import { enumOf } from '../schema/enum.ts'
import { defineOrder } from '../schema/order.ts'

export const EmailStatus = enumOf<Status>('EmailStatus', 'Statuses of e-mails.', EMAIL_STATUSES, {
  UNOPENED: 'Not opened by an agent yet.',
  ACTIVE: 'Being worked on.',
  PAUSED: 'Set aside for now.',
  RESOLVED: 'Answered for good.',
  CLOSED: 'Closed.',
  REOPENED: 'Opened again after it was closed.',
  UNKNOWN: 'The row carries no status, or a word that Switchboard does not know yet.',
})

export const EmailFilter = filterInput('EMAIL')

export const EmailOrder = defineOrder<EmailOrderField>(
  'EMAIL',
  {
    order: 'The order of a list of e-mails; ties are broken by id, so that the order is total.',
    field: 'What e-mails can be ordered by; the vendor sorts by any field of its answer.',
  },
  {
    STARTED_AT: 'When the e-mail was created; the default, newest first.',
    ASSIGNED_AT: 'When an agent was chosen.',
    ENDED_AT: 'When the e-mail was finished.',
    UPDATED_AT: 'When the vendor last changed the row.',
    DURATION_SECONDS: 'How long the e-mail was handled.',
    QUEUE_SECONDS: 'How long the e-mail waited in queues.',
    THREAD_COUNT: 'How many threads the e-mail has.',
    STATUS: 'The status, by the vendor’s own word.',
    LANGUAGE: 'The language.',
    TICKET_ID: 'The id of the ticket.',
    ID: 'The vendor’s own id.',
  },
)
