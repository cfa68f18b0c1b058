// A question to one account's list and its answer: types that feeds, orders and changes share.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, Lists, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Params } from './filters.ts'
import type { Lesson } from './learned.ts'
import type { Searched } from './translate.ts'

export interface Question<N extends ListNoun> {
  readonly filter: FilterOf<N>
  /** Null for the noun's own order, events by their start. */
  readonly field: Lists[N]['field'] | null
  readonly direction: Direction
  readonly keyOf: (row: RowOf<N>) => SortKey | undefined
  /** The fields of the rows that somebody selects. */
  readonly wanted: ReadonlySet<string>
}

export interface PageAt {
  /** Counts from 1. */
  readonly page: number
  readonly per: number
  /** Only rows that started at or before this instant, where the vendor can be told so. */
  readonly until?: Instant | undefined
  /**
   * Only rows that started at or after this instant; where the vendor cannot be told so but can list changes, those
   * that changed since then, which are more: nothing starts after its last change.
   */
  readonly since?: Instant | undefined
  /** Rows that started before this instant are not wanted, but may come. */
  readonly from?: Instant | undefined
}

export interface FeedPage<R> {
  /** In the vendor's order; rows that fail the filter are among them. */
  readonly rows: readonly R[]
  /** How many rows the vendor sent, unreadable ones included. */
  readonly count: number
  readonly total: number | null
  /** Whether another page follows, null when the vendor does not tell. */
  readonly more: boolean | null
  /** Whether there is more that the vendor does not give. */
  readonly cut?: boolean | undefined
  /** Whether the rows stand in the order asked; null when nothing but chance speaks for it, since all are equal in it. */
  readonly sorted: boolean | null
  /** Characters of the answer, by which what is kept is weighed. */
  readonly size: number
  /** When it was asked for, so that no row is older. */
  readonly sentAt: Instant
  /** How many of the vendor's pages it is made of. */
  readonly requests: number
  /** Set for rows that memory gave. */
  readonly isRemembered?: boolean
}

export interface Feed<R> {
  /** The name of the account. */
  readonly account: string
  /** Filters that the account's rows do not carry. */
  readonly absent: readonly string[]
  /** Filters for which the account is sent nothing, so that its rows are searched here; none when absent. */
  readonly searched?: readonly Searched[]
  /** Whether no row of the account can match. */
  readonly none: boolean
  /** What is asked of rows beyond the usual; rows read with other opt-ins do not answer for them. */
  readonly optIns: Params
  /** Whether the list is read whole and put in order by whoever reads it. */
  readonly whole: boolean
  /** The order in words; null for the noun's own order, in which events stand by their start. */
  readonly order: string | null
  /** The most rows of one page; null when the vendor gives everything at once. */
  readonly maximum: number | null
  /** Whether the vendor filters everything itself, so that its total is the total. */
  readonly exact: boolean
  readonly matches: (row: R) => boolean
  /** The lists that it consists of, which are asked instead when it is read whole; each gives the rows that it has. */
  readonly parts?: readonly { readonly feed: Feed<R>; readonly has: (row: R) => boolean }[] | undefined
  /** Between which instants, both included, events in order of their start can match. */
  readonly since: Instant | undefined
  readonly until: Instant | undefined
  /** Whether the list can be entered at an instant, as far as is known. */
  bounded(): boolean
  /** Whether older rows than an instant can be left out, as far as is known. */
  floored(): boolean
  /** How rows that changed are found; null where they cannot be, as far as is known. */
  changes(): Changes<R> | null
  /** The same list without the rows that have no value in its order; null where the vendor has no filter for that. */
  valued?(): Feed<R> | null
  /** Rejects with UpstreamError. */
  read(at: PageAt, ask: Ask): Promise<FeedPage<R>>
}

export interface Changes<R> {
  /** All rows that changed at or after an instant, whatever else they say. */
  since(instant: Instant): Feed<R>
  /** Whether a row is wanted by the whole question. */
  readonly matches: (row: R) => boolean
  /** When a row changed last. */
  readonly changedAt: (row: R) => Instant | null
  /** False as long as no answer has shown that the vendor lists changes when it is asked to. */
  isProven(): boolean
  learn(lesson: Lesson): void
}
