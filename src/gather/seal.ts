// Texts that only this server (and those that share its secret) can read or make: a list ordered by name has names in
// its cursors, and a cursor may end up in any log.
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface Seal {
  /** The same text gives the same sealed text. */
  close(text: string): string
  /** Null for anything that was not sealed with the same secret. */
  open(sealed: string): string | null
}

export function createSeal(secret: string): Seal {
  const key = createHash('sha256').update(`seal ${secret}`).digest()
  return {
    close: (text) => {
      // Made from the text itself, a nonce repeats only with the very same text.
      const nonce = createHmac('sha256', key).update(text).digest().subarray(0, NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce)
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const head = NONCE_BYTES + TAG_BYTES
      // Characters that are none of base64url's are dropped when it is read, so the text must come out as it went in.
      if (bytes.length < head || bytes.toString('base64url') !== sealed) return null
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      cipher.setAuthTag(bytes.subarray(NONCE_BYTES, head))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(head)), cipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
