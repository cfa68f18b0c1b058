/** Sorts and pages rows and puts them into TWIN's envelope. */
import { answer } from '../simulator.ts'
import { hash } from '../random.ts'
import type { Row } from '../shelf.ts'
import { invalid, Refusal, toSort, type Given, type Parameters, type SortKey } from './query.ts'
import { instantOf, textOf } from './values.ts'

export type Paging = {
  /** Shuffles rows that are equal in a sort. */
  tieSeed: string | undefined
  /** Where rows without the value stand. */
  nulls: 'first' | 'last'
  maxLimit: number
  /** What becomes of a larger `limit`. */
  beyond: 'refused' | 'clamped'
  /** The number of the first page. */
  firstPage: 0 | 1
}

/** How many rows of one answer's query can be reached at all, and what becomes of a query with more. */
export type Period = { periodRows: number; beyondPeriod: 'cut' | 'refused' }

export const paging: Parameters = {
  limit: { kind: 'limit' },
  offset: { kind: 'count', low: 0 },
  page: { kind: 'count', low: 0 },
}

const defaultLimit = 10

type Listing = { paging: Paging; period?: Period | undefined; project?: (row: Row) => Row }

export function listRows(
  rows: readonly Row[],
  given: Given,
  { paging: rules, period, project }: Listing,
): Response {
  const { offset, limit } = toWindow(given, rules)
  const sorted = sortRows(rows, toSort(given.sort), rules)
  if (period?.beyondPeriod === 'refused' && rows.length > period.periodRows) {
    throw new Refusal(`At most ${period.periodRows} records per period.`)
  }
  const reachable = sorted.slice(0, period?.periodRows)
  const items = reachable.slice(offset, offset + limit)
  return answer(200, { count: rows.length, items: project === undefined ? items : items.map(project) })
}

function toWindow(given: Given, { maxLimit, beyond, firstPage }: Paging): { offset: number; limit: number } {
  if (given.offset !== undefined && given.page !== undefined)
    throw invalid('page', 'Use offset or page, not both.')
  const wanted = Number(given.limit ?? defaultLimit)
  if (wanted > maxLimit && beyond === 'refused')
    throw invalid('limit', `Must not be greater than ${maxLimit}.`)
  const limit = Math.min(wanted, maxLimit)
  const page = Number(given.page ?? firstPage) - firstPage
  if (page < 0) throw invalid('page', 'Invalid value.')
  return { limit, offset: given.offset === undefined ? page * limit : Number(given.offset) }
}

/** UNVERIFIED: unsorted rows stand as they came in, and rows without the value stand at one end in both directions. */
function sortRows(
  rows: readonly Row[],
  keys: readonly SortKey[],
  { tieSeed, nulls }: Paging,
): readonly Row[] {
  if (keys.length === 0) return rows
  const decorated = rows.map((row) => ({
    row,
    values: keys.map(({ column }) => toKey(row[column])),
    tie: tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${textOf(row.id)}`),
  }))
  decorated.sort((one, other) => {
    for (const [index, { descending }] of keys.entries()) {
      const order = compare(one.values[index], other.values[index], { descending, nulls })
      if (order !== 0) return order
    }
    return one.tie - other.tie
  })
  return decorated.map(({ row }) => row)
}

type Key = number | string | undefined

function compare(
  one: Key,
  other: Key,
  { descending, nulls }: { descending: boolean; nulls: Paging['nulls'] },
): number {
  if (one === other) return 0
  if (one === undefined) return nulls === 'last' ? 1 : -1
  if (other === undefined) return nulls === 'last' ? -1 : 1
  return (one < other ? -1 : 1) * (descending ? -1 : 1)
}

function toKey(value: unknown): Key {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number') return value
  const text = textOf(value)
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : (instantOf(text) ?? text)
}
