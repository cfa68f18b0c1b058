// Menus and teams as other rows carry them, and their trees.
import type { Menu } from '../../domain/menu.ts'
import type { Team } from '../../domain/team.ts'
import type { AccountIdentity } from '../define.ts'
import type { Tell, Wire } from '../wire.ts'
import { identify, place } from '../../domain/id.ts'
import { stub, toFlag, toInteger, toObject, toRef, toWord } from '../wire.ts'
import { toMenuType } from './words.ts'

export const MENU_STUB = [
  'name',
  'type',
  'vendorType',
  'position',
  'deleted',
  'hidden',
  'outputMessage',
  'parent',
]

export function toMenuStub(value: unknown, account: AccountIdentity, tell: Tell = stub) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('MENU', account, vendorId),
    name: tell(row, 'name', toWord),
    type: tell(row, 'menu_type', (type) => toMenuType(type) ?? 'UNKNOWN'),
    vendorType: tell(row, 'menu_type', toWord),
    position: tell(row, 'position', toInteger),
    deleted: tell(row, 'deleted', toFlag),
    // Text in the document, a boolean in most rows.
    hidden: tell(row, 'hidden', toFlag),
    outputMessage: tell(row, 'output_msg', toWord),
    parent: tell(row, 'parent_id', (id) => toRef('MENU', account, id)),
  } satisfies Menu
}

export const TEAM_STUB = ['name', 'position', 'deleted', 'agentCount', 'parent']

export function toTeamStub(value: unknown, account: AccountIdentity, tell: Tell = stub) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('TEAM', account, vendorId),
    name: tell(row, 'name', toWord),
    position: tell(row, 'position', toInteger),
    deleted: tell(row, 'deleted', toFlag),
    agentCount: tell(row, 'agents_count', toInteger),
    parent: tell(row, 'parent_id', (id) => toRef('TEAM', account, id)),
  } satisfies Team
}

/** Common fields of tree nodes, known from running code alone. */
export function toTreeNode<N extends 'MENU_TREE' | 'TEAM_TREE'>(
  of: 'MENU' | 'TEAM',
  noun: N,
  row: Wire | null,
  account: AccountIdentity,
  index: number,
) {
  const identity = toRef(of, account, row?.id)
  if (row === null || identity === null) return null
  return {
    ...place(noun, account, index),
    id: identity.id,
    vendorId: identity.vendorId,
    name: toWord(row.name),
    parentId: toRef(of, account, row.parent_id)?.id ?? null,
    position: toInteger(row.position),
    deleted: toFlag(row.deleted),
    agentCount: toInteger(row.agents_count),
  }
}
