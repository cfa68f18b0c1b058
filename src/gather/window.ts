// A list that its vendor does not sort, read window by window of time, newest window first, each sorted here. The first
// span is taken from how dense the list is; spans double when a window has less than half a page, and are at least
// halved when it is full.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPage } from '../vendors/index.ts'
import type { Order } from '../domain/order.ts'
import type { FetchNextPage, CachedList } from './cached-list.ts'
import { isBudgetSpent } from '../domain/errors.ts'
import { createReadAll } from './page-reader.ts'
import { close, take, toSorted } from './cached-list.ts'

const LEAST_SPAN_MS = 60_000

/** A window with more pages of rows than this is full. */
const FULL_PAGES = 3

/** Nothing is older: contact centres of these vendors did not exist. */
export const BEGINNING: Instant = Date.UTC(2010, 0, 1)

interface Window<R> {
  readonly ms: number
  readonly since: Instant | undefined
  readonly readOn: ReturnType<typeof createReadAll<R & { readonly id: string }>>
}

/** Goes on from the segment's end, a window at a time; `sample` is a page of what lies below, in whatever order. */
export function byWindow<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
  { now, sample }: { now: Instant; sample: FeedPage<R> },
): FetchNextPage {
  const keysOf = (rows: readonly R[]) => rows.map(order.keyOf).filter((key) => typeof key === 'number')
  // A list that was entered at the end counts no other rows than those still to come.
  const left = feed.bounded() ? sample.total : leftOf(list)
  let until = typeof list.end === 'number' ? list.end : undefined
  let spanMs = spanOf(keysOf(sample.rows), { from: until ?? now, now, left }, list)

  /** A window that was begun when the budget was spent. */
  let begun: Window<R> | null = null

  /** What is new in a window; `more` when it is full. */
  async function read({ since, readOn }: Window<R>, mostRows: number, ask: Ask) {
    const [least, most] = [since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY]
    // Bounds may be sent loosely, so that rows come which are none of the window's.
    const isNew = (row: R) => {
      const key = Number(order.keyOf(row) ?? Number.NEGATIVE_INFINITY)
      return key >= least && key <= most && !list.seen.has(row.id)
    }
    let count: number | null = null
    const isFull = (rows: readonly R[], _: number, total: number | null) => {
      const news = rows.filter(isNew).length
      // By the vendor's count it shows on the first page, unless others than the window's rows are counted.
      count = total === list.total || news * 2 < rows.length ? null : total
      return news >= mostRows || (count ?? 0) >= mostRows
    }
    const { rows, more } = await readOn(isFull, ask)
    return { rows: rows.filter(isNew), more, count }
  }

  return async (ask: Ask) => {
    const { floor } = list
    const oldest = floor ?? BEGINNING
    const from = until ?? now
    // Without an upper bound a window brings all newer rows again, so each is to be as long as all before together.
    if (!feed.bounded()) spanMs = Math.max(spanMs, now - from)
    // Where no window can leave out what is older, the first brings all there is.
    if (!feed.floored()) spanMs = Number.POSITIVE_INFINITY
    // By the vendor's count nothing is left: one look to the beginning makes sure.
    if ((leftOf(list) ?? 1) <= 0) spanMs = Number.POSITIVE_INFINITY
    for (let ms = begun?.ms ?? spanMs; ;) {
      ms = Math.min(ms, Math.max(1, from - oldest))
      const least = from - ms <= oldest ? floor : from - ms
      const window = begun ?? {
        ms,
        since: least,
        readOn: createReadAll(feed, list, { since: least, until }),
      }
      const { since } = window
      const isNarrow = feed.bounded() && feed.floored() && ms > 1
      const mostRows = isNarrow ? FULL_PAGES * list.pageSize : Number.POSITIVE_INFINITY
      begun = window
      const { rows, more, count } = await read(window, mostRows, ask).catch((error: unknown) => {
        if (!isBudgetSpent(error)) begun = null
        throw error
      })
      begun = null
      if (more) {
        const shorter = shorten(ms, from, keysOf(rows))
        ms = count === null || shorter.isCrowd ? shorter.ms : Math.min(shorter.ms, pageOf(ms, count, list))
        if (!shorter.isCrowd) spanMs = ms
        continue
      }
      take(list, toSorted(rows, order), feed.matches, order)
      list.rank = list.topRank + list.seen.size
      list.left = null
      if (since !== undefined) [list.end, until] = [since, since - 1]
      if (since === floor) close(list, floor)
      if (rows.length * 2 < list.pageSize && ms === spanMs) spanMs *= 2
      return
    }
  }
}

/** How long a page of rows takes when so many come in so long. */
function pageOf(ms: number, count: number, { pageSize }: CachedList<unknown>): number {
  return Math.max(1, Math.floor((ms / count) * pageSize))
}

/**
 * Half as long, or as long as half of the rows need, if that is less. A crowd of one instant says nothing of how dense
 * others are: what is above it comes first, then the crowd alone.
 */
function shorten(ms: number, from: Instant, keys: readonly Instant[]): { ms: number; isCrowd: boolean } {
  const sorted = keys.toSorted((a, b) => b - a)
  const [upper = from, middle = from, lower = from] = [1, 2, 3].map(
    (part) => sorted[(keys.length * part) >> 2],
  )
  if (upper === lower) return { ms: Math.max(1, from - middle - 1), isCrowd: true }
  return { ms: Math.max(1, Math.min(Math.ceil(ms / 2), from - middle)), isCrowd: false }
}

/**
 * How long it takes for about a page of rows to come, by the rows of one page and how many are left below, and by how
 * many came above.
 */
function spanOf(
  keys: readonly Instant[],
  { from, now, left }: { from: Instant; now: Instant; left: number | null },
  { pageSize, rank }: CachedList<unknown>,
): number {
  const above = ((now - from) / Math.max(rank, pageSize)) * pageSize
  const below = left === null || left <= 0 ? 0 : ((from - Math.min(from, ...keys)) / left) * pageSize
  const spread = keys.length === 0 ? 0 : Math.max(...keys) - Math.min(...keys)
  return Math.ceil(Math.max(LEAST_SPAN_MS, above, below, spread))
}

/** How many of the vendor's rows are still to come, by its total; null when it told none. */
function leftOf({ total, topRank, seen }: CachedList<unknown>): number | null {
  return total === null ? null : total - topRank - seen.size
}
