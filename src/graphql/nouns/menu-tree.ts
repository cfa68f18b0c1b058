// The menus as trees.
import type { MenuTreeNode as Row } from '../../domain/menu-tree.ts'
import { builder } from '../schema/builder.ts'
import { defineWholeList } from '../schema/connection.ts'
import { queryWholeList } from '../schema/list-field.ts'
import { MenuType } from './menu.ts'
import { Menu } from '../schema/refs.ts'

const MenuTreeNode = builder.objectRef<Row>('MenuTreeNode')

MenuTreeNode.implement({
  description:
    'One menu at its place in the tree. UJET only. UNVERIFIED: the shape, which is known from running code and not from the documents.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description: 'The global id of the menu, as `Menu.id`; the same one names both.',
    }),
    vendorId: t.exposeID('vendorId', { nullable: false, description: 'The vendor’s own id of the menu.' }),
    name: t.exposeString('name', { description: 'What the company calls the menu.' }),
    type: t.expose('type', {
      type: MenuType,
      unverified: 'seen only where the company’s UJET tells it',
      description: 'The sort of menu.',
    }),
    parentId: t.exposeID('parentId', { description: 'The global id of the menu above, null at a root.' }),
    position: t.exposeInt('position', { description: 'The menu’s place among those of the same parent.' }),
    deleted: t.exposeBoolean('deleted', { description: 'Whether the menu was deleted.' }),
    agentCount: t.exposeInt('agentCount', { description: 'How many agents serve the menu.' }),
    children: t.expose('children', {
      type: [MenuTreeNode],
      description: 'The menus below, by place, empty at a leaf; they cost no request.',
    }),
    menu: t.expose('menu', {
      type: Menu,
      description: 'The menu with all its fields; a field that the tree lacks costs a look-up.',
    }),
  }),
})

const words = { one: 'root of menu trees', many: 'roots of menu trees' }

builder.queryFields((t) => ({
  menuTree: queryWholeList(t, {
    noun: 'MENU_TREE',
    words,
    type: defineWholeList('MenuTreeList', MenuTreeNode, words),
    description:
      'The menus as trees, everything below the roots included; one upstream request for each account.',
    args: {
      menuType: t.arg({
        type: MenuType,
        description: 'The sort of menu whose tree to give; the vendor’s default when absent.',
      }),
      language: t.arg.string({
        description:
          'The language of the names as the vendor’s code, for example `en`; the vendor’s default when absent.',
      }),
    },
  }),
}))
