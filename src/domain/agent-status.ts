// A status of agents, built in or defined by the company.
import { defineFilters, ownIds } from './filter.ts'
import type { Row } from './noun.ts'

export const AGENT_STATUS_KINDS = [
  'AVAILABLE',
  'UNAVAILABLE',
  'BREAK',
  'SPECIAL_TASK',
  'MEAL',
  'MISSED_CALL',
  'WRAP_UP',
  'IN_CALL',
  'IN_CHAT',
  'OFFLINE',
  'CUSTOM',
  'UNKNOWN',
] as const
export type AgentStatusKind = (typeof AGENT_STATUS_KINDS)[number]

export const AGENT_STATUS_COLORS = [
  'GREEN',
  'RED',
  'YELLOW',
  'PINK',
  'BROWN',
  'BLUE_GREY',
  'PURPLE',
  'LIGHT_BLUE',
  'INDIGO',
  'GREY',
  'UNKNOWN',
] as const
export type AgentStatusColor = (typeof AGENT_STATUS_COLORS)[number]

export interface AgentStatusFields {
  kind: AgentStatusKind
  name: string
  color: AgentStatusColor
  vendorColor: string
  wfmId: string
  restricted: boolean
  allRolesRestricted: boolean
  breakthroughEnabled: boolean
  customRoleIds: readonly string[]
}

export type AgentStatus = Row<'AGENT_STATUS', AgentStatusFields>

export const AGENT_STATUS_FILTERS = defineFilters<AgentStatus>()({
  ids: ownIds('AGENT_STATUS'),
})
