/** In which order UJET's lists stand. */
import { hash } from '../random.ts'
import type { Row } from '../shelf.ts'
import { toInstant, toNumber, toText } from './values.ts'

type Key = number | string | null

/** Without a tie seed rows that are equal stay as they stand. */
export type Sort = { column: string; descending: boolean; tieSeed: string | undefined }

/**
 * Sorted by one field, null last when descending. Rows that are equal in it keep one order from request to request,
 * and that order is unlike the one of their ids: no vendor promises more.
 */
export function sortRows(rows: readonly Row[], sort: Sort): Row[] {
  const { column, descending, tieSeed } = sort
  const decorated = rows.map((row) => ({ row, key: toKey(row[column]) }))
  const sign = descending ? -1 : 1
  const tie = (row: Row): number => (tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${toText(row.id)}`))
  decorated.sort((one, other) => sign * compareKeys(one.key, other.key) || tie(one.row) - tie(other.row))
  return decorated.map((one) => one.row)
}

/** Ascending; nulls first, texts after numbers. */
function compareKeys(one: Key, other: Key): number {
  if (one === other) return 0
  if (one === null) return -1
  if (other === null) return 1
  if (typeof one === typeof other) return one < other ? -1 : 1
  return typeof one === 'number' ? -1 : 1
}

function toKey(value: unknown): Key {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  return toNumber(value) ?? toInstant(value) ?? toText(value)
}
