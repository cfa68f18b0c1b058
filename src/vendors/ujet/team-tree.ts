// Team trees. A node's shape is known from running code, not from the document.
import type { TeamTreeNode } from '../../domain/team.ts'
import type { AccountIdentity } from '../define.ts'
import { place, toId } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { toFlag, toInteger, toList, toObject, toWord } from '../wire.ts'
import { toRef } from './api.ts'
import { toTeamStub } from './team-stub.ts'

export const teamTree = defineResource('TEAM_TREE', {
  path: 'teams/tree',
  paging: null,
  carries: { team: ['name', 'position', 'deleted', 'agentCount', 'parent'] },
  filters: {},
  toRow: (row, account, _filter, index) => toNode(row, account, index),
})

function toNode(value: unknown, account: AccountIdentity, index: number) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...place('TEAM_TREE', account, index),
    id: toId('TEAM', account.name, vendorId),
    vendorId,
    name: toWord(row.name),
    parentId: toRef('TEAM', account, row.parent_id)?.id ?? null,
    position: toInteger(row.position),
    deleted: toFlag(row.deleted),
    agentCount: toInteger(row.agents_count),
    // Leaves have `[]`, `null` or no list.
    children: toList(row.children, (child, at): TeamTreeNode | null => toNode(child, account, at)) ?? [],
    team: toTeamStub(row, account),
  } satisfies TeamTreeNode
}
