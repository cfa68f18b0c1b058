// A list that its vendor does not sort, read window by window of time, newest window first, each sorted here. Spans are
// taken from how dense the list is, doubled when a window is empty and halved when it is full.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed } from '../vendors/feed.ts'
import type { Grow, Ordering } from './grow.ts'
import type { Segment } from './segment.ts'
import { compareKeys } from '../domain/order.ts'
import { read, take } from './grow.ts'

const FIRST_SPAN_MS = 3_600_000

/** A window of more pages than this is full. */
const FULL_PAGES = 3

/** Nothing is older: contact centres of these vendors did not exist. */
const BEGINNING: Instant = Date.UTC(2010, 0, 1)

export function byWindow<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  ordering: Ordering<R>,
  now: Instant,
): Grow {
  const { keyOf, direction } = ordering
  const edge = segment.end ?? segment.top
  let until = typeof edge === 'number' ? edge : now
  let open = typeof edge !== 'number'
  let spanMs = FIRST_SPAN_MS
  let page = 1
  let found: R[] = []

  const inWindow = (row: R, since: Instant): boolean => {
    const key = keyOf(row)
    return typeof key !== 'number' || (key >= since && (open || key <= until))
  }

  return async (ask: Ask) => {
    const since = Math.max(BEGINNING, until - spanMs)
    const at = { page, per: feed.maximum ?? 0, since, until: open ? undefined : until }
    const answer = await read(feed, segment, at, ask)
    found.push(...answer.rows.filter((row) => inWindow(row, since)))
    if (answer.more && page >= FULL_PAGES && spanMs > 1 && feed.bounded()) {
      spanMs = Math.ceil(spanMs / 2)
      page = 1
      found = []
      return
    }
    if (answer.more) {
      page += 1
      return
    }
    take(
      feed,
      segment,
      ordering,
      found.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), direction)),
    )
    segment.end = since
    segment.rank = segment.seen.size
    const all = segment.total !== null && segment.seen.size >= segment.total
    segment.complete = all || since <= BEGINNING || since <= (feed.since ?? BEGINNING)
    if (found.length === 0) spanMs *= 2
    until = since
    open = false
    page = 1
    found = []
  }
}
