// The present queue of a menu.
import type { Channel } from './channel.ts'
import type { Predicates } from './filter.ts'
import type { Menu } from './menu.ts'
import type { PlacedRow } from './noun.ts'
import type { MenuPath } from './session.ts'
import { among } from './filter.ts'

export interface CurrentMenuStatusFields {
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

export interface CurrentMenuStatusFilter {
  menuIds?: readonly string[] | undefined
  channel?: readonly Channel[] | undefined
}

export const currentMenuStatusPredicates: Predicates<CurrentMenuStatusFilter, CurrentMenuStatus> = {
  menuIds: (row, wanted) => among(row.menu?.id, wanted),
  channel: (row, wanted) => among(row.channel, wanted),
}
