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
    const hungry = streams.filter((stream) => stream.peek() === undefined && stream.hungry())
    if (hungry.length > 0) {
      await Promise.all(hungry.map((stream) => stream.more()))
      continue
    }
    const [next, row] = first(streams, compare)
    if (next === undefined || row === undefined) break
    if (most < Number.POSITIVE_INFINITY && streams.some((stream) => stream.blocks())) break
    const barriers = streams.flatMap((stream) => stream.barrier() ?? [])
    if (barriers.some((barrier) => isBeyond(row, barrier))) break
    rows.push(row)
    next.skip()
  }
  return rows
}

function first<R>(streams: readonly Stream<R>[], compare: (a: R, b: R) => number): [Stream<R>, R] | [] {
  let best: [Stream<R>, R] | [] = []
  for (const stream of streams) {
    const row = stream.peek()
    if (row !== undefined && (best[1] === undefined || compare(row, best[1]) < 0)) best = [stream, row]
  }
  return best
}
