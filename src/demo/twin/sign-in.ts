// TWIN's identity service: `POST /auth/login`, `POST /auth/refresh`, and the tokens that both issue.
import type { Row } from '../shelf.ts'
import { createHmac } from 'node:crypto'
import { answer } from '../simulator.ts'
import { Refusal } from './query.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
}

export async function login(
  request: Request,
  credentials: Credentials,
  tokens: Tokens,
  now: number,
): Promise<Response> {
  const body = await readBody(request, ['email', 'password', 'ttl', 'companyId', 'extra'])
  if (typeof body.email !== 'string' || typeof body.password !== 'string') {
    throw new Refusal('Invalid input parameters.', { email: ['Required.'], password: ['Required.'] })
  }
  if (body.email !== credentials.email || body.password !== credentials.password) {
    throw new Refusal('Wrong email or password.', null, 401)
  }
  return answer(200, tokens.issue(now, toTtl(body.ttl)))
}

/** The SDK's header with the old token is not needed. */
export async function refresh(request: Request, tokens: Tokens, now: number): Promise<Response> {
  const body = await readBody(request, ['refreshToken', 'ttl'])
  if (typeof body.refreshToken !== 'string') {
    throw new Refusal('Invalid input parameters.', { refreshToken: ['Required.'] })
  }
  const ttl = toTtl(body.ttl)
  if (!tokens.spend(body.refreshToken, now)) throw new Refusal('Refresh token is invalid.', null, 401)
  return answer(200, tokens.issue(now, ttl))
}

async function readBody(request: Request, allowed: readonly string[]): Promise<Row> {
  if (request.method !== 'POST') throw new Refusal('Method not allowed.', null, 405)
  const body = parse(await request.text())
  const unknown = Object.keys(body).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new Refusal('Invalid input parameters.', { [unknown]: ['Unknown parameter.'] })
  return body
}

function parse(text: string): Row {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Refused below.
  }
  throw new Refusal('Invalid input parameters.', 'The body must be a JSON object.')
}

function toTtl(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new Refusal('Invalid input parameters.', { ttl: ['Must be a positive number of seconds.'] })
  }
  return value
}

export interface Tokens {
  /** `ttlSeconds` only shortens the simulator's lifetime. */
  issue(now: number, ttlSeconds: number | undefined): { token: string; refreshToken: string }
  /** Returns true for a valid refresh token and invalidates it. */
  spend(refreshToken: string, now: number): boolean
  /** The reason for a 401; `undefined`: the token is valid. */
  complaint(token: string, now: number): string | undefined
  /** Invalidates all tokens issued so far, refresh tokens included. */
  revoke(): void
}

interface Lifetimes {
  readonly tokenSeconds: number
  readonly refreshSeconds: number
}

export function createTokens(secret: string, userId: number, lifetimes: Lifetimes): Tokens {
  const refreshable = new Map<string, number>()
  let issued = 0
  let revoked = 0
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url')

  return {
    issue(now, ttlSeconds) {
      const lifetime = Math.min(ttlSeconds ?? lifetimes.tokenSeconds, lifetimes.tokenSeconds)
      const jti = ++issued
      const iat = Math.floor(now / 1000)
      const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ userId, jti, iat, exp: iat + lifetime })}`
      const refreshToken = sign(`refresh/${jti}`)
      refreshable.set(refreshToken, now + lifetimes.refreshSeconds * 1000)
      return { token: `${body}.${sign(body)}`, refreshToken }
    },
    spend(refreshToken, now) {
      const expiry = refreshable.get(refreshToken) ?? -Infinity
      refreshable.delete(refreshToken)
      return expiry > now
    },
    complaint(token, now) {
      const [head = '', body = '', signature] = token.split('.')
      const claims = sign(`${head}.${body}`) === signature ? decode(body) : undefined
      if (claims === undefined || claims.jti <= revoked) return 'Token is invalid.'
      return claims.exp * 1000 > now ? undefined : 'Token is expired.'
    },
    revoke() {
      revoked = issued
      refreshable.clear()
    },
  }
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function decode(text: string): { jti: number; exp: number } {
  const claims: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
  const read = (name: string): number =>
    typeof claims === 'object' && claims !== null ? Number(Reflect.get(claims, name)) : Number.NaN
  return { jti: read('jti'), exp: read('exp') }
}
