// Sign-in by JSON Web Token: signed by the issuer with one of its keys, meant for us, and still valid. The algorithms
// are those with a public key, so that whoever can check a token cannot make one.
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose'
import type { KeyObject } from 'node:crypto'
import type { Clock } from '../domain/time.ts'
import type { KeySet } from './key-set.ts'
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
  const set: KeySet =
    'key' in keys ? { use: (check) => check(() => keys.key) } : createKeySet(keys.url, means)
  return async (headers) => {
    const token = bearerOf(headers)
    if (token === null) throw new Stranger('no token')
    const options: JWTVerifyOptions = {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(means.clock.now()),
    }
    const payload = await set
      .use((find) => verify(token, find, options))
      .catch((error: unknown) => {
        throw toStranger(error)
      })
    // Whatever the types of the library say, it takes values of any kind.
    const name: unknown = payload.sub
    if (typeof name !== 'string' || name.trim() === '')
      throw new Stranger('the claim "sub" of the token is no text or an empty one')
    return toViewer([...wordsOf(payload.scope), ...wordsOf(payload.scp)], {
      name,
      client: clientOf(payload),
      expiresAt: ((payload.exp ?? 0) + clockSkewSeconds) * 1000,
    })
  }
}

/** Where several keys fit, since the token names none, each is tried. */
async function verify(token: string, find: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, find, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (wrong) {
        if (!(wrong instanceof errors.JWSSignatureVerificationFailed)) throw wrong
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
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
  return typeof client === 'string' && client.trim() !== '' ? client : null
}

const REASONS: Readonly<Record<string, string>> = {
  [errors.JWTExpired.code]: 'the token has expired',
  [errors.JOSEAlgNotAllowed.code]: 'the algorithm of the token is not taken',
  [errors.JWSSignatureVerificationFailed.code]: 'the signature of the token is wrong',
  [errors.JWKSNoMatchingKey.code]: 'the token is signed with an unknown key',
}

function toStranger(error: unknown): unknown {
  if (error instanceof KeysUnavailable) return error
  // The library names the claim, which is one of those that are checked.
  if (error instanceof errors.JWTClaimValidationFailed)
    return new Stranger(`the claim "${error.claim}" of the token is not as expected`)
  const code = error instanceof errors.JOSEError ? error.code : ''
  return new Stranger(REASONS[code] ?? 'the token cannot be read')
}
