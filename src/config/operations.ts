// The file of registered operations: `{ "<id>": "<document>" }`, or Apollo's manifest `{ operations: [{ id, body }] }`.
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { Limits } from '../door/limits.ts'
import { getLocation, GraphQLError, Kind, parse as parseDocument, Source, validate } from 'graphql'
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
    const name = `operation ${index + 1}`
    const document = typeof text === 'string' ? toDocument(text, name) : null
    if (typeof id === 'string' && typeof text === 'string') documents.set(id, text)
    if (typeof id !== 'string' || id === '') return [`${name}: expected an id, got ${kindOf(id)}`]
    if (document === null) return [`${name}: expected a GraphQL document, got ${kindOf(text)}`]
    return refusalsOf(document, { schema, limits, name })
  })
  if (problems.length === 0) return documents
  const more = problems.length - MOST_LISTED
  throw new Refusal([...problems.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join('; '))
}

/**
 * The first reason for which the server always refuses a document; empty: there is none.
 * E.g. `['operation 2: line 1, column 3: Cannot query field "nope" on type "Query".']`
 */
export function refusalsOf(
  document: DocumentNode,
  {
    schema,
    limits,
    name,
  }: { readonly schema: GraphQLSchema; readonly limits: Limits; readonly name: string },
): readonly string[] {
  const error = refusalOf(document, limits) ?? unservedIn(document, schema) ?? validate(schema, document)[0]
  return error === undefined ? [] : [toPlaced(error, name)]
}

/** Validation passes a mutation for a schema without any. */
function unservedIn({ definitions }: DocumentNode, schema: GraphQLSchema): GraphQLError | null {
  const unserved = definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && schema.getRootType(one.operation) == null,
  )
  const message = 'expected a query or a subscription, got a mutation; Switchboard only reads'
  return unserved === undefined ? null : new GraphQLError(message, { nodes: unserved })
}

/** The message with its place. `name` stands in for an unknown source. */
export function toPlaced(error: GraphQLError, name: string): string {
  const { source, positions: [position] = [] } = error
  const { message } = toClientError(error, () => {})
  if (source === undefined || position === undefined) return `${name}: ${message}`
  const { line, column } = getLocation(source, position)
  return `${source.name}: line ${line}, column ${column}: ${message}`
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

function toDocument(text: string, name: string): DocumentNode | null {
  try {
    return parseDocument(new Source(text, name))
  } catch {
    return null
  }
}
