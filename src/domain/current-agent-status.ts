// The present status of a signed-in agent.
import { defineFilters, flag, ids } from './filter.ts'
import type { Agent } from './agent.ts'
import type { AgentStatus } from './agent-status.ts'
import type { PlacedRow } from './noun.ts'
import type { Instant } from './time.ts'

interface CurrentAgentStatusFields {
  agent: Agent
  status: AgentStatus
  startedAt: Instant
  durationSeconds: number
  onHold: boolean
  holdSeconds: number
  /** The row as the vendor sent it. */
  raw: unknown
}

export type CurrentAgentStatus = PlacedRow<'CURRENT_AGENT_STATUS', CurrentAgentStatusFields>

export const CURRENT_AGENT_STATUS_FILTERS = defineFilters<CurrentAgentStatus>()({
  agentIds: ids('AGENT', 'agent'),
  statusIds: ids(
    'AGENT_STATUS',
    'status',
    'The global ids of the statuses to keep, as `AgentStatus.id` gives them.',
  ),
  onHold: flag('onHold', 'True keeps agents with a contact on hold, false those without.'),
})
