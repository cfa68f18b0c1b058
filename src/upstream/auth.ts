// How requests show who sends them: by headers that never change, or by a token that is fetched, renewed before it
// expires and fetched again once when the vendor refuses it.
import type { Ask } from '../domain/ask.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { SendOptions } from './client.ts'
import type { RequestSpec } from './request-spec.ts'
import { UpstreamError } from '../domain/errors.ts'
import { createSingleFlight } from './single-flight.ts'

export type RequestHeaders = Readonly<Record<string, string>>

export interface Token {
  readonly headers: RequestHeaders
  readonly ttlMs: number
  /** What the vendor wants to see again when the token is renewed. */
  readonly renewal?: string
}

export type Credentials =
  | { readonly by: 'headers'; readonly headers: RequestHeaders }
  | {
      readonly by: 'token'
      /** The request that signs in; `renewal` is what the last token left for that. */
      readonly signIn: (renewal: string | null) => RequestSpec
      /** Null when the answer holds no token. */
      readonly read: (body: unknown) => Token | null
    }

export interface Auth {
  /** The headers of the next request; signs in first where that is needed. Rejects with UpstreamError. */
  headers(ask: Ask): Promise<RequestHeaders>
  /** Told that these headers were refused; false when there is nothing better to be had. */
  refused(headers: RequestHeaders): boolean
}

/** A token is renewed this long before it expires, or at nine tenths of a shorter life. */
const RENEW_BEFORE_MS = 30_000

export function createAuth(
  credentials: Credentials,
  clock: Clock,
  send: (options: SendOptions<Token>) => Promise<Token | null>,
): Auth {
  if (credentials.by === 'headers') return { headers: async () => credentials.headers, refused: () => false }
  const { signIn: toSignIn, read } = credentials
  const flights = createSingleFlight()
  let token: { readonly headers: RequestHeaders; readonly renewAt: Instant } | null = null
  let renewal: string | null = null

  async function signIn(ask: Ask): Promise<RequestHeaders> {
    const left = renewal
    // A renewal serves once: if it is refused, the sign-in starts from the credentials.
    renewal = null
    if (left === null) return fetchToken(toSignIn(null), ask)
    return fetchToken(toSignIn(left), ask).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return fetchToken(toSignIn(null), ask)
    })
  }

  async function fetchToken(spec: RequestSpec, ask: Ask): Promise<RequestHeaders> {
    const fresh = await send({
      noun: null,
      kind: 'SIGN_IN',
      ask,
      prepare: () => spec,
      read: ({ body }) => {
        const value = read(body)
        return value === null ? null : { value, rows: 0 }
      },
    })
    if (fresh === null) throw new Error('a sign-in is always asked')
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

/** Whether a sign-in failed because of the credentials. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof UpstreamError &&
    (error.code === 'UPSTREAM_UNAUTHORIZED' || error.code === 'UPSTREAM_REJECTED')
  )
}
