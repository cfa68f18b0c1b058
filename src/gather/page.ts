// One page as clients get it: rows, positions in it, and whether more may follow.
import type { Order, SortKey } from '../domain/order.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Position } from './cursor.ts'
import type { Page } from './question.ts'
import type { Seal } from './seal.ts'
import type { AccountStream } from './stream.ts'
import { compareKeys } from '../domain/order.ts'
import { encodeCursor } from './cursor.ts'
import { reachedKey } from './stream.ts'

interface PageParts<R> {
  readonly rows: readonly R[]
  /** How many rows were asked for; null for all. */
  readonly first: number | null
  readonly streams: readonly AccountStream<R>[]
  readonly reports: readonly AccountReport[]
  readonly order: Order<R>
  readonly position: Position | null
  readonly question: string
  readonly total: number | null
  readonly seal: Seal
}

/** Cursors are made when they are asked for, since most clients ask for one or none. */
export function toPage<R extends { readonly id: string }>(parts: PageParts<R>): Page<R> {
  const { rows, streams, reports, question, total, seal } = parts
  const hasNextPage = streams.some((stream) => stream.mayFollow())
  const ranks = Object.fromEntries(streams.map((stream) => [stream.account, stream.rank()]))
  const encode = (position: Position | null) => encodeCursor(position, question, seal)
  return {
    rows,
    reports,
    totalCount: total,
    hasNextPage,
    cursorAt: (index) => encode({ ...positionAt(parts, index), ranks, total }),
    endCursor: () => {
      const reached = positionReached(parts)
      if (reached === null) return hasNextPage ? encode(null) : null
      return encode({ ...reached, ranks, total })
    },
  }
}

/** The position after the row: its key, and all ids given at that key up to it, those of earlier pages included. */
function positionAt<R extends { readonly id: string }>(
  { rows, order, position }: PageParts<R>,
  index: number,
): Pick<Position, 'key' | 'ids'> {
  const row = rows[index]
  const key = (row === undefined ? undefined : order.keyOf(row)) ?? null
  const ids = position !== null && position.key === key ? [...position.ids] : []
  for (let at = index; at >= 0; at -= 1) {
    const one = rows[at]
    if (one === undefined || (order.keyOf(one) ?? null) !== key) break
    ids.push(one.id)
  }
  return { key, ids }
}

/** Whether a page without rows leads no further than the one before. */
export function isStuck<R extends { readonly id: string }>(
  parts: Pick<PageParts<R>, 'rows' | 'streams' | 'order' | 'position'>,
): boolean {
  const { rows, streams, order, position } = parts
  const reached = reachedKey(streams, order)
  const isFurther =
    reached !== undefined && (position === null || compareKeys(reached, position.key, order.direction) > 0)
  return rows.length === 0 && !isFurther && streams.every((stream) => stream.requests() === 0)
}

/** The last row, or the barrier when the page stopped short there with nothing more to give; null at the very start. */
function positionReached<R extends { readonly id: string }>(
  parts: PageParts<R>,
): Pick<Position, 'key' | 'ids'> | null {
  const { rows, first, streams, order, position } = parts
  const last = rows.length > 0 ? positionAt(parts, rows.length - 1) : position
  if (rows.length === first) return last
  const barrier: SortKey | undefined = reachedKey(streams, order)
  const further =
    barrier !== undefined && (last === null || compareKeys(barrier, last.key, order.direction) > 0)
  return further ? { key: barrier, ids: [] } : last
}
