// Encryption and keyed hashes of what leaves the process: cursors, and
// answers in Redis. Each purpose has a key of its own, derived from a
// secret (HKDF).
import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = NONCE_BYTES + TAG_BYTES

/** AES-256-GCM as base64url; `about` is authenticated with the content, e.g. its key in Redis. */
export interface Seal {
  /** Deterministic: equal contents give equal results. */
  close(content: string | Uint8Array, about?: string): string
  /** `null`: sealed with another secret, or about something else. */
  open(sealed: string, about?: string): Buffer | null
}

/** e.g. `createSeal(secret, 'cursors')`. */
export function createSeal(secret: string, purpose: string): Seal {
  const key = derive(secret, `seal ${purpose}`)
  return {
    close: (content, about = '') => {
      // Derived from all that is sealed: a nonce repeats only with the same result.
      const nonce = createHmac('sha256', key)
        .update(`${about}\0`)
        .update(content)
        .digest()
        .subarray(0, NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about))
      const closed = Buffer.concat([cipher.update(content), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url')
    },
    open: (sealed, about = '') => {
      const bytes = Buffer.from(sealed, 'base64url')
      // Decoding skips foreign characters: the round trip detects them.
      if (bytes.length < HEAD_BYTES || bytes.toString('base64url') !== sealed) return null
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE_BYTES, HEAD_BYTES))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(HEAD_BYTES)), cipher.final()])
      } catch {
        return null
      }
    },
  }
}

export type KeyedHash = (value: unknown) => string

/** Keyed hash of JSON, since questions hold personal values. Ignores the order of keys. */
export function createKeyedHash(secret: string, purpose: string): KeyedHash {
  // Between two keys of one length no text can be prolonged; one call is cheaper than an HMAC.
  const key = derive(secret, `hash ${purpose}`).toString('hex')
  return (value) => hash('sha256', key + toStableJson(value) + key, 'base64url').slice(0, 22)
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `switchboard ${purpose}`, 32))
}

/** Equal for equal values: `{ b: 1, a: 2 }` → `{"a":2,"b":1}`. */
export function toStableJson(value: unknown): string {
  return JSON.stringify(toSorted(value))
}

/** The same value with keys in one order. */
function toSorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(toSorted)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, one]) => [key, toSorted(one)]))
}
