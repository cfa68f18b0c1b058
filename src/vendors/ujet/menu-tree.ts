// Menu trees. A node's shape is known from running code, not from the document.
import type { MenuTreeNode } from '../../domain/menu-tree.ts'
import type { MenuType } from '../../domain/menu.ts'
import type { AccountIdentity } from '../define.ts'
import type { Sent } from '../filters.ts'
import { place, toId } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact, noMatch, supersetOf } from '../filters.ts'
import { toFlag, toInteger, toList, toObject, toWord } from '../wire.ts'
import { toRef } from './api.ts'
import { toMenuStub } from './menu-stub.ts'
import { filterableMenuTypes, toMenuType } from './words.ts'

export const menuTree = defineResource('MENU_TREE', {
  path: 'menus/tree',
  paging: null,
  carries: { menu: ['name', 'position', 'deleted', 'parent'] },
  filters: {
    menuType: exact(sendMenuType),
    language: exact((language) => ({ lang: language })),
  },
  toRow: (row, account, _filter, index) => toNode(row, account, index),
})

function sendMenuType(type: MenuType): Sent {
  const word = filterableMenuTypes[type]
  if (word !== undefined) return { menu_type: word }
  // Rows may be e-mail menus, which the documented values lack.
  return type === 'EMAIL' ? supersetOf({}) : noMatch
}

function toNode(value: unknown, account: AccountIdentity, index: number) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...place('MENU_TREE', account, index),
    id: toId('MENU', account.name, vendorId),
    vendorId,
    name: toWord(row.name),
    type: toMenuType(row.menu_type),
    parentId: toRef('MENU', account, row.parent_id)?.id ?? null,
    position: toInteger(row.position),
    deleted: toFlag(row.deleted),
    agentCount: toInteger(row.agents_count),
    // Leaves have `[]`, `null` or no list.
    children: toList(row.children, (child, at): MenuTreeNode | null => toNode(child, account, at)) ?? [],
    menu: toMenuStub(row, account),
  } satisfies MenuTreeNode
}
