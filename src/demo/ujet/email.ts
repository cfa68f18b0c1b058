// Plans an e-mail conversation, and writes as much of it as has happened as a row of UJET's emails endpoint.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Company } from './company.ts'
import type { Menu } from './menus.ts'
import type { Leg, Phase, Session } from './session.ts'
import type { Row } from '../shelf.ts'
import { HOUR, MINUTE } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { pickQueue } from './company.ts'
import { instantsOf, pickLanguage, skewed, lastChange, seconds, statusAt, told } from './session.ts'
import { handlerAt, toHandleDurations, toHandler, toQueueDurations, toTransfers } from './legs.ts'
import { bendEmail } from './quirks.ts'

interface EmailPlan extends Session {
  readonly threads: readonly Thread[]
}

interface Thread {
  readonly at: number
  readonly subject: string
  readonly direction: 'incoming' | 'outgoing'
  readonly attachments: number
}

const SUBJECTS = [
  'Where is my parcel',
  'Wrong invoice',
  'Question about my contract',
  'Cannot sign in',
  'Thank you',
]

export function planEmail(company: Company, id: number, createdAt: number): EmailPlan {
  const random = createRandom(`${company.seed}/email/${id}`)
  const menu = pickQueue(random, company, 'email', createdAt)
  const legs = random.chance(0.9) ? planLegs(random, company, menu, id, createdAt) : []
  const endsAt = legs.at(-1)?.endedAt ?? createdAt + random.int(1, 40) * 24 * HOUR
  const phases = planPhases(random, createdAt, legs[0], endsAt)
  const threads = planThreads(random, company.personal, createdAt, endsAt)
  const ticketAt = random.chance(0.4) ? createdAt + MINUTE : Infinity
  return {
    noun: 'email',
    id,
    lang: pickLanguage(random),
    menu,
    contact: random.pick(company.contacts),
    createdAt,
    queuedAt: createdAt,
    legs,
    endsAt,
    phases,
    ticketAt,
    ticket: `T-${90000 + id}`,
    threads,
    quirk: random.chance(0.12) ? `${company.seed}/email-quirk/${id}` : null,
    changes: [createdAt, ...instantsOf(phases, legs), ...threads.map((thread) => thread.at), ticketAt],
  }
}

function planPhases(random: Random, createdAt: number, first: Leg | undefined, endsAt: number): Phase[] {
  const phases: Phase[] = [[createdAt, 'unopened']]
  if (first !== undefined) {
    const middle = first.assignedAt + Math.floor((endsAt - first.assignedAt) / 2)
    phases.push([first.assignedAt, 'active'])
    if (random.chance(0.3)) phases.push([middle, 'paused'])
  }
  phases.push([endsAt, first === undefined ? 'closed' : random.pick(['resolved', 'resolved', 'closed'])])
  if (random.chance(0.08)) phases.push([endsAt + random.int(10, 900) * MINUTE, 'reopened'])
  return phases
}

function planLegs(random: Random, company: Company, menu: Menu | null, id: number, createdAt: number): Leg[] {
  const legs: Leg[] = []
  for (let queuedAt = createdAt, count = random.chance(0.1) ? 2 : 1; count > 0; count--) {
    const assignedAt = queuedAt + skewed(random, 5, 4 * 3600)
    const handler = company.roster.take(random, 'email', assignedAt)
    if (handler === null) break
    const endedAt = assignedAt + skewed(random, 300, 30 * 3600)
    const transferId = legs.length === 0 ? null : id + 95000
    legs.push({
      handler,
      menu,
      queuedAt,
      assignedAt,
      connectedAt: assignedAt,
      endedAt,
      holdFrom: 0,
      holdTo: 0,
      wrapUpSeconds: 0,
      transferId,
    })
    queuedAt = endedAt
  }
  return legs
}

function planThreads(random: Random, personal: Personal, createdAt: number, endsAt: number): Thread[] {
  const subject = personal.mark(random.pick(SUBJECTS))
  return Array.from({ length: random.int(1, 5) }, (_, index) => ({
    at: createdAt + Math.floor(((endsAt - createdAt) * index) / 5),
    subject: index === 0 ? subject : `Re: ${subject}`,
    direction: index % 2 === 0 ? 'incoming' : 'outgoing',
    attachments: random.chance(0.2) ? 1 : 0,
  }))
}

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
