// How a segment grows by one vendor page: in the vendor's order where it sorts, entered at the last row's start where
// that can be asked for, and by windows of time where it does not sort.
import type { Order } from '../domain/order.ts'
import type { Ask } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { Reader, Reading } from './reader.ts'
import type { Grow, Segment } from './segment.ts'
import { InputError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { createReader } from './reader.ts'
import { close, take, toSorted } from './segment.ts'
import { byWindow } from './window.ts'

/** Reads one page, or one window of time, in whichever way the vendor turns out to allow. */
export function createGrow<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  order: Order<R>,
  clock: Clock,
): Grow {
  const inOrder = bySort(feed, segment, order)
  let windows: Grow | null = null
  return async (ask) => {
    if (windows !== null) return windows(ask)
    const unsorted = await inOrder(ask)
    if (unsorted === null) return
    if (feed.order !== null) throw cannotSort(feed.account, feed.order)
    windows = byWindow(feed, segment, order, { now: clock.now(), sample: unsorted })
  }
}

/**
 * Down a sorted list. Where it can be entered at the end reached, that is a list of its own, whose first page joins on
 * for sure: ties at the end come again and are known by their ids. Gives the page that breaks the order, if one does.
 */
function bySort<R extends { readonly id: string }>(feed: Feed<R>, segment: Segment<R>, order: Order<R>) {
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

  return async (ask: Ask): Promise<Reading<R> | null> => {
    const { floor } = segment
    const until = typeof segment.end === 'number' && feed.bounded() ? segment.end : undefined
    if (course === null || course.until !== until) {
      const rank = until === undefined ? segment.rank : 0
      course = { until, read: createReader(feed, segment, { until, isKnown, rank }) }
    }
    const { page, joins, rank } = await course.read(ask)
    if (until === undefined) segment.rank = rank
    const isAll = page.start === 0 && !page.more
    if (!isAll && (page.sorted === false || (!isShown && contradicts(page)))) return page
    isShown ||= page.sorted === true
    if (!joins) return null
    const rows = page.sorted === false ? toSorted(page.rows, order) : page.rows
    const news = take(segment, rows, feed.matches, order)
    if (until !== undefined) segment.rank += news
    segment.left = leftOf(page, segment, feed, floor)
    if (!page.more) close(segment, floor)
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

function cannotSort(account: string, order: string): InputError {
  const reason = 'whose rows come in another order or those without a value first'
  const advice = 'give a range on it in the filter, or another order'
  return new InputError(
    `"orderBy": ${order} cannot be had from ${account}, ${reason}; ${advice}.`,
    'UNSUPPORTED_ORDER',
  )
}
