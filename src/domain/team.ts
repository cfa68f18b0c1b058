// A team: a group of agents that may serve menus as a whole.
import { defineFilters, wholeRange, numbers, texts, ids, ownIds, custom } from './filter.ts'
import type { Agent } from './agent.ts'
import type { PlacedRow, Row } from './noun.ts'
import type { SortKeys } from './order.ts'
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

export const TEAM_FILTERS = defineFilters<Team>()({
  ids: ownIds('TEAM'),
  name: texts('name', 'The names to keep, each a whole name.'),
  parentIds: ids('TEAM', 'parent', 'The global ids of the teams above.'),
  position: numbers('position', 'The places among those of the same parent.'),
  agentCount: wholeRange('agentCount', 'How many agents the team has.'),
  withDeleted: custom(
    'FLAG',
    (team: Team, wanted: boolean) => wanted || team.deleted !== true,
    'Whether deleted teams are listed too; they are not when absent.',
    { chooses: true },
  ),
})

export const teamOrders = {
  ID: (team) => rawIdKey(team.vendorId),
  NAME: (team) => team.name,
  PARENT_ID: (team) => rawIdKey(team.parent?.vendorId),
  POSITION: (team) => team.position,
  AGENT_COUNT: (team) => team.agentCount,
  DELETED: (team) => team.deleted,
} satisfies SortKeys<Team>
