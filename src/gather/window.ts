// A list that its vendor does not sort, read window by window of time, newest window first, each sorted here. The first
// span is taken from how dense the list is; spans double when a window is empty and are at least halved when it is full.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/index.ts'
import type { Order } from '../domain/order.ts'
import type { Grow, Segment } from './segment.ts'
import { readAll } from './reader.ts'
import { close, take, toSorted } from './segment.ts'

const LEAST_SPAN_MS = 60_000

/** A window of more pages than this is full. */
const FULL_PAGES = 3

/** Nothing is older: contact centres of these vendors did not exist. */
export const BEGINNING: Instant = Date.UTC(2010, 0, 1)

/** Goes on from the segment's end, a window at a time; `sample` is a page of what lies below, in whatever order. */
export function byWindow<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  order: Order<R>,
  { now, sample }: { now: Instant; sample: readonly R[] },
): Grow {
  const end = () => (typeof segment.end === 'number' ? segment.end : undefined)
  const keysOf = (rows: readonly R[]) => rows.map(order.keyOf).filter((key) => typeof key === 'number')
  let spanMs = spanOf(keysOf(sample), end() ?? now, segment)

  return async (ask: Ask) => {
    const { floor } = segment
    const oldest = floor ?? BEGINNING
    const until = end()
    const from = until ?? now
    // Without an upper bound a window brings all newer rows again, so each is to be as long as all before together.
    if (!feed.bounded()) spanMs = Math.max(spanMs, now - from)
    // By the vendor's count nothing is left: one look to the beginning makes sure.
    if ((leftOf(segment) ?? 1) <= 0) spanMs = Number.POSITIVE_INFINITY
    let mostPages: number = FULL_PAGES
    for (;;) {
      spanMs = Math.min(spanMs, Math.max(1, from - oldest))
      const isLast = from - spanMs <= oldest
      const since = isLast ? floor : from - spanMs
      const most = feed.bounded() ? mostPages : Number.POSITIVE_INFINITY
      const { rows, more } = await readAll(feed, segment, { since, until }, most, ask)
      if (more) {
        const keys = keysOf(rows).toSorted((a, b) => b - a)
        // Rows of one instant are in one window, however many they are.
        if (spanMs === 1 || keys[0] === keys.at(-1)) mostPages = Number.POSITIVE_INFINITY
        else spanMs = shorten(spanMs, from - (keys[keys.length >> 1] ?? from - spanMs))
        continue
      }
      const inside = rows.filter((row) => since === undefined || Number(order.keyOf(row) ?? 0) >= since)
      const news = take(segment, toSorted(inside, order), feed.matches, order)
      segment.rank = segment.topRank + segment.seen.size
      if (since !== undefined) segment.end = since
      if (isLast) close(segment, floor)
      if (news === 0) spanMs *= 2
      return
    }
  }
}

/** Half as long, or as long as half of the rows need, if that is less. */
function shorten(spanMs: number, halfOfRowsMs: number): number {
  return Math.max(1, Math.min(Math.ceil(spanMs / 2), halfOfRowsMs))
}

/** How long it takes for about a page of rows to come, by the rows of one page and how many are left below. */
function spanOf(keys: readonly Instant[], until: Instant, segment: Segment<unknown>): number {
  if (keys.length === 0) return LEAST_SPAN_MS
  const first = Math.min(...keys)
  const left = leftOf(segment)
  const byCount = left === null || left <= 0 ? 0 : ((until - first) / left) * segment.pageSize
  return Math.ceil(Math.max(LEAST_SPAN_MS, Math.max(...keys) - first, byCount))
}

/** How many of the vendor's rows are still to come, by its total; null when it told none. */
function leftOf({ total, topRank, seen }: Segment<unknown>): number | null {
  return total === null ? null : total - topRank - seen.size
}
