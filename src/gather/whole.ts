// Lists that are short enough to be read whole, put in order here and paged from memory.
import type { Feed } from '../vendors/index.ts'
import type { Order } from '../domain/order.ts'
import type { Grow, Segment } from './segment.ts'
import { compareRows } from '../domain/order.ts'
import { isBudgetSpent } from '../domain/errors.ts'
import { createReadAll } from './reader.ts'
import { close } from './segment.ts'

/** Lists that are read whole are read to here at most. */
export const MOST_WHOLE_PAGES = 20

export function readWhole<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  order: Order<R>,
): Grow {
  const begin = () => createReadAll(feed, segment, {})
  let readOn = begin()
  return async (ask) => {
    try {
      const { rows, more } = await readOn((_, pages) => pages >= MOST_WHOLE_PAGES, ask)
      segment.rows.push(...rows.filter(feed.matches).toSorted(compareRows(order)))
      segment.cut ||= more
      close(segment, undefined)
    } catch (error) {
      if (!isBudgetSpent(error)) readOn = begin()
      throw error
    }
  }
}
