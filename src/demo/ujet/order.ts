/** In which order UJET's lists stand. */
import { hash } from '../random.ts'
import type { Row } from '../shelf.ts'
import { toInstant, toNumber, toText } from './values.ts'

type Key = number | bigint | string | null

/**
 * Where rows without a value stand. `low`: first when ascending, as in MySQL. `high`: first when descending, as in
 * PostgreSQL. `last`: last both ways.
 */
export type Nulls = 'low' | 'high' | 'last'

/** Without a tie seed rows that are equal stay as they stand. */
export type Sort = { column: string; descending: boolean; nulls: Nulls; tieSeed: string | undefined }

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
  const compare = (one: Key, other: Key): number =>
    one === null || other === null
      ? nullSign * (Number(one === null) - Number(other === null))
      : sign * compareKeys(one, other)
  decorated.sort((one, other) => compare(one.key, other.key) || tie(one.row) - tie(other.row))
  return decorated.map((one) => one.row)
}

/** Ascending; texts after numbers. */
function compareKeys(one: NonNullable<Key>, other: NonNullable<Key>): number {
  if (one === other) return 0
  const isText = typeof one === 'string'
  if (isText !== (typeof other === 'string')) return isText ? 1 : -1
  return one < other ? -1 : 1
}

function toKey(value: unknown): Key {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = toText(value)
  if (/^\d{16,}$/.test(text)) return BigInt(text)
  return toNumber(value) ?? toInstant(value) ?? text
}
