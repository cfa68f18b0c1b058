// Lists whose vendor tells nobody what changed are read again; rows of long ago change seldom, and are taken over from
// what was read of them within the hour.
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Snapshot, CachedList } from './cached-list.ts'
import { covers, indexFrom, rankAt } from './cached-list.ts'

/** Rows younger than this are read again. */
const YOUNG_MS = 72 * 60 * 60 * 1000

/** How long older ones may be given again. */
const LIFETIME_MS = 60 * 60 * 1000

/** When the oldest of its rows was read. */
export function oldestOf({ asOf, old }: Snapshot<unknown>): Instant {
  return Math.min(asOf, old?.asOf ?? asOf)
}

/** Once it has been read down to rows of long ago, the segment goes on with those of another one that has them. */
export function takeOver<R extends { readonly id: string }>(
  list: CachedList<R>,
  others: readonly CachedList<R>[],
  order: Order<R>,
  now: Instant,
): void {
  const { end, rank, complete } = list
  if (complete || typeof end !== 'number' || end >= now - YOUNG_MS) return
  const place = { key: end, ids: new Set<string>(), rank }
  const other = others.find(
    (one) =>
      one !== list &&
      now - oldestOf(one) <= LIFETIME_MS &&
      one.end !== end &&
      covers(one, place, order.direction),
  )
  if (other === undefined) return
  const from = indexFrom(other.rows, end, order)
  list.rows.push(...other.rows.slice(from).filter(({ id }) => !list.seen.has(id)))
  for (const id of other.seen) list.seen.add(id)
  list.rank += other.rank - rankAt(other, from)
  list.end = other.end
  list.complete = other.complete
  list.old = { from: end, asOf: oldestOf(other) }
}
