// Reading one list of the vendor page by page so that nothing between two pages is missed: rows that arrive or leave
// shift all others, so a page by number counts only if it overlaps what is known.
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPage } from '../vendors/index.ts'
import type { CachedList } from './cached-list.ts'
import { createRoundTrip } from './round-trip.ts'
import { isBudgetSpent } from '../domain/errors.ts'

/** One vendor page at its place in the list. */
export interface ReadPage<R> extends FeedPage<R> {
  /** About how many rows of the list come before it. */
  readonly start: number
  readonly more: boolean
}

/**
 * Reads a page. Where it does not join on to what is known, the next call seeks further; `rank` is about how many rows
 * come before what the next call looks for.
 */
export type PageReader<R> = (
  ask: Ask,
) => Promise<{ readonly page: ReadPage<R>; readonly joins: boolean; readonly rank: number }>

/** A list of the vendor; both instants belong to it. */
interface Part {
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
}

/** Whether a list need not be read further than these rows, which so many pages brought; `total` is how many it has. */
type Enough<R> = (rows: readonly R[], pages: number, total: number | null) => boolean

type PageAt = Parameters<Feed<unknown>['read']>[0]

/** A list, and what is known of it. */
interface PageReaderOptions<R> extends Part {
  /** Whether the row stands in the part of the list that is known already. */
  readonly isKnown: (row: R) => boolean
  /** About how many rows are known; a hint that decides cost and never the result. */
  readonly rank: number
}

export function createPageReader<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  { since, until, isKnown, rank }: PageReaderOptions<R>,
): PageReader<R> {
  const search = createSearch(rank)
  const isGoingRound = createRoundTrip(isKnown)
  return async (ask) => {
    const at = pageOver(search.rank(), list.pageSize)
    const page = await read(feed, list, { ...at, since, until, from: list.floor }, ask)
    const end = page.start + page.count
    if (isGoingRound(page)) {
      list.cut = true
      return { page: { ...page, more: false }, joins: true, rank: search.rank() }
    }
    const proven = page.start === 0 || search.isNext(page.start) || page.rows.some(isKnown)
    const joins = proven && !(page.more && page.rows.every(isKnown))
    if (joins) search.found(end)
    else if (proven) search.later(end, list.pageSize)
    else search.earlier(page.start, list.pageSize)
    return { page, joins, rank: search.rank() }
  }
}

/** What was read of a list, and whether it goes on beyond as many rows as are enough. */
interface ReadRows<R> {
  readonly rows: readonly R[]
  readonly more: boolean
}

/**
 * Reads all rows of a list that stands in whatever order. When the budget is spent on the way it rejects, and the next
 * call goes on there.
 */
export function createReadAll<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  part: Part,
): (isEnough: Enough<R>, ask: Ask) => Promise<ReadRows<R>> {
  return feed.parts === undefined ? readPages(feed, list, part) : readParts(feed.parts, list, part)
}

function readPages<R extends { readonly id: string }>(feed: Feed<R>, list: CachedList<R>, part: Part) {
  const begin = () => {
    const found = new Map<string, R>()
    const next = createPageReader(feed, list, { ...part, isKnown: (row) => found.has(row.id), rank: 0 })
    return { found, next, bounded: feed.bounded(), pages: 0 }
  }
  let begun = begin()

  return async (isEnough: Enough<R>, ask: Ask): Promise<ReadRows<R>> => {
    for (;;) {
      const { found, next, bounded } = begun
      const { page, joins } = await next(ask)
      // The vendor turned out not to obey the bounds, so this was a page of another list.
      if (feed.bounded() !== bounded) {
        begun = begin()
        continue
      }
      begun.pages += 1
      if (joins) for (const row of page.rows) found.set(row.id, row)
      const more = page.more || !joins
      const rows = [...found.values()]
      if (!more || isEnough(rows, begun.pages, page.total)) return { rows, more }
    }
  }
}

/** Several lists, one after another; the first that goes on too far ends it. */
function readParts<R extends { readonly id: string }>(
  parts: NonNullable<Feed<R>['parts']>,
  list: CachedList<R>,
  part: Part,
) {
  const left = parts.map(({ feed, has }) => ({ has, read: createReadAll(feed, list, part) }))
  const found = new Map<string, R>()

  return async (isEnough: Enough<R>, ask: Ask): Promise<ReadRows<R>> => {
    for (let [one] = left; one !== undefined; [one] = left) {
      const { rows, more } = await one.read(isEnough, ask)
      left.shift()
      for (const row of rows) if (one.has(row)) found.set(row.id, row)
      if (more) return { rows: [...found.values()], more }
    }
    return { rows: [...found.values()], more: false }
  }
}

/** Seeks where the known part of a list ends: from the hint in doubling steps, then by halving. */
function createSearch(hint: number) {
  let rank = hint
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let step = 0

  function seek(pageSize: number): void {
    if (low > 0 && high < Number.POSITIVE_INFINITY) {
      rank = high - low <= pageSize ? low : (low + high) >> 1
    } else {
      const away = step
      step = step === 0 ? pageSize : step * 2
      rank = high < Number.POSITIVE_INFINITY ? Math.max(0, high - step) : low + away
    }
  }

  return {
    rank: () => rank,
    /** Whether a page was known up to here just now, which must do where pages are too short to overlap. */
    isNext: (start: number) => low > 0 && start === low,
    found: (end: number) => {
      ;[rank, low, high, step] = [end, 0, Number.POSITIVE_INFINITY, 0]
    },
    /** All before `end` is known. A list that moved in the meantime may contradict what was found before. */
    later: (end: number, pageSize: number) => {
      low = end
      if (high <= low) [high, step] = [Number.POSITIVE_INFINITY, 0]
      // A page that was shorter than asked for did not get as far as the hint.
      if (rank <= low) seek(pageSize)
    },
    /** Nothing from `start` on is known. */
    earlier: (start: number, pageSize: number) => {
      high = start
      if (low >= high) [low, step] = [0, 0]
      seek(pageSize)
    },
  }
}

/**
 * The page that begins before the row of this rank and reaches furthest beyond it; page sizes below the maximum let the
 * seam fall so that only one row is read again. Where pages are so small that none does both, the page that begins there.
 */
export function pageOver(rank: number, maximum: number): { page: number; per: number } {
  if (rank < 1 || maximum < 1) return { page: 1, per: maximum }
  let best = { page: Math.floor(rank / maximum) + 1, per: maximum }
  let reach = rank
  for (let per = maximum; per > 1; per -= 1) {
    const page = Math.floor((rank - 1) / per) + 1
    if (page * per <= reach) continue
    best = { page, per }
    reach = page * per
  }
  return best
}

async function read<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  at: PageAt,
  ask: Ask,
): Promise<ReadPage<R>> {
  const isFirst = list.requests === 0
  const answer = await feed.read(at, ask)
  const { count } = answer
  const isUntold = answer.more === null && answer.total === null
  // Where nothing is told, only a further page shows whether the first one is short because pages are.
  const isProbed = isFirst && isUntold && count > 0 && count < at.per
  const probe = isProbed ? await probeBeyond(feed, at, answer, ask) : null
  const more = probe?.more ?? isFollowed(answer, at)
  list.requests += answer.requests + (probe?.requests ?? 0)
  list.size += answer.size
  if (answer.cut) list.cut = true
  if (isFirst) list.filledAt = answer.sentAt
  list.asOf = isFirst ? answer.sentAt : Math.min(list.asOf, answer.sentAt)
  if (answer.total !== null) list.tellsTotal = true
  // Who joined before the first page may have widened what is asked, and with it what is counted.
  const isCounted = list.counted === null ? at.until === undefined : list.counted.since === at.from
  if (isFirst && isCounted) list.total = answer.total
  // A page that another one follows is full, however many rows were asked for.
  if (more && count < at.per) list.pageSize = count
  const start = (at.page - 1) * Math.min(at.per, list.pageSize)
  return { ...answer, more, start }
}

/** Whether rows follow a page, asked in pages no longer than that. */
async function probeBeyond<R extends { readonly id: string }>(
  feed: Feed<R>,
  at: PageAt,
  { rows, count }: FeedPage<R>,
  ask: Ask,
) {
  const end = at.page * count
  const further = pageOver(end, count)
  const beyond = await feed.read({ ...at, ...further }, ask).catch((error: unknown) => {
    if (isBudgetSpent(error)) return null
    throw error
  })
  // The next page will show.
  if (beyond === null) return { more: true, requests: 0 }
  const ids = new Set(rows.map(({ id }) => id))
  // When a row has left meanwhile, those that follow have moved up.
  const isNews = beyond.rows.some(({ id }) => !ids.has(id))
  return { more: isNews || (further.page - 1) * further.per + beyond.count > end, requests: beyond.requests }
}

/** Whether another page follows, by the vendor's word or its total, else by its length. */
function isFollowed<R extends { readonly id: string }>(
  { count, total, more }: FeedPage<R>,
  { page, per }: PageAt,
): boolean {
  if (count === 0 || more !== null) return count > 0 && more !== false
  if (total === null) return count >= per
  const expected = Math.min(per, Math.max(0, total - (page - 1) * per))
  return (page - 1) * (count === expected ? per : count) + count < total
}
