// The token endpoint (OAuth 2.0 client credentials, as Keycloak words it) and the two ways to show who asks.
import { answer } from '../simulator.ts'
import { hash } from '../random.ts'

/** `token`: the static token of the older API. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly token: string
}

export interface Tokens {
  issue(request: Request): Promise<Response>
  /** The reason for a 401; `undefined`: the credentials are valid. */
  complaint(authorization: string | null): string | undefined
  /** Invalidates all tokens issued so far. */
  revoke(): void
}

interface Options {
  readonly credentials: Credentials
  readonly seed: string
  readonly lifetimeSeconds: number
  readonly clock: { now(): number }
}

export const TOKEN_PATH = '/realms/uhlive/protocol/openid-connect/token'

const ALLOWED: ReadonlySet<string> = new Set(['client_id', 'client_secret', 'grant_type', 'scope'])

export function createTokens({ credentials, seed, lifetimeSeconds, clock }: Options): Tokens {
  const expiries = new Map<string, number>()

  function create(scope: string): Response {
    const number = expiries.size + 1
    const token = `at-${number}-${hash(`${seed}/token/${number}`).toString(16)}`
    expiries.set(token, clock.now() + lifetimeSeconds * 1000)
    return answer(200, {
      access_token: token,
      expires_in: lifetimeSeconds,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': 0,
      scope,
    })
  }

  return {
    async issue(request) {
      if (request.method !== 'POST') return answer(405, { error: 'Method not allowed' }, { allow: 'POST' })
      const form = await readForm(request)
      const fault = faultOf(form, credentials)
      return fault ?? create(form.get('scope') ?? 'email profile')
    },
    complaint(authorization) {
      const [, kind, token = ''] = /^(Bearer|Token) (.+)$/.exec(authorization ?? '') ?? []
      if (kind === 'Token') return token === credentials.token ? undefined : 'Invalid token.'
      const expiry = kind === 'Bearer' ? expiries.get(token) : undefined
      if (expiry === undefined) return 'Invalid token.'
      return expiry > clock.now() ? undefined : 'Token has expired.'
    },
    revoke() {
      for (const token of expiries.keys()) expiries.set(token, -Infinity)
    },
  }
}

/** A body that is no form has no fields. The document prints JSON, its example sends a form. */
async function readForm(request: Request): Promise<URLSearchParams> {
  const isForm = (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
  const text = await request.text()
  return new URLSearchParams(isForm ? text : '')
}

const fail = (status: number, error: string, description: string): Response =>
  answer(status, { error, error_description: description })

function faultOf(form: URLSearchParams, { clientId, clientSecret }: Credentials): Response | undefined {
  const unknown = [...form.keys()].find((name) => !ALLOWED.has(name))
  if (unknown !== undefined) return fail(400, 'invalid_request', `Unknown form parameter: ${unknown}`)
  const grant = form.get('grant_type')
  if (grant === null) return fail(400, 'invalid_request', 'Missing form parameter: grant_type')
  if (grant !== 'client_credentials') return fail(400, 'unsupported_grant_type', 'Unsupported grant_type')
  return form.get('client_id') === clientId && form.get('client_secret') === clientSecret
    ? undefined
    : fail(401, 'unauthorized_client', 'Invalid client or Invalid client credentials')
}
