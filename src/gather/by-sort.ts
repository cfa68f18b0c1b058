// Down a list that its vendor sorts, one vendor page at a time.
import type { Order } from '../domain/order.ts'
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { Reader, Reading } from './reader.ts'
import type { Segment } from './segment.ts'
import { compareKeys } from '../domain/order.ts'
import { createReader } from './reader.ts'
import { close, take, toSorted } from './segment.ts'

/** Reads one vendor page into a segment. Returns the page when it breaks the order, else null. */
export type Step<R> = (ask: Ask) => Promise<Reading<R> | null>

interface Reactions<R> {
  /** Returns false for a page of which nothing is to be taken. */
  readonly accepts?: (page: Reading<R>) => boolean
  /** Called when the list has been read to its end; the segment is closed when absent. */
  readonly atEnd?: (floor: Instant | undefined) => void
}

/**
 * Down a sorted list. Where it can be entered at the end reached, that is a list of its own, whose first page joins on
 * for sure: ties at the end come again and are known by their ids. Gives the page that breaks the order, if one does.
 */
export function bySort<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  order: Order<R>,
  { accepts = () => true, atEnd = (floor) => close(segment, floor) }: Reactions<R> = {},
): Step<R> {
  const { keyOf, direction } = order
  const isKnown = (row: R): boolean => {
    const place = segment.end === undefined ? 0 : compareKeys(keyOf(row), segment.end, direction)
    return place < 0 || (place === 0 && segment.seen.has(row.id))
  }
  let isShown = false
  let course: { readonly until: number | undefined; readonly read: Reader<R> } | null = null

  /**
   * Whether rows that all were equal so far stood in order by chance: a page ends on a row that belongs before them and
   * was not among them. Arrivals, which belong there too, begin a page. By a bound, which hides such rows, it cannot be
   * told, so there chance is not trusted.
   */
  const contradicts = ({ rows, sorted }: Reading<R>): boolean => {
    if (feed.order === null) return sorted === null
    const last = rows.at(-1)
    return segment.top === undefined && last !== undefined && isKnown(last) && !segment.seen.has(last.id)
  }

  return async (ask) => {
    const { floor } = segment
    const until = typeof segment.end === 'number' && feed.bounded() ? segment.end : undefined
    if (course === null || course.until !== until) {
      const rank = until === undefined ? segment.rank : 0
      course = { until, read: createReader(feed, segment, { until, isKnown, rank }) }
    }
    const { page, joins, rank } = await course.read(ask)
    if (until === undefined) segment.rank = rank
    if (!accepts(page)) return null
    const isAll = page.start === 0 && !page.more
    if (!isAll && (page.sorted === false || (!isShown && contradicts(page)))) return page
    isShown ||= page.sorted === true
    if (!joins) return null
    const rows = page.sorted === false ? toSorted(page.rows, order) : page.rows
    const news = take(segment, rows, feed.matches, order)
    if (until !== undefined) segment.rank += news
    segment.left = leftOf(page, segment, feed, floor)
    if (!page.more) atEnd(floor)
    return null
  }
}

/** How many rows of the range that is counted follow a page, where it is one list and that range that was asked for. */
function leftOf<R>(
  { total, start, count }: Reading<R>,
  { counted }: Segment<R>,
  { parts }: Feed<R>,
  floor: Instant | undefined,
): number | null {
  if (total === null || parts !== undefined || counted === null || counted.since !== floor) return null
  return Math.max(0, total - start - count)
}
