// Reads on: whole, in the vendor's order, or by windows of time.
import type { Order } from '../domain/order.ts'
import type { Clock } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { CachedList, FetchNextPage } from './cached-list.ts'
import { isBudgetSpent } from '../domain/errors.ts'
import { compareRows } from '../domain/order.ts'
import { byParts } from './by-parts.ts'
import { bySort } from './by-sort.ts'
import { close } from './cached-list.ts'
import { nullsLast } from './nulls-last.ts'
import { createReadAll } from './page-reader.ts'
import { byWindow } from './window.ts'

/** Limit of pages of a list that is read whole. */
export const MOST_WHOLE_PAGES = 20

export function createFetchNextPage<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
  clock: Clock,
): FetchNextPage {
  if (feed.whole) return readWhole(feed, list, order)
  if (feed.order !== null)
    return feed.parts === undefined ? nullsLast(feed, list, order) : byParts(feed, list, order)
  const inOrder = bySort(feed, list, order)
  let windows: FetchNextPage | null = null
  return async (ask) => {
    if (windows !== null) return windows(ask)
    const unsorted = await inOrder(ask)
    if (unsorted !== null) windows = byWindow(feed, list, order, { now: clock.now(), sample: unsorted })
  }
}

/** Reads and sorts short lists, e.g. agents. */
function readWhole<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
): FetchNextPage {
  const begin = () => createReadAll(feed, list, {})
  let readOn = begin()
  return async (ask) => {
    try {
      const { rows, more } = await readOn((_, pages) => pages >= MOST_WHOLE_PAGES, ask)
      list.rows.push(...rows.filter(feed.matches).toSorted(compareRows(order)))
      list.cut ||= more
      close(list, undefined)
    } catch (error) {
      if (!isBudgetSpent(error)) readOn = begin()
      throw error
    }
  }
}
