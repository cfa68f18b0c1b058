// Registered operations, requested by id: `{"documentId": "recent-calls"}`. The operator may allow no others.
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Params } from './params.ts'
import { GraphQLError } from 'graphql'
import { refuse } from './params.ts'

export interface Persisted {
  /** Documents by id. */
  readonly documents: ReadonlyMap<string, string>
  /** Refuses every document that a client sends. */
  readonly only: boolean
}

/** Accepts `documentId` and Apollo Client's `extensions.persistedQuery.sha256Hash`. Clients cannot register. */
export function usePersisted(persisted: Persisted | null): Plugin {
  return {
    onParams: ({ params, setParams }) => setParams(withDocument(params, persisted)),
  }
}

function withDocument({ documentId, ...params }: Params, persisted: Persisted | null): GraphQLParams {
  const { query, extensions } = params
  if (query != null) {
    if (persisted?.only === true)
      throw refuse(400, `Request: expected ${REGISTERED}, got a document.`, { code: 'FORBIDDEN' })
    return params
  }
  const hash = hashIn(extensions)
  const id = documentId ?? hash
  if (id === null) {
    if (persisted === null) return params
    throw refuse(400, 'Request: expected a document in "query" or an id in "documentId", got neither.')
  }
  const document = persisted?.documents.get(id)
  if (document !== undefined) return { ...params, query: document }
  if (hash !== null) throw toApolloError(persisted === null)
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
