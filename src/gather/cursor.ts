// A cursor is a position in the order: a key (for events an instant) and the ids already given at that key. What it
// says beside that (ranks, total) decides cost and display, never which rows follow. It is signed and bound to its
// question, and it grants nothing.
import type { SortKey } from '../domain/order.ts'
import type { KeyedHash } from './keyed-hash.ts'
import { InputError, kindOf } from '../domain/errors.ts'

export interface Position {
  readonly key: SortKey
  /** The ids given at the key. */
  readonly ids: readonly string[]
  /** By account, about how many of the vendor's rows come before. */
  readonly ranks: Readonly<Record<string, number>>
  /** The first page's total. */
  readonly total: number | null
}

const VERSION = 1

/** Everything in a cursor, in its order: version, question, key, ids, ranks, total. */
type Content = readonly [
  number,
  string,
  SortKey,
  readonly string[],
  Readonly<Record<string, number>>,
  number | null,
]

export function encodeCursor(position: Position, question: string, hash: KeyedHash): string {
  const content: Content = [VERSION, question, position.key, position.ids, position.ranks, position.total]
  const text = Buffer.from(JSON.stringify(content)).toString('base64url')
  return `${text}.${hash(text)}`
}

/** Throws InputError INVALID_CURSOR for anything but a cursor that was given for the same question. */
export function decodeCursor(cursor: string, question: string, hash: KeyedHash): Position {
  const [text = '', signature = ''] = cursor.split('.')
  // Signed content is what encodeCursor wrote.
  const content = hash(text) === signature ? (parse(text) as Content | null) : null
  if (content === null) {
    const expected = 'a cursor that this server gave, from an edge or from `pageInfo.endCursor`'
    throw new InputError(`Argument "after": expected ${expected}, got ${kindOf(cursor)}.`, 'INVALID_CURSOR')
  }
  const [version, asked, key, ids, ranks, total] = content
  if (version !== VERSION || asked !== question) {
    const expected = 'a cursor of the same list with the same filter and order'
    throw new InputError(
      `Argument "after": expected ${expected}, got one of another question.`,
      'INVALID_CURSOR',
    )
  }
  return { key, ids, ranks, total }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return null
  }
}
