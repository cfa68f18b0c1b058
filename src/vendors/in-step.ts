// Several lists of one event noun as a single feed in the noun's order, although each is sorted by an instant of its
// own: they are read abreast, and rows are given down to where every list has been read.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPage, PageAt } from './feed.ts'
import { UpstreamError } from '../domain/errors.ts'

export interface Part<R> {
  readonly feed: Feed<R>
  /** The rows that this list stands for; others have the rest. */
  readonly has: (row: R) => boolean
  /** The instant by which the list is sorted and entered, newest first; null for rows that may stand anywhere. */
  readonly standsAt: (row: R) => Instant | null | undefined
}

interface Event {
  readonly id: string
  readonly account: string
  readonly startedAt?: Instant | null | undefined
}

/** The first list, asked without a range of starts, counts the rows of all. */
export function inStep<R extends Event>(first: Part<R>, ...others: readonly Part<R>[]): Feed<R> {
  const parts = [first, ...others]
  const askable = parts.filter(({ feed }) => !feed.none && feed.absent.length === 0)
  // Where no other list can have rows that match, one has them all.
  const asked = askable.length > 1 ? askable : askable.map((part) => ({ ...part, has: () => true }))
  const exact = parts.every(({ feed }) => feed.exact)
  return {
    ...first.feed,
    none: asked.length === 0,
    exact,
    matches: (row) => asked.every(({ feed }) => feed.matches(row)),
    bounded: () => asked.every(({ feed }) => feed.bounded()),
    parts: asked,
    read: async (at, ask) => {
      const page = await readAbreast(asked, at, ask)
      return exact ? page : { ...page, total: null }
    },
  }
}

/**
 * One page of each list. A row below the floor, the latest instant at which one of the lists breaks off, waits for the
 * next page. When nothing new stands above it, as when a thousand rows were made at one instant, the page says that it
 * is not sorted, and windows of time take over.
 */
async function readAbreast<R extends Event>(
  parts: readonly Part<R>[],
  at: PageAt,
  ask: Ask,
): Promise<FeedPage<R>> {
  const read = await Promise.all(
    parts.map(async (part) => ({ part, page: await part.feed.read({ ...at, page: 1 }, ask) })),
  )
  const { until = Number.POSITIVE_INFINITY } = at
  const goesOn = read.some(({ page }) => isFollowed(page, at.per))
  const floor = Math.max(...read.map(({ part, page }) => floorOf(part, page, { until, per: at.per })))
  const own = read.flatMap(({ part, page }) => page.rows.filter((row) => part.has(row)))
  const rows = [...new Map(own.map((row) => [row.id, row])).values()]
  const settled = rows.filter(({ startedAt }) =>
    startedAt == null ? !goesOn : startedAt >= floor && startedAt <= until,
  )
  const below = rows.some(({ startedAt }) => startedAt != null && startedAt < floor)
  const more = below || goesOn
  const isNews = ({ startedAt }: R) => startedAt != null && startedAt < until
  const sum = (valueOf: (page: FeedPage<R>) => number) =>
    read.reduce((total, { page }) => total + valueOf(page), 0)
  return {
    rows: settled.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)),
    count: sum(({ count }) => count),
    total: read[0]?.page.total ?? null,
    more,
    cut: read.some(({ page }) => page.cut),
    sorted: !more || (at.page === 1 && settled.some(isNews)),
    size: sum(({ size }) => size),
  }
}

/** Whether a first page is followed by another, by the vendor's word or its total, else by its length. */
function isFollowed<R>({ count, total, more }: FeedPage<R>, per: number): boolean {
  return more ?? (total === null ? count >= per : count < total)
}

/** Down to where a list has been read: to its end, to its last row, or nowhere when its rows are not in order. */
function floorOf<R extends Event>(
  { standsAt }: Part<R>,
  page: FeedPage<R>,
  { until, per }: { readonly until: Instant; readonly per: number },
): number {
  const { rows } = page
  const instants = rows.flatMap((row) => standsAt(row) ?? [])
  const [first = Number.NEGATIVE_INFINITY] = instants
  const account = rows[0]?.account
  // Bounds are sent in whole seconds, so that a second more may come.
  if (account !== undefined && first > until + 1000) {
    const message = `${account} did not keep to the range of instants that it was asked for`
    throw new UpstreamError(account, 'UPSTREAM_INVALID_RESPONSE', message)
  }
  if (!isFollowed(page, per)) return Number.NEGATIVE_INFINITY
  const sorted = instants.every(
    (instant, index) => index === 0 || instant <= (instants[index - 1] ?? instant),
  )
  return sorted ? (instants.at(-1) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}
