// The way through a run of rows for one answer: it keeps to the run as it was found, also while the segment is brought up
// to date, and only where that ends goes on in what has become of it.
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { AccountPosition, Range, Snapshot, CachedList } from './cached-list.ts'
import { compareKeys } from '../domain/order.ts'
import { indexFrom, isWhole } from './cached-list.ts'

export interface SnapshotIterator<R> {
  /** The next row if it is there. */
  peek(): R | undefined
  skip(): void
  /** Whether nothing further is wanted. */
  isDone(): boolean
  /** How many rows it has given, and where the next one stands. */
  given(): number
  index(): number
  /** What is walked through. */
  run(): Snapshot<R>
  /** The instant as of which the rows are known. */
  asOf(): Instant
}

/** Paths that begin at a place, in a range. */
export function createSnapshotIterator<R extends { readonly id: string }>(
  place: AccountPosition | null,
  range: Range,
  order: Order<R>,
): (list: CachedList<R>) => SnapshotIterator<R> {
  const isRange = range.since !== undefined || range.until !== undefined

  /** Rows without a start are in no range. */
  const isBeyond = (row: R): boolean => {
    if (!isRange) return false
    const key = order.keyOf(row)
    return typeof key !== 'number' || (range.since !== undefined && key < range.since)
  }
  const isBefore = (row: R): boolean => {
    if (place === null) return false
    const where = compareKeys(order.keyOf(row), place.key, order.direction)
    return where < 0 || (where === 0 && place.ids.has(row.id))
  }

  return (list) => {
    const rows: R[] = []
    let { version } = list
    let oldest = Number.POSITIVE_INFINITY
    /** The ids given before the run was left for a newer one, in which rows may have moved. */
    let given: ReadonlySet<string> | null = null
    let index = place === null ? 0 : indexFrom(list.rows, place.key, order)

    const run = () => version.past ?? list

    /** What was taken over counts from where the next row is one of it: that nothing comes before it is as old. */
    function asOf(): Instant {
      const { asOf: young, old, rows: all } = run()
      if (old === null) return young
      const next = all[index]
      const isOld = next === undefined || compareKeys(order.keyOf(next), old.from, order.direction) >= 0
      return isOld ? Math.min(young, old.asOf) : young
    }

    /** Goes on where the last row given stood. */
    function goOver(): void {
      const last = rows.at(-1)
      if (last !== undefined) oldest = Math.min(oldest, asOf())
      given = new Set(rows.map(({ id }) => id))
      ;({ version } = list)
      const key = last === undefined ? place?.key : (order.keyOf(last) ?? null)
      index = key === undefined ? 0 : indexFrom(list.rows, key, order)
    }

    return {
      peek: () => {
        for (;;) {
          const row = run().rows[index]
          if (row === undefined) {
            if (version.past === null || isWhole(run(), range)) return undefined
            goOver()
            continue
          }
          if (isBeyond(row)) return undefined
          if (!isBefore(row) && given?.has(row.id) !== true) return row
          index += 1
        }
      },
      skip: () => {
        const row = run().rows[index]
        if (row !== undefined) rows.push(row)
        index += 1
      },
      isDone: () => isWhole(run(), range),
      given: () => rows.length,
      index: () => index,
      run,
      asOf: () => Math.min(oldest, asOf()),
    }
  }
}
