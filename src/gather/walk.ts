// One account's way through its list for one page: from the position on through the segment, which it lets grow when it
// comes to its end, and its report in the end.
import type { Ask } from '../domain/ask.ts'
import type { SortKey } from '../domain/order.ts'
import type { Feed } from '../vendors/feed.ts'
import type { Ordering } from './grow.ts'
import type { Stream } from './merge.ts'
import type { Place, Segment } from './segment.ts'
import { toDeadlineError, UpstreamError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { indexFrom, rankAt } from './segment.ts'

/** A segment that somebody may let grow. */
export interface LiveSegment<R> {
  readonly segment: Segment<R>
  /** One vendor page more, shared with whoever else wants it. */
  grow(ask: Ask): Promise<void>
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
  readonly segment: Segment<R>
  /** Vendor pages read for this walk. */
  requests(): number
}

export function createWalk<R extends { readonly id: string }>(
  feed: Feed<R>,
  { segment, grow }: LiveSegment<R>,
  place: Place | null,
  {
    account,
    ask,
    ordering,
    maxScanPages,
  }: { account: string; ask: Ask; ordering: Ordering<R>; maxScanPages: number },
): Walk<R> {
  let index = startIn(segment, place, ordering)
  let asideIndex = 0
  let given = 0
  let requests = 0
  let failure: UpstreamError | null = null
  let capped = false

  const isGiven = (row: R | undefined): boolean =>
    place !== null && row !== undefined && place.ids.has(row.id) && isAt(ordering.keyOf(row), place.key)

  function peek(): R | undefined {
    while (index < segment.rows.length && isGiven(segment.rows[index])) index += 1
    if (index < segment.rows.length) return segment.rows[index]
    if (!segment.complete) return undefined
    while (asideIndex < segment.aside.length && isGiven(segment.aside[asideIndex])) asideIndex += 1
    return segment.aside[asideIndex]
  }

  async function read(): Promise<void> {
    const before = segment.requests
    try {
      await grow(ask)
    } finally {
      requests += segment.requests - before
    }
    const fruitful = Math.ceil(given / (feed.maximum ?? 1))
    capped = peek() === undefined && !segment.complete && requests - fruitful >= maxScanPages
  }

  return {
    account,
    peek,
    skip: () => {
      given += 1
      if (index < segment.rows.length) index += 1
      else asideIndex += 1
    },
    hungry: () => failure === null && !capped && !segment.complete,
    more: async () => {
      try {
        await read()
      } catch (error) {
        if (error instanceof UpstreamError) failure = error
        else if (ask.signal.aborted) failure = toDeadlineError(account)
        else throw error
      }
    },
    barrier: () => (capped ? (segment.end ?? place?.key ?? undefined) : undefined),
    failure: () => failure,
    capped: () => capped,
    mayFollow: () => peek() !== undefined || failure !== null || !segment.complete,
    rank: () => rankAt(segment, index),
    segment,
    requests: () => requests,
  }
}

function startIn<R>(segment: Segment<R>, place: Place | null, ordering: Ordering<R>): number {
  if (place === null) return 0
  return place.key === null ? segment.rows.length : indexFrom(segment.rows, place.key, ordering)
}

function isAt(key: SortKey | undefined, place: SortKey): boolean {
  return (key ?? null) === place
}

/** The key at which the walks together have arrived when a page stays short: the first of the barriers. */
export function reachedKey<R>(walks: readonly Walk<R>[], { direction }: Ordering<R>): SortKey | undefined {
  return walks
    .flatMap((walk) => walk.barrier() ?? [])
    .toSorted((a, b) => compareKeys(a, b, direction))
    .at(0)
}
