// A menu in the tree of menus; a row is a root with all menus below it.
import type { Predicates } from './filter.ts'
import type { Menu, MenuType } from './menu.ts'
import type { PlacedRow } from './noun.ts'
import { among } from './filter.ts'

export interface MenuTreeFields {
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

export interface MenuTreeFilter {
  /** The type of the tree's menus; the vendor's default when absent. */
  menuType?: MenuType | undefined
  /** The language of the names. */
  language?: string | undefined
}

export const menuTreePredicates: Predicates<MenuTreeFilter, MenuTreeNode> = {
  // A root may lack its type.
  menuType: (root, wanted) => among(root.type, [wanted]),
  // Selects the language of names; rows do not have it.
  language: () => true,
}
