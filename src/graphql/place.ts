// Where the reading of a price stands in an operation: a place in the answer, and how many rows of which account may
// stand there at most.
import type { ListNoun } from '../domain/lists.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Pricing } from '../gather/price.ts'
import type { Operation } from './collect.ts'
import type { Ledger, Wave } from './ledger.ts'

/** Rows of one account. */
export interface Rows {
  readonly count: number
  /** The fields that they tell where they are stubs; null for whole rows. */
  readonly told: ReadonlySet<string> | null
  /** Their ids, where these are known. */
  readonly ids: readonly string[]
}

export type RowsByAccount = ReadonlyMap<string, Rows>

export interface Place {
  readonly noun: ListNoun | null
  /** The way from those rows to the place, empty for the rows themselves. */
  readonly within: string
  readonly rows: RowsByAccount
  /** Response names. */
  readonly path: readonly string[]
  readonly wave: Wave
}

export interface PriceMeans {
  readonly operation: Operation
  readonly pricing: Pricing
  readonly viewer: Viewer
  readonly ledger: Ledger
}

/** Rows of which nothing is known but that they come from their own endpoint. */
export function wholeRows(count: number): Rows {
  return { count, told: null, ids: [] }
}

export function filterRows(
  rows: RowsByAccount,
  keep: (account: string, rows: Rows) => boolean,
): RowsByAccount {
  return new Map([...rows].filter(([account, one]) => keep(account, one)))
}

export function mapRows(rows: RowsByAccount, change: (rows: Rows, account: string) => Rows): RowsByAccount {
  return new Map([...rows].map(([account, one]) => [account, change(one, account)]))
}
