// The keys that tokens are signed with, as their issuer publishes them: read when they are needed, again when a token is
// signed with none of them, and kept for a while when the issuer cannot be reached.
import type { JWTVerifyGetKey } from 'jose'
import type { Clock, Instant } from '../domain/time.ts'
import { createLocalJWKSet, errors } from 'jose'
import { TimedOut, withTimeout } from '../domain/time.ts'

/** A key that was taken back is honoured no longer than this. */
const LIFETIME_MS = 600_000

/** Where the issuer cannot be reached, keys that were good go on being so. */
const STALE_LIFETIME_MS = 3_600_000

/** Tokens with invented keys must not make the issuer be asked again and again. */
const COOLDOWN_MS = 10_000

/** While keys are still good, nobody waits more often than this for an issuer that does not answer. */
const PATIENCE_MS = 60_000

const TIMEOUT_MS = 5000
const MOST_BYTES = 262_144

/** The keys cannot be had, so that nobody can be told from a stranger. It carries no cause: causes hold URLs. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

/** Checks a token with the keys; called again with others when they are no longer those of the issuer. */
export type Check<T> = (find: JWTVerifyGetKey) => Promise<T>

export interface KeySet {
  /** Throws KeysUnavailable, and what `check` throws for a token that is signed with none of the keys. */
  use<T>(check: Check<T>): Promise<T>
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

  /** Reads the keys, together with whoever wants them at the same time. */
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
    const pauseMs = age() < STALE_LIFETIME_MS ? PATIENCE_MS : COOLDOWN_MS
    if (age() >= LIFETIME_MS && (reading !== null || mayTry(pauseMs)))
      await read().catch((error: unknown) => {
        if (age() >= STALE_LIFETIME_MS) throw error
      })
    if (keys === null || age() >= STALE_LIFETIME_MS) throw new KeysUnavailable('the keys could not be read')
    return keys.find
  }

  return {
    use: async (check) => {
      const find = await current()
      try {
        return await check(find)
      } catch (error) {
        // Issuers renew keys under new names and under old ones.
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
    throw new KeysUnavailable(
      isLate ? 'the keys did not come in time' : 'no connection to the issuer of the keys',
    )
  }
}

async function fetchKeys(
  url: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<JWTVerifyGetKey> {
  const headers = { accept: 'application/jwk-set+json, application/json' }
  // A redirect would let another address tell who may sign in.
  const response = await fetch(url, { headers, signal, redirect: 'manual' })
  if (response.status !== 200) throw new KeysUnavailable(`the issuer of the keys answered ${response.status}`)
  const text = await readText(response)
  try {
    return createLocalJWKSet(JSON.parse(text))
  } catch {
    throw new KeysUnavailable('what the issuer of the keys answered is no set of keys')
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
  // Takes a byte-order mark away.
  return new TextDecoder().decode(Buffer.concat(chunks))
}
