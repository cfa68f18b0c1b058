// Current menu statuses.
import type { CurrentMenuStatus as Row } from '../../domain/current-menu-status.ts'
import { builder } from '../schema/builder.ts'
import { rowType } from '../schema/row-type.ts'
import { filterInput } from '../schema/inputs.ts'
import { defineWholeList } from '../schema/connection.ts'
import { queryWholeList } from '../schema/list-field.ts'
import { Menu, MenuPath } from '../schema/refs.ts'
import { watchedList } from '../schema/watch.ts'
import { CHANNELS } from '../../domain/channel.ts'

const CurrentMenuStatus = rowType<Row>()('CurrentMenuStatus', {
  description:
    'What waits in one menu at this moment. UJET only. UNVERIFIED: every field, because the vendor describes the answer in prose only.',
  fields: {
    id: [
      'ID',
      'One for each menu, channel and language, for example `current-menu-status:ujet:8/CALL/en`. It stays the same between answers, and cannot be looked up.',
      { nullable: false, unverified: 'that a menu has one row for each channel and language' },
    ],
    menu: [Menu, 'The menu.', { unverified: true }],
    menuPath: [MenuPath, 'The way to the menu.', { unverified: true }],
    channel: [CHANNELS, 'The channel in which people wait.', { unverified: true }],
    language: ['String', 'The language as the vendor’s code, for example `en`.', { unverified: true }],
    queuedCount: ['Int', 'How many calls or chats wait.', { unverified: true }],
    longestQueueSeconds: [
      'Float',
      'How long the one that waits longest has waited.',
      { unit: 'seconds', unverified: true },
    ],
    averageQueueSeconds: [
      'Float',
      'How long those that wait have waited on average.',
      { unit: 'seconds', unverified: true },
    ],
    signedInAgentCount: ['Int', 'How many agents of the menu are signed in.', { unverified: true }],
    availableAgentCount: ['Int', 'How many agents of the menu are ready.', { unverified: true }],
    breakthroughAgentCount: [
      'Int',
      'How many agents of the menu can be reached although they are not ready.',
      { unverified: true },
    ],
    raw: ['JSON', 'The row as the vendor sent it, because its shape is documented nowhere.', { pii: 'TEXT' }],
  },
})

const list = {
  noun: 'CURRENT_MENU_STATUS',
  type: defineWholeList('CURRENT_MENU_STATUS', CurrentMenuStatus),
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
