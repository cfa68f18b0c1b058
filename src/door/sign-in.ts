// Sign-in by JSON Web Token, by a router in front, or none.
// A refused client gets 401; only the log has the reason.
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { TokenOptions } from './token.ts'
import { createHash, timingSafeEqual } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { toError, UnauthenticatedError } from '../domain/errors.ts'
import { toViewer } from '../domain/viewer.ts'
import { byToken } from './token.ts'

export type SignInOptions =
  | { readonly by: 'none'; readonly viewer: Viewer }
  | ({ readonly by: 'jwt' } & TokenOptions)
  | { readonly by: 'router'; readonly secret: string }

export interface SignIn {
  readonly plugin: Plugin
  /** The viewer of an authenticated request. */
  viewerOf(request: Request): Viewer
}

/** Throws UnauthenticatedError, or another error while sign-in is unavailable. */
type Authenticate = (headers: Headers) => Viewer | Promise<Viewer>

interface SignInDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
  readonly requestIdOf: (request: Request) => string
}

export function createSignIn(options: SignInOptions, deps: SignInDeps): SignIn {
  const viewers = new WeakMap<Request, Viewer>()
  const authenticate = authenticateBy(options, deps)
  return {
    plugin: {
      onRequestParse: async ({ request }) => {
        try {
          viewers.set(request, await authenticate(request.headers))
        } catch (error) {
          throw toClientError(error, options.by, request, deps)
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

function authenticateBy(options: SignInOptions, deps: SignInDeps): Authenticate {
  if (options.by === 'none') return () => options.viewer
  return options.by === 'jwt' ? byToken(options, deps) : byRouter(options.secret)
}

/** The router must drop these headers from its clients' requests. */
const SECRET = 'x-switchboard-secret'
const SUBJECT = 'x-switchboard-subject'
const SCOPES = 'x-switchboard-scopes'
const CLIENT = 'x-switchboard-client'

/** No page can send it to another site unasked. `none`: a browser may add `authorization: Basic …` for a proxy. */
export const CREDENTIAL_HEADERS: Readonly<Record<SignInOptions['by'], readonly string[]>> = {
  none: [],
  jwt: ['authorization'],
  router: [SECRET],
}

function byRouter(secret: string): Authenticate {
  const expected = digest(secret)
  return (headers) => {
    const given = headers.get(SECRET)
    if (given === null) throw new UnauthenticatedError("no router's secret")
    // Equally long digests are compared in constant time.
    if (!timingSafeEqual(digest(given), expected))
      throw new UnauthenticatedError("the router's secret is wrong")
    const known = (name: string) => headers.get(name)?.trim() || null
    const scopes = headers.get(SCOPES) ?? ''
    // A client's own header beside the router's is joined by a comma.
    if (scopes.includes(',')) throw new UnauthenticatedError(`${SCOPES} came twice or with commas`)
    return toViewer(scopes.split(' '), { name: known(SUBJECT), client: known(CLIENT) })
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** E.g. `Bearer error="invalid_token"` after a token that was refused. */
function toChallenge(by: SignInOptions['by'], headers: Headers): string {
  if (by === 'router') return 'Router'
  return headers.has('authorization') ? 'Bearer error="invalid_token"' : 'Bearer'
}

function toClientError(
  error: unknown,
  by: SignInOptions['by'],
  request: Request,
  { emit, requestIdOf }: SignInDeps,
): GraphQLError {
  if (error instanceof UnauthenticatedError) {
    emit({ type: 'unauthenticated', requestId: requestIdOf(request), reason: error.message })
    const http = { status: 401, headers: { 'www-authenticate': toChallenge(by, request.headers) } }
    return new GraphQLError('Authentication required.', { extensions: { code: 'UNAUTHENTICATED', http } })
  }
  emit({ type: 'fault', where: 'sign-in', error: toError(error) })
  return new GraphQLError('Authentication is temporarily unavailable.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR', http: { status: 503, headers: { 'retry-after': '10' } } },
  })
}
