// Credentials of an account as request headers.
//
//   by headers   constant, e.g. `authorization: Basic …`
//   by token     fetched, renewed before it expires, and
//                fetched once more when the vendor answers 401
import type { Ask } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { RequestSpec } from './request-spec.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createSingleFlight } from './single-flight.ts'

export type RequestHeaders = Readonly<Record<string, string>>

export interface Token {
  readonly headers: RequestHeaders
  readonly ttlMs: number
  /** Refresh token, sent with the next sign-in. */
  readonly renewal?: string
}

export type Credentials =
  | { readonly by: 'headers'; readonly headers: RequestHeaders }
  | {
      readonly by: 'token'
      /** The sign-in; `renewal` is the last refresh token. */
      readonly signIn: (renewal: string | null) => RequestSpec
      /** `null` if the answer has no token. */
      readonly read: (body: unknown) => Token | null
    }

export interface SignInRequest {
  readonly spec: RequestSpec
  readonly read: (body: unknown) => Token | null
  readonly ask: Ask
}

interface Auth {
  /** Headers of the next request, after a sign-in if needed. Rejects with UpstreamError. */
  headers(ask: Ask): Promise<RequestHeaders>
  /** Drops refused headers; false if no others can be fetched. */
  refused(headers: RequestHeaders): boolean
}

/** Renewed this long before expiry, or at 90 % of a short ttl. */
const RENEW_BEFORE_MS = 30_000

export function createAuth(
  credentials: Credentials,
  clock: Clock,
  send: (request: SignInRequest) => Promise<Token | null>,
): Auth {
  if (credentials.by === 'headers') return { headers: async () => credentials.headers, refused: () => false }
  const { signIn: toSignIn, read } = credentials
  const flights = createSingleFlight()
  let token: { readonly headers: RequestHeaders; readonly renewAt: Instant } | null = null
  let renewal: string | null = null

  async function signIn(ask: Ask): Promise<RequestHeaders> {
    const used = renewal
    // A refresh token works once; after a refusal the credentials are sent.
    renewal = null
    if (used === null) return fetchToken(toSignIn(null), ask)
    return fetchToken(toSignIn(used), ask).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return fetchToken(toSignIn(null), ask)
    })
  }

  async function fetchToken(spec: RequestSpec, ask: Ask): Promise<RequestHeaders> {
    const fresh = await send({ spec, read, ask })
    if (fresh === null) throw new Error('a sign-in always has a request to send')
    const early = Math.min(RENEW_BEFORE_MS, fresh.ttlMs / 10)
    token = { headers: fresh.headers, renewAt: clock.now() + fresh.ttlMs - early }
    renewal = fresh.renewal ?? null
    return fresh.headers
  }

  return {
    headers: async (ask) => {
      if (token !== null && clock.now() < token.renewAt) return token.headers
      return flights.share('sign-in', ask, signIn)
    },
    refused: (headers) => {
      if (token?.headers === headers) token = null
      return true
    },
  }
}

/** True for a sign-in that failed because of the credentials. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof UpstreamError &&
    (error.code === 'UPSTREAM_UNAUTHORIZED' || error.code === 'UPSTREAM_REJECTED')
  )
}
