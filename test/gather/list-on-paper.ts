// A feed over an array of rows, which may change between pages.
import type { Feed, FeedPage } from '../../src/vendors/index.ts'
import type { PageAt } from '../../src/vendors/question.ts'
import { newestFirst } from '../../src/domain/order.ts'
import { createCachedList } from '../../src/gather/cached-list.ts'

export interface Entry {
  readonly id: string
  readonly startedAt: number | null
}

export interface Habits {
  /** Most rows of a page. */
  readonly clamp?: number
  readonly seekable?: boolean
  /** Superset of bounds, in milliseconds. */
  readonly looseMs?: number
  /** True if page 2 skips the requested number of rows, not the page's. */
  readonly skipped?: boolean
  readonly total?: boolean
  readonly more?: boolean
  /** True if sorted; `null`: unknown. */
  readonly sorted?: boolean | null
  readonly order?: string | null
  readonly matches?: (row: Entry) => boolean
  readonly since?: number
  readonly until?: number
}

export interface OnPaper extends Feed<Entry> {
  /** Rows in the vendor's order. */
  rows: Entry[]
  readonly asked: PageAt[]
}

export const PAGE = 10

/** `10@5` is the row 10 that started at 5, and `10@` one that tells no start. */
export function entries(text: string): Entry[] {
  return text.split(' ').map((word) => {
    const [id = '', startedAt = ''] = word.split('@')
    return { id, startedAt: startedAt === '' ? null : Number(startedAt) }
  })
}

/** Rows `1` to `count`, the newest first, one started every ten instants. */
export function manyEntries(count: number): Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index + 1),
    startedAt: (count - index) * 10,
  }))
}

export function onPaper(rows: Entry[], habits: Habits = {}): OnPaper {
  const {
    clamp = PAGE,
    looseMs = 1,
    seekable = false,
    sorted = true,
    order = null,
    matches = () => true,
  } = habits
  const feed: OnPaper = {
    rows,
    asked: [],
    account: 'paper',
    absent: [],
    none: false,
    wanted: new Set(),
    optIns: {},
    whole: false,
    order,
    maximum: PAGE,
    exact: true,
    matches,
    since: habits.since,
    until: habits.until,
    seekable: () => seekable,
    floored: () => seekable,
    changes: () => null,
    read: async (at): Promise<FeedPage<Entry>> => {
      feed.asked.push(at)
      const { until = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY } = seekable ? at : {}
      const [least, most] = [Math.floor(since / looseMs) * looseMs, Math.ceil(until / looseMs) * looseMs]
      const all = feed.rows.filter(({ startedAt }) => !seekable || isIn(startedAt, least, most))
      const per = Math.min(at.per, clamp)
      const start = (at.page - 1) * (habits.skipped === true ? at.per : per)
      const page = all.slice(start, start + per)
      const more = start + per < all.length
      return {
        rows: page,
        count: page.length,
        total: habits.total === false ? null : all.length,
        more: habits.more === false ? null : more,
        sorted,
        size: page.length * 100,
        sentAt: 0,
        requests: 1,
      }
    },
  }
  return feed
}

function isIn(startedAt: number | null, since: number, until: number): boolean {
  if (since === Number.NEGATIVE_INFINITY && until === Number.POSITIVE_INFINITY) return true
  return startedAt !== null && startedAt >= since && startedAt <= until
}

export const order = newestFirst

export function segmentOf(feed: Feed<Entry>, key?: number | null, rank = 0) {
  const start = key === undefined ? feed.until : key
  const place = start === undefined ? null : { key: start, ids: new Set<string>(), rank }
  return createCachedList<Entry>(place, { asOf: 0, pageSize: feed.maximum ?? 0, floor: feed.since })
}

export const idsOf = (rows: readonly Entry[]): string[] => rows.map(({ id }) => id)
