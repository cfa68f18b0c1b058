/** Reads a query against an endpoint's parameter table; what the table does not allow is refused by name. */

export type Parameter =
  | { kind: 'text' }
  | { kind: 'count'; low: number }
  | { kind: 'limit' }
  | { kind: 'flag' }
  /** A date with an explicit offset. */
  | { kind: 'time' }
  /** A comma list without spaces; without a list of words any word will do. */
  | { kind: 'words'; values?: readonly string[] }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'sort'; columns: readonly string[] }

export type Parameters = Readonly<Record<string, Parameter>>

/** The values given, by the names of the parameter table. */
export type Given = Readonly<Record<string, string>>

/** A refusal that the vendor words itself. */
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

/** `names` are the names on the wire where they differ from the table's. */
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

const timeFormat = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/

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
      return timeFormat.test(value) && !Number.isNaN(Date.parse(value))
    case 'choice':
      return parameter.values.includes(value)
    case 'words':
      return value
        .split(',')
        .every((word) => /^\w+$/.test(word) && (parameter.values?.includes(word) ?? true))
    case 'sort':
      // A plus that was not encoded has become a space by now.
      return toSort(value).every(({ column }) => parameter.columns.includes(column))
  }
}

export type SortKey = { column: string; descending: boolean }

export const toSort = (text: string | undefined): SortKey[] =>
  (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => ({ column: part.replace(/^[+-]/, ''), descending: part.startsWith('-') }))

export const wordsOf = (text: string | undefined): readonly string[] | undefined => text?.split(',')
