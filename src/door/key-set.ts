// The issuer's key set: `createRemoteJWKSet` of jose with our clock,
// a limit of bytes, and an hour of grace while the issuer is away.
import type { JWTVerifyGetKey } from 'jose'
import type { Clock, Instant } from '../domain/time.ts'
import { createLocalJWKSet, errors } from 'jose'
import { TimedOut, withTimeout } from '../domain/time.ts'

/** A revoked key is accepted no longer than this. */
const TTL_MS = 600_000

/** Keys remain valid for so long while the issuer is away. */
const STALE_IF_ERROR_MS = 3_600_000

/** Invented keys cause at most one read in this time. */
const COOLDOWN_MS = 10_000

/** With stale keys, one request in this time waits for the issuer. */
const STALE_COOLDOWN_MS = 60_000

const TIMEOUT_MS = 5000
const MOST_BYTES = 262_144

/** No token can be checked. Without `cause`, which holds URLs. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

/** Checks a token; called again after the keys were renewed. */
export type Check<T> = (find: JWTVerifyGetKey) => Promise<T>

export interface KeySet {
  /** Throws KeysUnavailable or the error of `check`. */
  use<T>(check: Check<T>): Promise<T>
  /** The keys in use, another object after every renewal; `null` when they are due. */
  current(): object | null
}

export function createKeySet(
  url: string,
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): KeySet {
  let keys: { readonly find: JWTVerifyGetKey; readonly readAt: Instant } | null = null
  let reading: Promise<void> | null = null
  let triedAt = Number.NEGATIVE_INFINITY

  const age = () => (keys === null ? Number.POSITIVE_INFINITY : clock.now() - keys.readAt)
  const mayTry = (pauseMs = COOLDOWN_MS) => clock.now() - triedAt >= pauseMs

  /** Concurrent callers share one read. */
  function read(): Promise<void> {
    reading ??= readOnce().finally(() => {
      reading = null
    })
    return reading
  }

  async function readOnce(): Promise<void> {
    triedAt = clock.now()
    const find = await readKeys(url, fetch, clock)
    keys = { find, readAt: clock.now() }
  }

  async function current(): Promise<JWTVerifyGetKey> {
    const pauseMs = age() < STALE_IF_ERROR_MS ? STALE_COOLDOWN_MS : COOLDOWN_MS
    if (age() >= TTL_MS && (reading !== null || mayTry(pauseMs)))
      await read().catch((error: unknown) => {
        if (age() >= STALE_IF_ERROR_MS) throw error
      })
    if (keys === null || age() >= STALE_IF_ERROR_MS) throw new KeysUnavailable('the keys could not be read')
    return keys.find
  }

  return {
    current: () => (age() < TTL_MS ? keys : null),
    use: async (check) => {
      const find = await current()
      try {
        return await check(find)
      } catch (error) {
        // Issuers rotate keys under new names and under old ones.
        const isUnknown =
          error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed
        if (!isUnknown || (reading === null && !mayTry())) throw error
        await read()
        return check(await current())
      }
    },
  }
}

async function readKeys(url: string, fetch: typeof globalThis.fetch, clock: Clock): Promise<JWTVerifyGetKey> {
  try {
    return await withTimeout(clock, TIMEOUT_MS, undefined, (signal) => fetchKeys(url, fetch, signal))
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error
    const isLate = error instanceof TimedOut
    throw new KeysUnavailable(isLate ? 'the keys did not arrive in time' : 'no connection to the issuer')
  }
}

async function fetchKeys(
  url: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<JWTVerifyGetKey> {
  const headers = { accept: 'application/jwk-set+json, application/json' }
  // A redirect could let another address issue keys.
  const response = await fetch(url, { headers, signal, redirect: 'manual' })
  if (response.status !== 200) throw new KeysUnavailable(`the issuer answered ${response.status}`)
  const text = await readText(response)
  try {
    return createLocalJWKSet(JSON.parse(text))
  } catch {
    throw new KeysUnavailable('the answer of the issuer is no key set')
  }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MOST_BYTES) throw new KeysUnavailable(`the keys take more than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  // Removes a byte-order mark.
  return new TextDecoder().decode(Buffer.concat(chunks))
}
