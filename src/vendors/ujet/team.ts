// Teams of agents, with their members; and their tree.
import type { Team, TeamTreeNode } from '../../domain/team.ts'
import type { AccountIdentity } from '../define.ts'
import type { Tell } from '../wire.ts'
import { defineResource } from '../define.ts'
import { exact, superset, texts } from '../filters.ts'
import { stub, toList, toObject, whole } from '../wire.ts'
import { AGENT_STUB, toAgent } from './agent.ts'
import { byIds, ids, numbers, pages } from './api.ts'
import { TEAM_STUB, toTeamStub, toTreeNode } from './stubs.ts'

export const teams = defineResource('TEAM', {
  path: 'teams',
  paging: pages,
  lookUp: { ...byIds, constants: { with_deleted: 'true' } },
  carries: { agents: AGENT_STUB },
  filters: {
    ids: exact(ids('id[]')),
    name: superset(texts('name[]')),
    parentIds: exact(ids('parent_id[]')),
    position: exact(texts('position[]')),
    agentCount: exact(numbers('agents_count')),
    withDeleted: exact((wanted) => ({ with_deleted: String(wanted) })),
  },
  toRow: (row, account) => toTeam(row, account, whole),
})

export function toTeam(value: unknown, account: AccountIdentity, tell: Tell) {
  const row = toObject(value)
  const team = toTeamStub(row, account, tell)
  if (row === null || team === null) return null
  // One object in the document, a list in real rows.
  const agents = tell(row, 'assignees', (all) => toList(all, (one) => toAgent(one, account, stub)))
  return { ...team, agents } satisfies Team
}

export const teamTree = defineResource('TEAM_TREE', {
  path: 'teams/tree',
  paging: null,
  carries: { team: TEAM_STUB },
  filters: {},
  toRow: (row, account, _filter, index) => toNode(row, account, index),
})

function toNode(value: unknown, account: AccountIdentity, index: number) {
  const row = toObject(value)
  const node = toTreeNode('TEAM', 'TEAM_TREE', row, account, index)
  return (
    row &&
    node &&
    ({
      ...node,
      children: toList(row.children, (child, at): TeamTreeNode | null => toNode(child, account, at)) ?? [],
      team: toTeamStub(row, account),
    } satisfies TeamTreeNode)
  )
}
