// The types `Menu`, `MenuTreeNode` and `OperationHours`, and their queries.
import type { MenuTreeNode as TreeRow } from '../../domain/menu-tree.ts'
import type {
  MenuAgentAssignment as AgentAssignment,
  MenuTeamAssignment as TeamAssignment,
  OperationHours as HoursRow,
} from '../../domain/menu.ts'
import type { Types } from '../schema/builder.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { builder } from '../schema/builder.ts'
import { rowFields, rowType } from '../schema/row-type.ts'
import { defineConnection, defineWholeList } from '../schema/connection.ts'
import { queryList, queryWholeList } from '../schema/list-field.ts'
import { byIdField, childrenField, identityFields, Node } from '../schema/node.ts'
import { Agent, Menu, Team } from '../schema/refs.ts'
import { CHANNELS } from '../../domain/channel.ts'
import { MENU_TYPES } from '../../domain/menu.ts'
import { enumFor } from '../schema/enum.ts'

/** Fields of both types of assignment. */
function assignmentFields(
  t: PothosSchemaTypes.ObjectFieldBuilder<
    Types,
    Pick<AgentAssignment, keyof AgentAssignment & keyof TeamAssignment>
  >,
) {
  return rowFields(t, {
    language: ['String', 'The language as the vendor’s code, for example `en`.'],
    queueLevel: [
      'String',
      'The level in the vendor’s words.',
      { unverified: 'only `primary` is documented' },
    ],
    channel: [CHANNELS, 'The channel served.'],
    vendorChannel: ['String', 'The vendor’s own word for the channel.'],
    groupType: [
      'String',
      'The type of group in the vendor’s words.',
      { unverified: 'seen in live rows only' },
    ],
  })
}

const MenuAgentAssignment = builder.objectRef<AgentAssignment>('MenuAgentAssignment').implement({
  description: 'One agent who serves a menu in one language and channel. UJET only.',
  fields: (t) => ({
    ...assignmentFields(t),
    agent: t.expose('agent', {
      type: Agent,
      description: 'The agent; id, name, number and picture come with the row.',
    }),
  }),
})

const MenuTeamAssignment = builder.objectRef<TeamAssignment>('MenuTeamAssignment').implement({
  description: 'One team that serves a menu in one language and channel. UJET only.',
  fields: (t) => ({
    ...assignmentFields(t),
    team: t.expose('team', {
      type: Team,
      description: 'The team, with its agents, as the vendor sends it with the row.',
    }),
  }),
})

Menu.implement({
  description:
    'One menu that a person may choose, which is also the queue that agents serve. What another row carries of a menu costs no request; a field that it lacks is looked up. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'menu'),
    ...rowFields(t, {
      name: ['String', 'What the company calls the menu.'],
      type: [MENU_TYPES, 'The way in which people choose the menu.'],
      vendorType: ['String', 'The vendor’s own word for the type of menu.'],
      position: ['Int', 'The menu’s place among those of the same parent.'],
      deleted: [
        'Boolean',
        'Whether the menu was deleted; look-ups by id find deleted menus too, so that old calls keep theirs.',
      ],
      hidden: ['Boolean', 'Whether the menu is hidden from the people who choose.'],
      outputMessage: ['String', 'The message that is played or shown for the menu.'],
      parent: [Menu, 'The menu above, null at the root; only the id comes with the row.'],
    }),
    children: childrenField(t, 'MENU', Menu, 'menuTree'),
    ...rowFields(t, {
      agentAssignments: [
        [MenuAgentAssignment],
        'The agents who serve the menu directly, once for each language, level and channel; the menus inside calls and agents lack them, so there they may cost a look-up.',
      ],
      teamAssignments: [
        [MenuTeamAssignment],
        'The teams that serve the menu, once for each language, level and channel; the menus inside calls and agents lack them, so there they may cost a look-up.',
      ],
      agents: [[Agent], 'The agents who serve the menu directly, each once.'],
      teams: [[Team], 'The teams that serve the menu, each once.'],
    }),
  }),
})

const MenuOrder = defineOrder('MENU')

builder.queryFields((t) => ({
  menu: byIdField(
    t,
    'MENU',
    Menu,
    'One menu by its global id, null when it does not exist; deleted menus included.',
  ),
  menus: queryList(t, {
    noun: 'MENU',
    type: defineConnection('MENU', Menu),
    filter: filterInput('MENU'),
    order: MenuOrder,
    orderWords: 'global id, ascending',
    description: 'Menus, which are also the queues, of all accounts.',
  }),
}))

const MenuTreeNode = builder.objectRef<TreeRow>('MenuTreeNode')

MenuTreeNode.implement({
  description:
    'One menu at its place in the tree. UJET only. UNVERIFIED: the shape, which is known from running code and not from the documents.',
  fields: (t) =>
    rowFields(t, {
      id: ['ID', 'The global id of the menu, as `Menu.id`; the same one names both.', { nullable: false }],
      vendorId: ['ID', 'The vendor’s own id of the menu.', { nullable: false }],
      name: ['String', 'What the company calls the menu.'],
      type: [
        MENU_TYPES,
        'The way in which people choose the menu.',
        { unverified: 'seen only where the company’s UJET has it' },
      ],
      parentId: ['ID', 'The global id of the menu above, null at a root.'],
      position: ['Int', 'The menu’s place among those of the same parent.'],
      deleted: ['Boolean', 'Whether the menu was deleted.'],
      agentCount: ['Int', 'How many agents serve the menu.'],
      children: [[MenuTreeNode], 'The menus below, by place, empty at a leaf; they cost no request.'],
      menu: [Menu, 'The menu with all its fields; a field that the tree lacks costs a look-up.'],
    }),
})

builder.queryFields((t) => ({
  menuTree: queryWholeList(t, {
    noun: 'MENU_TREE',
    type: defineWholeList('MENU_TREE', MenuTreeNode),
    description:
      'The menus as trees, everything below the roots included; one upstream request for each account.',
    args: {
      menuType: t.arg({
        type: enumFor(MENU_TYPES),
        description: 'The type of menu whose tree to return. Absent: the vendor’s default.',
      }),
      language: t.arg.string({
        description:
          'The language of the names as the vendor’s code, for example `en`; the vendor’s default when absent.',
      }),
    },
  }),
}))

const OperationHours = rowType<HoursRow>()('OperationHours', {
  description:
    'One definition of when a menu is open. UJET only. UNVERIFIED: every field, because the vendor does not show the answer.',
  fields: {
    menu: [Menu, 'The menu the hours are for.', { unverified: true }],
    name: ['String', 'The name of the definition.', { unverified: true }],
    timeZone: ['TimeZone', 'The time zone of the hours.', { unverified: true }],
    raw: [
      'JSON',
      'The row as the vendor sent it, with the hours themselves, because its shape is documented nowhere.',
    ],
  },
})

builder.queryFields((t) => ({
  operationHours: queryWholeList(t, {
    noun: 'OPERATION_HOURS',
    type: defineWholeList('OPERATION_HOURS', OperationHours),
    description:
      'The opening hours of all menus; one upstream request for each account, kept for 10 minutes.',
  }),
}))
