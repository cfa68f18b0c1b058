// Merges ordered streams into one ordered list, and does nothing else.
import type { SortKey } from '../domain/order.ts'

/** One ordered stream: rows that are there, and the means to get more. */
export interface Stream<R> {
  /** The next row if it is there. */
  peek(): R | undefined
  /** Moves past the next row. */
  skip(): void
  /** Whether more rows may come if it is asked to. */
  hungry(): boolean
  /** Gets more rows, or ends. Never rejects. */
  more(): Promise<void>
  /** Nothing beyond this key may be given, because the stream stopped there with more to come. */
  barrier(): SortKey | undefined
  /** Nothing at all may be given, because the stream stopped at its very beginning with more to come. */
  blocks(): boolean
}

/** Up to `most` rows in order; of lists that are given whole, all there is. All streams without a row are asked at the same time. */
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
