// How a segment grows by one vendor page: in the vendor's order where it sorts, entered at the last row's start where
// that can be asked for, and by windows of time where it does not sort.
import type { Order } from '../domain/order.ts'
import type { Clock } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { FetchNextPage, CachedList } from './cached-list.ts'
import { bySort } from './by-sort.ts'
import { nullsLast } from './nulls-last.ts'
import { byWindow } from './window.ts'

/** Reads one page, or one window of time, in whichever way the vendor turns out to allow. */
export function createFetchNextPage<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
  clock: Clock,
): FetchNextPage {
  if (feed.order !== null) return nullsLast(feed, list, order)
  const inOrder = bySort(feed, list, order)
  let windows: FetchNextPage | null = null
  return async (ask) => {
    if (windows !== null) return windows(ask)
    const unsorted = await inOrder(ask)
    if (unsorted !== null) windows = byWindow(feed, list, order, { now: clock.now(), sample: unsorted })
  }
}
