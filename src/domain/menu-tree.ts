// Trees of menus; a row is a root with all menus below.
import { MENU_TYPES } from './menu.ts'
import { defineFilters, word, choosing } from './filter.ts'
import type { Menu, MenuType } from './menu.ts'
import type { PlacedRow } from './noun.ts'

interface MenuTreeFields {
  name: string
  type: MenuType
  parentId: string
  position: number
  deleted: boolean
  agentCount: number
  children: readonly MenuTreeNode[]
  menu: Menu
}

/** `id` is the global id of the menu, `vendorId` the vendor's own. */
export type MenuTreeNode = PlacedRow<'MENU_TREE', MenuTreeFields> & { readonly vendorId: string }

export const MENU_TREE_FILTERS = defineFilters<MenuTreeNode>()({
  // A root may lack its type.
  menuType: word(({ type }: MenuTreeNode) => type, MENU_TYPES, null),
  // Selects the language of names; rows do not have it.
  language: choosing<string>('TEXT'),
})
