// Sign-in by JSON Web Token: signed by the issuer with one of its keys, meant for us, and still valid. The algorithms
// are those with a public key, so that whoever can check a token cannot make one.
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import type { KeyObject } from 'node:crypto'
import type { Clock } from '../domain/time.ts'
import type { Recognize } from './stranger.ts'
import { errors, jwtVerify } from 'jose'
import { toViewer } from '../domain/viewer.ts'
import { createKeySet, KeysUnavailable } from './key-set.ts'
import { Stranger } from './stranger.ts'

const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

export interface TokenOptions {
  /** The issuer's public key, or the address where it publishes its keys. */
  readonly keys: { readonly key: KeyObject } | { readonly url: string }
  readonly issuer: string
  readonly audience: string
  readonly clockSkewSeconds: number
}

export function byToken(
  { keys, issuer, audience, clockSkewSeconds }: TokenOptions,
  means: { readonly fetch: typeof fetch; readonly clock: Clock },
): Recognize {
  const find: JWTVerifyGetKey = 'key' in keys ? () => keys.key : createKeySet(keys.url, means)
  return async (headers) => {
    const token = bearerOf(headers)
    if (token === null) throw new Stranger('no token')
    const { payload } = await jwtVerify(token, find, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(means.clock.now()),
    }).catch((error: unknown) => {
      throw toStranger(error)
    })
    return toViewer([...wordsOf(payload.scope), ...wordsOf(payload.scp)], {
      name: payload.sub ?? null,
      client: clientOf(payload),
      expiresAt: ((payload.exp ?? 0) + clockSkewSeconds) * 1000,
    })
  }
}

function bearerOf(headers: Headers): string | null {
  const [, token = null] = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '') ?? []
  return token
}

/** The words of a claim, which issuers write as one text or as a list. */
function wordsOf(claim: unknown): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(claim) ? claim : [claim]
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(' ') : []))
}

function clientOf({ azp, client_id: clientId }: JWTPayload): string | null {
  const client = azp ?? clientId
  return typeof client === 'string' ? client : null
}

const REASONS: Readonly<Record<string, string>> = {
  [errors.JWTExpired.code]: 'the token has expired',
  [errors.JOSEAlgNotAllowed.code]: 'the algorithm of the token is not taken',
  [errors.JWSSignatureVerificationFailed.code]: 'the signature of the token is wrong',
  [errors.JWKSNoMatchingKey.code]: 'the token is signed with an unknown key',
  [errors.JWKSMultipleMatchingKeys.code]: 'the token names no key, and several would do',
}

function toStranger(error: unknown): unknown {
  if (error instanceof KeysUnavailable) return error
  // The library names the claim, which is one of those that are checked.
  if (error instanceof errors.JWTClaimValidationFailed)
    return new Stranger(`the claim "${error.claim}" of the token is not as expected`)
  const code = error instanceof errors.JOSEError ? error.code : ''
  return new Stranger(REASONS[code] ?? 'the token cannot be read')
}
