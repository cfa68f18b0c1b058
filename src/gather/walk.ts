// One account's way through its list for one page: from the position on through the segment, which it lets grow when it
// comes to its end, and its report in the end.
import type { Ask } from '../domain/ask.ts'
import type { Order, SortKey } from '../domain/order.ts'
import type { Stream } from './merge.ts'
import type { Patience } from './patience.ts'
import type { Place, Segment } from './segment.ts'
import type { UpstreamError } from '../domain/errors.ts'
import type { Instant } from '../domain/time.ts'
import { toNotCachedError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { toTold } from './recollection.ts'
import { indexFrom, rankAt } from './segment.ts'

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
  segment(): Segment<R>
  /** When the oldest row used was read; null when none was. */
  asOf(): Instant | null
  /** Vendor pages read for this walk. */
  requests(): number
  /** Whether it had to do with what was remembered although it asked. */
  isLastResort(): boolean
}

export function createWalk<R extends { readonly id: string }>(
  { live, instead }: Opened<R>,
  place: Place | null,
  {
    account,
    ask,
    patience,
    order,
    maxScanPages,
  }: { account: string; ask: Ask; patience: Patience; order: Order<R>; maxScanPages: number },
): Walk<R> {
  const startOf = ({ rows }: Segment<R>) => (place === null ? 0 : indexFrom(rows, place.key, order))
  let { segment, grow } = live
  let index = startOf(segment)
  let given = 0
  let requests = 0
  let failure: UpstreamError | null = null
  let capped = false
  let isLastResort = false

  const isGiven = (row: R | undefined): boolean => {
    if (place === null || row === undefined) return false
    const where = compareKeys(order.keyOf(row), place.key, order.direction)
    return where < 0 || (where === 0 && place.ids.has(row.id))
  }

  function peek(): R | undefined {
    while (isGiven(segment.rows[index])) index += 1
    return segment.rows[index]
  }

  async function read(): Promise<void> {
    if (ask.freshness?.onlyIfCached === true) throw toNotCachedError(account)
    const before = segment.requests
    try {
      await patience(grow, ask, () => segment.requests)
    } finally {
      requests += segment.requests - before
    }
    const fruitful = Math.ceil(given / Math.max(1, segment.pageSize))
    capped = peek() === undefined && !segment.complete && requests - fruitful >= maxScanPages
  }

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
    hungry: () => failure === null && !capped && !segment.complete,
    more: async () => {
      try {
        await read()
      } catch (error) {
        const told = toTold(error, account, ask)
        if (segment.requests === 0 && instead !== null && !isLastResort) resort(instead)
        else failure = told
      }
    },
    barrier: () => (capped ? segment.end : undefined),
    failure: () => failure,
    capped: () => capped,
    mayFollow: () => peek() !== undefined || failure !== null || !segment.complete,
    rank: () => rankAt(segment, index),
    segment: () => segment,
    asOf: () => (segment.requests === 0 ? null : segment.asOf),
    requests: () => requests,
    isLastResort: () => isLastResort,
  }
}

/** The key at which the walks together have arrived when a page stays short: the first of the barriers. */
export function reachedKey<R>(walks: readonly Walk<R>[], { direction }: Order<R>): SortKey | undefined {
  return walks
    .flatMap((walk) => walk.barrier() ?? [])
    .toSorted((a, b) => compareKeys(a, b, direction))
    .at(0)
}
