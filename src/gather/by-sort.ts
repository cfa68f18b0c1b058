// Down a list that its vendor sorts, one vendor page at a time.
import type { Order } from '../domain/order.ts'
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { PageReader, ReadPage } from './page-reader.ts'
import type { CachedList } from './cached-list.ts'
import { compareKeys } from '../domain/order.ts'
import { createPageReader } from './page-reader.ts'
import { close, take, toSorted } from './cached-list.ts'

/** Reads one vendor page into a segment. Returns the page when it breaks the order, else null. */
export type Step<R> = (ask: Ask) => Promise<ReadPage<R> | null>

interface Reactions<R> {
  /** Returns false for a page of which nothing is to be taken. */
  readonly accepts?: (page: ReadPage<R>) => boolean
  /** Called when the list has been read to its end; the segment is closed when absent. */
  readonly atEnd?: (floor: Instant | undefined) => void
}

/**
 * Down a sorted list. Where it can be entered at the end reached, that is a list of its own, whose first page joins on
 * for sure: ties at the end come again and are known by their ids. Gives the page that breaks the order, if one does.
 */
export function bySort<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
  { accepts = () => true, atEnd = (floor) => close(list, floor) }: Reactions<R> = {},
): Step<R> {
  const { keyOf, direction } = order
  const isKnown = (row: R): boolean => {
    const place = list.end === undefined ? 0 : compareKeys(keyOf(row), list.end, direction)
    return place < 0 || (place === 0 && list.seen.has(row.id))
  }
  let isShown = false
  let course: { readonly until: number | undefined; readonly read: PageReader<R> } | null = null

  /**
   * Whether rows that all were equal so far stood in order by chance: a page ends on a row that belongs before them and
   * was not among them. Arrivals, which belong there too, begin a page. By a bound, which hides such rows, it cannot be
   * told, so there chance is not trusted.
   */
  const contradicts = ({ rows, sorted }: ReadPage<R>): boolean => {
    if (feed.order === null) return sorted === null
    const last = rows.at(-1)
    return list.top === undefined && last !== undefined && isKnown(last) && !list.seen.has(last.id)
  }

  return async (ask) => {
    const { floor } = list
    const until = typeof list.end === 'number' && feed.bounded() ? list.end : undefined
    if (course === null || course.until !== until) {
      const rank = until === undefined ? list.rank : 0
      course = { until, read: createPageReader(feed, list, { until, isKnown, rank }) }
    }
    const { page, joins, rank } = await course.read(ask)
    if (until === undefined) list.rank = rank
    if (!accepts(page)) return null
    const isAll = page.start === 0 && !page.more
    if (!isAll && (page.sorted === false || (!isShown && contradicts(page)))) return page
    isShown ||= page.sorted === true
    if (!joins) return null
    const rows = page.sorted === false ? toSorted(page.rows, order) : page.rows
    const news = take(list, rows, feed.matches, order)
    if (until !== undefined) list.rank += news
    list.left = leftOf(page, list, feed, floor)
    if (!page.more) atEnd(floor)
    return null
  }
}

/** How many rows of the range that is counted follow a page, where it is one list and that range that was asked for. */
function leftOf<R>(
  { total, start, count }: ReadPage<R>,
  { counted }: CachedList<R>,
  { parts }: Feed<R>,
  floor: Instant | undefined,
): number | null {
  if (total === null || parts !== undefined || counted === null || counted.since !== floor) return null
  return Math.max(0, total - start - count)
}
