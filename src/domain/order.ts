// The orders of rows; no other file compares rows.
// Events: newest first, rows without an instant last, ties by id. Reference nouns: global id by code unit.
import type { Instant } from './time.ts'
import type { PiiKind } from './viewer.ts'

export type Direction = 'ASC' | 'DESC'

/** An order as a client asked for it; `field` is the noun's own order field. */
export interface OrderBy<Field extends string = string> {
  readonly field: Field
  readonly direction: Direction
}

/** The compared value; a missing one is last in every order. */
export type SortKey = number | string | boolean | null

/** One order field of a noun. */
export interface OrderSpec<Row> {
  readonly keyOf: (row: Row) => SortKey | undefined
  /** The field that it reads; absent for several. */
  readonly field?: string
  /** For clients, e.g. `When the chat ended.` */
  readonly description: string
  readonly pii?: PiiKind
}

/** Orders of a noun by their fields, e.g. `{ ENDED_AT: sortBy('endedAt', 'When the chat ended.') }`. */
export type Orders<Row> = Readonly<Record<string, OrderSpec<Row>>>

type Has<Field extends string> = { readonly [K in Field]?: SortKey | undefined }

/** By a field, or by a function of the row. */
export function sortBy<const Field extends string>(
  field: Field,
  description: string,
  notes?: Pick<OrderSpec<never>, 'pii'>,
): OrderSpec<Has<Field>>
export function sortBy<Row>(
  keyOf: OrderSpec<Row>['keyOf'],
  description: string,
  notes?: Pick<OrderSpec<never>, 'pii'>,
): OrderSpec<Row>
export function sortBy(
  reads: string | OrderSpec<never>['keyOf'],
  description: string,
  notes: Pick<OrderSpec<never>, 'pii'> = {},
): OrderSpec<never> {
  return typeof reads === 'string'
    ? { keyOf: (row: Has<string>) => row[reads], field: reads, description, ...notes }
    : { keyOf: reads, description, ...notes }
}

export interface Order<Row> {
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

function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** The default order of events. */
export const newestFirst: Order<{ readonly startedAt?: Instant | null | undefined }> = {
  keyOf: (row) => row.startedAt,
  direction: 'DESC',
}

/** The default order of reference nouns. */
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
