// The calls endpoints: the list with its query, one call and its recording. Undocumented parameters are refused.
import type { Row } from '../shelf.ts'
import { answer } from '../simulator.ts'
import { hash } from '../random.ts'
import { FIELDS } from './call-row.ts'

export interface Dialect extends Limits {
  /** Seed for the order of rows with equal sort keys. */
  readonly tieSeed: string | undefined
}

const PATTERN = /^\/calls(?:\/(?<id>[^/]+)(?<audio>\/audio)?)?$/

export function respond(url: URL, rows: readonly Row[], dialect: Dialect): Response {
  const found = PATTERN.exec(url.pathname)
  if (found === null) return notFound()
  const { id, audio } = found.groups ?? {}
  try {
    if (id === undefined) return list(rows, readQuery(url.searchParams, dialect), dialect)
    refuseAnyParameter(url.searchParams)
  } catch (error) {
    if (error instanceof Refusal) return failed(error.status, error.parameter, 'invalid', error.message)
    throw error
  }
  const row = rows.find((one) => textOf(one.unique_id) === decode(id))
  if (row === undefined) return notFound()
  return audio === undefined ? answer(200, row) : recording(row)
}

function list(rows: readonly Row[], query: Query, { tieSeed }: Dialect): Response {
  const wanted = sortNewest(
    rows.filter((row) => query.tests.every((test) => test(row))),
    query.order,
    tieSeed,
  )
  const page = wanted.slice(query.offset, query.offset + query.limit)
  return answer(200, {
    count: wanted.length,
    data: page.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([key]) => !query.excluded.has(key))),
    ),
  })
}

/** Newest first, the only direction; rows without the instant come last. */
function sortNewest(rows: readonly Row[], order: Order, tieSeed: string | undefined): Row[] {
  const decorated = rows.map((row) => ({
    row,
    at: instantOf(row[order]) ?? -Infinity,
    tie: tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${textOf(row.unique_id)}`),
  }))
  // `Infinity - Infinity` is NaN.
  decorated.sort((a, b) => (a.at === b.at ? a.tie - b.tie : a.at < b.at ? 1 : -1))
  return decorated.map(({ row }) => row)
}

/** 451 for a deleted recording, 404 for a void call, which never had one. */
function recording(row: Row): Response {
  if (textOf(row.audio_state).toLowerCase() === 'available') {
    return new Response(new Uint8Array([0xff, 0xfb, 0x90, 0x00]), {
      headers: { 'content-type': 'audio/mpeg' },
    })
  }
  return isQualified(row)
    ? failed(451, 'all', 'unavailable_for_legal_reasons', 'The audio has been deleted.')
    : notFound()
}

const notFound = (): Response => failed(404, 'all', 'not_found', 'Not found.')

export const failed = (
  status: number,
  id: string,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response => answer(status, { errors: [{ id, title, detail }] }, headers)

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

export type Order = 'qualified' | 'timestamp'

export interface Query {
  readonly order: Order
  readonly limit: number
  readonly offset: number
  readonly excluded: ReadonlySet<string>
  readonly tests: readonly ((row: Row) => boolean)[]
}

/** UNVERIFIED: error bodies are those of the older API. */
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

function refuseAnyParameter(search: URLSearchParams): void {
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

/** UNVERIFIED: `exclude=unique_id` has no effect. */
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

/** E.g. `2026-01-15T12:00:00Z`, `2026-01-15T12:00:00+01:00`; no other spelling. */
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

export function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

const isQualified = (row: Row): boolean => row.status !== 'void'

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
