// The contiguous run of rows already read from one feed: from the newest asked (or from a position) down to the last
// row read. Pages are answered from it; it grows at its end by one vendor page at a time.
import type { Ask } from '../domain/ask.ts'
import type { Direction, Order, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import { compareKeys } from '../domain/order.ts'

/** A position in one account's list: what has this key and is not among the ids, or comes later, is still to be given. */
export interface AccountPosition {
  readonly key: SortKey
  readonly ids: ReadonlySet<string>
  /** About how many of the vendor's rows come before; a hint that decides cost and never the result. */
  readonly rank: number
}

/** Between which instants, both included, events in order of their start are wanted; without both, all rows. */
export interface Range {
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
}

/** What whoever streams through a segment sees of it. */
export interface Snapshot<R> {
  /** In order, rows without a key last; rows of one key stand as they came. */
  rows: R[]
  /** The key down to which everything is known, null when only rows without one are left; undefined at the head. */
  end: SortKey | undefined
  complete: boolean
  /** The instant as of which it is known: the oldest at which something of it was asked for. */
  asOf: Instant
  /** The key from which on its rows were taken over from an older reading, and the instant as of which those are known. */
  old: { readonly from: SortKey; readonly asOf: Instant } | null
  /** The vendor's total for what was counted, null when it is not known. */
  total: number | null
}

/** The time between two refreshes: when it is over, what was read by then is kept for those who walk through it. */
export interface Version<R> {
  past: Snapshot<R> | null
}

export interface CachedList<R> extends Snapshot<R> {
  version: Version<R>
  /** When its first page was asked for. */
  filledAt: Instant
  /** Ids of all rows read, those that fail the filter included. */
  readonly seen: Set<string>
  /** Where it begins; undefined for the head of the list. */
  readonly top: SortKey | undefined
  /** About how many of the vendor's rows come before its beginning, and before its end. */
  readonly topRank: number
  rank: number
  /** Before which instant nothing that starts is wanted by anybody; undefined when everything is. */
  floor: Instant | undefined
  /** How many rows one request brings at most, as far as the vendor has shown; 0 when it gives everything at once. */
  pageSize: number
  /** Whether the list goes on beyond what may be read of it. */
  cut: boolean
  /** The range that the total is of; null for no range of its own. */
  readonly counted: Range | null
  /** Whether the vendor has told a total of this list. */
  tellsTotal: boolean
  /** How many of the vendor's rows of that range lie beyond the end, as the last page told; null when it did not. */
  left: number | null
  /** Characters read. */
  size: number
  /** Pages read of the list, and of what changed in it. */
  requests: number
  refreshes: number
}

/** Reads vendor pages and takes what is new of them. Rejects with UpstreamError, or InputError for an order not to be had. */
export type FetchNextPage = (ask: Ask) => Promise<void>

/** `counted` is the range of which the list as it is asked first has the total. */
export function createCachedList<R>(
  place: AccountPosition | null,
  {
    asOf,
    pageSize,
    floor,
    counted = null,
  }: { asOf: Instant; pageSize: number; floor?: Instant | undefined; counted?: Range | null },
): CachedList<R> {
  const rank = place?.rank ?? 0
  return {
    rows: [],
    version: { past: null },
    filledAt: asOf,
    seen: new Set(),
    top: place?.key,
    end: place?.key,
    topRank: rank,
    rank,
    floor,
    pageSize,
    complete: false,
    cut: false,
    old: null,
    total: null,
    counted,
    tellsTotal: false,
    left: null,
    asOf,
    size: 0,
    requests: 0,
    refreshes: 0,
  }
}

/** Whether everything from the place on to the segment's end has been read. */
export function covers<R>(
  { top, end, complete }: CachedList<R>,
  place: AccountPosition | null,
  direction: Direction,
): boolean {
  if (place === null) return top === undefined
  const begins = top === undefined || compareKeys(top, place.key, direction) <= 0
  const reaches = end !== undefined && compareKeys(place.key, end, direction) <= 0
  return begins && (reaches || complete)
}

/** Whether it has been read at least as far down as another one. */
export function reachesAsFar<R>(one: CachedList<R>, other: CachedList<R>, direction: Direction): boolean {
  if (one.complete || other.requests === 0) return true
  return one.end !== undefined && !other.complete && compareKeys(other.end, one.end, direction) <= 0
}

/** Whether nothing that is wanted lies beyond the end. */
export function isWhole<R>({ end, complete }: Snapshot<R>, { since, until }: Range): boolean {
  if (complete) return true
  if (since !== undefined && typeof end === 'number' && end < since) return true
  return end === null && (since !== undefined || until !== undefined)
}

/** The list is read to its end, which is where nobody wanted anything further when it was asked. */
export function close(list: CachedList<unknown>, floor: Instant | undefined): void {
  if (floor === undefined) list.complete = true
  else if (typeof list.end === 'number') list.end = Math.min(list.end, floor - 1)
  else if (list.end === undefined) list.end = floor - 1
}

/** About how many of the vendor's rows come before the row at the index; rows that fail the filter lie in between. */
export function rankAt<R>({ rows, topRank, rank }: CachedList<R>, index: number): number {
  return index >= rows.length ? rank : topRank + Math.floor(((rank - topRank) * index) / rows.length)
}

export function toSorted<R>(rows: readonly R[], { keyOf, direction }: Order<R>): R[] {
  return rows.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), direction))
}

/**
 * Appends sorted rows that are new and not before the end; those that fail the filter are only remembered as seen.
 * Gives how many were new.
 */
export function take<R extends { readonly id: string }>(
  list: CachedList<R>,
  rows: readonly R[],
  matches: (row: R) => boolean,
  { keyOf, direction }: Order<R>,
): number {
  const seen = list.seen.size
  for (const row of rows) {
    const key = keyOf(row) ?? null
    if (list.end !== undefined && compareKeys(key, list.end, direction) < 0) continue
    list.end = key
    if (list.seen.has(row.id)) continue
    list.seen.add(row.id)
    if (matches(row)) list.rows.push(row)
  }
  return list.seen.size - seen
}

/** The index of the first row that does not stand before the key. */
export function indexFrom<R>(rows: readonly R[], key: SortKey, { keyOf, direction }: Order<R>): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && compareKeys(keyOf(row), key, direction) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** How many rows of a run in order of start lie in the range. */
export function countIn<R>(rows: readonly R[], { since, until }: Range, order: Order<R>): number {
  if (since === undefined && until === undefined) return rows.length
  const first = until === undefined ? 0 : indexFrom(rows, until, order)
  return indexFrom(rows, since === undefined ? null : since - 1, order) - first
}
