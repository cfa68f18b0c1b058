// In which order rows stand. Events: start instant, newest first, rows without one last, ties by id. Reference
// nouns: global id, ascending by code unit. Nobody else compares rows.
import type { Instant } from './time.ts'

export type Direction = 'ASC' | 'DESC'

/** An order as a client asked for it; `field` is the noun's own order field. */
export interface OrderBy<Field extends string = string> {
  readonly field: Field
  readonly direction: Direction
}

/** What an order compares; a missing one stands last in every order. */
export type SortKey = number | string | boolean | null

/** Where a row stands in each order that its noun offers. */
export type SortKeys<Row> = Readonly<Record<string, (row: Row) => SortKey | undefined>>

export interface Order<Row> {
  /** The row's place but for its ties. */
  readonly keyOf: (row: Row) => SortKey | undefined
  readonly direction: Direction
}

export function compareKeys(a: SortKey | undefined, b: SortKey | undefined, direction: Direction): number {
  if (a === b) return 0
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1
  if (b === null || b === undefined) return -1
  return (a < b ? -1 : 1) * (direction === 'ASC' ? 1 : -1)
}

/** A total order: the key first, then the global id ascending by code unit. */
export function compareRows<Row extends { readonly id: string }>(
  order: Order<Row>,
): (a: Row, b: Row) => number {
  return (a, b) => compareKeys(order.keyOf(a), order.keyOf(b), order.direction) || compareIds(a, b)
}

export function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** The order of events when nothing else is asked. */
export const newestFirst: Order<{ readonly startedAt?: Instant | null | undefined }> = {
  keyOf: (row) => row.startedAt,
  direction: 'DESC',
}

/** The order of reference nouns when nothing else is asked. */
export const byId: Order<{ readonly id: string }> = { keyOf: (row) => row.id, direction: 'ASC' }

/** The order of rows that have no global id: the vendor's own. */
export const byIndex: Order<{ readonly index: number }> = { keyOf: (row) => row.index, direction: 'ASC' }

/** Digits of the longest id that counts as a number: a 128-bit integer has 39. */
const MOST_DIGITS = 40

/** The sort key of a raw id: numbers by value, as vendors sort them, before other texts. `7` is `000…0007`. */
export function rawIdKey(vendorId: string | null | undefined): SortKey | undefined {
  return vendorId !== null && vendorId !== undefined && /^\d+$/.test(vendorId)
    ? vendorId.padStart(MOST_DIGITS, '0')
    : vendorId
}
