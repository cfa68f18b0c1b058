// Lists that are short enough to be read whole, put in order here and paged from memory.
import type { Feed } from '../vendors/index.ts'
import type { Order } from '../domain/order.ts'
import type { FetchNextPage, CachedList } from './cached-list.ts'
import { compareRows } from '../domain/order.ts'
import { isBudgetSpent } from '../domain/errors.ts'
import { createReadAll } from './page-reader.ts'
import { close } from './cached-list.ts'

/** Lists that are read whole are read to here at most. */
export const MOST_WHOLE_PAGES = 20

export function readWhole<R extends { readonly id: string }>(
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
