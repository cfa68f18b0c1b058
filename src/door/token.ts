// Sign-in by JSON Web Token, with public keys only.
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose'
import type { KeyObject } from 'node:crypto'
import type { Clock } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import type { HeaderReader } from './ask.ts'
import type { KeySet } from './key-set.ts'
import { errors, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { hash, randomBytes } from 'node:crypto'
import { UnauthenticatedError } from '../domain/errors.ts'
import { toViewer } from '../domain/viewer.ts'
import { createKeySet, KeysUnavailable } from './key-set.ts'

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
  /** The public key, or the address of a set, e.g. `https://id.example.com/jwks`. */
  readonly keys: { readonly key: KeyObject } | { readonly url: string }
  readonly issuer: string
  readonly audience: string
  readonly clockSkewSeconds: number
}

export function byToken(
  { keys, issuer, audience, clockSkewSeconds }: TokenOptions,
  deps: { readonly fetch: typeof fetch; readonly clock: Clock },
) {
  const set: KeySet =
    'key' in keys
      ? { use: (check) => check(() => keys.key), current: () => keys }
      : createKeySet(keys.url, deps)
  const verified = new LRUCache<string, Verified>({ max: MOST_TOKENS })
  const secret = randomBytes(32).toString('hex')
  const keyOf = (token: string) => hash('sha256', secret + token, 'base64')

  /** A token that the present keys have verified: a signature costs as much as a kept answer. */
  function known(headers: HeaderReader): Viewer | null {
    const token = bearerOf(headers)
    const found = token === null ? undefined : verified.get(keyOf(token))
    if (found === undefined || found.keys !== set.current()) return null
    return deps.clock.now() < found.viewer.expiresAt ? found.viewer : null
  }

  async function authenticate(headers: HeaderReader): Promise<Viewer> {
    const remembered = known(headers)
    if (remembered !== null) return remembered
    const token = bearerOf(headers)
    if (token === null) throw new UnauthenticatedError('no token')
    const options: JWTVerifyOptions = {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(deps.clock.now()),
    }
    const payload = await set
      .use((find) => verify(token, find, options))
      .catch((error: unknown) => {
        throw toUnauthenticated(error)
      })
    // The library's type says string, but it accepts any value.
    const name: unknown = payload.sub
    if (typeof name !== 'string' || name.trim() === '')
      throw new UnauthenticatedError('the claim "sub" of the token is not a text, or empty')
    const expiresAt = ((payload.exp ?? 0) + clockSkewSeconds) * 1000
    const grants = [...wordsOf(payload.scope), ...wordsOf(payload.scp)]
    const viewer = { ...toViewer(grants, { name, client: clientOf(payload) }), expiresAt }
    const current = set.current()
    if (current !== null) verified.set(keyOf(token), { viewer, keys: current })
    return viewer
  }

  return { authenticate, known }
}

/** Verified tokens that are remembered, about a kilobyte each. */
const MOST_TOKENS = 5000

interface Verified {
  readonly viewer: Viewer & { readonly expiresAt: number }
  /** The keys by which it was verified. */
  readonly keys: object
}

/** Tries every matching key when the token names none. */
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

function bearerOf(headers: HeaderReader): string | null {
  const [, token = null] = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '') ?? []
  return token
}

/** `"calls:read pii:read"` and `["calls:read", "pii:read"]` alike: issuers write both. */
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
  [errors.JOSEAlgNotAllowed.code]: 'the algorithm of the token is not accepted',
  [errors.JWSSignatureVerificationFailed.code]: 'the signature of the token is wrong',
  [errors.JWKSNoMatchingKey.code]: 'the token is signed with an unknown key',
}

function toUnauthenticated(error: unknown): unknown {
  if (error instanceof KeysUnavailable) return error
  // The library names only claims checked above.
  if (error instanceof errors.JWTClaimValidationFailed)
    return new UnauthenticatedError(`the claim "${error.claim}" of the token is missing or wrong`)
  const code = error instanceof errors.JOSEError ? error.code : ''
  return new UnauthenticatedError(REASONS[code] ?? 'the token cannot be read')
}
