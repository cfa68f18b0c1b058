// Notes of an operation: how its rows were known, and the personal data that they showed.
import type { Ask } from '../../domain/ask.ts'
import type { Identity } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import type { PiiKind } from '../../domain/viewer.ts'
import type { Gather } from '../../gather/gather.ts'

type Row = Identity | null

/** A cached row that was fresh when the answer was asked for. */
interface Recalled {
  /** `null`: no such row. */
  readonly row: Row
  readonly readAt: Instant
  readonly askedAt: Instant
}

export interface Notes {
  /** Rows inside others that lacked no field so far, e.g. `call.agent`. */
  readonly embedded: Set<unknown>
  /** Rows whose fields came from the cache, by id. */
  readonly recalled: Map<string, Recalled>
  /** Counts of unmasked personal values, e.g. `NAME → 12`. */
  readonly disclosed: Map<PiiKind, number>
  /** The same of one row, while its part is made. */
  part: PartNotes | null
}

export interface PartNotes {
  readonly embedded: Set<unknown>
  /** Rows that lacked a field. */
  readonly lacking: Set<unknown>
  readonly recalled: Map<string, Row>
  readonly disclosed: Map<PiiKind, number>
}

export function createNotes(): Notes {
  return { embedded: new Set(), recalled: new Map(), disclosed: new Map(), part: null }
}

export function createPartNotes(): PartNotes {
  return { embedded: new Set(), lacking: new Set(), recalled: new Map(), disclosed: new Map() }
}

export function noteEmbedded({ embedded, part }: Notes, row: unknown): void {
  embedded.add(row)
  part?.embedded.add(row)
}

/** An embedded row that lacks a field saves no look-up. */
export function noteLack({ embedded, part }: Notes, row: unknown): void {
  embedded.delete(row)
  part?.embedded.delete(row)
  part?.lacking.add(row)
}

export function noteDisclosed({ disclosed, part }: Notes, kind: PiiKind, count = 1): void {
  disclosed.set(kind, (disclosed.get(kind) ?? 0) + count)
  part?.disclosed.set(kind, (part.disclosed.get(kind) ?? 0) + count)
}

/** An operation that takes notes. */
export interface Noting {
  readonly ask: Ask
  readonly gather: Pick<Gather, 'peek'>
  readonly notes: Notes
}

/** The fresh row of the cache if it suits, noted; mostly the same throughout an answer. */
export function recall(
  id: string,
  { ask, gather, notes }: Noting,
  suits: (row: Row) => boolean,
): Recalled | undefined {
  const { askedAt } = ask
  let known = notes.recalled.get(id)
  if (known?.askedAt !== askedAt || !suits(known.row)) {
    const found = gather.peek(id, ask)
    if (found === undefined || !suits(found.value)) return undefined
    known = { row: found.value, readAt: found.readAt, askedAt }
    notes.recalled.set(id, known)
  }
  notes.part?.recalled.set(id, known.row)
  return known
}
