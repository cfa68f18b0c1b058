// A session's legs in its row: handlers, waits, transfers and participants.
import type { Row } from '../shelf.ts'
import type { Menu } from './menus.ts'
import type { Handler, Leg, Session } from './session.ts'
import { menuPathId } from './menus.ts'
import { isVirtual, seconds, told } from './session.ts'

const TARGET_SECONDS = 60
const ABANDON_SECONDS = 10

export function toHandler(handler: Handler): Row {
  return isVirtual(handler) ? { id: handler.id, va_alias: handler.alias, avatar_url: null } : handler.stub
}

export function handlerAt(session: Session, now: number): Handler | null {
  return session.legs.findLast((leg) => leg.assignedAt <= now)?.handler ?? null
}

/** Keys of calls and chats. */
export function toLegs(session: Session, now: number): Row {
  return {
    transfers: toTransfers(session, now),
    handle_durations: toHandleDurations(session, now),
    queue_durations: toQueueDurations(session, now),
    participants: toParticipants(session, now),
  }
}

function pathOf(menu: Menu | null): Row {
  return { menu_path_id: menu === null ? null : menuPathId(menu), menu_path: menu?.pathName ?? null }
}

export function toHandleDurations(session: Session, now: number): Row[] {
  const handled = session.legs.filter((leg) => leg.endedAt <= now && !isVirtual(leg.handler))
  return handled.flatMap((leg, index) => {
    const talk = toHandleDuration(session, leg, session.id * 10 + index * 2)
    const wrappedUp = leg.wrapUpSeconds > 0 && leg.endedAt + leg.wrapUpSeconds * 1000 <= now
    // Talk and wrap-up are separate rows.
    return wrappedUp && session.noun !== 'email' ? [talk, toWrapUp(session, leg, talk)] : [talk]
  })
}

function toHandleDuration(session: Session, leg: Leg, id: number): Row {
  const shared = {
    id,
    agent_id: leg.handler.id,
    ...pathOf(leg.menu),
    [`${session.noun}_duration`]: seconds(leg.connectedAt, leg.endedAt),
    lang: session.lang,
    transfer: leg.transferId !== null,
    transfer_id: leg.transferId,
    started_at: told(leg.connectedAt, Infinity),
    ended_at: told(leg.endedAt, Infinity),
  }
  if (session.noun === 'email') return { ...shared, assignment_type: 'auto' }
  return {
    ...shared,
    acw_duration: 0,
    wait_duration: seconds(leg.assignedAt, leg.connectedAt),
    hold_duration: seconds(leg.holdFrom, leg.holdTo),
    event: `${session.noun}_finished`,
  }
}

function toWrapUp(session: Session, leg: Leg, talk: Row): Row {
  return {
    ...talk,
    id: Number(talk.id) + 1,
    [`${session.noun}_duration`]: 0,
    acw_duration: leg.wrapUpSeconds,
    wait_duration: 0,
    hold_duration: 0,
    started_at: talk.ended_at,
    ended_at: told(leg.endedAt + leg.wrapUpSeconds * 1000, Infinity),
  }
}

interface Wait {
  readonly leg: Leg | null
  readonly from: number
  readonly to: number
}

/** One row per finished wait: answered, or abandoned. */
export function toQueueDurations(session: Session, now: number): Row[] {
  const answered = session.legs.filter((leg) => leg.assignedAt <= now && !isVirtual(leg.handler))
  const waits: Wait[] = answered.map((leg) => ({ leg, from: leg.queuedAt, to: leg.assignedAt }))
  if (session.legs.length === 0 && session.queuedAt !== null && session.endsAt <= now) {
    waits.push({ leg: null, from: session.queuedAt, to: session.endsAt })
  }
  return waits.map((wait, index) => toQueueDuration(session, wait, session.id * 10 + index))
}

function toQueueDuration(session: Session, { leg, from, to }: Wait, id: number): Row {
  const queueSeconds = seconds(from, to) ?? 0
  const shared = {
    id,
    agent_id: leg?.handler.id ?? null,
    queue_duration: queueSeconds,
    ...pathOf(leg?.menu ?? session.menu),
    lang: session.lang,
    started_at: told(from, Infinity),
    ended_at: told(to, Infinity),
  }
  if (session.noun === 'email') return { ...shared, assignment_type: 'auto' }
  return {
    ...shared,
    transfer: leg !== null && leg.transferId !== null,
    transfer_id: leg?.transferId ?? null,
    ...toServiceLevel(session, leg !== null, queueSeconds),
    event: leg === null ? 'abandoned' : 'answered',
  }
}

/** Every 25th session has no service level. */
function toServiceLevel(session: Session, answered: boolean, queueSeconds: number): Row {
  const measured = session.id % 25 !== 0
  return {
    service_level_abandon_time_threshold: measured ? ABANDON_SECONDS : null,
    service_level_event: measured ? serviceLevelEvent(answered, queueSeconds) : null,
    service_level_target_percent: measured ? 90 : null,
    service_level_target_time: measured ? TARGET_SECONDS : null,
  }
}

function serviceLevelEvent(answered: boolean, queueSeconds: number): string {
  if (!answered && queueSeconds < ABANDON_SECONDS) return 'excluded'
  return answered && queueSeconds <= TARGET_SECONDS ? 'in_sla' : 'not_in_sla'
}

export function toTransfers(session: Session, now: number): Row[] {
  return session.legs.flatMap((leg, index) => {
    const before = session.legs[index - 1]
    if (leg.transferId === null || before === undefined || leg.queuedAt > now) return []
    const transfer = toTransfer(session, before, leg, now)
    return [session.noun === 'email' ? transfer : { ...transfer, ...toTransferTimes(session, leg, now) }]
  })
}

function toTransfer(session: Session, before: Leg, leg: Leg, now: number): Row {
  const [from, to] = [before.menu?.pathRow ?? null, leg.menu?.pathRow ?? null]
  const updatedAt = [leg.queuedAt, leg.assignedAt, leg.connectedAt, leg.endedAt].findLast((at) => at <= now)
  return {
    id: leg.transferId,
    status: leg.connectedAt <= now ? 'transferred' : 'transferring',
    created_at: told(leg.queuedAt, now),
    updated_at: told(updatedAt, now),
    // `from_menu` in the document, `from_menu_path` in live rows.
    ...(session.id % 2 === 0 ? { from_menu_path: from, to_menu_path: to } : { from_menu: from, to_menu: to }),
    from_agent: toHandler(before.handler),
    to_agent: leg.assignedAt <= now ? toHandler(leg.handler) : null,
  }
}

function toTransferTimes(session: Session, leg: Leg, now: number): Row {
  return {
    fail_reason: 'nothing',
    call_duration: leg.endedAt <= now ? seconds(leg.connectedAt, leg.endedAt) : null,
    wait_duration: leg.assignedAt <= now ? seconds(leg.queuedAt, leg.assignedAt) : null,
    assigned_at: told(leg.assignedAt, now),
    connected_at: told(leg.connectedAt, now),
    deflection: 'no_deflection',
    answer_type_path: 'manual_to_manual',
    from_queue_priority_level: session.id % 4 === 0 ? 5 : null,
    to_queue_priority_level: session.id % 3 === 0 ? '3' : 2,
  }
}

interface Part {
  readonly who: Row
  readonly connectedAt: number | null
  readonly endedAt: number
  readonly holdSeconds: number | null
}

function toParticipants(session: Session, now: number): Row[] {
  const customer: Part = {
    who: { type: 'end_user', end_user_id: session.contact.id },
    connectedAt: session.legs[0]?.connectedAt ?? null,
    endedAt: session.endsAt,
    holdSeconds: null,
  }
  const handlers = session.legs.filter((leg) => leg.assignedAt <= now).map(toPart)
  return [customer, ...handlers].map((part, index) =>
    toParticipant(session, part, session.id * 10 + index, now),
  )
}

function toPart({ handler, connectedAt, endedAt, holdFrom, holdTo }: Leg): Part {
  const who = isVirtual(handler)
    ? { type: 'virtual_agent', virtual_agent_id: handler.id }
    : { type: 'agent', user_id: handler.id }
  return { who, connectedAt, endedAt, holdSeconds: seconds(holdFrom, holdTo) }
}

function toParticipant(session: Session, part: Part, id: number, now: number): Row {
  const { connectedAt, endedAt } = part
  const ended = endedAt <= now
  const connected = connectedAt !== null && connectedAt <= now
  return {
    id,
    user_id: null,
    end_user_id: null,
    ...part.who,
    status: ended ? 'finished' : connected ? 'connected' : 'waiting',
    [`${session.noun}_id`]: session.id,
    call_duration: ended ? seconds(connectedAt, endedAt) : null,
    hold_duration: ended ? part.holdSeconds : null,
    connected_at: told(connectedAt, now),
    ended_at: told(endedAt, now),
    fail_reason: 'nothing',
    ...(session.noun === 'chat'
      ? { entry_type: 'queue_or_transfer' }
      : { adapter_fail_code: null, adapter_fail_message: null }),
  }
}
