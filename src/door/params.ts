// The parameters of a request: document, variables, name.
// A GET has them in its address, a POST in a bounded JSON body.
// A document may be registered.
import type { GraphQLParams } from 'graphql-yoga'
import type { HeaderReader } from './ask.ts'
import type { Incoming } from './incoming.ts'
import { GraphQLError } from 'graphql'
import { LimitError, kindOf } from '../domain/errors.ts'
import { refuse, toGraphQLError } from './errors.ts'

const MEDIA_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/graphql+json'])

/** `documentId` names a registered operation. */
type Params = GraphQLParams & { readonly documentId?: string }

/** Parameters with a document. */
export interface Requested extends GraphQLParams {
  readonly query: string
}

/**
 * Throws a refusal with its status. Accepts `documentId` and Apollo Client's `extensions.persistedQuery.sha256Hash`.
 * Clients cannot register.
 */
export async function readParams(
  incoming: Incoming,
  mostBytes: number,
  persisted: Persisted | null,
): Promise<Requested> {
  const { query, ...params } = withDocument(await readAll(incoming, mostBytes), persisted)
  if (query == null) throw refuse(400, 'Key "query": expected a document, got none.')
  return { ...params, query }
}

/** A POST of `application/json`, which no form can send. */
export function isJson(headers: HeaderReader): boolean {
  return /^application\/json *(?:;|$)/i.test(headers.get('content-type') ?? '')
}

async function readAll({ method, target, headers, text }: Incoming, mostBytes: number): Promise<Params> {
  if (method === 'GET') return toParams(inAddress(new URL(target, 'http://localhost').searchParams))
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  if (!MEDIA_TYPES.has(type.trim().toLowerCase()))
    throw refuse(415, 'Header "content-type": expected application/json.')
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity')
    throw refuse(415, 'Header "content-encoding": expected none; send the body as it is.', {
      headers: { 'accept-encoding': 'identity' },
    })
  const length = Number(headers.get('content-length') ?? 0)
  if (length > mostBytes) throw tooLong(length, mostBytes)
  return toParams(toJson(await text(), 'The body'))
}

const decoder = new TextDecoder()

/** Collects a body of at most `mostBytes`. */
export function createBody(mostBytes: number) {
  const chunks: Uint8Array[] = []
  let length = 0
  return {
    /** The refusal of a longer body, else `null`. */
    add: (chunk: Uint8Array): GraphQLError | null => {
      length += chunk.byteLength
      if (length > mostBytes) return tooLong(length, mostBytes)
      chunks.push(chunk)
      return null
    },
    text: () => decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    /** The refusal of a body that ended early. */
    broken: () => refuse(400, 'The body: ended before it was complete.'),
  }
}

/** Throws a refusal. */
export async function readText(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mostBytes: number,
): Promise<string> {
  const body = createBody(mostBytes)
  try {
    for await (const chunk of chunks) {
      const refusal = body.add(chunk)
      if (refusal !== null) throw refusal
    }
  } catch (error) {
    throw error instanceof GraphQLError ? error : body.broken()
  }
  return body.text()
}

function inAddress(search: URLSearchParams): Readonly<Record<string, unknown>> {
  const texts = ['query', 'operationName', 'documentId'].map((name) => [name, search.get(name) ?? undefined])
  const objects = ['variables', 'extensions'].map((name) => {
    const text = search.get(name) ?? ''
    return [name, text === '' ? undefined : toJson(text, `Parameter "${name}"`)]
  })
  return Object.fromEntries([...texts, ...objects])
}

function toJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse(400, `${place}: expected JSON, got ${kindOf(text)} that is none.`)
  }
}

/** The `typeof` of each value. */
const KINDS = {
  query: 'string',
  operationName: 'string',
  documentId: 'string',
  variables: 'object',
  extensions: 'object',
} as const

/** Messages do not repeat unknown names, which may hold anything. */
function toParams(body: unknown): Params {
  if (Array.isArray(body))
    throw refuse(
      400,
      'The body: expected one operation a request, got a list; send them one by one, or as aliases of one operation.',
    )
  if (typeof body !== 'object' || body === null)
    throw refuse(
      400,
      `The body: expected an object with a text "query" and, where it has any, an object "variables", got ${kindOf(body)}.`,
    )
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name as keyof typeof KINDS] : null
    if (value === null || value === undefined) continue
    if (kind === null) {
      const known = Object.keys(KINDS).join(', ')
      throw refuse(400, `The body: expected no keys but ${known}, got another one.`)
    }
    if (typeof value !== kind || Array.isArray(value))
      throw refuse(
        400,
        `Key "${name}": expected ${kind === 'string' ? 'a text' : 'an object'}, got ${kindOf(value)}.`,
      )
  }
  // Every value has the kind in the table.
  return body as Params
}

function tooLong(value: number, maximum: number): GraphQLError {
  const error = new LimitError(
    `The body has more than ${maximum} bytes; use variables and filters that are shorter, or several operations.`,
    { limit: 'bodyBytes', value, maximum },
  )
  return toGraphQLError(error, { status: 413 })
}

/** Registered operations, requested by id: `{"documentId": "recent-calls"}`. */
export interface Persisted {
  /** Documents by id. */
  readonly documents: ReadonlyMap<string, string>
  /** Refuses documents that a client sends, except `own`. */
  readonly only: boolean
  /** Documents of the gateway's own pages, word for word. */
  readonly own?: ReadonlySet<string>
}

function withDocument({ documentId, ...params }: Params, persisted: Persisted | null): GraphQLParams {
  const { query, extensions } = params
  if (query != null) {
    if (persisted?.only === true && persisted.own?.has(query) !== true)
      throw refuse(400, `Request: expected ${REGISTERED}, got a document.`, { code: 'FORBIDDEN' })
    return params
  }
  const sha256 = hashIn(extensions)
  const id = documentId ?? sha256
  if (id === null) {
    if (persisted === null) return params
    throw refuse(400, 'Request: expected a document in "query" or an id in "documentId", got neither.')
  }
  const document = persisted?.documents.get(id)
  if (document !== undefined) return { ...params, query: document }
  if (sha256 !== null) throw toApolloError(persisted === null)
  const instead = persisted === null ? 'a document in "query"; none is registered here' : REGISTERED
  throw refuse(400, `Request: expected ${instead}, got an id that is not registered.`)
}

const REGISTERED = 'an operation that is registered here, asked for by its id'

function hashIn(extensions: GraphQLParams['extensions']): string | null {
  const { persistedQuery }: { persistedQuery?: unknown } = extensions ?? {}
  const { sha256Hash }: { sha256Hash?: unknown } =
    typeof persistedQuery === 'object' && persistedQuery !== null ? persistedQuery : {}
  return typeof sha256Hash === 'string' ? sha256Hash : null
}

/**
 * Apollo's protocol, word for word. `NotFound`: the client sends the document too.
 * `NotSupported`: it sends no hash again. Some clients read only bodies with status 200.
 */
function toApolloError(isUnsupported: boolean): GraphQLError {
  const [message, code] = isUnsupported
    ? ['PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED']
    : ['PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND']
  return new GraphQLError(message, { extensions: { code, http: { status: 200 } } })
}
