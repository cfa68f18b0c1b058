// A chat as UJET's chats endpoint writes it, as far as it has happened.
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import type { ChatPlan } from './chat-plan.ts'
import { second } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { firstMessageAt } from './chat-plan.ts'
import { handlerAt, toHandleDurations, toHandler, toQueueDurations, toTransfers } from './legs.ts'
import { toParticipants } from './participants.ts'
import { bendChat } from './quirks.ts'
import { lastChange, seconds, statusAt, told } from './session.ts'

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
    transfers: toTransfers(plan, now),
    handle_durations: toHandleDurations(plan, now),
    queue_durations: toQueueDurations(plan, now),
    participants: toParticipants(plan, now),
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
    last_msg_sent_at: ended ? told(first && Math.max(first.assignedAt, plan.endsAt - 6 * second), now) : null,
    wait_duration: queueSeconds,
    queue_duration: queueSeconds,
    chat_duration: ended ? seconds(first?.assignedAt, plan.endsAt) : null,
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
