// The present queue of a menu.
import { CHANNELS } from './channel.ts'
import { defineFilters, words, ids } from './filter.ts'
import type { Channel } from './channel.ts'
import type { Menu } from './menu.ts'
import type { PlacedRow } from './noun.ts'
import type { MenuPath } from './session.ts'

interface CurrentMenuStatusFields {
  menu: Menu
  menuPath: MenuPath
  channel: Channel
  language: string
  queuedCount: number
  longestQueueSeconds: number
  averageQueueSeconds: number
  signedInAgentCount: number
  availableAgentCount: number
  breakthroughAgentCount: number
  /** The row as the vendor sent it. */
  raw: unknown
}

export type CurrentMenuStatus = PlacedRow<'CURRENT_MENU_STATUS', CurrentMenuStatusFields>

export const CURRENT_MENU_STATUS_FILTERS = defineFilters<CurrentMenuStatus>()({
  menuIds: ids('MENU', 'menu'),
  channel: words('channel', CHANNELS, 'The channels to keep.'),
})
