// Sort parameters, and checks that rows arrived in order.
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Direction, Order, SortKey } from '../domain/order.ts'
import type { Resource } from './define.ts'
import type { Question } from './question.ts'
import type { Probe } from './unproven.ts'
import { compareKeys } from '../domain/order.ts'

export interface Sorts {
  readonly columns: object
  readonly directions?: readonly Direction[]
  readonly oneWay?: object
}

/** Empty: the account has no such order. */
export function directionsOf(sorting: Sorts | undefined, field: string): readonly Direction[] {
  if (sorting === undefined || !Object.hasOwn(sorting.columns, field)) return []
  const oneWay = new Map<string, Direction>(Object.entries(sorting.oneWay ?? {})).get(field)
  return oneWay === undefined ? (sorting.directions ?? BOTH) : [oneWay]
}

const BOTH: readonly Direction[] = ['ASC', 'DESC']

/** `null`: the vendor has no such column. */
export function toSort<N extends ListNoun>(
  resource: Resource<N>,
  question: Question<N>,
): Probe<RowOf<N>> | null {
  const column = resource.sorting?.columns[question.field ?? resource.sorting.byDefault]
  if (resource.sorting === undefined || column === undefined) return null
  return {
    name: `sort:${column}`,
    params: resource.sorting.params(column, question.direction),
    // Rows without a value may come first.
    resultOf: (rows) => {
      const placed = rows.filter((row) => isPlaced(row, question))
      if (!inOrder(placed, question)) return 'ignored'
      return chanceOfOrder(placed, question) < 1 ? 'supported' : undefined
    },
  }
}

/** False: the row has no sort value and comes last. */
export function isPlaced<R>(row: R, { keyOf }: Order<R>): boolean {
  return (keyOf(row) ?? null) !== null
}

export function inOrder<R>(rows: readonly R[], { keyOf, direction }: Order<R>): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1]
    return before === undefined || compareKeys(keyOf(before), keyOf(row), direction) <= 0
  })
}

/** The chance of random rows to be in order, e.g. 1 for equal rows. */
export function chanceOfOrder<R>(rows: readonly R[], { keyOf }: Order<R>): number {
  const alike = new Map<SortKey, number>()
  return rows.reduce((chance, row, index) => {
    const key = keyOf(row) ?? null
    const count = (alike.get(key) ?? 0) + 1
    alike.set(key, count)
    return (chance * count) / (index + 1)
  }, 1)
}
