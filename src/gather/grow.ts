// How a segment grows by one vendor page: by a bound on the start instant where the vendor obeys one, else by page
// number with a proof that nothing was skipped, and by time windows where the vendor does not sort.
import type { Ask } from '../domain/ask.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Clock } from '../domain/time.ts'
import type { Feed, FeedPage } from '../vendors/feed.ts'
import type { Segment } from './segment.ts'
import { compareKeys } from '../domain/order.ts'
import { byWindow } from './window.ts'

export interface Ordering<R> {
  readonly keyOf: (row: R) => SortKey | undefined
  readonly direction: Direction
}

/** Reads one vendor page and takes what is new of it. Rejects with UpstreamError. */
export type Grow = (ask: Ask) => Promise<void>

/** Reads one page in whichever way the vendor turns out to allow. */
export function createGrow<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  ordering: Ordering<R>,
  clock: Clock,
): Grow {
  let grow: Grow | null = null
  const bound = byBound(feed, segment, ordering)
  const offset = byOffset(feed, segment, ordering)
  return async (ask) => {
    if (grow !== null) return grow(ask)
    const edge = segment.end ?? segment.top
    const sorted = typeof edge === 'number' && feed.bounded() ? await bound(ask, edge) : await offset(ask)
    if (!sorted) grow = byWindow(feed, segment, ordering, clock.now())
  }
}

/**
 * From the edge's instant on, first page. Ties at the edge come again and are known by their ids; a page of nothing but
 * ties is followed by the next one under the same bound.
 */
function byBound<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  ordering: Ordering<R>,
) {
  let last = { until: Number.NaN, page: 0 }
  return async (ask: Ask, until: number): Promise<boolean> => {
    const page = last.until === until ? last.page + 1 : 1
    const answer = await read(feed, segment, { page, per: feed.maximum ?? 0, until }, ask)
    if (!answer.sorted) return false
    // A bound that the vendor ignored gave the head of the list, which proves nothing here.
    if (!answer.bounded) return true
    last = { until, page }
    const seen = segment.seen.size
    take(feed, segment, ordering, answer.rows)
    segment.rank += segment.seen.size - seen
    segment.complete = !answer.more
    return true
  }
}

/**
 * By page number: a page counts only if it begins before the edge, since rows that arrive or leave shift all others.
 * From the rank hint the edge is sought in doubling steps, then by halving.
 */
function byOffset<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  ordering: Ordering<R>,
) {
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let step = feed.maximum ?? 1
  let target: number | null = null
  return async (ask: Ask): Promise<boolean> => {
    const at = pageOver(target ?? segment.rank, feed.maximum ?? Number.MAX_SAFE_INTEGER)
    const start = (at.page - 1) * at.per
    const answer = await read(feed, segment, at, ask)
    if (!answer.sorted) return answer.more ? false : takeAll(feed, segment, ordering, answer)
    const edge = segment.end ?? segment.top
    const place = edge === undefined ? 'OVER' : placeOf(answer, edge, segment, ordering)
    if (start > 0 && place === 'BEYOND') {
      high = start
      target = Number.isFinite(high) && low > 0 ? (low + high) >> 1 : Math.max(0, start - step)
    } else if (place === 'BEFORE' && answer.more) {
      low = start + answer.count
      target = Number.isFinite(high) ? (low + high) >> 1 : low + step - (feed.maximum ?? 0)
    } else {
      take(feed, segment, ordering, afterEdge(answer.rows, edge, ordering))
      segment.rank = start + answer.count
      segment.complete = !answer.more
      ;[low, high, step, target] = [0, Number.POSITIVE_INFINITY, feed.maximum ?? 1, null]
      return true
    }
    step *= 2
    return true
  }
}

/** Where a page lies relative to the edge: before it, over it, or beyond it with a gap between. */
function placeOf<R extends { readonly id: string }>(
  { rows }: FeedPage<R>,
  edge: SortKey,
  segment: Segment<R>,
  { keyOf, direction }: Ordering<R>,
): 'BEFORE' | 'OVER' | 'BEYOND' {
  const first = rows.find((row) => keyOf(row) !== undefined && keyOf(row) !== null)
  const last = rows.findLast((row) => keyOf(row) !== undefined && keyOf(row) !== null)
  if (first === undefined || last === undefined) return 'BEYOND'
  const proven = compareKeys(keyOf(first), edge, direction) < 0 || segment.seen.has(first.id)
  if (!proven) return 'BEYOND'
  const news = rows.some((row) => !segment.seen.has(row.id) && compareKeys(keyOf(row), edge, direction) >= 0)
  return news ? 'OVER' : 'BEFORE'
}

function afterEdge<R>(
  rows: readonly R[],
  edge: SortKey | undefined,
  { keyOf, direction }: Ordering<R>,
): readonly R[] {
  return edge === undefined ? rows : rows.filter((row) => compareKeys(keyOf(row), edge, direction) >= 0)
}

/**
 * The page that begins before the row of this rank and reaches furthest beyond it; page sizes below the maximum let the
 * seam fall so that only one row is read again.
 */
export function pageOver(rank: number, maximum: number): { page: number; per: number } {
  if (rank < 1 || !Number.isSafeInteger(maximum * 2)) return { page: 1, per: maximum }
  let best = { page: 1, per: maximum }
  for (let per = maximum; per > maximum / 2; per -= 1) {
    const page = Math.floor((rank - 1) / per) + 1
    if (page * per > best.page * best.per) best = { page, per }
  }
  return best
}

/** Everything came in one page, in whatever order: it is put in order here. */
function takeAll<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  ordering: Ordering<R>,
  answer: FeedPage<R>,
): boolean {
  const { keyOf, direction } = ordering
  const rows = answer.rows.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), direction))
  take(feed, segment, ordering, afterEdge(rows, segment.end ?? segment.top, ordering))
  segment.complete = true
  return true
}

export async function read<R>(
  feed: Feed<R>,
  segment: Segment<R>,
  at: Parameters<Feed<R>['read']>[0],
  ask: Ask,
): Promise<FeedPage<R>> {
  const answer = await feed.read(at, ask)
  segment.requests += 1
  segment.size += answer.size
  if (answer.cut) segment.cut = true
  if (segment.end === undefined && segment.top === undefined) segment.total ??= answer.total
  return answer
}

/** Appends rows that are new, in the order given; those that fail the filter are only remembered as seen. */
export function take<R extends { readonly id: string }>(
  feed: Feed<R>,
  segment: Segment<R>,
  { keyOf }: Ordering<R>,
  rows: readonly R[],
): void {
  for (const row of rows) {
    const key = keyOf(row)
    const placed = key !== undefined && key !== null
    if (placed) segment.end = key
    if (segment.seen.has(row.id)) continue
    segment.seen.add(row.id)
    if (!feed.matches(row)) continue
    if (!placed) segment.aside.push(row)
    else segment.rows.push(row)
  }
}
