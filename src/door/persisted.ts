// Operations that the operator has registered, asked for by their ids: the only ones that are answered, or shorter words
// for the same.
import type { Plugin } from 'graphql-yoga'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { GraphQLError } from 'graphql'

export interface Persisted {
  /** Documents by id. */
  readonly documents: ReadonlyMap<string, string>
  /** Whether nothing else is answered. */
  readonly only: boolean
}

/** Takes `documentId`, and `extensions.persistedQuery.sha256Hash` as Apollo Client sends it. Nothing is registered by asking. */
export function usePersisted({ documents, only }: Persisted): Plugin {
  const allowed = 'an operation that is registered here, asked for by its id'
  return usePersistedOperations({
    allowArbitraryOperations: !only,
    getPersistedOperation: (id) => documents.get(id) ?? null,
    extractPersistedOperationId: (params, request) => idOf(params) ?? idInAddress(request),
    customErrors: {
      persistedQueryOnly: () => refuse(`expected ${allowed}, got a document`, 'FORBIDDEN'),
      notFound: () => refuse(`expected ${allowed}, got an id that is not registered`),
      keyNotFound: () => refuse('expected a document in "query" or an id in "documentId", got neither'),
    },
  })
}

function refuse(message: string, code: 'FORBIDDEN' | 'BAD_USER_INPUT' = 'BAD_USER_INPUT'): GraphQLError {
  return new GraphQLError(`Request: ${message}.`, {
    extensions: { code, http: { status: 400, spec: false } },
  })
}

function idOf(params: object): string | null {
  const { documentId, extensions }: { documentId?: unknown; extensions?: unknown } = params
  if (typeof documentId === 'string') return documentId
  const { persistedQuery }: { persistedQuery?: unknown } = toObject(extensions)
  const { sha256Hash }: { sha256Hash?: unknown } = toObject(persistedQuery)
  return typeof sha256Hash === 'string' ? sha256Hash : null
}

function idInAddress({ method, url }: Request): string | null {
  return method === 'GET' ? new URL(url).searchParams.get('documentId') : null
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
