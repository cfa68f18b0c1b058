// A question to one account's list, and its answer.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, Lists, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Params } from './filters.ts'
import type { Searched } from './translate.ts'
import type { ProbeResult } from './unproven.ts'

export interface Question<N extends ListNoun> {
  readonly filter: FilterOf<N>
  /** `null`: the noun's own order, of events their start. */
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
  /** Selected fields, e.g. `startedAt`. */
  readonly wanted: ReadonlySet<string>
}

/** E.g. `{ page: 2, per: 100, until: 1768464000000 }`. */
export interface PageAt {
  /** Counts from 1. */
  readonly page: number
  readonly per: number
  /** Latest start, if the list is seekable. */
  readonly until?: Instant | undefined
  /**
   * Earliest start. Lists that are not seekable send it as earliest change:
   * a superset, since no row starts after its last change.
   */
  readonly since?: Instant | undefined
  /** Earliest start that is wanted; the page may hold earlier rows. */
  readonly from?: Instant | undefined
}

export interface FeedPage<R> {
  /** In the vendor's order, including rows that fail the filter. */
  readonly rows: readonly R[]
  /** Number of rows sent, including unreadable ones. */
  readonly count: number
  readonly total: number | null
  /** True if a page follows; `null`: the vendor does not say. */
  readonly more: boolean | null
  /** Set when the vendor has more rows than it returns. */
  readonly cut?: boolean | undefined
  /** True if sorted as requested; `null`: equal keys, which may be chance. */
  readonly sorted: boolean | null
  /** Characters of the answer, its weight in the cache. */
  readonly size: number
  /** Instant of the request: no row is older. */
  readonly sentAt: Instant
  /** Number of the vendor's pages in it. */
  readonly requests: number
  /** Set for cached rows. */
  readonly isRemembered?: boolean
}

export interface Feed<R> {
  /** Name of the account, e.g. `ujet`. */
  readonly account: string
  /** Filters that the account's rows cannot answer, e.g. `['rating']`. */
  readonly absent: readonly string[]
  /** Filters that are not sent: rows are post-filtered. */
  readonly searched?: readonly Searched[]
  /** True if no row can match. */
  readonly none: boolean
  /** Fields that its rows are asked for: selected ones, and those that the post-filter reads. */
  readonly wanted: ReadonlySet<string>
  /** Opt-in parameters; rows without them lack fields. */
  readonly optIns: Params
  /** True for lists that are read whole and sorted here. */
  readonly whole: boolean
  /** Order of the request, e.g. `RATING DESC`; `null`: the noun's own. */
  readonly order: string | null
  /** Most rows of a page; `null`: no pages. */
  readonly maximum: number | null
  /** True if the vendor applies every filter: its total is exact. */
  readonly exact: boolean
  readonly matches: (row: R) => boolean
  /** Its lists, read instead of it: all rows are wanted, or they are merged oldest first. */
  readonly parts?: readonly FeedPart<R>[] | undefined
  /** Range of starts that can match, both included. */
  readonly since: Instant | undefined
  readonly until: Instant | undefined
  /** True if a page may begin at an instant. */
  seekable(): boolean
  /** True if older rows may be left out. */
  floored(): boolean
  /** List of changes; `null`: the vendor has none. */
  changes(): Changes<R> | null
  /** The list without nulls in its order; `null`: no filter for that. */
  valued?(): Feed<R> | null
  /** Rejects with UpstreamError. */
  read(at: PageAt, ask: Ask): Promise<FeedPage<R>>
}

/** One of several lists of a noun. */
export interface FeedPart<R> {
  readonly feed: Feed<R>
  /** True for rows that no other list returns. */
  readonly has: (row: R) => boolean
  /** The instant that it is sorted by; `null`: unknown place. */
  readonly sortedBy?: (row: R) => Instant | null | undefined
}

/** The account's list of changes, and what one question needs of it. Instants are of this machine's clock. */
export interface Changes<R> {
  /** All rows that changed at or after an instant, with opt-in fields such as `transcript`. */
  since(instant: Instant, fields: ReadonlySet<string>): Feed<R>
  /** Opt-in fields that the question needs. */
  readonly fields: readonly string[]
  /** True if a row passes the question's filter. */
  readonly matches: (row: R) => boolean
  readonly changedAt: (row: R) => Instant | null
  readonly startedAt: (row: R) => Instant | null
  /** True once an answer has shown that the vendor lists changes. */
  isProven(): boolean
  record(result: ProbeResult): void
}
