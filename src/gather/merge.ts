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
    const isHungry = (stream: Stream<R>) => stream.peek() === undefined && stream.hungry()
    if (streams.some(isHungry)) {
      await Promise.all(streams.filter(isHungry).map((stream) => stream.more()))
      continue
    }
    const next = first(streams, compare)
    const row = next?.peek()
    if (next === undefined || row === undefined) break
    if (most < Number.POSITIVE_INFINITY && streams.some((stream) => stream.blocks())) break
    const isHeldBack = (stream: Stream<R>) => {
      const barrier = stream.barrier()
      return barrier !== undefined && barrier !== null && isBeyond(row, barrier)
    }
    if (streams.some(isHeldBack)) break
    rows.push(row)
    next.skip()
  }
  return rows
}

function first<R>(streams: readonly Stream<R>[], compare: (a: R, b: R) => number): Stream<R> | undefined {
  let next: Stream<R> | undefined
  let least: R | undefined
  for (const stream of streams) {
    const row = stream.peek()
    if (row !== undefined && (least === undefined || compare(row, least) < 0)) [next, least] = [stream, row]
  }
  return next
}
