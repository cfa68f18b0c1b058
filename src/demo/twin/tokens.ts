/** Issues and checks TWIN's tokens: a JWT that tells when it expires, and a refresh token that serves once. */
import { createHmac } from 'node:crypto'

export type Tokens = {
  /** A token of at most the lifetime of the sandbox, with its refresh token. */
  issue(now: number, ttlSeconds: number | undefined): { token: string; refreshToken: string }
  /** Whether that refresh token is good; it is spent by asking. */
  spend(refreshToken: string, now: number): boolean
  /** Why this token does not do; undefined when it does. */
  complaint(token: string, now: number): string | undefined
  /** From now on no token issued so far is valid, refresh tokens included. */
  revoke(): void
}

export type Lifetimes = { tokenSeconds: number; refreshSeconds: number }

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
