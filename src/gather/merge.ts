// Merges sorted streams into one sorted list.
import type { SortKey } from '../domain/order.ts'

/** A sorted stream: rows at hand, and a way to fetch more. */
export interface Stream<R> {
  /** The next row at hand. */
  peek(): R | undefined
  skip(): void
  /** True if `more` may bring rows. */
  hungry(): boolean
  /** Fetches rows, or ends the stream. Never rejects. */
  more(): Promise<void>
  /** Key at which the stream stopped early. */
  barrier(): SortKey | undefined
  /** Set when it stopped before its first row. */
  blocks(): boolean
}

/**
 * Up to `most` rows. Streams fetch in parallel.
 *
 *   a  9 7 4        9 8 7   stops at the barrier 5 of b
 *   b  8 |5
 */
export async function merge<R>(
  streams: readonly Stream<R>[],
  { compare, isBeyond }: { compare: (a: R, b: R) => number; isBeyond: (row: R, barrier: SortKey) => boolean },
  most: number,
): Promise<R[]> {
  const rows: R[] = []
  while (rows.length < most) {
    let next: Stream<R> | undefined
    let least: R | undefined
    let isAtHand = true
    for (const stream of streams) {
      const row = stream.peek()
      if (row === undefined) isAtHand = false
      else if (least === undefined || compare(row, least) < 0) [next, least] = [stream, row]
    }
    // Only a stream without a row at hand fetches, blocks or holds back.
    if (!isAtHand) {
      const hungry = streams.filter((stream) => stream.peek() === undefined && stream.hungry())
      await Promise.all(hungry.map((stream) => stream.more()))
      if (hungry.length > 0) continue
      if (least === undefined || isHeldBack(streams, least)) break
    }
    if (next === undefined || least === undefined) break
    rows.push(least)
    next.skip()
  }
  return rows

  function isHeldBack(all: readonly Stream<R>[], row: R): boolean {
    if (most < Number.POSITIVE_INFINITY && all.some((stream) => stream.blocks())) return true
    return all.some((stream) => {
      const barrier = stream.barrier()
      return barrier !== undefined && barrier !== null && isBeyond(row, barrier)
    })
  }
}
