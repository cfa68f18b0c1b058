// A cached list as one question sees it: all rows, or a narrower filter's.
// An iterator reads a snapshot, and at its end the current list:
//
//   snapshot   a b c │ refreshed meanwhile
//   current        c x d          → a b c x d
import type { ListNoun, RowOf } from '../domain/lists.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Judge } from '../vendors/index.ts'
import type { AccountPosition, Range, Snapshot } from './cached-list.ts'
import type { Entry, ListQuery, RowFilter, SharedList } from './shared-list.ts'
import { compareKeys } from '../domain/order.ts'
import { indexFrom, isWhole } from './cached-list.ts'
import { createRowFilter } from './shared-list.ts'

/** Limit of narrower questions per list. */
const MOST_QUESTIONS = 32

export interface ListView<R> {
  readonly shared: SharedList<R>
  /** `null`: all rows of the list match. */
  readonly filter: RowFilter<R> | null
  /** True if the question sends more filters than the list. */
  readonly isWider: boolean
  /** True if another question read the list. */
  readonly isNarrowed: boolean
  /** False if a page needs rows that a wider list lacks. */
  suffices(): boolean
}

/** The question's own list. */
export function ownView<N extends ListNoun>(query: ListQuery<N>, entry: Entry<N>): ListView<RowOf<N>> {
  return viewOf(query, entry, query.isNarrower ? () => query.judgeOf(query.sent) : null, false)
}

export function viewOf<N extends ListNoun>(
  query: ListQuery<N>,
  entry: Entry<N>,
  judgeOf: (() => Judge<RowOf<N>> | null) | null,
  isWider: boolean,
): ListView<RowOf<N>> {
  const filter = judgeOf && filterOf(query, entry, judgeOf)
  const view = {
    shared: entry,
    filter,
    isWider,
    isNarrowed: filter !== null && entry.query.question() !== query.question(),
    suffices: () => !isWider || fills(query, view),
  }
  return view
}

/** The latest filters are kept. `null`: all rows match. */
function filterOf<N extends ListNoun>(
  query: ListQuery<N>,
  { filters }: Entry<N>,
  judgeOf: () => Judge<RowOf<N>> | null,
): RowFilter<RowOf<N>> | null {
  const question = query.question()
  let filter = filters.get(question) ?? null
  const judge = filter === null ? judgeOf() : null
  if (judge !== null) filter = createRowFilter(judge)
  if (filter === null) return null
  filters.delete(question)
  filters.set(question, filter)
  const [oldest] = filters.keys()
  if (filters.size > MOST_QUESTIONS && oldest !== undefined) filters.delete(oldest)
  return filter
}

/** Rows of the list, or those that pass the view's filter. */
export function rowsOf<R>({ shared, filter }: Pick<ListView<R>, 'shared' | 'filter'>): readonly R[] {
  const { rows } = shared.list
  return filter === null ? rows : filter.passing(rows)
}

/** True if a list has all rows of a page. */
export function fills<N extends ListNoun>(
  { page: { position, range, rows }, order }: ListQuery<N>,
  view: Pick<ListView<RowOf<N>>, 'shared' | 'filter'>,
): boolean {
  const { list } = view.shared
  if (list.cut || view.filter?.isSure(list.rows) === false) return false
  if (isWhole(list, range)) return true
  const passing = rowsOf(view)
  const given = position === null ? 0 : indexFrom(passing, position.key, order) + position.ids.size
  return passing.length - given >= rows
}

/** Iterators from one position on, within one range. */
export function createIteration<R extends { readonly id: string }>(
  position: AccountPosition | null,
  range: Range,
  order: Order<R>,
) {
  const isRange = range.since !== undefined || range.until !== undefined

  /** Rows without a start are in no range. */
  const isBeyond = (row: R): boolean => {
    if (!isRange) return false
    const key = order.keyOf(row)
    return typeof key !== 'number' || (range.since !== undefined && key < range.since)
  }
  const isBefore = (row: R): boolean => {
    if (position === null) return false
    const where = compareKeys(order.keyOf(row), position.key, order.direction)
    return where < 0 || (where === 0 && position.ids.has(row.id))
  }

  return ({ shared: { list }, filter }: ListView<R>) => {
    const passing = (rows: readonly R[]) => (filter === null ? rows : filter.passing(rows))
    const given: R[] = []
    let { version } = list
    let oldest = Number.POSITIVE_INFINITY
    /** Ids returned from earlier snapshots, whose rows may have moved. */
    let returned: ReadonlySet<string> | null = null
    let index = position === null ? 0 : indexFrom(passing(list.rows), position.key, order)

    const snapshot = (): Snapshot<R> => version.snapshot ?? list
    /** Rows of the snapshot that pass the view's filter. */
    const rows = () => passing(snapshot().rows)

    /** Copied rows set the age from the first of them on. */
    function asOf(): Instant {
      const { asOf: young, old } = snapshot()
      if (old === null) return young
      const next = rows()[index]
      const isOld = next === undefined || compareKeys(order.keyOf(next), old.from, order.direction) >= 0
      return isOld ? Math.min(young, old.asOf) : young
    }

    /** Moves on to the current version, after the last row returned. */
    function moveOn(): void {
      const last = given.at(-1)
      if (last !== undefined) oldest = Math.min(oldest, asOf())
      returned = new Set(given.map(({ id }) => id))
      ;({ version } = list)
      const key = last === undefined ? position?.key : (order.keyOf(last) ?? null)
      index = key === undefined ? 0 : indexFrom(rows(), key, order)
    }

    return {
      peek: () => {
        for (;;) {
          const row = rows()[index]
          if (row === undefined) {
            if (version.snapshot === null || isWhole(snapshot(), range)) return undefined
            moveOn()
            continue
          }
          if (isBeyond(row)) return undefined
          if (!isBefore(row) && returned?.has(row.id) !== true) return row
          index += 1
        }
      },
      skip: () => {
        const row = rows()[index]
        if (row !== undefined) given.push(row)
        index += 1
      },
      isDone: () => isWhole(snapshot(), range),
      /** Number of rows returned. */
      returned: () => given.length,
      /** Index of the next row in the snapshot. */
      index: () => index,
      snapshot,
      rows,
      /** Instant when the oldest row used was read. */
      asOf: () => Math.min(oldest, asOf()),
    }
  }
}
