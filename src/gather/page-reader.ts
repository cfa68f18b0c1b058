// Reads a vendor's list by page number, without gaps.
// A page counts only if it overlaps the known rows:
//
//   page 1 of 4             a b c d | e f g h
//   a and b are deleted     c d e f | g h       page 2 of 4: g h. e f are missing
//   search further up       c d | e f | g h     page 1 of 2: c d. d is known
import type { Ask } from '../domain/ask.ts'
import type { Instant } from '../domain/time.ts'
import type { Feed, FeedPage, PageAt } from '../vendors/index.ts'
import type { CachedList } from './cached-list.ts'
import { isBudgetSpent } from '../domain/errors.ts'

/** One vendor page at its place in the list. */
export interface ReadPage<R> extends FeedPage<R> {
  /** Estimated number of rows before it. */
  readonly start: number
  readonly more: boolean
}

/** `joins`: no gap before it; `rank`: start of the next read. */
interface Read<R> {
  readonly page: ReadPage<R>
  readonly joins: boolean
  readonly rank: number
}

export type PageReader<R> = (ask: Ask) => Promise<Read<R>>

/** Instants between which the vendor lists rows, both included. */
interface Bounds {
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
}

interface PageReaderOptions<R> extends Bounds {
  /** True if a row lies in the known part. */
  readonly isKnown: (row: R) => boolean
  /** Estimated number of known rows. Decides cost, never the result. */
  readonly rank: number
  /** Estimated number of known rows after a page of them. */
  readonly leftAfter?: (rows: readonly R[]) => number
}

export function createPageReader<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  { since, until, isKnown, rank, leftAfter = () => 0 }: PageReaderOptions<R>,
): PageReader<R> {
  const search = createSearch(rank)
  const isEndless = createLoopDetector(isKnown)
  return async (ask) => {
    const at = pageOver(search.rank(), list.pageSize)
    const page = await readPage(feed, list, { ...at, since, until, from: list.floor }, ask)
    const end = page.start + page.count
    if (isEndless(page)) {
      list.cut = true
      return { page: { ...page, more: false }, joins: true, rank: search.rank() }
    }
    const overlaps = page.start === 0 || search.isNext(page.start) || page.rows.some(isKnown)
    const joins = overlaps && !(page.more && page.rows.every(isKnown))
    if (joins) search.found(end)
    else if (overlaps) search.later(end, list.pageSize, leftAfter(page.rows))
    else search.earlier(page.start, list.pageSize)
    return { page, joins, rank: search.rank() }
  }
}

/** Limit of equal pages in a row. New rows cause two at most. */
const MOST_SAME_PAGES = 3

/** Limit of pages without a new row. A search takes fewer. */
const MOST_KNOWN_PAGES = 40

/** Detects vendors that ignore the page number. */
function createLoopDetector<R extends { readonly id: string }>(
  isKnown: (row: R) => boolean,
): (page: ReadPage<R>) => boolean {
  let last = ''
  let same = 0
  let known = 0
  return ({ rows, more }) => {
    const ids = rows.map(({ id }) => id).join()
    same = more && rows.length > 1 && ids === last ? same + 1 : 1
    known = more && rows.every(isKnown) ? known + 1 : 0
    last = ids
    return same >= MOST_SAME_PAGES || known >= MOST_KNOWN_PAGES
  }
}

/** True if enough rows are read; `total` is the vendor's. */
type IsEnough<R> = (rows: readonly R[], pages: number, total: number | null) => boolean

interface ReadRows<R> {
  readonly rows: readonly R[]
  readonly more: boolean
}

export type ReadAll<R> = (isEnough: IsEnough<R>, ask: Ask) => Promise<ReadRows<R>>

/** Reads all rows of an unsorted list. Resumes after BUDGET_SPENT. */
export function createReadAll<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  bounds: Bounds,
): ReadAll<R> {
  return feed.parts === undefined ? readPages(feed, list, bounds) : readParts(feed.parts, list, bounds)
}

function readPages<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  bounds: Bounds,
): ReadAll<R> {
  const begin = () => {
    const found = new Map<string, R>()
    const next = createPageReader(feed, list, { ...bounds, isKnown: (row) => found.has(row.id), rank: 0 })
    return { found, next, seekable: feed.seekable(), pages: 0 }
  }
  let begun = begin()

  return async (isEnough, ask) => {
    for (;;) {
      const { found, next, seekable } = begun
      const { page, joins } = await next(ask)
      // The vendor ignored the bounds: the page is of another list.
      if (feed.seekable() !== seekable) {
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

/** Several lists, one after another. */
function readParts<R extends { readonly id: string }>(
  parts: NonNullable<Feed<R>['parts']>,
  list: CachedList<R>,
  bounds: Bounds,
): ReadAll<R> {
  const left = parts.map(({ feed, has }) => ({ has, read: createReadAll(feed, list, bounds) }))
  const found = new Map<string, R>()

  return async (isEnough, ask) => {
    for (let [one] = left; one !== undefined; [one] = left) {
      const { rows, more } = await one.read(isEnough, ask)
      left.shift()
      for (const row of rows) if (one.has(row)) found.set(row.id, row)
      if (more) return { rows: [...found.values()], more }
    }
    return { rows: [...found.values()], more: false }
  }
}

/** Limit of estimates in one search, since they may be wrong. */
const MOST_ESTIMATES = 4

/**
 * Searches the end of the known rows: by estimates, else doubling steps, then halving.
 *
 *   hint 100, pages of 20:   100 → 80 → 40 (known rows) → 60
 */
function createSearch(hint: number) {
  let rank = hint
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let step = 0
  let estimates = 0

  function seek(pageSize: number, left = 0): void {
    // The end would be in the middle of the page.
    const estimate = low + Math.max(0, Math.floor(left - pageSize / 2))
    if (left > 0 && estimate < high && estimates < MOST_ESTIMATES) {
      rank = estimate
      estimates += 1
    } else if (low > 0 && high < Number.POSITIVE_INFINITY) {
      rank = high - low <= pageSize ? low : (low + high) >> 1
    } else {
      const away = step
      step = step === 0 ? pageSize : step * 2
      rank = high < Number.POSITIVE_INFINITY ? Math.max(0, high - step) : low + away
    }
  }

  return {
    rank: () => rank,
    /** Pages of one row cannot overlap: they adjoin. */
    isNext: (start: number) => low > 0 && start === low,
    found: (end: number) => {
      ;[rank, low, high, step, estimates] = [end, 0, Number.POSITIVE_INFINITY, 0, 0]
    },
    /** Rows before `end` are known. A moved list may contradict `high`. */
    later: (end: number, pageSize: number, left: number) => {
      low = end
      if (high <= low) [high, step] = [Number.POSITIVE_INFINITY, 0]
      // A short page may end before the hint.
      if (rank <= low) seek(pageSize, left)
    },
    /** Rows from `start` on are unknown. */
    earlier: (start: number, pageSize: number) => {
      high = start
      if (low >= high) [low, step] = [0, 0]
      seek(pageSize)
    },
  }
}

/**
 * The page that begins before a rank and reaches furthest beyond it.
 * A smaller size lets it repeat one row only.
 *
 *   rank 100, maximum 100:   page 2 of 99 = rows 99…197
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

async function readPage<R extends { readonly id: string }>(
  feed: Feed<R>,
  list: CachedList<R>,
  at: PageAt,
  ask: Ask,
): Promise<ReadPage<R>> {
  const isFirst = list.requests === 0
  const answer = await feed.read(at, ask)
  const { count } = answer
  // Without total and link, page 2 shows if a short page 1 is the last.
  const isUnclear = (isFirst || at.page === 1) && answer.more === null && answer.total === null
  const probe = isUnclear && count > 0 && count < at.per ? await probeBeyond(feed, at, answer, ask) : null
  const more = probe?.more ?? isFollowed(answer, at)
  list.requests += answer.requests + (probe?.requests ?? 0)
  list.size += answer.size
  if (answer.cut) list.cut = true
  if (isFirst) list.filledAt = answer.sentAt
  list.asOf = isFirst ? answer.sentAt : Math.min(list.asOf, answer.sentAt)
  if (answer.total !== null) list.tellsTotal = true
  // Another stream may have lowered the floor meanwhile.
  const isCounted = list.counted === null ? at.until === undefined : list.counted.since === at.from
  if (isFirst && isCounted) list.total = answer.total
  // A page before another is full, whatever size was requested.
  if (more && count < at.per) list.pageSize = count
  const start = (at.page - 1) * Math.min(at.per, list.pageSize)
  return { ...answer, more, start }
}

/** Reads the page after a short one, e.g. page 2 of 20. */
async function probeBeyond<R extends { readonly id: string }>(
  feed: Feed<R>,
  at: PageAt,
  { rows, count }: FeedPage<R>,
  ask: Ask,
) {
  const end = at.page * count
  const next = pageOver(end, count)
  const beyond = await feed.read({ ...at, ...next }, ask).catch((error: unknown) => {
    if (isBudgetSpent(error)) return null
    throw error
  })
  // Unknown for now: the next page shows it.
  if (beyond === null) return { more: true, requests: 0 }
  const ids = new Set(rows.map(({ id }) => id))
  const hasNew = beyond.rows.some(({ id }) => !ids.has(id))
  return { more: hasNew || (next.page - 1) * next.per + beyond.count > end, requests: beyond.requests }
}

/** True if a page follows: by link, total or length. */
function isFollowed<R extends { readonly id: string }>(
  { count, total, more }: FeedPage<R>,
  { page, per }: PageAt,
): boolean {
  if (count === 0 || more !== null) return count > 0 && more !== false
  if (total === null) return count >= per
  const expected = Math.min(per, Math.max(0, total - (page - 1) * per))
  return (page - 1) * (count === expected ? per : count) + count < total
}
