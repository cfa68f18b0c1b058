// An e-mail as UJET's emails endpoint writes it, as far as it has happened.
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import type { EmailPlan, Thread } from './email-plan.ts'
import { createRandom } from '../random.ts'
import { handlerAt, toHandleDurations, toHandler, toQueueDurations, toTransfers } from './legs.ts'
import { bendEmail } from './quirks.ts'
import { lastChange, seconds, statusAt, told } from './session.ts'

export function toEmailRow(plan: EmailPlan, personal: Personal, now: number): Row {
  const handler = handlerAt(plan, now)
  const status = statusAt(plan, now)
  const ended = plan.endsAt <= now && status !== 'reopened'
  const first = plan.legs[0]
  const threads = plan.threads.filter((thread) => thread.at <= now)
  const ticket = plan.ticketAt <= now ? plan.ticket : null
  const row = {
    id: plan.id,
    lang: plan.lang,
    email_status: status,
    created_at: told(plan.createdAt, now),
    assigned_at: told(first?.assignedAt, now),
    finished_at: ended ? told(plan.endsAt, now) : null,
    updated_at: told(lastChange(plan, now), now),
    queue_duration:
      first !== undefined && first.assignedAt <= now ? seconds(plan.createdAt, first.assignedAt) : null,
    email_duration: ended && first !== undefined ? seconds(first.assignedAt, plan.endsAt) : null,
    out_ticket_id: ticket,
    out_ticket_url: ticket && `https://tickets.example.com/${ticket}`,
    total_thread_numbers: threads.length,
    selected_menu: plan.menu?.stub ?? null,
    menu_path: plan.menu?.pathRow ?? null,
    ...(handler === null ? {} : { agent_info: toHandler(handler) }),
    end_user: { id: plan.contact.id, identifier: plan.contact.email, out_contact_id: plan.contact.crmId },
    email_attachments: threads.flatMap((thread, index) => toAttachments(plan, thread, index, personal)),
    email_threads: threads.map((thread, index) => toThread(plan, thread, index)),
    transfers: toTransfers(plan, now),
    handle_durations: toHandleDurations(plan, now),
    queue_durations: toQueueDurations(plan, now),
    consumer_handle_durations: ended ? [toConsumerDuration(plan)] : [],
  }
  return plan.quirk === null ? row : bendEmail(row, createRandom(plan.quirk), personal)
}

function toAttachments(plan: EmailPlan, thread: Thread, index: number, personal: Personal): Row[] {
  if (thread.attachments === 0) return []
  const id = plan.id * 10 + index
  return [{ id, file_type: 'email_content', url: personal.url(`attachments/${id}.pdf`) }]
}

function toThread(plan: EmailPlan, thread: Thread, index: number): Row {
  const at = new Date(thread.at).toISOString()
  return {
    id: plan.id * 10 + index,
    subject: thread.subject,
    attachment_count: thread.attachments,
    direction: thread.direction,
    is_read: plan.legs.length > 0,
    is_draft: false,
    created_at: at,
    updated_at: at,
  }
}

function toConsumerDuration(plan: EmailPlan): Row {
  return {
    id: 30000 + plan.id,
    email_duration: seconds(plan.createdAt, plan.endsAt),
    attachments_count: plan.threads.reduce((sum, thread) => sum + thread.attachments, 0),
    started_at: told(plan.createdAt, Infinity),
    ended_at: told(plan.endsAt, Infinity),
  }
}
