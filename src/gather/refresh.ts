// Refreshes cached lists from the journal, or copies old rows between lists.
//
//   cached      d c b a         changed: c (moved), e (new)
//   refreshed   e d b c a
import type { Ask } from '../domain/ask.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Changes } from '../vendors/index.ts'
import type { CachedList, Snapshot } from './cached-list.ts'
import type { Journal, Need } from './journal.ts'
import { isBudgetSpent } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { covers, indexFrom, rankAt, toSorted } from './cached-list.ts'

/** Changes lack deleted rows: a list is read again after a day. */
const MOST_AGE_MS = 24 * 60 * 60 * 1000

export interface RefreshDeps<R> {
  /** The same for the same list, e.g. `lists ujet CALL null DESC Zm9v… 1`. */
  readonly name: string
  readonly list: CachedList<R>
  readonly order: Order<R>
  readonly journal: Journal<R>
}

/** True if the list can be brought up to date by changes. */
export function isRefreshable<R>(list: CachedList<R>, changes: Changes<R> | null, now: Instant): boolean {
  return list.requests > 0 && now - list.filledAt <= MOST_AGE_MS && changes !== null
}

function needOf<R>(changes: Changes<R>, { name, list }: RefreshDeps<R>): Need<R> {
  // A refresh may cost half of the list.
  return { name, changes, since: list.asOf, witnesses: list.rows, cost: Math.ceil(list.requests / 2) }
}

/** Merges changes at hand. Sends nothing. True if the list is younger. */
export function catchUp<R extends { readonly id: string }>(
  changes: Changes<R>,
  deps: RefreshDeps<R>,
): boolean {
  const { list, order, journal } = deps
  journal.register(needOf(changes, deps))
  if (journal.asOf() <= list.asOf) return false
  const news = journal.changesSince(list.asOf, changes.fields)
  if (news === null) return false
  const changed = new Map(news.changes.map(({ row }) => [row.id, row]))
  // A page may have been read after the journal.
  for (const row of list.rows) {
    const change = changed.get(row.id)
    if (change !== undefined && (changes.changedAt(row) ?? 0) > (changes.changedAt(change) ?? 0))
      changed.delete(row.id)
  }
  if (changed.size > 0) put(list, [...changed.values()], { ...changes, order, asOf: news.asOf })
  list.asOf = news.asOf
  return true
}

/**
 * Requests changes from the account and merges them.
 * Resolves to `false` for a list to be read again. Rejects with UpstreamError.
 */
export async function refresh<R extends { readonly id: string }>(
  changes: Changes<R>,
  deps: RefreshDeps<R>,
  ask: Ask,
): Promise<boolean> {
  const { list, journal } = deps
  const before = journal.requests()
  try {
    const isAsked = await journal.update(needOf(changes, deps), Math.max(list.asOf, journal.asOf()), ask)
    if (isAsked && catchUp(changes, deps)) return true
  } catch (error) {
    if (isBudgetSpent(error) && journal.requests() > before) giveUp(list)
    throw error
  } finally {
    list.refreshes += journal.requests() - before
  }
  return giveUp(list)
}

/** Has the list read again, page by page. */
export function giveUp(list: CachedList<unknown>): false {
  list.filledAt = Number.NEGATIVE_INFINITY
  return false
}

interface PutOptions<R> extends Pick<Changes<R>, 'matches' | 'startedAt'> {
  readonly order: Order<R>
  readonly asOf: Instant
}

/** Merges changed rows. Streams of the list keep their snapshot. */
export function put<R extends { readonly id: string }>(
  list: CachedList<R>,
  changed: readonly R[],
  { matches, startedAt, order, asOf }: PutOptions<R>,
): void {
  const { rows, end, complete, old, total } = list
  list.version.snapshot = { rows, end, complete, old, total, asOf: list.asOf }
  list.version = { snapshot: null }

  const places = changed.map((row) => ({ row, place: placeOf(list, row, order) }))
  // An unknown row may be one of those counted beyond the end, unless starts order the list: they last.
  const isCertain = ({ row, place }: (typeof places)[number]): boolean => {
    const key = order.keyOf(row) ?? null
    return place !== 'BEYOND' && (list.seen.has(row.id) || (key !== end && key === startedAt(row)))
  }
  const isSure = places.every(isCertain)
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
  if (!isSure) list.left = null
  list.total = list.left === null ? null : list.rows.length + list.left
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

/** Younger rows change often, and are always read. */
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
  // Rows copied before stay old, also below a page read since.
  list.old = { from: list.old?.from ?? end, asOf: Math.min(oldestOf(list), oldestOf(other)) }
}
