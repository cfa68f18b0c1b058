// A file of registered operations, as client tools write it: `{ "<id>": "<document>" }`, or Apollo's manifest with
// `operations: [{ id, body }]`.
import { parse as parseDocument } from 'graphql'
import { kindOf } from './domain/errors.ts'
import { Refusal } from './parse.ts'

/** Documents by id. Throws Refusal, which tells places and kinds. */
export function operations(content: string): ReadonlyMap<string, string> {
  const entries = entriesOf(toJson(content)).map(([id, document], index) => {
    const place = `operation ${index + 1}`
    if (typeof id !== 'string' || id === '') throw new Refusal(`${place}: expected an id, got ${kindOf(id)}`)
    if (typeof document !== 'string' || !isDocument(document))
      throw new Refusal(`${place}: expected a GraphQL document, got ${kindOf(document)}`)
    return [id, document] as const
  })
  if (entries.length === 0) throw new Refusal('the file has no operations')
  return new Map(entries)
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

function isDocument(text: string): boolean {
  try {
    parseDocument(text)
    return true
  } catch {
    return false
  }
}
