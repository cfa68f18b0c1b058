// One definition of when a menu is open.
import type { Menu } from './menu.ts'
import type { PlacedRow } from './noun.ts'

export interface OperationHoursFields {
  menu: Menu
  name: string
  /** An IANA name. */
  timeZone: string
  /** The row as the vendor sent it, with the hours themselves. */
  raw: unknown
}

export type OperationHours = PlacedRow<'OPERATION_HOURS', OperationHoursFields>
