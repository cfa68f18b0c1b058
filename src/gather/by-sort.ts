// Reads a list in the vendor's order, one vendor page at a time.
import type { Order } from '../domain/order.ts'
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { PageReader, ReadPage } from './page-reader.ts'
import type { CachedList } from './cached-list.ts'
import { compareKeys } from '../domain/order.ts'
import { createPageReader } from './page-reader.ts'
import { append, close, toSorted } from './cached-list.ts'

/** Reads a page. Returns it if it contradicts the order, else `null`. */
export type ReadSorted<R> = (ask: Ask) => Promise<ReadPage<R> | null>

interface Hooks<R> {
  /** Returns `false` to drop a page. */
  readonly accepts?: (page: ReadPage<R>) => boolean
  /** Replaces `close` at the end of the list. */
  readonly atEnd?: (floor: Instant | undefined) => void
}

/**
 * Seekable lists are entered at the last row's start:
 *
 *   GET …?until=12:00   12:00 12:00 11:58 …   ties at 12:00 are known by id
 */
export function bySort<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
  { accepts = () => true, atEnd = (floor) => close(list, floor) }: Hooks<R> = {},
): ReadSorted<R> {
  const { keyOf, direction } = order
  const isKnown = (row: R): boolean => {
    const place = list.end === undefined ? 0 : compareKeys(keyOf(row), list.end, direction)
    return place < 0 || (place === 0 && list.seen.has(row.id))
  }
  /** E.g. 300: at 9:00 with 100 rows an hour, and known rows until 6:00. */
  const leftAfter = (rows: readonly R[]): number => {
    const [first, last, end] = [rows[0], rows.at(-1)].map((row) => row && keyOf(row)).concat(list.end)
    if (typeof first !== 'number' || typeof last !== 'number' || typeof end !== 'number') return 0
    return first === last ? 0 : ((rows.length - 1) * (end - last)) / (last - first)
  }
  let isProven = false
  let reader: { readonly until: number | undefined; readonly read: PageReader<R> } | null = null

  /**
   * Equal rows look sorted by chance. A last row that belongs before them disproves it.
   * Bounds hide such rows: there equal rows prove nothing.
   */
  const isContradicted = ({ rows, sorted }: ReadPage<R>): boolean => {
    if (feed.order === null) return sorted === null
    const last = rows.at(-1)
    return list.top === undefined && last !== undefined && isKnown(last) && !list.seen.has(last.id)
  }

  return async (ask) => {
    const { floor } = list
    const until = typeof list.end === 'number' && feed.seekable() ? list.end : undefined
    if (reader === null || reader.until !== until) {
      const rank = until === undefined ? list.rank : 0
      reader = { until, read: createPageReader(feed, list, { until, isKnown, rank, leftAfter }) }
    }
    const { page, joins, rank } = await reader.read(ask)
    if (until === undefined) list.rank = rank
    if (!accepts(page)) return null
    const isAll = page.start === 0 && !page.more
    if (!isAll && (page.sorted === false || (!isProven && isContradicted(page)))) return page
    isProven ||= page.sorted === true
    if (!joins) return null
    const rows = page.sorted === false ? toSorted(page.rows, order) : page.rows
    const added = append(list, rows, feed.matches, order)
    if (until !== undefined) list.rank += added
    list.left = leftOf(page, list, feed, floor)
    if (!page.more) atEnd(floor)
    return null
  }
}

/** Vendor rows after a page; `null`: its total is of another range. */
function leftOf<R>(
  { total, start, count }: ReadPage<R>,
  { counted }: CachedList<R>,
  { parts }: Feed<R>,
  floor: Instant | undefined,
): number | null {
  if (total === null || parts !== undefined || counted === null || counted.since !== floor) return null
  return Math.max(0, total - start - count)
}
