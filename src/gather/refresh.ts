// Refreshes cached lists by the changed rows, or copies old rows between lists.
//
//   cached      d c b a         changed: c (moved), e (new)
//   refreshed   e d b c a
import type { Ask } from '../domain/ask.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Changes, Feed } from '../vendors/index.ts'
import type { CachedList, Snapshot } from './cached-list.ts'
import { isBudgetSpent, UpstreamError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { createReadAll } from './page-reader.ts'
import { covers, createCachedList, indexFrom, rankAt, toSorted } from './cached-list.ts'

/** Overlap of change requests: clocks differ, and changes show late. */
const OVERLAP_MS = 60_000

/** Changes lack deleted rows: lists are read again after a day. */
const MOST_AGE_MS = 24 * 60 * 60 * 1000

export interface RefreshDeps<R> {
  readonly list: CachedList<R>
  readonly order: Order<R>
  /** Wraps a feed so that its rows are cached. */
  readonly remembering: (feed: Feed<R>) => Feed<R>
  readonly pageSize: number
}

/** True if a refresh may cost less than reading again. */
export function isRefreshable<R>(list: CachedList<R>, feed: Feed<R>, now: Instant): boolean {
  return list.requests > 1 && now - list.filledAt <= MOST_AGE_MS && feed.changes() !== null
}

/**
 * Requests the changes since the last read and merges them.
 * Resolves to `false` for no list of changes, or too many. Rejects with UpstreamError.
 */
export async function refresh<R extends { readonly id: string }>(
  changes: Changes<R>,
  { list, order, remembering, pageSize }: RefreshDeps<R>,
  ask: Ask,
): Promise<boolean> {
  const since = sinceOf(list, changes, order)
  if (since === null) return giveUp(list)
  const changed = createCachedList<R>(null, { asOf: 0, pageSize })
  try {
    const isEnough = (_: readonly R[], pages: number) => pages * 2 >= list.requests
    const { rows, more } = await createReadAll(remembering(changes.since(since)), changed, {})(isEnough, ask)
    if (more || !isComplete(rows, list, changes, since)) return giveUp(list)
    put(list, rows, { ...changes, order, asOf: changed.asOf })
    return true
  } catch (error) {
    if (isBudgetSpent(error) && changed.requests > 0) giveUp(list)
    if (!(error instanceof UpstreamError) || (error.status !== 400 && error.status !== 422)) throw error
    changes.record('refused')
    return giveUp(list)
  } finally {
    list.refreshes += changed.requests
  }
}

/** Makes the list unrefreshable: it is read again, page by page. */
function giveUp(list: CachedList<unknown>): false {
  list.filledAt = Number.NEGATIVE_INFINITY
  return false
}

/**
 * First instant of the changes; `null`: nothing could prove the parameter.
 * An unproven parameter needs a known change that a filter by start would miss.
 */
function sinceOf<R>(
  list: CachedList<R>,
  { isProven, changedAt }: Changes<R>,
  { keyOf }: Order<R>,
): Instant | null {
  const usual = list.asOf - OVERLAP_MS
  if (isProven()) return usual
  const witnesses = list.rows.flatMap((row) => {
    const [changed, started] = [changedAt(row), keyOf(row)]
    return changed !== null && typeof started === 'number' && started < changed - OVERLAP_MS ? [changed] : []
  })
  return witnesses.length === 0 ? null : Math.min(usual, Math.max(...witnesses))
}

/** True if every known change came back: the parameter is supported. */
function isComplete<R extends { readonly id: string }>(
  rows: readonly R[],
  list: CachedList<R>,
  { isProven, changedAt, record }: Changes<R>,
  since: Instant,
): boolean {
  if (isProven()) return true
  const ids = new Set(rows.map(({ id }) => id))
  const isSupported = list.rows.every((row) => (changedAt(row) ?? 0) < since || ids.has(row.id))
  record(isSupported ? 'supported' : 'ignored')
  return isSupported
}

interface PutOptions<R> {
  readonly matches: (row: R) => boolean
  readonly order: Order<R>
  readonly asOf: Instant
}

/** Merges changed rows. Streams of the list keep their snapshot. */
export function put<R extends { readonly id: string }>(
  list: CachedList<R>,
  changed: readonly R[],
  { matches, order, asOf }: PutOptions<R>,
): void {
  const { rows, end, complete, old, total } = list
  list.version.snapshot = { rows, end, complete, old, total, asOf: list.asOf }
  list.version = { snapshot: null }

  const places = changed.map((row) => ({ row, place: placeOf(list, row, order) }))
  const inside = places.flatMap(({ row, place }) => (place === 'INSIDE' ? [row] : []))
  const known = list.seen.size
  for (const { id } of changed) list.seen.delete(id)
  for (const { id } of inside) list.seen.add(id)
  const ids = new Set(changed.map(({ id }) => id))
  const unchanged = rows.filter(({ id }) => !ids.has(id))
  list.rows = toSorted([...unchanged, ...inside.filter(matches)], order)
  list.rank += list.seen.size - known
  list.size *= list.seen.size / Math.max(1, known)
  list.asOf = asOf
  // A change beyond the end may or may not have been counted.
  const isSure = list.left !== null && places.every(({ place }) => place !== 'BEYOND')
  list.total = isSure ? list.rows.length + (list.left ?? 0) : null
}

function placeOf<R>(
  { top, end, complete }: CachedList<R>,
  row: R,
  { keyOf, direction }: Order<R>,
): 'BEFORE' | 'INSIDE' | 'BEYOND' {
  const key = keyOf(row) ?? null
  if (top !== undefined && compareKeys(key, top, direction) < 0) return 'BEFORE'
  const isRead = complete || (end !== undefined && compareKeys(key, end, direction) <= 0)
  return isRead ? 'INSIDE' : 'BEYOND'
}

/** Rows younger than three days change often, and are always read. */
const YOUNG_MS = 72 * 60 * 60 * 1000

/** Ttl of older rows for copying. */
const OLD_ROWS_TTL_MS = 60 * 60 * 1000

/** Instant when the oldest of its rows was read. */
export function oldestOf({ asOf, old }: Snapshot<unknown>): Instant {
  return Math.min(asOf, old?.asOf ?? asOf)
}

/** Copies rows after an old end from another list. */
export function copyOldRows<R extends { readonly id: string }>(
  list: CachedList<R>,
  others: readonly CachedList<R>[],
  order: Order<R>,
  now: Instant,
): void {
  const { end, rank, complete } = list
  if (complete || typeof end !== 'number' || end >= now - YOUNG_MS) return
  const position = { key: end, ids: new Set<string>(), rank }
  const other = others.find(
    (one) =>
      one !== list &&
      now - oldestOf(one) <= OLD_ROWS_TTL_MS &&
      one.end !== end &&
      covers(one, position, order.direction),
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
