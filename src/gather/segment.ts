// The contiguous run of rows already read from one feed: from the newest asked (or from a position) down to the last
// row read. Pages are answered from it; it grows at its end by one vendor page at a time.
import type { Direction, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import { compareKeys } from '../domain/order.ts'

/** A position in one account's list: what has this key and is not among the ids, or comes later, is still to be given. */
export interface Place {
  readonly key: SortKey
  readonly ids: ReadonlySet<string>
  /** About how many of the vendor's rows come before; a hint that decides cost and never the result. */
  readonly rank: number
}

export interface Segment<R> {
  /** In order; rows of one key stand as they came. Only ever appended to. */
  readonly rows: R[]
  /** Rows without a key, which stand last in every order. */
  readonly aside: R[]
  /** Ids of all rows read, those that fail the filter included. */
  readonly seen: Set<string>
  /** Where it begins; undefined for the head of the list. */
  readonly top: SortKey | undefined
  /** The key of the last row read; undefined as long as nothing is read. */
  end: SortKey | undefined
  /** About how many of the vendor's rows come before its beginning, and before its end. */
  readonly topRank: number
  rank: number
  complete: boolean
  /** Whether the list goes on beyond what may be read of it. */
  cut: boolean
  /** The total that the vendor told for the whole list. */
  total: number | null
  /** When its first page was read. */
  readAt: Instant
  /** Characters read. */
  size: number
  requests: number
}

export function createSegment<R>(place: Place | null, readAt: Instant): Segment<R> {
  // One before the rows already given at the position's instant: a page must begin before them.
  const rank = place === null ? 0 : Math.max(0, place.rank - place.ids.size)
  return {
    rows: [],
    aside: [],
    seen: new Set(),
    top: place?.key,
    end: undefined,
    topRank: rank,
    rank,
    complete: false,
    cut: false,
    total: null,
    readAt,
    size: 0,
    requests: 0,
  }
}

/** Whether everything from the place on to the segment's end has been read. */
export function covers<R>(segment: Segment<R>, place: Place | null, direction: Direction): boolean {
  if (place === null) return segment.top === undefined
  const begins = segment.top === undefined || compareKeys(segment.top, place.key, direction) <= 0
  const reaches = segment.end !== undefined && compareKeys(place.key, segment.end, direction) <= 0
  return begins && (reaches || segment.complete)
}

/** About how many of the vendor's rows come before the row at the index. */
export function rankAt<R>(segment: Segment<R>, index: number): number {
  return index >= segment.rows.length ? segment.rank : segment.topRank + index
}

/** The index of the first row that does not stand before the key. */
export function indexFrom<R>(
  rows: readonly R[],
  key: SortKey,
  { keyOf, direction }: { keyOf: (row: R) => SortKey | undefined; direction: Direction },
): number {
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
