// Operations that the operator has registered, asked for by their ids: the only ones that are answered, or shorter words
// for the same.
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Params } from './params.ts'
import { GraphQLError } from 'graphql'

export interface Persisted {
  /** Documents by id. */
  readonly documents: ReadonlyMap<string, string>
  /** Whether nothing else is answered. */
  readonly only: boolean
}

/**
 * Takes `documentId`, and `extensions.persistedQuery.sha256Hash` as Apollo Client sends it. Nothing is registered by
 * asking. Null when no operations are registered.
 */
export function usePersisted(persisted: Persisted | null): Plugin {
  return {
    onParams: ({ params, setParams }) => setParams(withDocument(params, persisted)),
  }
}

function withDocument({ documentId, ...params }: Params, persisted: Persisted | null): GraphQLParams {
  const { query, extensions } = params
  if (query != null) {
    if (persisted?.only === true)
      throw refuse('FORBIDDEN', `Request: expected ${REGISTERED}, got a document.`)
    return params
  }
  const hash = hashIn(extensions)
  const id = documentId ?? hash
  if (id === null) {
    if (persisted === null) return params
    throw refuse(
      'BAD_USER_INPUT',
      'Request: expected a document in "query" or an id in "documentId", got neither.',
    )
  }
  const document = persisted?.documents.get(id)
  if (document !== undefined) return { ...params, query: document }
  if (hash !== null) throw toApolloError(persisted === null)
  const instead = persisted === null ? 'a document in "query"; none is registered here' : REGISTERED
  throw refuse('BAD_USER_INPUT', `Request: expected ${instead}, got an id that is not registered.`)
}

const REGISTERED = 'an operation that is registered here, asked for by its id'

function hashIn(extensions: GraphQLParams['extensions']): string | null {
  const { persistedQuery }: { persistedQuery?: unknown } = extensions ?? {}
  const { sha256Hash }: { sha256Hash?: unknown } =
    typeof persistedQuery === 'object' && persistedQuery !== null ? persistedQuery : {}
  return typeof sha256Hash === 'string' ? sha256Hash : null
}

/**
 * Two messages that clients of the protocol compare word for word. After the first they send the document beside the
 * hash, after the second no hash again. It has the status 200, since some read no body of another one.
 */
function toApolloError(isUnsupported: boolean): GraphQLError {
  const [message, code] = isUnsupported
    ? ['PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED']
    : ['PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND']
  return new GraphQLError(message, { extensions: { code, http: { status: 200 } } })
}

function refuse(code: 'FORBIDDEN' | 'BAD_USER_INPUT', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400, spec: false } } })
}
