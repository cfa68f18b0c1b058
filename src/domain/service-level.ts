// The service level of a menu or group of queues in the last minutes.
import { defineFilters, choosing } from './filter.ts'
import type { Menu } from './menu.ts'
import type { PlacedRow } from './noun.ts'
import type { MenuPath } from './session.ts'

export const SERVICE_LEVEL_CHANNELS = ['CALL', 'CHAT'] as const
export type ServiceLevelChannel = (typeof SERVICE_LEVEL_CHANNELS)[number]

export const SERVICE_LEVEL_GROUPS = ['MENU', 'QUEUE_GROUP'] as const
export type ServiceLevelGroupBy = (typeof SERVICE_LEVEL_GROUPS)[number]

export interface ServiceLevelFields {
  channel: ServiceLevelChannel
  minutes: number
  groupBy: ServiceLevelGroupBy
  menu: Menu
  menuPath: MenuPath
  queueGroup: string
  servicePercent: number
  /** The row as the vendor sent it. */
  raw: unknown
}

export type ServiceLevel = PlacedRow<'SERVICE_LEVEL', ServiceLevelFields>

/** The vendor's arguments; a list always has `channel` and `minutes`. */

export const SERVICE_LEVEL_FILTERS = defineFilters<ServiceLevel>()({
  // All three select the measurement, not rows.
  channel: choosing<ServiceLevelChannel>('WORD', { words: SERVICE_LEVEL_CHANNELS }),
  minutes: choosing<number>('NUMBER'),
  groupBy: choosing<ServiceLevelGroupBy>('WORD', { words: SERVICE_LEVEL_GROUPS }),
})
