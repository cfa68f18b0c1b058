// Cursors: positions in a list's order, sealed for one question. They grant nothing.
//
//   JSON [1, question, key, ids, ranks, total]  →  AES-256-GCM  →  base64url
import type { SortKey } from '../domain/order.ts'
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { InputError, kindOf } from '../domain/errors.ts'

/** Rows after `key`, and rows at `key` that are not among `ids`. */
export interface Position {
  /** Sort key of the last row, e.g. its start `1768464000000`. */
  readonly key: SortKey
  /** Ids returned at the key: no vendor sorts ties by id. */
  readonly ids: readonly string[]
  /** Vendor rows before it by account, e.g. `{ ujet: 40 }`. */
  readonly ranks: Readonly<Record<string, number>>
  /** Total of the first page. */
  readonly total: number | null
}

/** Raised whenever keys change their form: version 1 had unpadded raw ids. */
const VERSION = 2

/** The key of a page that stopped before its first row. */
const START: readonly [] = []

/** Version, question, key, ids, ranks, total. */
type Content = readonly [
  number,
  string,
  SortKey | typeof START,
  readonly string[],
  Readonly<Record<string, number>>,
  number | null,
]

/** `null`: the start of the list. */
export function encodeCursor(position: Position | null, question: string, seal: Seal): string {
  const content: Content =
    position === null
      ? [VERSION, question, START, [], {}, null]
      : [VERSION, question, position.key, position.ids, position.ranks, position.total]
  return seal.close(JSON.stringify(content))
}

/** Throws InputError INVALID_CURSOR for a forged cursor, or one of another question. */
export function decodeCursor(cursor: string, question: string, seal: Seal): Position | null {
  const opened = seal.open(cursor)
  if (opened === null) {
    const expected = 'a cursor that this server gave, from an edge or from `pageInfo.endCursor`'
    throw new InputError(`Argument "after": expected ${expected}, got ${kindOf(cursor)}.`, 'INVALID_CURSOR')
  }
  // Sealed text was written by encodeCursor.
  const [version, asked, key, ids, ranks, total] = JSON.parse(opened) as Content
  if (version !== VERSION || asked !== question) {
    const expected = 'a cursor of the same list with the same filter and order'
    throw new InputError(
      `Argument "after": expected ${expected}, got one of another question.`,
      'INVALID_CURSOR',
    )
  }
  return typeof key === 'object' && key !== null ? null : { key, ids, ranks, total }
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encryption of cursors: they may hold names, and reach logs. */
export interface Seal {
  /** Deterministic: equal texts give equal results. */
  close(text: string): string
  /** `null` for text that was not sealed with this secret. */
  open(sealed: string): string | null
}

export function createSeal(secret: string): Seal {
  const key = createHash('sha256').update(`seal ${secret}`).digest()
  return {
    close: (text) => {
      // Derived from the text: a nonce repeats only with the same text.
      const nonce = createHmac('sha256', key).update(text).digest().subarray(0, NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce)
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const head = NONCE_BYTES + TAG_BYTES
      // Decoding skips foreign characters: the round trip detects them.
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

export type KeyedHash = (value: unknown) => string

/** HMAC for cache keys, since filters hold personal values. Ignores key order. */
export function createKeyedHash(secret: string): KeyedHash {
  return (value) => createHmac('sha256', secret).update(toCanonical(value)).digest('base64url').slice(0, 22)
}

function toCanonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
