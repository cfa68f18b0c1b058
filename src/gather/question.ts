// A list request and its answer, one page.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, Lists, RowOf } from '../domain/lists.ts'
import type { OrderBy } from '../domain/order.ts'
import type { AccountReport } from '../domain/report.ts'
import type { Vendor } from '../domain/vendor.ts'

/** Accounts and vendors, e.g. `{ vendors: ['TWIN'] }`; absent: all. */
export interface Selection {
  readonly accounts?: readonly string[] | undefined
  readonly vendors?: readonly Vendor[] | undefined
}

/** True if the selection names the account or its vendor. */
export function selects({ accounts, vendors }: Selection, { name, vendor }: Named): boolean {
  return accounts?.includes(name) === true || vendors?.includes(vendor) === true
}

type Named = Readonly<{ name: string; vendor: Vendor }>

export interface ListRequest<N extends ListNoun> {
  readonly noun: N
  readonly selection: Selection
  readonly filter: FilterOf<N>
  readonly orderBy: OrderBy<Lists[N]['field']> | null
  /** Limit of rows, 1 to 1000; `null` for lists that are returned whole. */
  readonly first: number | null
  /** Cursor of an earlier page. */
  readonly after: string | null
  readonly requireComplete: boolean
  /** Set where the total is worth a request of its own. */
  readonly counts?: boolean
  /** Set for a list below a row: empty without budget. */
  readonly isBelow?: boolean
  /** Selected fields of the rows, e.g. `startedAt`. */
  readonly wanted: ReadonlySet<string>
}

/** A request's part for a whole list, without optional fields. */
export const WHOLE = {
  orderBy: null,
  first: null,
  after: null,
  requireComplete: true,
  wanted: new Set<string>(),
} as const

/** One page, merged over accounts. */
export interface Page<R> {
  readonly rows: readonly R[]
  readonly hasNextPage: boolean
  /** Cursor after the row at `index`, for `after`. */
  cursorAt(index: number): string
  /** Cursor where the page ends, also when it has no rows. */
  endCursor(): string | null
  readonly totalCount: number | null
  readonly reports: readonly AccountReport[]
}

/** Throws InputError for an invalid question, ListError without any answer. */
export type ListRows = <N extends ListNoun>(request: ListRequest<N>, ask: Ask) => Promise<Page<RowOf<N>>>
