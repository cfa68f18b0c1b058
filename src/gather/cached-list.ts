// A cached list: contiguous rows of one feed. It grows at its end.
//
//   top                    end
//    | row row row row row | not read yet …
import type { Ask } from '../domain/ask.ts'
import type { Direction, Order, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import { compareKeys } from '../domain/order.ts'

/** A position: after the rows before `key`, and after `ids` at `key`. */
export interface AccountPosition {
  readonly key: SortKey
  readonly ids: ReadonlySet<string>
  /** Estimated number of rows before it. Decides cost only. */
  readonly rank: number
}

/** Start instants, both included, e.g. `{ since: 1700000000000 }`. */
export interface Range {
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
}

/** The state of a cached list that a stream iterates over. */
export interface Snapshot<R> {
  /** Sorted, rows without a key last. Ties keep the vendor's order. */
  rows: R[]
  /** Key of the last row read; `undefined`: none; `null`: it has no key. */
  end: SortKey | undefined
  complete: boolean
  /** Age: when the oldest of its requests was sent. */
  asOf: Instant
  /** Rows from key `from` on are copies of an older list's. */
  old: { readonly from: SortKey; readonly asOf: Instant } | null
  /** The vendor's total of `counted`; `null`: unknown. */
  total: number | null
}

/** The time between two refreshes of a list. */
export interface Version<R> {
  /** The list before the next refresh; `null`: none came yet. */
  snapshot: Snapshot<R> | null
}

export interface CachedList<R> extends Snapshot<R> {
  version: Version<R>
  /** Instant when its first page was requested. */
  filledAt: Instant
  /** Ids of all rows read, also of those filtered out. */
  readonly seen: Set<string>
  /** Key where the list begins; `undefined` for its head. */
  readonly top: SortKey | undefined
  /** Estimated number of vendor rows before `top`, and before `end`. */
  readonly topRank: number
  rank: number
  /** Earliest start that any request wants; `undefined`: all. */
  floor: Instant | undefined
  /** Most rows of one request so far; 0: no pages. */
  pageSize: number
  /** Set when the vendor has more rows than it returns. */
  cut: boolean
  /** Range of `total`; `null` for a list that is not counted. */
  readonly counted: Range | null
  /** Set once the vendor has returned a total. */
  tellsTotal: boolean
  /** Rows of `counted` beyond the end; `null`: unknown. */
  left: number | null
  /** Characters read. */
  size: number
  /** Requests for its pages, and for its changes. */
  requests: number
  refreshes: number
}

/**
 * Reads a vendor page or window of time into a cached list.
 * Rejects with UpstreamError, or InputError for an unsupported order.
 */
export type FetchNextPage = (ask: Ask) => Promise<void>

export interface CachedListOptions {
  readonly asOf: Instant
  readonly pageSize: number
  readonly floor?: Instant | undefined
  readonly counted?: Range | null
}

/** An empty list from `position` on; `null` is the head. */
export function createCachedList<R>(
  position: AccountPosition | null,
  { asOf, pageSize, floor, counted = null }: CachedListOptions,
): CachedList<R> {
  const rank = position?.rank ?? 0
  return {
    rows: [],
    version: { snapshot: null },
    filledAt: asOf,
    seen: new Set(),
    top: position?.key,
    end: position?.key,
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

/** True if the position lies between top and end. */
export function covers<R>(
  { top, end, complete }: CachedList<R>,
  position: AccountPosition | null,
  direction: Direction,
): boolean {
  if (position === null) return top === undefined
  const begins = top === undefined || compareKeys(top, position.key, direction) <= 0
  const reaches = end !== undefined && compareKeys(position.key, end, direction) <= 0
  return begins && (reaches || complete)
}

/** True if `one` ends at or after `other`. */
export function reachesAsFar<R>(one: CachedList<R>, other: CachedList<R>, direction: Direction): boolean {
  if (one.complete || other.requests === 0) return true
  return one.end !== undefined && !other.complete && compareKeys(other.end, one.end, direction) <= 0
}

/** True if no row of the range can follow the end. */
export function isWhole<R>({ end, complete }: Snapshot<R>, { since, until }: Range): boolean {
  if (complete) return true
  if (since !== undefined && typeof end === 'number' && end < since) return true
  return end === null && (since !== undefined || until !== undefined)
}

/** Marks the list as read down to `floor`; `undefined`: completely. */
export function close(list: CachedList<unknown>, floor: Instant | undefined): void {
  if (floor === undefined) list.complete = true
  else if (typeof list.end === 'number') list.end = Math.min(list.end, floor - 1)
  else if (list.end === undefined) list.end = floor - 1
}

/** Estimated number of the vendor's rows before an index. */
export function rankAt(
  {
    rows,
    topRank,
    rank,
  }: { readonly rows: readonly unknown[]; readonly topRank: number; readonly rank: number },
  index: number,
): number {
  return index >= rows.length ? rank : topRank + Math.floor(((rank - topRank) * index) / rows.length)
}

export function toSorted<R>(rows: readonly R[], { keyOf, direction }: Order<R>): R[] {
  return rows.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), direction))
}

/**
 * Appends sorted rows. Skips rows before the end and rows seen already.
 * Rows that fail the filter move the end. Returns the number of new ids.
 */
export function append<R extends { readonly id: string }>(
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

/** Index of the first row at or after the key, by binary search. */
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

/** Number of rows in the range; rows are sorted by start. */
export function countIn<R>(rows: readonly R[], { since, until }: Range, order: Order<R>): number {
  if (since === undefined && until === undefined) return rows.length
  const first = until === undefined ? 0 : indexFrom(rows, until, order)
  return indexFrom(rows, since === undefined ? null : since - 1, order) - first
}
