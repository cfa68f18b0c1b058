// Who asks is told before a request is read any further; a stranger gets 401 and no reason.
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { Recognize } from './stranger.ts'
import type { TokenOptions } from './token.ts'
import { GraphQLError } from 'graphql'
import { byRouter } from './router.ts'
import { Stranger } from './stranger.ts'
import { byToken } from './token.ts'

export type SignInOptions =
  | { readonly by: 'none'; readonly viewer: Viewer }
  | ({ readonly by: 'jwt' } & TokenOptions)
  | { readonly by: 'router'; readonly secret: string }

export interface SignIn {
  readonly plugin: Plugin
  /** Who sent a request that has been let in. */
  viewerOf(request: Request): Viewer
}

interface SignInMeans {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
  readonly requestIdOf: (request: Request) => string
}

export function createSignIn(options: SignInOptions, means: SignInMeans): SignIn {
  const viewers = new WeakMap<Request, Viewer>()
  const recognize = recognizerOf(options, means)
  return {
    plugin: {
      onRequestParse: async ({ request }) => {
        try {
          viewers.set(request, await recognize(request.headers))
        } catch (error) {
          throw toClientError(error, options.by, request, means)
        }
      },
    },
    viewerOf: (request) => {
      const viewer = viewers.get(request)
      if (viewer === undefined) throw new Error('a request came past the sign-in')
      return viewer
    },
  }
}

function recognizerOf(options: SignInOptions, means: SignInMeans): Recognize {
  if (options.by === 'none') return () => options.viewer
  return options.by === 'jwt' ? byToken(options, means) : byRouter(options.secret)
}

/** How a client is to show who it is, and whether what it showed was looked at. */
function toChallenge(by: SignInOptions['by'], headers: Headers): string {
  if (by === 'router') return 'Router'
  return headers.has('authorization') ? 'Bearer error="invalid_token"' : 'Bearer'
}

function toClientError(
  error: unknown,
  by: SignInOptions['by'],
  request: Request,
  { emit, requestIdOf }: SignInMeans,
): GraphQLError {
  if (error instanceof Stranger) {
    emit({ type: 'stranger', requestId: requestIdOf(request), reason: error.message })
    const http = { status: 401, headers: { 'www-authenticate': toChallenge(by, request.headers) } }
    return new GraphQLError('Sign in to ask.', { extensions: { code: 'UNAUTHENTICATED', http } })
  }
  const cause = error instanceof Error ? error : new Error('something other than an error was thrown')
  emit({ type: 'fault', where: 'sign-in', error: cause })
  return new GraphQLError('Nobody can sign in at the moment.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR', http: { status: 503, headers: { 'retry-after': '10' } } },
  })
}
