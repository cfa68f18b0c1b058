// Reads an unsorted list by windows of time and sorts each here.
//
//   now  |--- 1 h ---|--- 1 h ---|------ 2 h ------|-- 1 h --| …
//          80 rows     30 rows     400 rows: full     half as long
//
// Less than half a page doubles the next window. A full window is split.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPage } from '../vendors/index.ts'
import type { Order } from '../domain/order.ts'
import type { CachedList, FetchNextPage } from './cached-list.ts'
import type { ReadAll } from './page-reader.ts'
import { isBudgetSpent } from '../domain/errors.ts'
import { createReadAll } from './page-reader.ts'
import { append, close, toSorted } from './cached-list.ts'

const LEAST_SPAN_MS = 60_000

/** Grid of windows, so that instances send equal requests. */
const GRID_MS = 10_000

/** Pages of rows in a full window. */
const FULL_PAGES = 3

/** No call is older: the vendors did not exist. */
export const BEGINNING: Instant = Date.UTC(2010, 0, 1)

interface Window<R> {
  readonly ms: number
  readonly since: Instant | undefined
  readonly readOn: ReadAll<R>
}

/** Reads on at the end; `sample` is an unsorted page below it. */
export function byWindow<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
  { now: present, sample }: { now: Instant; sample: FeedPage<R> },
): FetchNextPage {
  const now = Math.floor(present / GRID_MS) * GRID_MS
  const keysOf = (rows: readonly R[]) => rows.map(order.keyOf).filter((key) => typeof key === 'number')
  // A seekable list was entered at the end: its total is the rest.
  const left = feed.seekable() ? sample.total : leftOf(list)
  let until = typeof list.end === 'number' ? list.end : undefined
  let spanMs = spanOf(keysOf(sample.rows), { from: until ?? now, now, left }, list)

  /** Starts of unread rows that a full window showed, newest first. */
  let known: readonly Instant[] = []

  /** Window that BUDGET_SPENT interrupted. */
  let begun: Window<R> | null = null

  /** Reads the new rows of a window; `more` when it is full. */
  async function read({ since, readOn }: Window<R>, mostRows: number, ask: Ask) {
    const [least, most] = [since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY]
    // The vendor's bounds may be supersets, e.g. whole days.
    const isNew = (row: R) => {
      const key = Number(order.keyOf(row) ?? Number.NEGATIVE_INFINITY)
      return key >= least && key <= most && !list.seen.has(row.id)
    }
    let count: number | null = null
    const isFull = (rows: readonly R[], _: number, total: number | null) => {
      const news = rows.filter(isNew).length
      // The total shows it, unless it counts rows outside.
      count = total === list.total || news * 2 < rows.length ? null : total
      return news >= mostRows || (count ?? 0) >= mostRows
    }
    const { rows, more } = await readOn(isFull, ask)
    return { rows: rows.filter(isNew), more, count }
  }

  return async (ask: Ask) => {
    const { end, floor } = list
    // Rows copied from an older list have moved the end.
    if (typeof end === 'number' && end < (until ?? now)) until = end
    const oldest = floor ?? BEGINNING
    const from = until ?? now
    known = known.filter((key) => key <= from)
    // Without an upper bound each window repeats all newer rows: double it.
    if (!feed.seekable()) spanMs = Math.max(spanMs, now - from)
    // Without a lower bound the first window returns everything.
    if (!feed.floored()) spanMs = Number.POSITIVE_INFINITY
    // No row is left by the total: one last window verifies it.
    if ((leftOf(list) ?? 1) <= 0) spanMs = Number.POSITIVE_INFINITY
    const isBounded = () => feed.seekable() && feed.floored()
    const mostMs = isBounded() ? spanTo(known, from, list) : Number.POSITIVE_INFINITY
    for (let ms = begun?.ms ?? Math.min(spanMs, mostMs); ;) {
      ms = Math.min(ms, Math.max(1, from - oldest))
      const least = from - ms <= oldest ? floor : from - ms
      const window = begun ?? {
        ms,
        since: least,
        readOn: createReadAll(feed, list, { since: least, until }),
      }
      const { since } = window
      const isNarrow = isBounded() && ms > 1
      const mostRows = isNarrow ? FULL_PAGES * list.pageSize : Number.POSITIVE_INFINITY
      begun = window
      const { rows, more, count } = await read(window, mostRows, ask).catch((error: unknown) => {
        if (!isBudgetSpent(error)) begun = null
        throw error
      })
      begun = null
      if (more) {
        known = keysOf(rows).toSorted((a, b) => b - a)
        const shorter = shorten(ms, from, known)
        ms = count === null || shorter.isCrowd ? shorter.ms : Math.min(shorter.ms, pageOf(ms, count, list))
        if (!shorter.isCrowd) spanMs = ms
        continue
      }
      append(list, toSorted(rows, order), feed.matches, order)
      list.rank = list.topRank + list.seen.size
      list.left = null
      if (since !== undefined) [list.end, until] = [since, since - 1]
      if (since === floor) close(list, floor)
      if (rows.length * 2 < list.pageSize && ms === spanMs) spanMs *= 2
      return
    }
  }
}

/** Span of one page at the density of `count` rows in `ms`. */
function pageOf(ms: number, count: number, { pageSize }: CachedList<unknown>): number {
  return Math.max(1, Math.floor((ms / count) * pageSize))
}

/**
 * Half the span, or less: down to the median row.
 * A crowd at one instant is read alone, after the rows above it.
 */
function shorten(ms: number, from: Instant, known: readonly Instant[]): { ms: number; isCrowd: boolean } {
  const [upper = from, middle = from, lower = from] = [1, 2, 3].map(
    (part) => known[(known.length * part) >> 2],
  )
  if (upper === lower) return { ms: Math.max(1, from - middle - 1), isCrowd: true }
  return { ms: Math.max(1, Math.min(Math.ceil(ms / 2), from - middle)), isCrowd: false }
}

/**
 * Span of about one page of known rows. A gap above them is read alone:
 *
 *   now |------------ gap ------------|-- k k k --|-- k k
 */
function spanTo(known: readonly Instant[], from: Instant, { pageSize }: CachedList<unknown>): number {
  const [newest, last] = [known[0], known.at(pageSize - 1) ?? known.at(-1)]
  if (newest === undefined || last === undefined) return Number.POSITIVE_INFINITY
  return Math.max(1, from - newest > newest - last ? from - newest - 1 : from - last)
}

/** Span of about one page, by the density of rows. */
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

/** Rows left by the vendor's total; `null`: no total. */
function leftOf({ total, topRank, seen }: CachedList<unknown>): number | null {
  return total === null ? null : total - topRank - seen.size
}
