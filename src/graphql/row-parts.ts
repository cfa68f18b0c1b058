// Parts of rows: the same row, selected in the same way by viewers of the same scopes, is resolved once.
//
//   row ──┐                                  ┌─→ { id, agent: { name: 'A••• L•••' } }
//         ├─ selection ─ scopes ─→ its part ─┤
//   rows of the cache that it recalled ──────┘     and its notes
//
// A part ends with its row, which is never changed: news are another row.
import type { Identity } from '../domain/noun.ts'
import type { Store } from '../domain/store.ts'
import type { PiiKind, Viewer } from '../domain/viewer.ts'
import type { Noting, PartNotes } from './schema/notes.ts'
import { createPartNotes, noteDisclosed, noteEmbedded, noteLack, recall } from './schema/notes.ts'

/** Parts of rows that have been replaced are counted for so long. */
const KEPT_MS = 60_000

/** Estimated: a part's objects and notes, beside its texts. */
const BYTES_PER_PART = 600
const BYTES_PER_CHARACTER = 2

/** A shelf reserves more bytes than its parts take, so that few parts are counted anew. */
const RESERVE = 1.25

interface Part {
  readonly data: object
  readonly lacking: readonly unknown[]
  readonly embedded: readonly unknown[]
  readonly recalled: readonly (readonly [id: string, row: Identity | null])[]
  readonly disclosed: readonly (readonly [PiiKind, number])[]
}

/** Parts for one selection and one set of scopes. */
interface Shelf {
  readonly key: string
  readonly parts: WeakMap<object, Part>
  bytes: number
  reserved: number
}

/** The parts that one execution uses. */
export interface RowParts {
  /**
   * The part as it was made, with its notes added to the operation's; else what `resolve` returns.
   * It is kept unless it is late or `failed` counts more afterwards.
   */
  of(row: object, selection: object, resolve: () => object, failed: () => number): object
}

/** Selections are compared as objects: a plan has one for each place. */
export type RowPartsOf = (operation: Noting) => RowParts

export function createRowParts(store: Store): RowPartsOf {
  const numbers = new WeakMap<object, number>()
  let latest = 0

  function shelfOf(selection: object, { scopes }: Viewer): Shelf {
    const number = numbers.get(selection) ?? (latest += 1)
    numbers.set(selection, number)
    const key = `rows ${number} ${[...scopes].join(' ')}`
    // The key's kind fixes the type of the value.
    const known = store.get(key)?.value as Shelf | undefined
    return known ?? { key, parts: new WeakMap(), bytes: 0, reserved: 0 }
  }

  function put(shelf: Shelf, row: object, part: Part): void {
    shelf.parts.set(row, part)
    shelf.bytes += BYTES_PER_CHARACTER * JSON.stringify(part.data).length + BYTES_PER_PART
    if (shelf.bytes <= shelf.reserved) return
    shelf.reserved = RESERVE * shelf.bytes
    store.set(shelf.key, shelf, { ttlMs: KEPT_MS, bytes: shelf.reserved })
  }

  return (operation) => {
    const { notes, ask } = operation
    const shelves = new Map<object, Shelf>()

    function open(selection: object): Shelf {
      const shelf = shelfOf(selection, ask.viewer)
      shelves.set(selection, shelf)
      return shelf
    }

    function isCurrent({ recalled }: Part): boolean {
      for (const [id, row] of recalled) if (!recall(id, operation, (now) => now === row)) return false
      return true
    }

    function make(shelf: Shelf, row: object, resolve: () => object, failed: () => number): object {
      const failures = failed()
      const told = createPartNotes()
      notes.part = told
      try {
        const data = resolve()
        if (!(data instanceof Promise) && failed() === failures) put(shelf, row, toPart(data, told))
        return data
      } finally {
        notes.part = null
      }
    }

    return {
      of: (row, selection, resolve, failed) => {
        // Rows inside a row belong to its part.
        if (notes.part !== null) return resolve()
        const shelf = shelves.get(selection) ?? open(selection)
        const known = shelf.parts.get(row)
        if (known === undefined || !isCurrent(known)) return make(shelf, row, resolve, failed)
        for (const one of known.lacking) noteLack(notes, one)
        for (const one of known.embedded) noteEmbedded(notes, one)
        for (const [kind, count] of known.disclosed) noteDisclosed(notes, kind, count)
        return known.data
      },
    }
  }
}

function toPart(data: object, { lacking, embedded, recalled, disclosed }: PartNotes): Part {
  return {
    data,
    lacking: [...lacking],
    embedded: [...embedded],
    recalled: [...recalled],
    disclosed: [...disclosed],
  }
}
