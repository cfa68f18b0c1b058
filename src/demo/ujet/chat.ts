// Plans a chat, and writes as much of it as has happened as a row of UJET's chats endpoint.
import type { Random } from '../random.ts'
import type { Company } from './company.ts'
import type { Menu } from './menus.ts'
import type { Leg, Phase, Session, Survey } from './session.ts'
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import { MINUTE, SECOND } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { pickQueue } from './company.ts'
import { instantsOf, pickLanguage, skewed, lastChange, seconds, statusAt, told } from './session.ts'
import { STATUS } from './words.ts'
import { handlerAt, toHandler, toLegs } from './legs.ts'
import { bendChat } from './quirks.ts'

interface ChatPlan extends Session, Survey {
  readonly kind: ChatKind
  readonly failReason: string | null
  readonly messageCount: number
  readonly verified: boolean | null
}

interface ChatKind {
  readonly label: string
  readonly sessionType: string
  readonly channel: 'mobile' | 'web'
}

const kind = (label: string, sessionType: string, channel: ChatKind['channel']): ChatKind => ({
  label,
  sessionType,
  channel,
})

const KINDS: readonly (readonly [number, ChatKind])[] = [
  [5, kind('Messaging Inbound (Web Chat)', 'Messaging Inbound (Web Chat)', 'web')],
  [3, kind('Messaging Inbound (App Chat)', 'Messaging Inbound (Mobile Chat)', 'mobile')],
  [2, kind('Messaging (SMS)', 'Messaging Inbound (SMS)', 'mobile')],
]

type Ending = readonly [status: string, failReason: string | null]

/** Endings without an agent. */
const UNANSWERED: readonly (readonly [number, Ending])[] = [
  [5, ['canceled', null]],
  [3, ['failed', 'expired']],
  [1, ['failed', 'unknown']],
  [2, ['no_response', 'no_response']],
]

export function planChat(company: Company, id: number, createdAt: number): ChatPlan {
  const random = createRandom(`${company.seed}/chat/${id}`)
  const chosen = random.weighted(KINDS)
  const menu = pickQueue(random, company, chosen.channel, createdAt)
  const legs = random.chance(0.86) ? planLegs(random, company, menu, id, createdAt) : []
  const endsAt = legs.at(-1)?.endedAt ?? createdAt + skewed(random, 20, 900)
  const happy: Ending = ['finished', random.chance(0.2) ? 'nothing' : null]
  const [lastStatus, failReason] = legs.length > 0 ? happy : random.weighted(UNANSWERED)
  const phases = planPhases(createdAt, legs[0], [endsAt, lastStatus])
  const answered = legs.length > 0
  const ratedAt = answered && random.chance(0.3) ? endsAt + random.int(10, 800) * SECOND : Infinity
  const ticketAt = answered && random.chance(0.5) ? endsAt + random.int(5, 60) * SECOND : Infinity
  const reviewedAt = id % 2 === 0 ? endsAt + 15 * MINUTE : Infinity
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
    kind: chosen,
    failReason,
    messageCount: answered ? random.int(3, 40) : random.int(0, 2),
    verified: random.pick([true, true, false, null]),
    changes: [createdAt, ...instantsOf(phases, legs), firstMessageAt(legs), ratedAt, ticketAt, reviewedAt],
  }
}

function planPhases(createdAt: number, first: Leg | undefined, last: Phase): Phase[] {
  const queued: Phase = [createdAt, 'queued']
  return first === undefined ? [queued, last] : [queued, [first.assignedAt, 'assigned'], last]
}

/** `Infinity`: no agent took the chat. */
export function firstMessageAt([first]: readonly Leg[]): number {
  return first === undefined ? Infinity : Math.min(first.endedAt, first.assignedAt + 8 * SECOND)
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
  const wrappedAt = endedAt + wrapUpSeconds * SECOND
  const busy = { from: assignedAt, to: endedAt, status: STATUS.inChat, ...nothing }
  company.roster.occupy(handler, busy, queuedAt)
  company.roster.occupy(handler, { ...busy, from: endedAt, to: wrappedAt, status: STATUS.wrapUp }, queuedAt)
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

export function toChatRow(plan: ChatPlan, personal: Personal, now: number): Row {
  const row = {
    id: plan.id,
    lang: plan.lang,
    chat_type: plan.kind.label,
    session_type_v2: plan.kind.sessionType,
    status: statusAt(plan, now),
    sub_status: plan.endsAt <= now ? 'Disconnected by end user' : null,
    ...toTimes(plan, now),
    ...toAfterwards(plan, now),
    selected_menu: plan.menu?.stub ?? null,
    menu_path: plan.menu?.pathRow ?? null,
    ...toPeople(plan, now),
    ...toMedia(plan, personal, now),
    ...toLegs(plan, now),
    offer_type: 'cascade',
    offer_events: [{ casting_time: told(plan.createdAt, now), group: 'Group 1' }],
  }
  return plan.quirk === null ? row : bendChat(row, createRandom(plan.quirk), personal)
}

function toPeople(plan: ChatPlan, now: number): Row {
  const handler = handlerAt(plan, now)
  const { id, email, phone, crmId } = plan.contact
  return {
    // The key is missing, not null, while nobody has taken the chat.
    ...(handler === null ? {} : { agent_info: toHandler(handler) }),
    end_user: { id, identifier: plan.kind.channel === 'web' ? email : phone, out_contact_id: crmId },
  }
}

function toMedia(plan: ChatPlan, personal: Personal, now: number): Row {
  const ended = plan.endsAt <= now
  const [photoUrl, videoUrl] = [`photos/chat-${plan.id}.jpg`, `videos/chat-${plan.id}.mp4`].map(personal.url)
  const photo = { id: plan.id * 2, photo_type: personal.mark('photo'), url: photoUrl }
  return {
    photos: ended && plan.id % 9 === 0 ? [photo] : [],
    videos: ended && plan.id % 30 === 0 ? [{ id: plan.id * 2 + 1, url: videoUrl }] : [],
  }
}

function toTimes(plan: ChatPlan, now: number): Row {
  const first = plan.legs[0]
  const ended = plan.endsAt <= now
  const waitedTo = first?.assignedAt ?? plan.endsAt
  const queueSeconds = waitedTo <= now ? seconds(plan.createdAt, waitedTo) : null
  return {
    created_at: told(plan.createdAt, now),
    assigned_at: told(first?.assignedAt, now),
    ends_at: told(plan.endsAt, now),
    updated_at: told(lastChange(plan, now), now),
    first_msg_sent_at: told(firstMessageAt(plan.legs), now),
    last_msg_sent_at: ended ? told(first && Math.max(first.assignedAt, plan.endsAt - 6 * SECOND), now) : null,
    wait_duration: queueSeconds,
    queue_duration: queueSeconds,
    chat_duration: ended ? seconds(first?.assignedAt, plan.endsAt) : null,
  }
}

function toAfterwards(plan: ChatPlan, now: number): Row {
  const rated = plan.ratedAt <= now
  const ticketed = plan.ticketAt <= now
  const ended = plan.endsAt <= now
  const pace = Math.round((plan.endsAt - plan.createdAt) / SECOND / (plan.messageCount + 2))
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
