// The present status of a signed-in agent.
import type { Agent } from './agent.ts'
import type { AgentStatus } from './agent-status.ts'
import type { Predicates } from './filter.ts'
import type { PlacedRow } from './noun.ts'
import type { Instant } from './time.ts'
import { among } from './filter.ts'

export interface CurrentAgentStatusFields {
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

export interface CurrentAgentStatusFilter {
  agentIds?: readonly string[] | undefined
  statusIds?: readonly string[] | undefined
  onHold?: boolean | undefined
}

export const currentAgentStatusPredicates: Predicates<CurrentAgentStatusFilter, CurrentAgentStatus> = {
  agentIds: (row, wanted) => among(row.agent?.id, wanted),
  statusIds: (row, wanted) => among(row.status?.id, wanted),
  onHold: (row, wanted) => among(row.onHold, [wanted]),
}
