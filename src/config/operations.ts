// The file of registered operations: `{ "<id>": "<document>" }`, or Apollo's manifest `{ operations: [{ id, body }] }`.
import type { DocumentNode } from 'graphql'
import type { Limits } from '../door/limits.ts'
import { getLocation, parse as parseDocument, validate } from 'graphql'
import { refusalOf } from '../door/limits.ts'
import { kindOf } from '../domain/errors.ts'
import { toClientError } from '../door/errors.ts'
import { createSchema } from '../schema.ts'
import { Refusal } from './parse.ts'

/** The most problems listed for one file; the rest are counted. */
const MOST_LISTED = 10

/** Documents by id. Throws Refusal, e.g. `operation 2: line 1, column 3: …`. */
export function operations(content: string, limits: Limits): ReadonlyMap<string, string> {
  const schema = createSchema()
  const entries = entriesOf(toJson(content))
  if (entries.length === 0) throw new Refusal('the file has no operations')
  const documents = new Map<string, string>()
  const problems = entries.flatMap(([id, text], index) => {
    const document = typeof text === 'string' ? toDocument(text) : null
    if (typeof id === 'string' && typeof text === 'string') documents.set(id, text)
    const problem =
      typeof id !== 'string' || id === ''
        ? `expected an id, got ${kindOf(id)}`
        : document === null
          ? `expected a GraphQL document, got ${kindOf(text)}`
          : invalidityOf(document)
    return problem === null ? [] : [`operation ${index + 1}: ${problem}`]
  })
  if (problems.length === 0) return documents
  const more = problems.length - MOST_LISTED
  throw new Refusal([...problems.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join('; '))

  /** The first reason for which the server would always refuse it. */
  function invalidityOf(document: DocumentNode): string | null {
    const error = refusalOf(document, limits) ?? validate(schema, document)[0]
    if (error === undefined) return null
    const { source, positions: [position] = [] } = error
    const place = source === undefined || position === undefined ? null : getLocation(source, position)
    const { message } = toClientError(error, () => {})
    return place === null ? message : `line ${place.line}, column ${place.column}: ${message}`
  }
}

function entriesOf(json: unknown): readonly (readonly [unknown, unknown])[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Refusal(`the file: expected a JSON object, got ${kindOf(json)}`)
  const { operations: list }: { operations?: unknown } = json
  if (!Array.isArray(list)) return Object.entries(json)
  return list.map((one: unknown) => {
    const { id, body }: { id?: unknown; body?: unknown } = typeof one === 'object' && one !== null ? one : {}
    return [id, body]
  })
}

function toJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new Refusal(`the file: expected JSON, got ${kindOf(content)}`)
  }
}

function toDocument(text: string): DocumentNode | null {
  try {
    return parseDocument(text)
  } catch {
    return null
  }
}
