// In which order UJET's lists stand.
import type { Row } from '../shelf.ts'
import { hash } from '../random.ts'
import { toInstant, toNumber, toText } from './values.ts'

type Key = number | bigint | string | null

/**
 * Where rows without a value stand. `low`: first when ascending, as in MySQL. `high`: first when descending, as in
 * PostgreSQL. `last`: last both ways.
 */
export type Nulls = 'low' | 'high' | 'last'

/** Without a tie seed rows that are equal stay as they stand. */
export interface Sort {
  readonly column: string
  readonly descending: boolean
  readonly nulls: Nulls
  readonly tieSeed: string | undefined
}

/**
 * Sorted by one field. Rows that are equal in it keep one order from request to request,
 * and that order is unlike the one of their ids: no vendor promises more.
 */
export function sortRows(rows: readonly Row[], sort: Sort): Row[] {
  const { column, descending, nulls, tieSeed } = sort
  const decorated = rows.map((row) => ({ row, key: toKey(row[column]) }))
  const sign = descending ? -1 : 1
  const nullSign = nulls === 'last' || (nulls === 'high') !== descending ? 1 : -1
  const tie = (row: Row): number => (tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${toText(row.id)}`))
  const compare = (a: Key, b: Key): number =>
    a === null || b === null ? nullSign * (Number(a === null) - Number(b === null)) : sign * compareKeys(a, b)
  decorated.sort((a, b) => compare(a.key, b.key) || tie(a.row) - tie(b.row))
  return decorated.map((one) => one.row)
}

/** Ascending; texts after numbers. */
function compareKeys(a: NonNullable<Key>, b: NonNullable<Key>): number {
  if (a === b) return 0
  const isText = typeof a === 'string'
  if (isText !== (typeof b === 'string')) return isText ? 1 : -1
  return a < b ? -1 : 1
}

function toKey(value: unknown): Key {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = toText(value)
  if (/^\d{16,}$/.test(text)) return BigInt(text)
  return toNumber(value) ?? toInstant(value) ?? text
}
