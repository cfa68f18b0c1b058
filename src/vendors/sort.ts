// In which order a vendor is asked for rows, and whether they came in it.
import type { ListNoun } from '../domain/lists.ts'
import type { Resource } from './define.ts'
import type { Question, RowOf } from './feed.ts'
import type { Trial } from './translate.ts'
import { compareKeys } from '../domain/order.ts'

/** The sort as parameters whose obedience shows in the rows; null when the vendor has no column for the order. */
export function toSort<N extends ListNoun>(
  resource: Resource<N>,
  question: Question<N>,
): Trial<RowOf<N>> | null {
  const column = resource.sorting?.columns[question.field ?? resource.sorting.byDefault]
  if (resource.sorting === undefined || column === undefined) return null
  return {
    name: `sort:${column}`,
    params: resource.sorting.params(column, question.direction),
    // A vendor that puts rows without a value first sorts all the same.
    tells: (rows) => {
      const placed = rows.filter((row) => isPlaced(row, question))
      if (!inOrder(placed, question)) return 'ignored'
      return tellsOrder(placed, question) ? 'obeyed' : undefined
    },
  }
}

export function isPlaced<N extends ListNoun>(row: RowOf<N>, { keyOf }: Question<N>): boolean {
  return (keyOf(row) ?? null) !== null
}

export function inOrder<N extends ListNoun>(
  rows: readonly RowOf<N>[],
  { keyOf, direction }: Question<N>,
): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1]
    return before === undefined || compareKeys(keyOf(before), keyOf(row), direction) <= 0
  })
}

/** Rows that are all equal in an order stand in it by chance. */
export function tellsOrder<N extends ListNoun>(rows: readonly RowOf<N>[], { keyOf }: Question<N>): boolean {
  return new Set(rows.map((row) => keyOf(row) ?? null)).size > 1
}
