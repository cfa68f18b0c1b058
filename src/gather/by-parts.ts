// Merges lists that are read by page number, oldest first, e.g. TWIN's calls:
//
//   dialled, by start             9:00 9:20 9:50 | …
//   never dialled, by creation    9:10 9:40 | …          the list ends at 9:40, and 9:50 waits
import type { Ask } from '../domain/ask.ts'
import type { Order, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPart } from '../vendors/index.ts'
import type { CachedList, FetchNextPage } from './cached-list.ts'
import { compareKeys, compareRows } from '../domain/order.ts'
import { bySort } from './by-sort.ts'
import { append, createCachedList } from './cached-list.ts'
import { cannotSort } from './nulls-last.ts'

/** Reads a page of the list furthest behind. Rejects with InputError if it is unsorted. */
export function byParts<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  order: Order<R>,
): FetchNextPage {
  const begin = () => ({ version: list.version, end: list.end, parts: openParts(feed, list) })
  let begun = begin()

  return async (ask) => {
    // A refresh, or copied rows, moved the end.
    if (begun.version !== list.version || begun.end !== list.end) begun = begin()
    const { parts } = begun
    const lagging = furthestBehind(parts)
    if (lagging !== undefined) await lagging.read(ask)
    settle(list, parts, feed, order)
    begun.end = list.end
  }
}

interface PartReader<R> {
  readonly list: CachedList<R>
  /** Adds its cost to the merged list. */
  readonly read: (ask: Ask) => Promise<void>
}

/** Lists that begin at the merged one's end; without a key, at the head. */
function openParts<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
): readonly PartReader<R>[] {
  const { end: key, rank, asOf, pageSize } = list
  const position = typeof key === 'number' ? { key, ids: new Set<string>(), rank } : null
  return (feed.parts ?? []).map((part) => {
    const own = createCachedList<R>(position, { asOf, pageSize })
    const placed = withPlaces(part, own)
    const readPage = bySort(placed.feed, own, placed.order)
    const read = async (ask: Ask) => {
      const { requests, size } = own
      const isFirst = list.requests === 0
      try {
        if ((await readPage(ask)) !== null)
          throw cannotSort(feed, 'its rows come in another order; order by another field')
      } finally {
        list.requests += own.requests - requests
        list.size += own.size - size
        list.cut ||= own.cut
        list.tellsTotal ||= own.tellsTotal
        if (own.pageSize > 0) list.pageSize = Math.min(list.pageSize, own.pageSize)
        if (isFirst) list.filledAt = own.filledAt
        if (own.requests > 0) list.asOf = isFirst ? own.asOf : Math.min(list.asOf, own.asOf)
      }
    }
    return { list: own, read }
  })
}

/**
 * The part with a place for each of its rows. A row of another part takes the place of the
 * row before them:
 *
 *   9:00  (never dialled)  9:20   →   9:00 9:00 9:20
 */
function withPlaces<R extends { readonly id: string }>(
  { feed, has, sortedBy }: FeedPart<R>,
  list: CachedList<R>,
): { feed: Feed<R>; order: Order<R> } {
  const places = new Map<string, Instant>()
  const placeOf = (row: R) => sortedBy?.(row) ?? places.get(row.id)
  const read: Feed<R>['read'] = async (at, ask) => {
    const page = await feed.read(at, ask)
    const next = page.rows.map(placeOf).find((place) => place !== undefined)
    let last = at.page === 1 ? BEFORE_ALL : undefined
    const keys = page.rows.flatMap((row) => {
      const place = sortedBy?.(row) ?? last ?? earliest(places.get(row.id), next)
      if (place === undefined) return []
      places.set(row.id, place)
      last = place
      return [place]
    })
    const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? key) <= key)
    const isTold = new Set(keys).size > 1 || page.rows.length === 0
    return { ...page, sorted: isSorted ? isTold || null : false }
  }
  return {
    feed: { ...feed, read, matches: (row) => has(row) && feed.matches(row) },
    // Rows of a page without any place are new.
    order: { keyOf: (row) => placeOf(row) ?? list.end ?? BEFORE_ALL, direction: 'ASC' },
  }
}

const BEFORE_ALL = Number.NEGATIVE_INFINITY

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

function furthestBehind<R>(parts: readonly PartReader<R>[]): PartReader<R> | undefined {
  const open = parts.filter(({ list }) => !list.complete)
  return (
    open.find(({ list }) => list.requests === 0) ??
    open.toSorted((a, b) => compareKeys(a.list.end, b.list.end, 'ASC'))[0]
  )
}

/** Appends the rows that every part has reached. */
function settle<R extends { readonly id: string }>(
  list: CachedList<R>,
  parts: readonly PartReader<R>[],
  feed: Feed<R>,
  order: Order<R>,
): void {
  if (parts.some((part) => part.list.requests === 0)) return
  const last = furthestBehind(parts)
  const end: SortKey | undefined = last === undefined ? null : last.list.end
  if (end === undefined || end === BEFORE_ALL) return
  const isSettled = (row: R) => compareKeys(order.keyOf(row), end, order.direction) <= 0
  const rows = parts.flatMap((part) => part.list.rows.filter(isSettled))
  for (const part of parts) part.list.rows = part.list.rows.filter((row) => !isSettled(row))
  append(list, rows.toSorted(compareRows(order)), feed.matches, order)
  list.rank = Math.max(list.rank, Math.min(...parts.map((part) => part.list.rank)))
  if (last === undefined) list.complete = true
  else list.end = end
  const totals = parts.flatMap((part) => part.list.total ?? [])
  if (list.top === undefined && list.total === null && totals.length === parts.length)
    list.total = Math.max(...totals)
}
