// The service level of a menu or group of queues in the last minutes.
import type { Menu } from './menu.ts'
import type { PlacedRow } from './noun.ts'
import type { MenuPath } from './session.ts'
import type { WordOf } from './words.ts'
import { defineFilters, choosing } from './filter.ts'
import { defineWords } from './words.ts'

export const SERVICE_LEVEL_CHANNELS = defineWords(
  'ServiceLevelChannel',
  'The channels for which there are service levels.',
  { CALL: 'Calls.', CHAT: 'Chats.' },
)
type ServiceLevelChannel = WordOf<typeof SERVICE_LEVEL_CHANNELS>

export const SERVICE_LEVEL_GROUPS = defineWords(
  'ServiceLevelGroupBy',
  'By what service levels are grouped.',
  { MENU: 'One row for each menu path.', QUEUE_GROUP: 'One row for each group of queues.' },
)
type ServiceLevelGroupBy = WordOf<typeof SERVICE_LEVEL_GROUPS>

interface ServiceLevelFields {
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

export const SERVICE_LEVEL_FILTERS = defineFilters<ServiceLevel>()({
  // All three select the measurement, not rows.
  channel: choosing<ServiceLevelChannel>('WORD', { words: SERVICE_LEVEL_CHANNELS }),
  minutes: choosing<number>('NUMBER'),
  groupBy: choosing<ServiceLevelGroupBy>('WORD', { words: SERVICE_LEVEL_GROUPS }),
})
