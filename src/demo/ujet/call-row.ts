// A call as UJET's calls endpoint writes it, as far as it has happened.
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { createRandom, toUuid } from '../random.ts'
import { handlerAt, toHandler, toLegs } from './legs.ts'
import { bendCall } from './quirks.ts'
import { lastChange, seconds, statusAt, told } from './session.ts'
import { ADAPTER_FAILURES, CALL_KINDS } from './words.ts'

export function toCallRow(plan: CallPlan, personal: Personal, now: number): Row {
  const row = {
    id: plan.id,
    parent_id: plan.parentId,
    call_uuid: toUuid(`call/${plan.id}`),
    lang: plan.lang,
    call_type: plan.kind.label,
    session_type_v2: plan.kind.sessionType,
    ...toTimes(plan, now),
    ...toAfterwards(plan, personal, now),
    ...toEnding(plan, personal, now),
    support_number: plan.supportNumber,
    selected_menu: plan.menu?.stub ?? null,
    menu_path: plan.menu?.pathRow ?? null,
    ...toPeople(plan, now),
    ...toMedia(plan, personal, now),
    ...toLegs(plan, now),
    offer_type: plan.id % 5 === 0 ? 'cascade' : null,
    offer_events:
      plan.id % 5 === 0 && plan.queuedAt !== null && plan.queuedAt <= now
        ? [{ casting_time: told(plan.queuedAt, now), group: 'Group 1' }]
        : [],
    answer_type: plan.legs.length > 0 ? (plan.id % 6 === 0 ? 'auto' : 'manual') : null,
    outbound_number: plan.outboundNumber,
    wait_time_sms: plan.id % 50 === 0 ? [{ text: personal.mark('We will be with you shortly.') }] : [],
    in_call_sms: plan.id % 40 === 0 ? [{ text: personal.mark('Here is the link we spoke about.') }] : [],
  }
  return plan.quirk === null ? row : bendCall(row, createRandom(plan.quirk), personal)
}

function toTimes(plan: CallPlan, now: number): Row {
  const first = plan.legs[0]
  const ended = plan.endsAt <= now
  const connectedAt = first?.connectedAt ?? null
  const queueSeconds = toQueueSeconds(plan, now)
  return {
    status: statusAt(plan, now),
    sub_status: ended ? toSubStatus(plan) : null,
    created_at: told(plan.createdAt, now),
    queued_at: told(plan.queuedAt, now),
    assigned_at: told(first?.assignedAt, now),
    connected_at: told(connectedAt, now),
    ends_at: told(plan.endsAt, now),
    // The only instant in the future: an appointment.
    scheduled_at: told(plan.scheduledAt, Infinity),
    updated_at: told(lastChange(plan, now), now),
    wait_duration: queueSeconds,
    queue_duration: queueSeconds,
    call_duration: ended ? (seconds(connectedAt, plan.endsAt) ?? 0) : null,
    hold_duration: ended
      ? plan.legs.reduce((sum, leg) => sum + (seconds(leg.holdFrom, leg.holdTo) ?? 0), 0)
      : null,
  }
}

function toQueueSeconds(plan: CallPlan, now: number): number | null {
  const answeredAt = plan.legs[0]?.assignedAt ?? plan.endsAt
  return plan.queuedAt === null || answeredAt > now ? null : seconds(plan.queuedAt, answeredAt)
}

function toSubStatus(plan: CallPlan): string {
  const word = plan.phases.at(-1)?.[1] ?? 'finished'
  const label = word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
  return `${label}: ${plan.disconnectedBy.replaceAll('_', ' ').replace('disconnected', 'Disconnected')}`
}

function toAfterwards(plan: CallPlan, personal: Personal, now: number): Row {
  const rated = plan.ratedAt <= now
  const recorded = plan.recordedAt <= now
  const ticketed = plan.ticketAt <= now
  return {
    rating: rated ? plan.rating : null,
    has_feedback: rated && plan.id % 3 === 0,
    voip_provider: plan.id % 4 === 0 ? 'deprecated' : 'voip_provider_twilio',
    out_ticket_id: ticketed ? plan.ticket : null,
    out_ticket_url: ticketed ? `https://tickets.example.com/${plan.ticket}` : null,
    verified: plan.id % 7 === 0 ? null : plan.id % 7 < 5,
    recording_url: recorded ? personal.url(`recordings/call-${plan.id}.mp3`) : null,
    recording_permission: recorded ? 'granted' : plan.id % 9 === 0 ? 'denied' : 'not_asked',
  }
}

function toEnding(plan: CallPlan, personal: Personal, now: number): Row {
  const ended = plan.endsAt <= now
  const failed = ended && plan.failReason !== 'nothing'
  const [code, message] = (failed ? ADAPTER_FAILURES[plan.failReason] : undefined) ?? [null, null]
  const deflected = plan.deflection !== 'no_deflection' && plan.queuedAt !== null && plan.queuedAt <= now
  const details = { id: 90000 + plan.id, call_id: plan.id, transfer_id: null, deflection: plan.deflection }
  return {
    voicemail_reason: ended ? plan.voicemailReason : 'not_voicemail',
    deflection: deflected ? plan.deflection : 'no_deflection',
    deflection_details: deflected ? [{ ...details, from_menu_path: plan.menu?.pathRow ?? null }] : [],
    disconnected_by: ended ? plan.disconnectedBy : 'disconnected_by_unknown',
    finish_reason: 'no_reason',
    fail_details: failed && code === 41001 ? personal.mark('The carrier returned 503.') : null,
    fail_reason: failed ? plan.failReason : 'nothing',
    adapter_fail_code: code,
    adapter_fail_message: message,
  }
}

function toPeople(plan: CallPlan, now: number): Row {
  const handler = handlerAt(plan, now)
  const { contact } = plan
  const byPhone = plan.kind === CALL_KINDS.ivr || plan.kind.channel === 'outbound'
  return {
    // The key is missing, not null, while nobody has taken the call.
    ...(handler === null ? {} : { agent_info: toHandler(handler) }),
    end_user: {
      id: contact.id,
      identifier: byPhone ? contact.phone : contact.externalId,
      out_contact_id: contact.crmId,
    },
  }
}

function toMedia(plan: CallPlan, personal: Personal, now: number): Row {
  const shares = plan.endsAt <= now && plan.kind.channel === 'mobile' && plan.id % 4 === 0
  const photo = {
    id: plan.id * 2,
    photo_type: personal.mark('photo'),
    url: personal.url(`photos/${plan.id}.jpg`),
  }
  return {
    photos: shares ? [photo] : [],
    videos:
      shares && plan.id % 8 === 0
        ? [{ id: plan.id * 2 + 1, url: personal.url(`videos/${plan.id}.mp4`) }]
        : [],
  }
}
