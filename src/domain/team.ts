// A team: a group of agents that may serve menus as a whole.
import type { Agent } from './agent.ts'
import type { PlacedRow, Row } from './noun.ts'
import type { Orders } from './order.ts'
import { defineFilters, wholeRange, numbers, texts, ids, ownIds, custom } from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'

interface TeamFields {
  name: string
  position: number
  deleted: boolean
  agentCount: number
  parent: Team
  agents: readonly Agent[]
}

export type Team = Row<'TEAM', TeamFields>

/** A team with the teams below it. */
interface TeamTreeFields {
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

export const TEAM_ORDERS = {
  ID: sortBy(
    (team: Team) => rawIdKey(team.vendorId),
    'The vendor’s own id: numbers by value, then other texts.',
  ),
  NAME: sortBy('name', 'The name.'),
  PARENT_ID: sortBy(
    (team: Team) => rawIdKey(team.parent?.vendorId),
    'The vendor’s own id of the team above: numbers by value.',
  ),
  POSITION: sortBy('position', 'The place among those of the same parent.'),
  AGENT_COUNT: sortBy('agentCount', 'How many agents the team has.'),
  DELETED: sortBy('deleted', 'Whether the team was deleted.'),
} satisfies Orders<Team>
