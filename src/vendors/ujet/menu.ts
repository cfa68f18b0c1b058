// Menus, which are also queues, and their tree.
import type { MenuTreeNode } from '../../domain/menu-tree.ts'
import type { Menu, MenuAgentAssignment, MenuTeamAssignment, MenuType } from '../../domain/menu.ts'
import type { AccountIdentity } from '../define.ts'
import type { Sent } from '../filters.ts'
import type { Wire } from '../wire.ts'
import { defineResource } from '../define.ts'
import { exact, noMatch, superset, supersetOf, words, texts } from '../filters.ts'
import { stub, toList, toObject, toWord, whole } from '../wire.ts'
import { AGENT_STUB, toAgent } from './agent.ts'
import { byIds, flag, ids, pages } from './api.ts'
import { TEAM_STUB, toMenuStub, toTreeNode } from './stubs.ts'
import { toTeam } from './team.ts'
import { filterableMenuTypes, toChannel, toMenuType } from './words.ts'

export const menus = defineResource('MENU', {
  path: 'menus',
  paging: pages,
  // Old calls name deleted menus.
  lookUp: { ...byIds, constants: { with_deleted: 'true' } },
  carries: {
    agents: AGENT_STUB,
    'agentAssignments.agent': AGENT_STUB,
    teams: TEAM_STUB,
    'teamAssignments.team': TEAM_STUB,
  },
  filters: {
    ids: exact(ids('id[]')),
    name: superset(texts('name[]')),
    parentIds: exact(ids('parent_id[]')),
    position: exact(texts('position[]')),
    type: exact(words('menu_type[]', filterableMenuTypes)),
    hidden: exact(flag('hidden[]')),
    withDeleted: exact((wanted) => ({ with_deleted: String(wanted) })),
  },
  toRow: toMenu,
})

function toMenu(value: unknown, account: AccountIdentity) {
  const row = toObject(value)
  const menu = toMenuStub(row, account, whole)
  if (row === null || menu === null) return null
  const agentAssignments = toList(row.agent_assignments, (one) => toAgentAssignment(one, account))
  const teamAssignments = toList(row.team_assignments, (one) => toTeamAssignment(one, account))
  return {
    ...menu,
    agentAssignments,
    teamAssignments,
    agents: agentAssignments && onceEach(agentAssignments.map(({ agent }) => agent)),
    teams: teamAssignments && onceEach(teamAssignments.map(({ team }) => team)),
  } satisfies Menu
}

function toAgentAssignment(row: Wire, account: AccountIdentity): MenuAgentAssignment {
  return { ...toAssignment(row), agent: toAgent(row.assignee, account, stub) }
}

function toTeamAssignment(row: Wire, account: AccountIdentity): MenuTeamAssignment {
  return { ...toAssignment(row), team: toTeam(row.team, account, stub) }
}

function toAssignment(row: Wire) {
  return {
    language: toWord(row.lang),
    queueLevel: toWord(row.queue_level),
    channel: toChannel(row.channel_type),
    vendorChannel: toWord(row.channel_type),
    groupType: toWord(row.group_type),
  }
}

function onceEach<T extends { readonly id: string }>(rows: readonly (T | null | undefined)[]): readonly T[] {
  const byId = new Map(rows.flatMap((row) => (row ? [[row.id, row]] : [])))
  return [...byId.values()]
}

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
  const node = toTreeNode('MENU', 'MENU_TREE', row, account, index)
  return (
    row &&
    node &&
    ({
      ...node,
      type: toMenuType(row.menu_type),
      children: toList(row.children, (child, at): MenuTreeNode | null => toNode(child, account, at)) ?? [],
      menu: toMenuStub(row, account),
    } satisfies MenuTreeNode)
  )
}
