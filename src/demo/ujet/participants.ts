// Who takes part in a call or a chat: the customer first, then everybody who handled it.
import type { Row } from '../shelf.ts'
import type { Leg, Session } from './session.ts'
import { isVirtual, seconds, told } from './session.ts'

interface Part {
  readonly who: Row
  readonly connectedAt: number | null
  readonly endedAt: number
  readonly holdSeconds: number | null
}

export function toParticipants(session: Session, now: number): Row[] {
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
