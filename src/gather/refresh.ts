// Bringing what was read of a list up to date by what has changed since: rows leave the place that they had and stand
// where they belong now, if they are still wanted.
import type { Ask } from '../domain/ask.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Changes, Feed } from '../vendors/index.ts'
import type { CachedList } from './cached-list.ts'
import { isBudgetSpent, UpstreamError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { createReadAll } from './page-reader.ts'
import { createCachedList, toSorted } from './cached-list.ts'

/** Changes are asked for from so long before the last reading: clocks differ, and what is written shows a little later. */
const OVERLAP_MS = 60_000

/**
 * No change tells of a row that was deleted: it may be given again until the list, having been read as long ago, is read
 * anew. Lists that nobody asks for are forgotten within the hour.
 */
const MOST_AGE_MS = 24 * 60 * 60 * 1000

export interface RefreshDeps<R> {
  readonly list: CachedList<R>
  readonly order: Order<R>
  /** Whoever reads rows remembers them. */
  readonly remembering: (feed: Feed<R>) => Feed<R>
  readonly pageSize: number
}

/** Whether changes cost less than reading again. */
export function isRefreshable<R>(list: CachedList<R>, feed: Feed<R>, now: Instant): boolean {
  return list.requests > 1 && now - list.filledAt <= MOST_AGE_MS && feed.changes() !== null
}

/**
 * Asks for what changed; false when the vendor turned out not to tell, or when more has changed than is worth it. Rejects
 * with UpstreamError.
 */
export async function refresh<R extends { readonly id: string }>(
  changes: Changes<R>,
  { list, order, remembering, pageSize }: RefreshDeps<R>,
  ask: Ask,
): Promise<boolean> {
  const since = beginning(list, changes, order)
  if (since === null) return giveUp(list)
  const news = createCachedList<R>(null, { asOf: 0, pageSize })
  try {
    const isEnough = (_: readonly R[], pages: number) => pages * 2 >= list.requests
    const { rows, more } = await createReadAll(remembering(changes.since(since)), news, {})(isEnough, ask)
    if (more || !isTold(rows, list, changes, since)) return giveUp(list)
    put(list, rows, { ...changes, order, asOf: news.asOf })
    return true
  } catch (error) {
    // What cannot be paid at once is read again, page by page.
    if (isBudgetSpent(error) && news.requests > 0) giveUp(list)
    if (!(error instanceof UpstreamError) || (error.status !== 400 && error.status !== 422)) throw error
    changes.learn('refused')
    return giveUp(list)
  } finally {
    list.refreshes += news.requests
  }
}

/** It is not tried again. */
function giveUp(list: CachedList<unknown>): false {
  list.filledAt = Number.NEGATIVE_INFINITY
  return false
}

/**
 * From when on to ask. As long as it is unproven that the vendor obeys, early enough that a row must come back that
 * changed well after it started, so that none comes back by its start.
 */
function beginning<R>(
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

/** Whether all came back that is known to have changed: a vendor that does not give it filters by something else. */
function isTold<R extends { readonly id: string }>(
  rows: readonly R[],
  list: CachedList<R>,
  { isProven, changedAt, learn }: Changes<R>,
  since: Instant,
): boolean {
  if (isProven()) return true
  const ids = new Set(rows.map(({ id }) => id))
  const isObeyed = list.rows.every((row) => (changedAt(row) ?? 0) < since || ids.has(row.id))
  learn(isObeyed ? 'obeyed' : 'ignored')
  return isObeyed
}

interface Putting<R> {
  readonly matches: (row: R) => boolean
  readonly order: Order<R>
  readonly asOf: Instant
}

/** Whoever streams through the run as it was goes on with it, undisturbed. */
export function put<R extends { readonly id: string }>(
  list: CachedList<R>,
  changed: readonly R[],
  { matches, order, asOf }: Putting<R>,
): void {
  const { rows, end, complete, old, total } = list
  list.version.past = { rows, end, complete, old, total, asOf: list.asOf }
  list.version = { past: null }

  const places = changed.map((row) => ({ row, place: placeOf(list, row, order) }))
  const inside = places.flatMap(({ row, place }) => (place === 'INSIDE' ? [row] : []))
  const known = list.seen.size
  for (const { id } of changed) list.seen.delete(id)
  for (const { id } of inside) list.seen.add(id)
  const ids = new Set(changed.map(({ id }) => id))
  const stay = rows.filter(({ id }) => !ids.has(id))
  list.rows = toSorted([...stay, ...inside.filter(matches)], order)
  list.rank += list.seen.size - known
  list.size *= list.seen.size / Math.max(1, known)
  list.asOf = asOf
  // Of rows beyond the end nobody knows whether they had been counted.
  const isSure = list.left !== null && places.every(({ place }) => place !== 'BEYOND')
  list.total = isSure ? list.rows.length + (list.left ?? 0) : null
}

/** Where a row stands with respect to what has been read. */
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
