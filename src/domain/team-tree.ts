// One team at its place in the tree of teams; a row is a root with everything below it.
import type { PlacedRow } from './noun.ts'
import type { Team } from './team.ts'

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
