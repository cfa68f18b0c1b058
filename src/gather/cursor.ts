// A cursor is a position in the order: a key (for events an instant) and the ids already given at that key. What it
// says beside that (ranks, total) decides cost and display, never which rows follow. It is sealed and bound to its
// question, and it grants nothing.
import type { SortKey } from '../domain/order.ts'
import type { Seal } from './seal.ts'
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

/** Raised whenever keys change their form: version 1 had unpadded raw ids. */
const VERSION = 2

/** In place of a key: the page stopped before the first row, so that the next one begins there. No key is a list. */
const START: readonly [] = []

/** Everything in a cursor, in its order: version, question, key, ids, ranks, total. */
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

/** `null` is the start of the list. Throws InputError INVALID_CURSOR for anything but a cursor that was given for the same question. */
export function decodeCursor(cursor: string, question: string, seal: Seal): Position | null {
  const opened = seal.open(cursor)
  if (opened === null) {
    const expected = 'a cursor that this server gave, from an edge or from `pageInfo.endCursor`'
    throw new InputError(`Argument "after": expected ${expected}, got ${kindOf(cursor)}.`, 'INVALID_CURSOR')
  }
  // What is sealed is what encodeCursor wrote.
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
