// Reads fields of rows, which may hold anything, and sorts rows.
import type { Row } from './shelf.ts'
import { hash } from './random.ts'

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path such as `accounts.campaign.id`. */
export function field(row: Row, path: string): unknown {
  let value: unknown = row
  for (const key of path.split('.'))
    value = isRow(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return value
}

/** The value as queries write it, `''` for null. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value == null ? '' : JSON.stringify(value)
}

/** E.g. `7` and `"7"`. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}

/** Milliseconds since 1970 of ISO 8601 with an offset. */
export function toInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value)) return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}

/** Rows with equal keys keep one order from request to request, unlike that of their ids. */
export function sortWithTies<T>(
  rows: readonly T[],
  compare: (a: T, b: T) => number,
  idOf: (row: T) => string,
  tieSeed: string | undefined,
): T[] {
  const decorated = rows.map((row) => ({
    row,
    tie: tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${idOf(row)}`),
  }))
  return decorated.toSorted((a, b) => compare(a.row, b.row) || a.tie - b.tie).map(({ row }) => row)
}
