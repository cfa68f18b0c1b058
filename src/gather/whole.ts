// Lists that are short enough to be read whole, put in order here and paged from memory.
import type { Feed } from '../vendors/index.ts'
import type { Order } from '../domain/order.ts'
import type { Grow, Segment } from './segment.ts'
import { compareRows } from '../domain/order.ts'
import { MOST_WHOLE_PAGES } from '../vendors/index.ts'
import { readAll } from './reader.ts'
import { close } from './segment.ts'

export function readWhole<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  order: Order<R>,
): Grow {
  return async (ask) => {
    const { rows, more } = await readAll(feed, segment, {}, (_, pages) => pages >= MOST_WHOLE_PAGES, ask)
    segment.rows.push(...rows.filter(feed.matches).toSorted(compareRows(order)))
    segment.cut ||= more
    close(segment, undefined)
  }
}
