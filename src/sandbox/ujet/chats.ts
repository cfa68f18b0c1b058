/** Chats: planned from their first message to their last, and written as UJET's chats endpoint writes them. */
import { minute, second } from '../company-day.ts'
import { createRandom, type Random } from '../random.ts'
import type { Row, Story } from '../timeline.ts'
import { pickQueue, type Company } from './company.ts'
import { handlerAt, toHandleDurations, toHandler, toQueueDurations, toTransfers } from './legs.ts'
import { toParticipants } from './participants.ts'
import type { Menu } from './menus.ts'
import { bendChat } from './quirks.ts'
import { instantsOf, lastChange, pickLanguage, seconds, skewed, statusAt, told } from './session.ts'
import type { Leg, Phase, Session } from './session.ts'
import { status } from './statuses.ts'

export type ChatPlan = Session & {
  kind: ChatKind
  failReason: string | null
  messageCount: number
  verified: boolean | null
}

type ChatKind = { label: string; sessionType: string; channel: 'mobile' | 'web' }

const kinds: readonly (readonly [number, ChatKind])[] = [
  [5, { label: 'Messaging Inbound (Web Chat)', sessionType: 'Messaging Inbound (Web Chat)', channel: 'web' }],
  [
    3,
    {
      label: 'Messaging Inbound (App Chat)',
      sessionType: 'Messaging Inbound (Mobile Chat)',
      channel: 'mobile',
    },
  ],
  [2, { label: 'Messaging (SMS)', sessionType: 'Messaging Inbound (SMS)', channel: 'mobile' }],
]

/** How a chat ends that nobody took: its status, its fail reason and how it got there. */
const unanswered: readonly (readonly [number, readonly [status: string, reason: string | null]])[] = [
  [5, ['canceled', null]],
  [3, ['failed', 'expired']],
  [1, ['failed', 'unknown']],
  [2, ['no_response', 'no_response']],
]

export function planChat(company: Company, id: number, createdAt: number): ChatPlan {
  const random = createRandom(`${company.seed}/chat/${id}`)
  const kind = random.weighted(kinds)
  const menu = pickQueue(random, company, kind.channel, createdAt)
  const legs = random.chance(0.86) ? planLegs(random, company, menu, id, createdAt) : []
  const [lastStatus, failReason] =
    legs.length > 0
      ? (['finished', random.chance(0.2) ? 'nothing' : null] as const)
      : random.weighted(unanswered)
  const endsAt = legs.at(-1)?.endedAt ?? createdAt + skewed(random, 20, 900)
  const phases: Phase[] = [[createdAt, 'queued']]
  if (legs[0] !== undefined) phases.push([legs[0].assignedAt, 'assigned'])
  phases.push([endsAt, lastStatus])
  const answered = legs.length > 0
  const ratedAt = answered && random.chance(0.3) ? endsAt + random.int(10, 800) * second : Infinity
  const ticketAt = answered && random.chance(0.5) ? endsAt + random.int(5, 60) * second : Infinity
  const reviewedAt = id % 2 === 0 ? endsAt + 15 * minute : Infinity
  return {
    noun: 'chat',
    id,
    lang: pickLanguage(random),
    menu,
    contact: random.pick(company.contacts),
    createdAt,
    queuedAt: createdAt,
    legs,
    endsAt,
    phases,
    ratedAt,
    rating: random.int(1, 5),
    ticketAt,
    ticket: `T-${60000 + id}`,
    quirk: random.chance(0.12) ? `${company.seed}/chat-quirk/${id}` : null,
    kind,
    failReason,
    messageCount: answered ? random.int(3, 40) : random.int(0, 2),
    verified: random.pick([true, true, false, null]),
    changes: [createdAt, ...instantsOf(phases, legs), firstMessageAt(legs), ratedAt, ticketAt, reviewedAt],
  }
}

/** When the agent first writes; infinity when nobody took the chat. */
function firstMessageAt([first]: readonly Leg[]): number {
  return first === undefined ? Infinity : Math.min(first.endedAt, first.assignedAt + 8 * second)
}

function planLegs(random: Random, company: Company, menu: Menu | null, id: number, createdAt: number): Leg[] {
  const first = planLeg(random, company, menu, createdAt, null)
  if (first === null || random.chance(0.94)) return first === null ? [] : [first]
  const next = planLeg(random, company, menu, first.endedAt, id + 80000)
  return next === null ? [first] : [first, next]
}

function planLeg(
  random: Random,
  company: Company,
  menu: Menu | null,
  queuedAt: number,
  transferId: number | null,
): Leg | null {
  const assignedAt = queuedAt + skewed(random, 2, 200)
  const handler = company.roster.take(random, 'chat', assignedAt)
  if (handler === null) return null
  const endedAt = assignedAt + skewed(random, 60, 1500)
  const nothing = { holdFrom: 0, holdTo: 0 }
  const wrapUpSeconds = random.int(5, 60)
  const wrappedAt = endedAt + wrapUpSeconds * second
  company.roster.occupy(
    handler,
    { from: assignedAt, to: endedAt, status: status.inChat, ...nothing },
    queuedAt,
  )
  company.roster.occupy(
    handler,
    { from: endedAt, to: wrappedAt, status: status.wrapUp, ...nothing },
    queuedAt,
  )
  return {
    handler,
    menu,
    queuedAt,
    assignedAt,
    connectedAt: assignedAt,
    endedAt,
    ...nothing,
    wrapUpSeconds,
    transferId,
  }
}

export function toChatStory(plan: ChatPlan, company: Company): Story {
  return { at: plan.createdAt, changes: plan.changes, tell: (now) => toChatRow(plan, company, now) }
}

function toChatRow(plan: ChatPlan, { personal }: Company, now: number): Row {
  const handler = handlerAt(plan, now)
  const ended = plan.endsAt <= now
  const { contact } = plan
  const photo = {
    id: plan.id * 2,
    photo_type: personal.mark('photo'),
    url: personal.url(`photos/chat-${plan.id}.jpg`),
  }
  const row = {
    id: plan.id,
    lang: plan.lang,
    chat_type: plan.kind.label,
    session_type_v2: plan.kind.sessionType,
    status: statusAt(plan, now),
    sub_status: ended ? 'Disconnected by end user' : null,
    ...toTimes(plan, now),
    ...toAfterwards(plan, now),
    selected_menu: plan.menu?.stub ?? null,
    menu_path: plan.menu?.pathRow ?? null,
    ...(handler === null ? {} : { agent_info: toHandler(handler) }),
    end_user: {
      id: contact.id,
      identifier: plan.kind.channel === 'web' ? contact.email : contact.phone,
      out_contact_id: contact.crmId,
    },
    photos: ended && plan.id % 9 === 0 ? [photo] : [],
    videos:
      ended && plan.id % 30 === 0
        ? [{ id: plan.id * 2 + 1, url: personal.url(`videos/chat-${plan.id}.mp4`) }]
        : [],
    transfers: toTransfers(plan, now),
    handle_durations: toHandleDurations(plan, now),
    queue_durations: toQueueDurations(plan, now),
    participants: toParticipants(plan, now),
    offer_type: 'cascade',
    offer_events: [{ casting_time: told(plan.createdAt, now), group: 'Group 1' }],
  }
  return plan.quirk === null ? row : bendChat(row, createRandom(plan.quirk), personal)
}

function toTimes(plan: ChatPlan, now: number): Row {
  const first = plan.legs[0]
  const waitedTo = first?.assignedAt ?? plan.endsAt
  const queueSeconds = waitedTo <= now ? seconds(plan.createdAt, waitedTo) : null
  return {
    created_at: told(plan.createdAt, now),
    assigned_at: told(first?.assignedAt, now),
    ends_at: told(plan.endsAt, now),
    updated_at: told(lastChange(plan, now), now),
    first_msg_sent_at: told(firstMessageAt(plan.legs), now),
    last_msg_sent_at:
      plan.endsAt <= now ? told(first && Math.max(first.assignedAt, plan.endsAt - 6 * second), now) : null,
    wait_duration: queueSeconds,
    queue_duration: queueSeconds,
    chat_duration: plan.endsAt <= now && first !== undefined ? seconds(first.assignedAt, plan.endsAt) : null,
  }
}

function toAfterwards(plan: ChatPlan, now: number): Row {
  const rated = plan.ratedAt <= now
  const ticketed = plan.ticketAt <= now
  const ended = plan.endsAt <= now
  const pace = Math.round((plan.endsAt - plan.createdAt) / second / (plan.messageCount + 2))
  return {
    verified: plan.verified,
    rating: rated ? plan.rating : null,
    has_feedback: rated && plan.id % 3 === 0,
    out_ticket_id: ticketed ? plan.ticket : null,
    out_ticket_url: ticketed ? `https://tickets.example.com/${plan.ticket}` : null,
    finish_reason: 'finish_reason_none',
    fail_reason: ended ? plan.failReason : null,
    message_count: ended ? plan.messageCount : Math.min(plan.messageCount, 2),
    average_response_time: ended ? pace : 0,
    longest_response_time: ended ? pace * 2 : 0,
  }
}
