// A team: a group of agents that may serve menus as a whole.
import type { Agent } from './agent.ts'
import type { NumberRange, Predicates } from './filter.ts'
import type { PlacedRow, Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import { among, inNumbers } from './filter.ts'
import { rawIdKey } from './order.ts'

export interface TeamFields {
  name: string
  position: number
  deleted: boolean
  agentCount: number
  parent: Team
  agents: readonly Agent[]
}

export type Team = Row<'TEAM', TeamFields>

/** A team with the teams below it. */
export interface TeamTreeFields {
  name: string
  parentId: string
  position: number
  deleted: boolean
  agentCount: number
  children: readonly TeamTreeNode[]
  team: Team
}

/** `id` is the global id of the team, `vendorId` the vendor's own. */
export type TeamTreeNode = PlacedRow<'TEAM_TREE', TeamTreeFields> & { readonly vendorId: string }

export interface TeamFilter {
  ids?: readonly string[] | undefined
  name?: readonly string[] | undefined
  parentIds?: readonly string[] | undefined
  position?: readonly number[] | undefined
  agentCount?: NumberRange | undefined
  withDeleted?: boolean | undefined
}

export const teamPredicates: Predicates<TeamFilter, Team> = {
  ids: (team, wanted) => wanted.includes(team.id),
  name: (team, wanted) => among(team.name, wanted),
  parentIds: (team, wanted) => among(team.parent?.id, wanted),
  position: (team, wanted) => among(team.position, wanted),
  agentCount: (team, wanted) => inNumbers(team.agentCount, wanted),
  withDeleted: (team, wanted) => wanted || team.deleted !== true,
}

export const teamOrders = {
  ID: (team) => rawIdKey(team.vendorId),
  NAME: (team) => team.name,
  PARENT_ID: (team) => rawIdKey(team.parent?.vendorId),
  POSITION: (team) => team.position,
  AGENT_COUNT: (team) => team.agentCount,
  DELETED: (team) => team.deleted,
} satisfies SortKeys<Team>

export type TeamOrderField = keyof typeof teamOrders
