// Sign-in by JSON Web Token, by a router in front, or none.
// A refused client gets 401; only the log has the reason.
import type { Emit } from '../domain/event.ts'
import type { Clock } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { HeaderReader } from './ask.ts'
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
  /** The viewer that needs no waiting, e.g. of a token verified before, else `null`. */
  known(request: SignInRequest): Viewer | null
  /** Throws the refusal that the client receives. */
  viewerOf(request: SignInRequest): Promise<Viewer>
}

interface SignInRequest {
  readonly headers: HeaderReader
  readonly requestId: string
  /** The reason of a refusal, so that a secret is compared once. */
  refused: unknown
}

/** Both throw UnauthenticatedError, or another error while sign-in is unavailable. */
export interface Authentication {
  readonly authenticate: (headers: HeaderReader) => Viewer | Promise<Viewer>
  readonly known: (headers: HeaderReader) => Viewer | null
}

interface SignInDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly emit: Emit
}

export function createSignIn(options: SignInOptions, deps: SignInDeps): SignIn {
  const { authenticate, known } = authenticationBy(options, deps)
  return {
    known: (request) => {
      try {
        return known(request.headers)
      } catch (error) {
        // `viewerOf` reports it.
        request.refused = error
        return null
      }
    },
    viewerOf: async (request) => {
      try {
        if (request.refused !== null) throw request.refused
        return await authenticate(request.headers)
      } catch (error) {
        throw toClientError(error, options.by, request, deps)
      }
    },
  }
}

function authenticationBy(options: SignInOptions, deps: SignInDeps): Authentication {
  if (options.by === 'jwt') return byToken(options, deps)
  const authenticate = options.by === 'none' ? () => options.viewer : byRouter(options.secret)
  return { authenticate, known: authenticate }
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

function byRouter(secret: string): (headers: HeaderReader) => Viewer {
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
function toChallenge(by: SignInOptions['by'], headers: HeaderReader): string {
  if (by === 'router') return 'Router'
  return headers.has('authorization') ? 'Bearer error="invalid_token"' : 'Bearer'
}

function toClientError(
  error: unknown,
  by: SignInOptions['by'],
  { headers, requestId }: SignInRequest,
  { emit }: SignInDeps,
): GraphQLError {
  if (error instanceof UnauthenticatedError) {
    emit({ type: 'unauthenticated', requestId, reason: error.message })
    const http = { status: 401, headers: { 'www-authenticate': toChallenge(by, headers) } }
    return new GraphQLError('Authentication required.', { extensions: { code: 'UNAUTHENTICATED', http } })
  }
  emit({ type: 'fault', where: 'sign-in', error: toError(error) })
  return new GraphQLError('Authentication is temporarily unavailable.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR', http: { status: 503, headers: { 'retry-after': '10' } } },
  })
}
