// `GET /search/cis/calls`: the call session list.
import type { Row } from '../shelf.ts'
import type { Paging, Given, Parameters } from './query.ts'
import { listRows, PAGING, invalid, readQuery, wordsOf } from './query.ts'
import {
  CALL_FIELDS,
  DATE_FIELDS,
  FILTER_STATUSES,
  SORT_FIELDS,
  instantOf,
  mentions,
  textOf,
} from './words.ts'
import { COMPANY_IDS } from './company.ts'

/** UNVERIFIED: these names. The document gives types and meanings only; a switch renames them. */
const UNSURE_NAMES = [
  'format',
  'fileName',
  'zip',
  'keyword',
  'companyId',
  'id',
  'phone',
  'status',
  'field',
] as const

export type ParameterNames = Partial<Record<(typeof UNSURE_NAMES)[number], string>>

/** The documented most rows of one query. */
const PERIOD_ROWS = 50_000

export interface CallDialect extends Paging {
  readonly upperInclusive: boolean
  readonly parameterNames: Readonly<Record<string, string>>
}

const PARAMETERS: Parameters = {
  ...PAGING,
  fields: { kind: 'words', values: CALL_FIELDS },
  // UNVERIFIED: the formats' words.
  format: { kind: 'choice', values: ['JSON'] },
  fileName: { kind: 'text' },
  zip: { kind: 'flag' },
  from: { kind: 'time' },
  to: { kind: 'time' },
  field: { kind: 'choice', values: DATE_FIELDS },
  keyword: { kind: 'text' },
  sort: { kind: 'sort', columns: SORT_FIELDS },
  companyId: { kind: 'count', low: 1 },
  taskId: { kind: 'text' },
  id: { kind: 'text' },
  phone: { kind: 'text' },
  status: { kind: 'words', values: FILTER_STATUSES },
}

export function listCalls(search: URLSearchParams, rows: readonly Row[], dialect: CallDialect): Response {
  const given = readQuery(search, PARAMETERS, dialect.parameterNames)
  const fields = wordsOf(given.fields)
  if (fields === undefined) throw invalid('fields', 'Required.')
  const tests = toTests(given, dialect.upperInclusive)
  return listRows(
    rows.filter((row) => tests.every((test) => test(row))),
    given,
    {
      paging: dialect,
      reach: PERIOD_ROWS,
      project: (row) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null])),
    },
  )
}

type Test = (row: Row) => boolean

function toTests(given: Given, upperInclusive: boolean): Test[] {
  const statuses = wordsOf(given.status)
  const keyword = given.keyword?.toLowerCase()
  const tests: (Test | undefined)[] = [
    ...(['taskId', 'id', 'phone'] as const).map((name) => equal(name, given[name])),
    given.companyId === undefined
      ? undefined
      : (row) => textOf(row.companyId ?? COMPANY_IDS.main) === given.companyId,
    statuses && ((row) => statuses.includes(textOf(row.status))),
    keyword === undefined ? undefined : (row) => CALL_FIELDS.some((field) => mentions(row[field], keyword)),
    ...toPeriod(given, given.field ?? 'createdAt', upperInclusive),
  ]
  return tests.filter((test) => test !== undefined)
}

const equal = (name: string, wanted: string | undefined): Test | undefined =>
  wanted === undefined ? undefined : (row) => textOf(row[name]) === wanted

/** Tests of `from` and `to` against one date of a row. */
export function toPeriod({ from, to }: Given, field: string, upperInclusive: boolean): Test[] {
  const bounded = (bound: string | undefined, fits: (at: number, bound: number) => boolean): Test[] => {
    if (bound === undefined) return []
    const limit = Date.parse(bound)
    return [
      (row) => {
        const at = instantOf(row[field])
        return at !== undefined && fits(at, limit)
      },
    ]
  }
  return [
    ...bounded(from, (at, limit) => at >= limit),
    ...bounded(to, (at, limit) => (upperInclusive ? at <= limit : at < limit)),
  ]
}
