// Reads a query against an endpoint's parameter table, refuses what the table does not name, and sorts rows.
import type { Row } from '../shelf.ts'
import type { Parameter, Parameters, Range } from './parameters.ts'
import { isTrue, rowsIn, toInstant, toText } from './values.ts'
import { CALL_TYPE_LABELS } from './words.ts'
import { toNumber } from '../fields.ts'
import { hash } from '../random.ts'
import { Refusal } from '../simulator.ts'

export interface Query {
  readonly page: number
  readonly per: number
  readonly sortColumn: string | undefined
  readonly descending: boolean
  readonly withDeleted: boolean
  /** E.g. `{channel: "call", minutes: "30"}`. */
  readonly choices: Readonly<Record<string, string>>
  readonly tests: readonly Test[]
}

export interface Reading {
  readonly allowed: Parameters
  /** Accepted without effect. */
  readonly ignored: Parameters
  readonly upperInclusive: boolean
}

const DEFAULT_PER = 100

export function readQuery(search: URLSearchParams, { allowed, ignored, upperInclusive }: Reading): Query {
  const choices: Record<string, string> = {}
  const tests: Test[] = []
  for (const name of new Set(search.keys())) {
    if (Object.hasOwn(ignored, name)) continue
    const parameter = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (parameter === undefined) throw new Refusal(422, `unknown parameter: ${name}`)
    const values = search.getAll(name)
    if (!values.every((value) => isWellFormed(parameter, value)))
      throw new Refusal(422, `invalid value of ${name}`)
    const test = toTest(parameter, values, upperInclusive)
    if (test === undefined) choices[name] = values.at(-1) ?? ''
    else tests.push(test)
  }
  const missing = Object.keys(allowed).find(
    (name) => isRequired(allowed[name]) && choices[name] === undefined,
  )
  if (missing !== undefined) throw new Refusal(422, `missing parameter: ${missing}`)
  return {
    page: Number(choices.page ?? 1),
    per: Number(choices.per ?? DEFAULT_PER),
    sortColumn: choices.sort_column,
    descending: choices.sort_direction?.toUpperCase() === 'DESC',
    withDeleted: isTrue(choices.with_deleted),
    choices,
    tests,
  }
}

const isRequired = (parameter: Parameter | undefined): boolean =>
  parameter?.kind === 'minutes' || (parameter?.kind === 'choice' && parameter.required)

function isWellFormed(parameter: Parameter, value: string): boolean {
  switch (parameter.kind) {
    case 'count':
    case 'minutes':
      return /^0*[1-9]\d{0,8}$/.test(value)
    case 'record':
      return /^\d+$/.test(value)
    case 'column':
      return parameter.columns.includes(value)
    case 'direction':
      return /^(asc|desc)$/i.test(value)
    case 'flag':
    case 'booleans':
      return /^(true|false)$/i.test(value)
    case 'choice':
    case 'any':
      return parameter.values?.includes(value) ?? true
    default:
      return readerOf(parameter.of)(value) !== undefined
  }
}

type Test = (row: Row) => boolean

/** `undefined`: the parameter is no filter. */
function toTest(parameter: Parameter, values: readonly string[], upperInclusive: boolean): Test | undefined {
  switch (parameter.kind) {
    case 'any':
      return anyOf(parameter.field, values)
    case 'booleans':
      return (row) =>
        row[parameter.field] != null && values.some((value) => isTrue(value) === isTrue(row[parameter.field]))
    case 'from':
    case 'to':
      return within(parameter, values.at(-1) ?? '', upperInclusive)
    default:
      return undefined
  }
}

const readerOf = (of: 'time' | 'number') => (of === 'time' ? toInstant : toNumber)

function within(range: Range, text: string, upperInclusive: boolean): Test {
  const read = readerOf(range.of)
  const bound = read(text) ?? Number.NaN
  return (row) => {
    const value = read(row[range.field])
    if (value === undefined) return false
    if (range.kind === 'from') return value >= bound
    return upperInclusive ? value <= bound : value < bound
  }
}

/** A row without `agent_info` still matches the agent among its participants. */
function agentIn(participants: unknown): Row | undefined {
  const agent = rowsIn(participants).findLast(({ type }) => type === 'agent')
  return agent && { id: agent.user_id }
}

function anyOf(field: string, values: readonly string[]): Test {
  const ofTypes = field === 'call_type'
  const wanted = new Set(ofTypes ? values.flatMap((value) => CALL_TYPE_LABELS.get(value) ?? []) : values)
  const [outer = field, inner] = field.split('.')
  if (inner === undefined) return (row) => row[outer] != null && wanted.has(toText(row[outer]))
  return (row) => {
    const nested = row[outer] ?? (outer === 'agent_info' ? agentIn(row.participants) : undefined)
    // A bot with an agent's id is not that agent.
    if (typeof nested !== 'object' || nested === null || 'va_alias' in nested) return false
    const value: unknown = Reflect.get(nested, inner)
    return value != null && wanted.has(toText(value))
  }
}

type Key = number | bigint | string | null

/** `low`: first ascending, as in MySQL. `high`: first descending, as in PostgreSQL. `last`: last both ways. */
export type Nulls = 'low' | 'high' | 'last'

/** Without a tie seed rows with equal keys keep their order. */
export interface Sort {
  readonly column: string
  readonly descending: boolean
  readonly nulls: Nulls
  readonly tieSeed: string | undefined
}

/** Rows with equal keys keep one order from request to request, unlike that of their ids. */
export function sortRows(rows: readonly Row[], sort: Sort): Row[] {
  const { column, descending, nulls, tieSeed } = sort
  const decorated = rows.map((row) => ({ row, key: toKey(row[column]) }))
  const sign = descending ? -1 : 1
  const nullSign = nulls === 'last' || (nulls === 'high') !== descending ? 1 : -1
  const tie = (row: Row): number => (tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${toText(row.id)}`))
  const compare = (a: Key, b: Key): number =>
    a === null || b === null ? nullSign * (Number(a === null) - Number(b === null)) : sign * compareKeys(a, b)
  decorated.sort((a, b) => compare(a.key, b.key) || tie(a.row) - tie(b.row))
  return decorated.map((one) => one.row)
}

/** Ascending; texts after numbers. */
function compareKeys(a: NonNullable<Key>, b: NonNullable<Key>): number {
  if (a === b) return 0
  const isText = typeof a === 'string'
  if (isText !== (typeof b === 'string')) return isText ? 1 : -1
  return a < b ? -1 : 1
}

function toKey(value: unknown): Key {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = toText(value)
  if (/^\d{16,}$/.test(text)) return BigInt(text)
  return toNumber(value) ?? toInstant(value) ?? text
}
