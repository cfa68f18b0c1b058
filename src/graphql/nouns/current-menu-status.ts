// Current menu statuses.
import type { CurrentMenuStatus as Row } from '../../domain/current-menu-status.ts'
import { builder } from '../schema/builder.ts'
import { filterInput } from '../schema/filter-input.ts'
import { Channel } from './availability.ts'
import { defineWholeList } from '../schema/connection.ts'
import { queryWholeList } from '../schema/list-field.ts'
import { Menu } from '../schema/refs.ts'
import { MenuPath } from './session.ts'
import { watchedList } from '../schema/watch.ts'

const CurrentMenuStatus = builder.objectRef<Row>('CurrentMenuStatus').implement({
  description:
    'What waits in one menu at this moment. UJET only. UNVERIFIED: every field, because the vendor describes the answer in prose only.',
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      unverified: 'that a menu has one row for each channel and language',
      description:
        'One for each menu, channel and language, for example `current-menu-status:ujet:8/CALL/en`. It stays the same between answers, and cannot be looked up.',
    }),
    menu: t.expose('menu', { type: Menu, unverified: true, description: 'The menu.' }),
    menuPath: t.expose('menuPath', { type: MenuPath, unverified: true, description: 'The way to the menu.' }),
    channel: t.expose('channel', {
      type: Channel,
      unverified: true,
      description: 'The channel in which people wait.',
    }),
    language: t.exposeString('language', {
      unverified: true,
      description: 'The language as the vendor’s code, for example `en`.',
    }),
    queuedCount: t.exposeInt('queuedCount', {
      unverified: true,
      description: 'How many calls or chats wait.',
    }),
    longestQueueSeconds: t.exposeFloat('longestQueueSeconds', {
      unit: 'seconds',
      unverified: true,
      description: 'How long the one that waits longest has waited.',
    }),
    averageQueueSeconds: t.exposeFloat('averageQueueSeconds', {
      unit: 'seconds',
      unverified: true,
      description: 'How long those that wait have waited on average.',
    }),
    signedInAgentCount: t.exposeInt('signedInAgentCount', {
      unverified: true,
      description: 'How many agents of the menu are signed in.',
    }),
    availableAgentCount: t.exposeInt('availableAgentCount', {
      unverified: true,
      description: 'How many agents of the menu are ready.',
    }),
    breakthroughAgentCount: t.exposeInt('breakthroughAgentCount', {
      unverified: true,
      description: 'How many agents of the menu can be reached although they are not ready.',
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      pii: 'TEXT',
      description: 'The row as the vendor sent it, because its shape is documented nowhere.',
    }),
  }),
})

const words = { one: 'current menu status', many: 'current menu statuses' }

const list = {
  noun: 'CURRENT_MENU_STATUS',
  words,
  type: defineWholeList('CurrentMenuStatusList', CurrentMenuStatus, words),
  filter: filterInput('CURRENT_MENU_STATUS'),
} as const

builder.queryFields((t) => ({
  currentMenuStatuses: queryWholeList(t, {
    ...list,
    description:
      'The menus in which someone waits at this moment, at most a few seconds old; one upstream request for each account, whatever the filter.',
  }),
}))

builder.subscriptionFields((t) => ({
  currentMenuStatuses: watchedList(t, {
    ...list,
    first: null,
    description:
      'The menus in which someone waits: the whole list at once and again after each change. Sent as Server-Sent Events. UJET only.',
  }),
}))
