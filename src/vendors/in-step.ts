// A zip merge of several lists of one event noun: each is sorted by an instant of its own, they are read abreast, and
// rows are given down to where every list has been read. Each row belongs to exactly one of the lists.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPage, PageAt } from './question.ts'
import { UpstreamError } from '../domain/errors.ts'

export interface Part<R> {
  readonly feed: Feed<R>
  /** The rows that this list stands for; others have the rest. */
  readonly has: (row: R) => boolean
  /** The instant by which the list is sorted and entered, newest first; null for rows that may stand anywhere. */
  readonly standsAt: (row: R) => Instant | null | undefined
  /** The instant by which it is entered where the vendor does not know that one; never later. */
  readonly entersAt?: (row: R) => Instant | null | undefined
}

export interface Event {
  readonly id: string
  readonly account: string
  readonly startedAt?: Instant | null | undefined
}

/** One page of one list. */
interface PartPage<R> {
  readonly part: Part<R>
  readonly page: FeedPage<R>
}

export function inStep<R extends Event>(...parts: readonly [Part<R>, ...Part<R>[]]): Feed<R> {
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
      const page = abreast(await readAll(asked, at, ask), at)
      return exact ? page : { ...page, total: null }
    },
  }
}

/**
 * The list ends where its rows start before what is wanted: not every list can be told where to end, and by a bound of
 * another instant it would hide rows.
 */
function endingBelow<R>(part: Part<R>): Part<R> {
  const read: Feed<R>['read'] = async (at, ask) => {
    const page = await part.feed.read(at, ask)
    const instants = page.rows.flatMap((row) => part.standsAt(row) ?? [])
    const [last, least] = [instants.at(-1), Math.max(at.from ?? BEGINNING, at.since ?? BEGINNING)]
    if (least === BEGINNING) return page
    const isBelow = last !== undefined && last < least && isDescending(instants)
    // Rows below are counted too.
    return { ...page, total: null, ...(isBelow ? { more: false, cut: false } : {}) }
  }
  return { ...part, feed: { ...part.feed, read } }
}

const BEGINNING = Number.NEGATIVE_INFINITY

function isDescending(instants: readonly Instant[]): boolean {
  return instants.every((instant, index) => index === 0 || instant <= (instants[index - 1] ?? instant))
}

/**
 * The first page of each list below the bounds. An account that has failed is probed by one request at a time, which
 * refuses the other list: it is asked again once the probe has been answered.
 */
async function readAll<R>(parts: readonly Part<R>[], at: PageAt, ask: Ask): Promise<readonly PartPage<R>[]> {
  const readOne = async (part: Part<R>) => ({ part, page: await part.feed.read({ ...at, page: 1 }, ask) })
  const pages = parts.map((part) => ({ part, page: readOne(part) }))
  const outcomes = await Promise.allSettled(pages.map(({ page }) => page))
  const isAnswered = outcomes.some(({ status }) => status === 'fulfilled')
  return Promise.all(
    pages.map(({ part, page }) =>
      page.catch((error: unknown) => {
        if (isAnswered && isUnavailable(error)) return readOne(part)
        throw error
      }),
    ),
  )
}

function isUnavailable(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'UPSTREAM_UNAVAILABLE' && error.status === null
}

/**
 * Pages of several lists as one. A row below the floor, the latest instant at which one of the lists breaks off, waits
 * for the next page. When nothing new stands above it, as when a thousand rows were made at one instant, the page says
 * that it is not sorted, and windows of time take over.
 */
function abreast<R extends Event>(read: readonly PartPage<R>[], at: PageAt): FeedPage<R> {
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

/** Lists with one filter count the same rows, but one may leave out those that lack the instant by which it is sorted. */
function totalOf<R>(read: readonly PartPage<R>[]): number | null {
  const totals = read.flatMap(({ page }) => page.total ?? [])
  return totals.length < read.length ? null : Math.max(...totals)
}

/** Whether a first page is followed by another, by the vendor's word or its total, else by its length. */
function isFollowed<R>({ count, total, more }: FeedPage<R>, per: number): boolean {
  return more ?? (total === null ? count >= per : count < total)
}

/** Down to where a list has been read: to its end, to its last row, or nowhere when its rows are not in order. */
function floorOf<R extends Event>(
  { standsAt, entersAt = standsAt }: Part<R>,
  page: FeedPage<R>,
  { until, per }: { readonly until: Instant; readonly per: number },
): number {
  const { rows } = page
  const instants = rows.flatMap((row) => standsAt(row) ?? [])
  const first = rows.find((row) => standsAt(row) != null)
  // Bounds are sent in whole seconds, so that a second more may come.
  if (first !== undefined && (entersAt(first) ?? Number.NEGATIVE_INFINITY) > until + 1000) {
    const message = `${first.account} did not keep to the range of instants that it was asked for`
    throw new UpstreamError(first.account, 'UPSTREAM_INVALID_RESPONSE', message)
  }
  if (!isFollowed(page, per)) return Number.NEGATIVE_INFINITY
  return isDescending(instants) ? (instants.at(-1) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}
