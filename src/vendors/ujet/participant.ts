// Participants and handlers of calls and chats: human or virtual agents.
import type { Agent } from '../../domain/agent.ts'
import type { Participant, ParticipantStatus, ParticipantType, VirtualAgent } from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import {
  reader,
  stub,
  toContactRef,
  toInstant,
  toInteger,
  toList,
  toNumber,
  toObject,
  toRef,
  toWord,
  whole,
} from '../wire.ts'
import { toAgent } from './agent.ts'
import { toFailReason } from './words.ts'

const toParticipantType = reader<ParticipantType>({
  END_USER: 'end_user',
  AGENT: 'agent',
  VIRTUAL_AGENT: 'virtual_agent',
  TASK_VIRTUAL_AGENT: 'task_virtual_agent',
})

const toParticipantStatus = reader<ParticipantStatus>({
  WAITING: 'waiting',
  CONNECTED: 'connected',
  FINISHED: 'finished',
})

export function toParticipant(row: Wire, account: AccountIdentity): Participant {
  return {
    vendorId: toWord(row.id),
    type: toParticipantType(row.type) ?? 'UNKNOWN',
    vendorType: toWord(row.type),
    status: toParticipantStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    sessionId: (toRef('CALL', account, row.call_id) ?? toRef('CHAT', account, row.chat_id))?.id ?? null,
    agent: isVirtual(row) ? null : toRef('AGENT', account, row.user_id),
    contact: toContactRef(account, row.end_user_id),
    entryType: toWord(row.entry_type),
    durationSeconds: toNumber(row.call_duration ?? row.chat_duration),
    holdSeconds: toNumber(row.hold_duration),
    connectedAt: toInstant(row.connected_at),
    endedAt: toInstant(row.ended_at ?? row.finished_at),
    failReason: toFailReason(row.fail_reason),
    vendorFailReason: toWord(row.fail_reason),
    adapterFailCode: toInteger(row.adapter_fail_code),
    adapterFailMessage: toWord(row.adapter_fail_message),
  }
}

function isVirtual(participant: Wire): boolean {
  return /virtual/.test(toWord(participant.type) ?? '')
}

interface Handlers {
  readonly agent: Agent | null
  readonly virtualAgent: VirtualAgent | null
}

/** The human agent, else the virtual one. `agent_info` has two shapes. */
export function toHandlers(row: Wire, account: AccountIdentity): Handlers {
  const info = toObject(row.agent_info)
  const parties = toList(row.participants, (party) => party) ?? []
  if (info !== null && (isVirtualInfo(info) || (!isNamed(info) && parties.some(isVirtual)))) {
    const [vendorId, alias, avatarUrl] = [toWord(info.id), toWord(info.va_alias), toWord(info.avatar_url)]
    return { agent: null, virtualAgent: { vendorId, alias, avatarUrl } }
  }
  const human = parties.findLast(
    (party) => toParticipantType(party.type) === 'AGENT' && toWord(party.user_id),
  )
  const agent = toAgent(info, account, stub) ?? toRef('AGENT', account, human?.user_id)
  return { agent, virtualAgent: null }
}

/** One side of a transfer. Virtual agents and humans may have equal ids. */
export function toHandler(value: unknown, virtual: unknown, account: AccountIdentity): Agent | null {
  const info = toObject(value)
  if (info !== null && !isVirtualInfo(info)) return toAgent(info, account, stub)
  const machine = info ?? toObject(virtual)
  const vendorId = toWord(machine?.id)
  if (machine === null || vendorId === null) return null
  // No look-up has more, so the stub counts as whole.
  const agent = toAgent({ ...machine, id: `virtual-${vendorId}` }, account, whole)
  return agent && { ...agent, kind: 'VIRTUAL', name: toWord(machine.va_alias) ?? agent.name }
}

function isVirtualInfo(info: Wire): boolean {
  return toWord(info.va_alias) !== null
}

function isNamed(info: Wire): boolean {
  return [info.name, info.first_name, info.last_name].some((name) => toWord(name) !== null)
}
