// Reads the query of `GET /calls`; what no document names is refused.
import type { Row } from '../shelf.ts'
import { FIELDS } from './call-row.ts'
import { instantOf, isQualified } from './values.ts'

export type Order = 'qualified' | 'timestamp'

export interface Query {
  readonly order: Order
  readonly limit: number
  readonly offset: number
  readonly excluded: ReadonlySet<string>
  readonly tests: readonly ((row: Row) => boolean)[]
}

/** UNVERIFIED: the newer API's error bodies are published nowhere, so they are those of the older one. */
export class Refusal extends Error {
  readonly status = 400
  readonly parameter: string

  constructor(parameter: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.parameter = parameter
  }
}

export interface Limits {
  readonly maxLimit: number
  readonly maxOffset: number
  /** What becomes of a limit or offset beyond these. */
  readonly beyond: 'refused' | 'clamped'
}

const DEFAULT_LIMIT = 50

const ALLOWED =
  'timestamp_from timestamp_to qualified_from qualified_to status order limit offset exclude'.split(' ')

export function readQuery(search: URLSearchParams, limits: Limits): Query {
  for (const name of new Set(search.keys())) {
    if (!ALLOWED.includes(name)) throw new Refusal(name, 'Unknown parameter.')
    if (search.getAll(name).length > 1) throw new Refusal(name, 'Given more than once.')
  }
  return {
    order: toOrder(search.get('order')),
    limit: toNumber(search, 'limit', { low: 1, high: limits.maxLimit, otherwise: DEFAULT_LIMIT }, limits),
    offset: toNumber(search, 'offset', { low: 0, high: limits.maxOffset, otherwise: 0 }, limits),
    excluded: toExcluded(search.get('exclude') ?? ''),
    tests: [toStatusTest(search.get('status') ?? ''), ...toTimeTests(search)],
  }
}

export function refuseAnyParameter(search: URLSearchParams): void {
  for (const name of search.keys()) throw new Refusal(name, 'Unknown parameter.')
}

function toOrder(text: string | null): Order {
  if (text === null || text === 'qualified') return 'qualified'
  if (text === 'timestamp') return text
  throw new Refusal('order', 'Must be qualified or timestamp.')
}

interface Bounds {
  readonly low: number
  readonly high: number
  readonly otherwise: number
}

function toNumber(search: URLSearchParams, name: string, bounds: Bounds, { beyond }: Limits): number {
  const text = search.get(name)
  if (text === null) return Math.min(bounds.otherwise, bounds.high)
  if (!/^\d{1,9}$/.test(text) || Number(text) < bounds.low)
    throw new Refusal(name, 'A valid integer is required.')
  if (Number(text) > bounds.high && beyond === 'refused') {
    throw new Refusal(name, `Must not be greater than ${bounds.high}.`)
  }
  return Math.min(Number(text), bounds.high)
}

/** UNVERIFIED: asked to leave out `unique_id`, which cannot be left out, the vendor keeps it without a word. */
function toExcluded(text: string): ReadonlySet<string> {
  const names = text === '' ? [] : text.split(',')
  const unknown = names.find((name) => !FIELDS.includes(name))
  if (unknown !== undefined) throw new Refusal('exclude', `Unknown field: ${unknown}`)
  return new Set(names.filter((name) => name !== 'unique_id'))
}

function toStatusTest(text: string): (row: Row) => boolean {
  const wanted = text === '' ? ['qualified'] : text.split(',')
  const unknown = wanted.find((word) => word !== 'qualified' && word !== 'void')
  if (unknown !== undefined) throw new Refusal('status', `Unknown status: ${unknown}`)
  return (row) => wanted.includes(isQualified(row) ? 'qualified' : 'void')
}

/** The two spellings that the document allows, and no other. */
const TIME_FORMAT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/

function toTimeTests(search: URLSearchParams): ((row: Row) => boolean)[] {
  return (['timestamp', 'qualified'] as const).flatMap((field) =>
    (['from', 'to'] as const).flatMap((end) => {
      const text = search.get(`${field}_${end}`)
      if (text === null) return []
      const bound = TIME_FORMAT.test(text) ? Date.parse(text) : Number.NaN
      if (Number.isNaN(bound)) throw new Refusal(`${field}_${end}`, 'Datetime has wrong format.')
      return (row: Row) => {
        const at = instantOf(row[field])
        return at !== undefined && (end === 'from' ? at >= bound : at <= bound)
      }
    }),
  )
}
