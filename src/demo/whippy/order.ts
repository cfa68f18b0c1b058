/** In which order calls and conversations stand, which no document tells. */
import { toText, sortWithTies } from '../fields.ts'
import { hash } from '../random.ts'
import type { Row } from '../shelf.ts'
import { toMicros } from './spellings.ts'

export type ListOrder = 'newest' | 'oldest' | 'scattered'

type Order = { order: ListOrder; seed: string; tieSeed: string | undefined }

/** Scattered rows keep one order from request to request too, but it has nothing to do with time. */
export function inListOrder(rows: readonly Row[], { order, seed, tieSeed }: Order): Row[] {
  const keyed = rows.map((row) => ({ row, id: toText(row.id), key: toKey(row, order, seed) }))
  return sortWithTies(
    keyed,
    (one, other) => one.key - other.key,
    ({ id }) => id,
    tieSeed,
  ).map(({ row }) => row)
}

/** Rows without an instant stand last. */
function toKey(row: Row, order: ListOrder, seed: string): number {
  if (order === 'scattered') return hash(`${seed}/scattered/${toText(row.id)}`)
  const at = toMicros(row.created_at)
  if (at === undefined) return Number.MAX_SAFE_INTEGER
  return order === 'newest' ? -at : at
}
