// A zip merge of two lists, each sorted by an instant of its own.
// Each row belongs to one list. Pages end where a list breaks off.
import type { Ask } from '../../domain/ask.ts'
import type { Instant } from '../../domain/time.ts'
import type { Feed, FeedPage, PageAt } from '../question.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { readTogether } from '../together.ts'

export interface Part<R> {
  readonly feed: Feed<R>
  /** Rows outside belong to another part. */
  readonly has: (row: R) => boolean
  /** The instant of the list's order. `null`: unknown place. */
  readonly sortedBy: (row: R) => Instant | null | undefined
  /** A substitute for `sortedBy` that the vendor can filter; never later. */
  readonly soughtBy?: (row: R) => Instant | null | undefined
}

export interface Event {
  readonly id: string
  readonly account: string
  readonly startedAt?: Instant | null | undefined
}

interface PartPage<R> {
  readonly part: Part<R>
  readonly page: FeedPage<R>
}

export function zipMerge<R extends Event>(...parts: readonly [Part<R>, ...Part<R>[]]): Feed<R> {
  const [first] = parts
  const asked = parts.filter(({ feed }) => !feed.none && feed.absent.length === 0).map(endingBelow)
  const exact = parts.every(({ feed }) => feed.exact)
  return {
    ...first.feed,
    none: asked.length === 0,
    exact,
    matches: (row) => asked.every(({ feed }) => feed.matches(row)),
    seekable: () => asked.every(({ feed }) => feed.seekable()),
    floored: () => asked.every(({ feed }) => feed.floored()),
    parts: asked,
    read: async (at, ask) => {
      const page = zip(await readAll(asked, at, ask), at)
      return exact ? page : { ...page, total: null }
    },
  }
}

/** Lists for a merge by page number, e.g. oldest first. The last counts all rows. */
export function sideBySide<R extends Event>(first: Part<R>, last: Part<R>): Feed<R> {
  const parts = [first, last]
  return {
    ...first.feed,
    exact: parts.every(({ feed }) => feed.exact),
    parts,
    read: last.feed.read,
  }
}

/**
 * Ends the list at rows older than the question wants.
 * Some lists have no lower bound, or one that would hide rows.
 */
function endingBelow<R>(part: Part<R>): Part<R> {
  const read: Feed<R>['read'] = async (at, ask) => {
    const page = await part.feed.read(at, ask)
    const instants = page.rows.flatMap((row) => part.sortedBy(row) ?? [])
    const [last, least] = [instants.at(-1), Math.max(at.from ?? BEGINNING, at.since ?? BEGINNING)]
    if (least === BEGINNING) return page
    const isBelow = last !== undefined && last < least && isDescending(instants)
    // The total includes the rows below.
    return { ...page, total: null, ...(isBelow ? { more: false, cut: false } : {}) }
  }
  return { ...part, feed: { ...part.feed, read } }
}

const BEGINNING = Number.NEGATIVE_INFINITY

function isDescending(instants: readonly Instant[]): boolean {
  return instants.every((instant, index) => index === 0 || instant <= (instants[index - 1] ?? instant))
}

/** The first page of each list below the bounds. */
function readAll<R>(parts: readonly Part<R>[], at: PageAt, ask: Ask): Promise<readonly PartPage<R>[]> {
  return readTogether(parts, async (part) => ({ part, page: await part.feed.read({ ...at, page: 1 }, ask) }))
}

/**
 * Two pages as one. The floor is the latest instant at which a list breaks off.
 * Rows below it wait for the next page:
 *
 *     calls  9:05 9:04 9:03 …    floor 9:03
 *     tasks  9:05 9:01 8:59 …    9:01 and 8:59 wait
 *
 * A page without new rows above the floor counts as unsorted.
 */
function zip<R extends Event>(read: readonly PartPage<R>[], at: PageAt): FeedPage<R> {
  const { until = Number.POSITIVE_INFINITY, from = BEGINNING, since = BEGINNING } = at
  const least = Math.max(from, since)
  const goesOn = read.some(({ page }) => isFollowed(page, at.per))
  const floor = Math.max(...read.map(({ part, page }) => floorOf(part, page, { until, per: at.per })))
  const own = read.flatMap(({ part, page }) => page.rows.filter((row) => part.has(row)))
  const rows = [...new Map(own.map((row) => [row.id, row])).values()]
  const settled = rows.filter(({ startedAt }) =>
    startedAt == null ? !goesOn : startedAt >= Math.max(floor, least) && startedAt <= until,
  )
  const below = rows.some(({ startedAt }) => startedAt != null && startedAt < floor)
  const more = below || goesOn
  const isNews = ({ startedAt }: R) => startedAt != null && startedAt < until
  const sum = (valueOf: (page: FeedPage<R>) => number) =>
    read.reduce((total, { page }) => total + valueOf(page), 0)
  return {
    rows: settled.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)),
    count: sum(({ count }) => count),
    total: totalOf(read),
    more,
    cut: read.some(({ page }) => page.cut),
    sorted: !more || (at.page === 1 && settled.some(isNews)),
    size: sum(({ size }) => size),
    sentAt: Math.min(...read.map(({ page }) => page.sentAt)),
    requests: sum(({ requests }) => requests),
  }
}

/** Both lists count the same rows, but may omit undialled ones. */
function totalOf<R>(read: readonly PartPage<R>[]): number | null {
  const totals = read.flatMap(({ page }) => page.total ?? [])
  return totals.length < read.length ? null : Math.max(...totals)
}

/** Reads the vendor's word, then its total, then the page's length. */
function isFollowed<R>({ count, total, more }: FeedPage<R>, per: number): boolean {
  return more ?? (total === null ? count >= per : count < total)
}

/** The last row, or nowhere for unsorted rows. */
function floorOf<R extends Event>(
  { sortedBy, soughtBy = sortedBy }: Part<R>,
  page: FeedPage<R>,
  { until, per }: { readonly until: Instant; readonly per: number },
): number {
  const { rows } = page
  const instants = rows.flatMap((row) => sortedBy(row) ?? [])
  const first = rows.find((row) => sortedBy(row) != null)
  // Bounds in whole seconds may return one second more.
  if (first !== undefined && (soughtBy(first) ?? Number.NEGATIVE_INFINITY) > until + 1000) {
    const message = `${first.account}: expected rows within the requested range, got later ones`
    throw new UpstreamError(first.account, 'UPSTREAM_INVALID_RESPONSE', message)
  }
  if (!isFollowed(page, per)) return Number.NEGATIVE_INFINITY
  return isDescending(instants) ? (instants.at(-1) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}
