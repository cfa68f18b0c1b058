// Cursors: positions in a list's order, sealed for one question. They grant nothing.
//
//   JSON [1, question, key, ids, ranks, total]  →  AES-256-GCM  →  base64url
import type { SortKey } from '../domain/order.ts'
import type { Seal } from '../vendors/index.ts'
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

/** Raised when keys change: version 1 had unpadded raw ids. */
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

/** Throws INVALID_CURSOR for a forged cursor, or another question's. */
export function decodeCursor(cursor: string, question: string, seal: Seal): Position | null {
  const opened = seal.open(cursor)
  if (opened === null) {
    const expected = 'a cursor of this server, from an edge or from `pageInfo.endCursor`'
    throw new InputError(`Argument "after": expected ${expected}, got ${kindOf(cursor)}.`, 'INVALID_CURSOR')
  }
  // Sealed text was written by encodeCursor.
  const [version, asked, key, ids, ranks, total] = JSON.parse(opened.toString()) as Content
  if (version !== VERSION || asked !== question) {
    const expected = 'a cursor of the same list with the same filter and order'
    throw new InputError(
      `Argument "after": expected ${expected}, got one of another question.`,
      'INVALID_CURSOR',
    )
  }
  return typeof key === 'object' && key !== null ? null : { key, ids, ranks, total }
}
