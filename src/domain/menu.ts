// A menu that a caller chooses, and the queue that agents serve.
import type { Agent } from './agent.ts'
import type { Channel } from './channel.ts'
import type { Known, PlacedRow, Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { Team } from './team.ts'
import type { WordOf } from './words.ts'
import { defineFilters, numbers, texts, flag, words, ids, ownIds, custom } from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

export const MENU_TYPES = defineWords('MenuType', 'Ways in which people choose a menu.', {
  IVR: 'Chosen by telephone.',
  MOBILE: 'Chosen in the company’s mobile app.',
  WEB: 'Chosen on the company’s web site.',
  EMAIL: 'For e-mails; the vendor’s filter does not know it, so Switchboard filters.',
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorType`.',
})
export type MenuType = WordOf<typeof MENU_TYPES>

interface MenuFields {
  name: string
  type: MenuType
  vendorType: string
  position: number
  deleted: boolean
  hidden: boolean
  outputMessage: string
  parent: Menu
  agentAssignments: readonly MenuAgentAssignment[]
  teamAssignments: readonly MenuTeamAssignment[]
  /** The agents of the assignments, each once. */
  agents: readonly Agent[]
  teams: readonly Team[]
}

export type Menu = Row<'MENU', MenuFields>

/** The opening hours of a menu. */
interface OperationHoursFields {
  menu: Menu
  name: string
  /** An IANA name, e.g. `US/Central`. */
  timeZone: string
  /** The row as the vendor sent it, with the hours themselves. */
  raw: unknown
}

export type OperationHours = PlacedRow<'OPERATION_HOURS', OperationHoursFields>

interface Assignment {
  language: string
  queueLevel: string
  channel: Channel
  vendorChannel: string
  groupType: string
}

/** An agent who serves a menu in one language and channel. */
export type MenuAgentAssignment = Known<Assignment & { agent: Agent }>

/** A team that serves a menu in one language and channel. */
export type MenuTeamAssignment = Known<Assignment & { team: Team }>

export const MENU_FILTERS = defineFilters<Menu>()({
  ids: ownIds('MENU'),
  name: texts('name', 'The names to keep, each a whole name.'),
  parentIds: ids('MENU', 'parent', 'The global ids of the menus above.'),
  position: numbers('position', 'The places among those of the same parent.'),
  type: words('type', MENU_TYPES, 'The types of menu to keep.'),
  hidden: flag('hidden', 'True keeps hidden menus, false the others.'),
  withDeleted: custom(
    'FLAG',
    (menu: Menu, wanted: boolean) => wanted || menu.deleted !== true,
    'Whether deleted menus are listed too; they are not when absent.',
    { chooses: true },
  ),
})

export const MENU_ORDERS = {
  ID: sortBy(
    (menu: Menu) => rawIdKey(menu.vendorId),
    'The vendor’s own id: numbers by value, then other texts.',
  ),
  NAME: sortBy('name', 'The name.'),
  PARENT_ID: sortBy(
    (menu: Menu) => rawIdKey(menu.parent?.vendorId),
    'The vendor’s own id of the menu above: numbers by value.',
  ),
  POSITION: sortBy('position', 'The place among those of the same parent.'),
  TYPE: sortBy('type', 'The way in which people choose the menu.'),
  DELETED: sortBy('deleted', 'Whether the menu was deleted.'),
  HIDDEN: sortBy('hidden', 'Whether the menu is hidden.'),
  OUTPUT_MESSAGE: sortBy('outputMessage', 'The message of the menu.'),
} satisfies Orders<Menu>
