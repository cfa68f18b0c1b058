// Current statuses of signed-in agents; the document describes the answer in prose only.
import type { Agent } from '../../domain/agent.ts'
import type { AgentStatus } from '../../domain/agent-status.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { local } from '../filters.ts'
import { stub, toFlag, toInstant, toNumber, toObject, toWord } from '../wire.ts'
import { toAgentStatus, toStatusKind } from './agent-status.ts'
import { toAgent } from './agent.ts'
import { toRef } from './api.ts'
import { firstObject, firstOf } from './unpublished.ts'

// UNVERIFIED: all of them.
const KEYS = {
  agents: ['agent', 'user'],
  agentId: ['agent_id', 'user_id'],
  agentName: ['agent_name', 'user_name'],
  statuses: ['status', 'current_status'],
  statusId: ['status_id'],
  statusName: ['status_name', 'current_status', 'status'],
  startedAt: ['status_updated_at', 'status_started_at', 'started_at'],
  duration: ['duration', 'time_in_status', 'status_duration'],
  onHold: ['hold.on_hold', 'on_hold', 'is_on_hold'],
  hold: ['hold.duration', 'hold_duration', 'hold_time'],
}

export const currentAgentStatuses = defineResource('CURRENT_AGENT_STATUS', {
  path: 'agents/current_status',
  paging: null,
  filters: { agentIds: local, statusIds: local, onHold: local },
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    const agent = toAgentOf(row, account)
    return {
      ...place('CURRENT_AGENT_STATUS', account, index, agent?.vendorId),
      agent,
      status: toStatusOf(row, account),
      startedAt: toInstant(firstOf(row, KEYS.startedAt)),
      durationSeconds: toNumber(firstOf(row, KEYS.duration)),
      onHold: toFlag(firstOf(row, KEYS.onHold)),
      holdSeconds: toNumber(firstOf(row, KEYS.hold)),
      raw: row,
    }
  },
})

/** Reads a nested agent, an id with a name, or the row itself. */
function toAgentOf(row: Wire, account: AccountIdentity): Agent | null {
  const object = firstObject(row, KEYS.agents)
  if (object !== null) return toAgent(object, account, stub)
  const id = firstOf(row, KEYS.agentId)
  const agent = toRef('AGENT', account, id ?? row.id)
  const name = toWord(firstOf(row, id === undefined ? [...KEYS.agentName, 'name'] : KEYS.agentName))
  return agent && { ...agent, kind: 'HUMAN', ...(name === null ? {} : { name }) }
}

function toStatusOf(row: Wire, account: AccountIdentity): AgentStatus | null {
  const object = firstObject(row, KEYS.statuses)
  if (object !== null) return toAgentStatus(object, account, stub)
  const status = toRef('AGENT_STATUS', account, firstOf(row, KEYS.statusId))
  if (status === null) return null
  const name = toWord(firstOf(row, KEYS.statusName))
  return { ...status, kind: toStatusKind(status.vendorId), ...(name === null ? {} : { name }) }
}
