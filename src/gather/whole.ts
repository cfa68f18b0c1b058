// Lists that are short enough to be read whole, put in order here and paged from memory.
import type { Feed } from '../vendors/index.ts'
import type { Grow, Ordering } from './grow.ts'
import type { Segment } from './segment.ts'
import { compareKeys, compareIds } from '../domain/order.ts'
import { read } from './grow.ts'

const MOST_PAGES = 20

export function readWhole<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  { keyOf, direction }: Ordering<R>,
): Grow {
  return async (ask) => {
    const rows = new Map<string, R>()
    let more = true
    for (let page = 1; more && page <= MOST_PAGES; page += 1) {
      const answer = await read(feed, segment, { page, per: feed.maximum ?? 0 }, ask)
      for (const row of answer.rows) rows.set(row.id, row)
      more = answer.more && answer.count > 0
    }
    const wanted = [...rows.values()].filter((row) => feed.matches(row))
    segment.rows.push(
      ...wanted.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), direction) || compareIds(a, b)),
    )
    segment.cut = more
    segment.complete = true
  }
}
