// An issuer of tokens: keys of its own, published where the gateway's `fetch` finds them, and taken back as tests like.
import type { Clock } from '../../src/domain/time.ts'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

const ISSUER = 'https://login.example.com/'
const AUDIENCE = 'switchboard'
const KEYS_URL = 'https://login.example.com/keys'

/** What a token says beside what a good one says. */
export interface Said {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
}

export interface Issuer {
  /** How a gateway is told to trust it. */
  readonly signIn: {
    readonly by: 'jwt'
    readonly keys: { readonly url: string }
    readonly issuer: string
    readonly audience: string
    readonly clockSkewSeconds: number
  }
  /** What it answers when asked for its keys; tests may replace it. */
  answer: (request: Request) => Response | Promise<Response>
  /** How often it was asked for its keys. */
  asked(): number
  /** Whether a request is meant for it. */
  serves(request: Request): boolean
  fetch(request: Request): Promise<Response>
  /** A token for five minutes, signed with the newest key. */
  token(scope?: string, said?: Said): Promise<string>
  /** Signs with a new key from now on; the old one stays published unless it is taken back. */
  rotate(takeBack?: boolean): Promise<void>
  /** Signs with a new key from now on, under the name of the newest, which is taken back. */
  renew(): Promise<void>
  /** The public part of the newest key. */
  publicKey(): CryptoKey
}

export async function createIssuer(clock: Clock, algorithm = 'RS256'): Promise<Issuer> {
  const pair = () => generateKeyPair(algorithm, { extractable: true })
  const keys = [{ kid: 'key-1', ...(await pair()) }]
  const newest = () => keys.at(-1)!
  let asked = 0

  const issuer: Issuer = {
    signIn: {
      by: 'jwt',
      keys: { url: KEYS_URL },
      issuer: ISSUER,
      audience: AUDIENCE,
      clockSkewSeconds: 30,
    },
    answer: async () =>
      Response.json({
        keys: await Promise.all(
          keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' })),
        ),
      }),
    asked: () => asked,
    serves: ({ url }) => url.startsWith(ISSUER),
    fetch: async (request) => {
      asked += 1
      return issuer.answer(request)
    },
    token: (scope = '', { claims = {}, header = {} } = {}) => {
      const now = Math.floor(clock.now() / 1000)
      const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'ada', scope, iat: now, exp: now + 300, ...claims }
      return new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, kid: newest().kid, ...header })
        .sign(newest().privateKey, { crit: { x: true } })
    },
    rotate: async (takeBack = false) => {
      const next = { kid: `key-${keys.length + 1}`, ...(await pair()) }
      if (takeBack) keys.length = 0
      keys.push(next)
    },
    renew: async () => {
      keys.push({ kid: keys.pop()?.kid ?? 'key-1', ...(await pair()) })
    },
    publicKey: () => newest().publicKey,
  }
  return issuer
}
