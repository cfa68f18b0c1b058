// How rows stand that are equal in a sort.
import { hash } from './random.ts'

/** Sorts stably; equals keep one order from request to request, and that order is unlike the one of their ids. */
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
