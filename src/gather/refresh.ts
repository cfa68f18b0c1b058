// Bringing what was read of a list up to date by what has changed since: rows leave the place that they had and stand
// where they belong now, if they are still wanted.
import type { Ask } from '../domain/ask.ts'
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Changes, Feed } from '../vendors/index.ts'
import type { Segment } from './segment.ts'
import { isBudgetSpent, UpstreamError } from '../domain/errors.ts'
import { compareKeys } from '../domain/order.ts'
import { createReadAll } from './reader.ts'
import { createSegment, toSorted } from './segment.ts'

/** Changes are asked for from so long before the last reading: clocks differ, and what is written shows a little later. */
const OVERLAP_MS = 60_000

/**
 * No change tells of a row that was deleted: it may be given again until the list, having been read as long ago, is read
 * anew. Lists that nobody asks for are forgotten within the hour.
 */
const MOST_AGE_MS = 24 * 60 * 60 * 1000

export interface RefreshMeans<R> {
  readonly segment: Segment<R>
  readonly order: Order<R>
  /** Whoever reads rows remembers them. */
  readonly remembering: (feed: Feed<R>) => Feed<R>
  readonly pageSize: number
}

/** Whether changes cost less than reading again. */
export function isRefreshable<R>(segment: Segment<R>, feed: Feed<R>, now: Instant): boolean {
  return segment.requests > 1 && now - segment.filledAt <= MOST_AGE_MS && feed.changes() !== null
}

/**
 * Asks for what changed; false when the vendor turned out not to tell, or when more has changed than is worth it. Rejects
 * with UpstreamError.
 */
export async function refresh<R extends { readonly id: string }>(
  changes: Changes<R>,
  { segment, order, remembering, pageSize }: RefreshMeans<R>,
  ask: Ask,
): Promise<boolean> {
  const since = beginning(segment, changes, order)
  if (since === null) return giveUp(segment)
  const news = createSegment<R>(null, { asOf: 0, pageSize })
  try {
    const isEnough = (_: readonly R[], pages: number) => pages * 2 >= segment.requests
    const { rows, more } = await createReadAll(remembering(changes.since(since)), news, {})(isEnough, ask)
    if (more || !isTold(rows, segment, changes, since)) return giveUp(segment)
    put(segment, rows, { ...changes, order, asOf: news.asOf })
    return true
  } catch (error) {
    // What cannot be paid at once is read again, page by page.
    if (isBudgetSpent(error) && news.requests > 0) giveUp(segment)
    if (!(error instanceof UpstreamError) || (error.status !== 400 && error.status !== 422)) throw error
    changes.learn('refused')
    return giveUp(segment)
  } finally {
    segment.refreshes += news.requests
  }
}

/** It is not tried again. */
function giveUp(segment: Segment<unknown>): false {
  segment.filledAt = Number.NEGATIVE_INFINITY
  return false
}

/**
 * From when on to ask. As long as it is unproven that the vendor obeys, early enough that a row must come back that
 * changed well after it started, so that none comes back by its start.
 */
function beginning<R>(
  segment: Segment<R>,
  { isProven, changedAt }: Changes<R>,
  { keyOf }: Order<R>,
): Instant | null {
  const usual = segment.asOf - OVERLAP_MS
  if (isProven()) return usual
  const witnesses = segment.rows.flatMap((row) => {
    const [changed, started] = [changedAt(row), keyOf(row)]
    return changed !== null && typeof started === 'number' && started < changed - OVERLAP_MS ? [changed] : []
  })
  return witnesses.length === 0 ? null : Math.min(usual, Math.max(...witnesses))
}

/** Whether all came back that is known to have changed: a vendor that does not give it filters by something else. */
function isTold<R extends { readonly id: string }>(
  rows: readonly R[],
  segment: Segment<R>,
  { isProven, changedAt, learn }: Changes<R>,
  since: Instant,
): boolean {
  if (isProven()) return true
  const ids = new Set(rows.map(({ id }) => id))
  const isObeyed = segment.rows.every((row) => (changedAt(row) ?? 0) < since || ids.has(row.id))
  learn(isObeyed ? 'obeyed' : 'ignored')
  return isObeyed
}

interface Putting<R> {
  readonly matches: (row: R) => boolean
  readonly order: Order<R>
  readonly asOf: Instant
}

/** Whoever walks through the run as it was goes on with it, undisturbed. */
export function put<R extends { readonly id: string }>(
  segment: Segment<R>,
  changed: readonly R[],
  { matches, order, asOf }: Putting<R>,
): void {
  const { rows, end, complete, old, total } = segment
  segment.epoch.past = { rows, end, complete, old, total, asOf: segment.asOf }
  segment.epoch = { past: null }

  const places = changed.map((row) => ({ row, place: placeOf(segment, row, order) }))
  const inside = places.flatMap(({ row, place }) => (place === 'INSIDE' ? [row] : []))
  const known = segment.seen.size
  for (const { id } of changed) segment.seen.delete(id)
  for (const { id } of inside) segment.seen.add(id)
  const ids = new Set(changed.map(({ id }) => id))
  const stay = rows.filter(({ id }) => !ids.has(id))
  segment.rows = toSorted([...stay, ...inside.filter(matches)], order)
  segment.rank += segment.seen.size - known
  segment.size *= segment.seen.size / Math.max(1, known)
  segment.asOf = asOf
  // Of rows beyond the end nobody knows whether they had been counted.
  const isSure = segment.left !== null && places.every(({ place }) => place !== 'BEYOND')
  segment.total = isSure ? segment.rows.length + (segment.left ?? 0) : null
}

/** Where a row stands with respect to what has been read. */
function placeOf<R>(
  { top, end, complete }: Segment<R>,
  row: R,
  { keyOf, direction }: Order<R>,
): 'BEFORE' | 'INSIDE' | 'BEYOND' {
  const key = keyOf(row) ?? null
  if (top !== undefined && compareKeys(key, top, direction) < 0) return 'BEFORE'
  const isRead = complete || (end !== undefined && compareKeys(key, end, direction) <= 0)
  return isRead ? 'INSIDE' : 'BEYOND'
}
