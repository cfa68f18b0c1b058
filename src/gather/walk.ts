// One account's way through its list for one page: from the position on through the segment, which it lets grow when it
// comes to its end, and its report in the end.
import type { Ask } from '../domain/ask.ts'
import type { Order, SortKey } from '../domain/order.ts'
import type { Stream } from './merge.ts'
import type { Patience } from './patience.ts'
import type { Place, Range, Segment } from './segment.ts'
import type { UpstreamError } from '../domain/errors.ts'
import type { Instant } from '../domain/time.ts'
import { toNotCachedError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { toTold } from './recollection.ts'
import { countIn, indexFrom, isWhole, rankAt } from './segment.ts'

/** A segment that somebody may let grow. */
export interface LiveSegment<R> {
  readonly segment: Segment<R>
  /** One vendor page more, shared with whoever else wants it. */
  grow(ask: Ask): Promise<void>
}

/** A segment to walk through, and an older one that is walked through where that cannot be had. */
export interface Opened<R> {
  readonly live: LiveSegment<R>
  readonly instead: LiveSegment<R> | null
}

export interface Walk<R> extends Stream<R> {
  readonly account: string
  /** Why it ended early. */
  failure(): UpstreamError | null
  capped(): boolean
  /** Whether rows may follow what was given. */
  mayFollow(): boolean
  /** About how many of the vendor's rows come before the next one. */
  rank(): number
  /** How many rows match in all, from the range's beginning on; null when that is not known exactly. */
  total(): number | null
  /** Whether the list goes on beyond what the vendor gives. */
  cut(): boolean
  /** When the oldest row used was read; null when none was. */
  asOf(): Instant | null
  /** Vendor pages read for this walk. */
  requests(): number
  /** Whether it had to do with what was remembered although it asked. */
  isLastResort(): boolean
}

export interface Visit<R> {
  readonly account: string
  readonly ask: Ask
  readonly patience: Patience
  readonly order: Order<R>
  readonly range: Range
  /** The range of which the vendor's own total would be exact; null when it is not, or is not needed. */
  readonly counted: Range | null
  readonly maxScanPages: number
}

export function createWalk<R extends { readonly id: string }>(
  { live, instead }: Opened<R>,
  place: Place | null,
  { account, ask, patience, order, range, counted, maxScanPages }: Visit<R>,
): Walk<R> {
  const startOf = ({ rows }: Segment<R>) => (place === null ? 0 : indexFrom(rows, place.key, order))
  let { segment, grow } = live
  let index = startOf(segment)
  let given = 0
  let requests = 0
  let failure: UpstreamError | null = null
  let seen = 0
  let spent = false
  let isLastResort = false

  const isDone = () => isWhole(segment, range)

  const isGiven = (row: R): boolean => {
    if (place === null) return false
    const where = compareKeys(order.keyOf(row), place.key, order.direction)
    return where < 0 || (where === 0 && place.ids.has(row.id))
  }

  function peek(): R | undefined {
    for (; ; index += 1) {
      const row = segment.rows[index]
      if (row === undefined || isBeyond(row, range, order)) return undefined
      if (!isGiven(row)) return row
    }
  }

  async function read(): Promise<void> {
    if (ask.freshness?.onlyIfCached === true) throw toNotCachedError(account)
    const before = { requests: segment.requests, seen: segment.seen.size }
    try {
      await patience(grow, ask, () => segment.requests)
    } finally {
      requests += segment.requests - before.requests
      seen += segment.seen.size - before.seen
    }
    const pagesOf = (rows: number) => Math.ceil(rows / Math.max(1, segment.pageSize))
    const pages = peek() === undefined ? requests : pagesOf(seen)
    const found = given + segment.rows.length - index
    spent = pages - pagesOf(found) >= maxScanPages
  }

  /** Nothing is left of what was read, and no more may be. */
  const isCapped = () => spent && peek() === undefined && !isDone()

  function resort(older: LiveSegment<R>): void {
    ;({ segment, grow } = older)
    index = startOf(segment)
    isLastResort = true
  }

  return {
    account,
    peek,
    skip: () => {
      given += 1
      index += 1
    },
    hungry: () => failure === null && !spent && !isDone(),
    more: async () => {
      try {
        await read()
      } catch (error) {
        const told = toTold(error, account, ask)
        if (segment.requests === 0 && instead !== null && !isLastResort) resort(instead)
        else failure = told
      }
    },
    barrier: () => (isCapped() ? segment.end : undefined),
    failure: () => failure,
    capped: isCapped,
    mayFollow: () => peek() !== undefined || failure !== null || !isDone(),
    rank: () => rankAt(segment, index),
    total: () => {
      if (failure !== null || isCapped() || segment.cut) return null
      if (isDone()) return countIn(segment.rows, range, order)
      // A segment serves other ranges than the one that was counted.
      return areEqual(counted, segment.counted) ? segment.total : null
    },
    cut: () => segment.cut,
    asOf: () => (segment.requests === 0 ? null : segment.asOf),
    requests: () => requests,
    isLastResort: () => isLastResort,
  }
}

/** Whether a row stands beyond the range, where rows without a start stand too. */
function isBeyond<R>(row: R, { since, until }: Range, { keyOf }: Order<R>): boolean {
  if (since === undefined && until === undefined) return false
  const key = keyOf(row)
  return typeof key !== 'number' || (since !== undefined && key < since)
}

function areEqual(one: Range | null, other: Range | null): boolean {
  return one !== null && other !== null && one.since === other.since && one.until === other.until
}

/** The key at which the walks together have arrived when a page stays short: the first of the barriers. */
export function reachedKey<R>(walks: readonly Walk<R>[], { direction }: Order<R>): SortKey | undefined {
  return walks
    .flatMap((walk) => walk.barrier() ?? [])
    .toSorted((a, b) => compareKeys(a, b, direction))
    .at(0)
}
