// Documents: parsed, measured and validated once, then known by their text.
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql'
import type { Store } from '../domain/store.ts'
import type { DocumentSize, Limits } from './limits.ts'
import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql'
import { hash, randomBytes } from 'node:crypto'
import { NOT_EXECUTED } from './errors.ts'
import { refusalOfSize, refusalOfTokens, sizeOfDocument } from './limits.ts'

/** As long as rows: a document may contain a telephone number. */
export const KEPT_MS = 3_600_000

/** Measured: up to 510 for a token and its node, 330 for each of two plans (`selection.ts`). */
const BYTES_PER_TOKEN = 1200

/** Keys hold no personal values. A hash is faster than an HMAC. */
export function createKeys(kind: 'answer' | 'document' | 'price'): (text: string) => string {
  const secret = randomBytes(32).toString('hex')
  return (text) => `${kind} ${hash('sha256', secret + text, 'base64')}`
}

export interface Opened {
  readonly document: DocumentNode
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string
  readonly size: DocumentSize
}

/** Opens the text of a document, or returns the errors that refuse it. */
export type Documents = (text: string) => Opened | readonly GraphQLError[]

export function createDocuments({
  schema,
  limits,
  introspection,
  store,
}: {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  readonly introspection: boolean
  readonly store: Store
}): Documents {
  const keyOf = createKeys('document')
  const rules = introspection
    ? specifiedRules
    : [...specifiedRules, NoSchemaIntrospectionCustomRule, noService]

  function open(text: string): Opened | readonly GraphQLError[] {
    const tooLong = refusalOfTokens(text, limits)
    if (tooLong !== null) return [tooLong]
    const document = parse(text)
    const size = sizeOfDocument(document)
    const tooLarge = refusalOfSize(size.measures, limits)
    if (tooLarge !== null) return [tooLarge]
    const errors = validate(schema, document, rules)
    return errors.length > 0 ? errors : { document, size, hash: hash('sha256', text) }
  }

  return (text) => {
    const key = keyOf(text)
    const known = store.get(key)
    // The key's kind fixes the type of the value.
    if (known !== undefined) return known.value as Opened
    try {
      const opened = open(text)
      if (!('document' in opened)) return opened.map(toNotExecuted)
      store.set(key, opened, { ttlMs: KEPT_MS, bytes: bytesOf(opened.document, text) })
      return opened
    } catch (error) {
      // The parser throws its first error.
      if (error instanceof GraphQLError) return [toNotExecuted(error)]
      throw error
    }
  }
}

function toNotExecuted(error: GraphQLError): GraphQLError {
  error.extensions.http ??= NOT_EXECUTED
  return error
}

/** `_service { sdl }` is the schema too, as routers read it. */
const noService: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.name.value !== '_service') return
    context.reportError(
      new GraphQLError('Introspection is off; the field "_service" is part of it.', { nodes: node }),
    )
  },
})

function bytesOf({ loc }: DocumentNode, text: string): number {
  let tokens = 0
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1
  return 2 * text.length + BYTES_PER_TOKEN * tokens
}
