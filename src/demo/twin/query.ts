// Reads a query against an endpoint's parameter table, sorts and pages rows, and refuses what the table does not name.
import type { Row } from '../shelf.ts'
import { answer } from '../simulator.ts'
import { hash } from '../random.ts'
import { instantOf, textOf } from './words.ts'

export type Parameter =
  | { readonly kind: 'text' }
  | { readonly kind: 'count'; readonly low: number }
  | { readonly kind: 'limit' }
  | { readonly kind: 'flag' }
  /** E.g. `2026-01-15T12:00:00+03:00`. */
  | { readonly kind: 'time' }
  /** E.g. `id,phone`; without `values` any word is accepted. */
  | { readonly kind: 'words'; readonly values?: readonly string[] }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'sort'; readonly columns: readonly string[] }

export type Parameters = Readonly<Record<string, Parameter>>

/** Given values by the table's names. */
export type Given = Readonly<Record<string, string>>

export class Refusal extends Error {
  readonly status: number
  readonly details: unknown

  constructor(message: string, details: unknown = null, status = 400) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.details = details
  }
}

/** `names` maps a table's name to the name on the wire, e.g. `{keyword: "q"}`. */
export function readQuery(
  search: URLSearchParams,
  parameters: Parameters,
  names: Readonly<Record<string, string>> = {},
): Given {
  const known = new Map(
    Object.entries(parameters).map(([name, parameter]) => [names[name] ?? name, { name, parameter }]),
  )
  const given: Record<string, string> = {}
  for (const wire of new Set(search.keys())) {
    const found = known.get(wire)
    if (found === undefined) throw invalid(wire, 'Unknown parameter.')
    const values = search.getAll(wire)
    const [value = ''] = values
    if (values.length > 1) throw invalid(wire, 'Given more than once.')
    if (!isWellFormed(found.parameter, value)) throw invalid(wire, 'Invalid value.')
    given[found.name] = value
  }
  return given
}

export const invalid = (name: string, problem: string): Refusal =>
  new Refusal('Invalid input parameters.', { [name]: [problem] })

const TIME_FORMAT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/

function isWellFormed(parameter: Parameter, value: string): boolean {
  switch (parameter.kind) {
    case 'text':
      return value !== ''
    case 'limit':
      return /^\d{1,9}$/.test(value) && Number(value) >= 1
    case 'count':
      return /^\d{1,9}$/.test(value) && Number(value) >= parameter.low
    case 'flag':
      return /^(true|false|0|1)$/.test(value)
    case 'time':
      return TIME_FORMAT.test(value) && !Number.isNaN(Date.parse(value))
    case 'choice':
      return parameter.values.includes(value)
    case 'words':
      return value
        .split(',')
        .every((word) => /^\w+$/.test(word) && (parameter.values?.includes(word) ?? true))
    case 'sort':
      // An unencoded `+` arrives as a space.
      return toSort(value).every(({ column }) => parameter.columns.includes(column))
  }
}

export interface SortKey {
  readonly column: string
  readonly descending: boolean
}

export const toSort = (text: string | undefined): SortKey[] =>
  (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => ({ column: part.replace(/^[+-]/, ''), descending: part.startsWith('-') }))

export const wordsOf = (text: string | undefined): readonly string[] | undefined => text?.split(',')

export interface Paging {
  /** Seed for the order of rows with equal sort keys. */
  readonly tieSeed: string | undefined
  readonly nulls: 'first' | 'last'
  readonly maxLimit: number
  readonly beyond: 'refused' | 'clamped'
}

export const PAGING: Parameters = {
  limit: { kind: 'limit' },
  offset: { kind: 'count', low: 0 },
  page: { kind: 'count', low: 0 },
}

const DEFAULT_LIMIT = 10

interface Listing {
  readonly paging: Paging
  /** The most rows a query reaches; the rest is counted. */
  readonly reach?: number
  readonly project?: (row: Row) => Row
}

export function listRows(
  rows: readonly Row[],
  given: Given,
  { paging: rules, reach, project }: Listing,
): Response {
  const { offset, limit } = toWindow(given, rules)
  const sorted = sortRows(rows, toSort(given.sort), rules)
  const items = sorted.slice(0, reach).slice(offset, offset + limit)
  return answer(200, { count: rows.length, items: project === undefined ? items : items.map(project) })
}

function toWindow(given: Given, { maxLimit, beyond }: Paging): { offset: number; limit: number } {
  if (given.offset !== undefined && given.page !== undefined)
    throw invalid('page', 'Use offset or page, not both.')
  const wanted = Number(given.limit ?? DEFAULT_LIMIT)
  if (wanted > maxLimit && beyond === 'refused')
    throw invalid('limit', `Must not be greater than ${maxLimit}.`)
  const limit = Math.min(wanted, maxLimit)
  return { limit, offset: Number(given.offset ?? Number(given.page ?? 0) * limit) }
}

/** UNVERIFIED: unsorted rows keep their order; rows without the value are at one end both ways. */
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
  decorated.sort((a, b) => {
    for (const [index, { descending }] of keys.entries()) {
      const order = compare(a.values[index], b.values[index], { descending, nulls })
      if (order !== 0) return order
    }
    return a.tie - b.tie
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
