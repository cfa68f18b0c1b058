// Reading what vendors really send: any field may be missing, null, a number as text or a text as number, and rows
// may have own keys named like an object's inherited ones. `unknown` comes in, one narrow type goes out, null for
// what cannot be read.
import type { Instant } from '../domain/time.ts'
import { parseInstant } from '../domain/time.ts'

/** An object of the wire: every key may be there, and nothing is known of its value. */
export type Wire = Readonly<Record<string, unknown>>

export function toText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** A text with something in it. */
export function toWord(value: unknown): string | null {
  const text = toText(value)?.trim()
  return text === undefined || text === '' ? null : text
}

export function toNumber(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() === '') return null
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A whole number that GraphQL's Int can carry. */
export function toInteger(value: unknown): number | null {
  const number = toNumber(value)
  return number !== null && Number.isInteger(number) && Math.abs(number) <= 0x7fffffff ? number : null
}

export function toFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  const word = toText(value)?.toLowerCase()
  if (word === 'true' || word === '1' || word === 'yes') return true
  return word === 'false' || word === '0' || word === 'no' ? false : null
}

export function toInstant(value: unknown): Instant | null {
  return typeof value === 'string' ? parseInstant(value) : null
}

export function toObject(value: unknown): Wire | null {
  // An object that is no array has string keys and unknown values, which is all that Wire says.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wire) : null
}

/**
 * A list of objects read one by one, tolerant of a single object where a list is documented; rows that cannot be
 * read are left out, and null means that there is no list.
 */
export function toList<T>(value: unknown, read: (row: Wire, index: number) => T | null): readonly T[] | null {
  if (value === null || value === undefined) return null
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((one, index): readonly T[] => {
    const row = toObject(one)
    const item = row === null ? null : read(row, index)
    return item === null ? [] : [item]
  })
}

export function toTexts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.flatMap((one) => toWord(one) ?? []) : null
}

/** Our word for a vendor's word, UNKNOWN for one that the table does not know. */
export function fromTable<Ours extends string>(
  table: ReadonlyMap<string, Ours>,
  value: unknown,
): Ours | 'UNKNOWN' {
  const word = toWord(value)
  return (word === null ? undefined : table.get(word)) ?? 'UNKNOWN'
}

/** The same, but null where the row says nothing at all. */
export function fromTableOrNull<Ours extends string>(
  table: ReadonlyMap<string, Ours>,
  value: unknown,
): Ours | 'UNKNOWN' | null {
  return toWord(value) === null ? null : fromTable(table, value)
}

/** A table read the other way round, from the vendor's words to ours. */
export function toTable<Ours extends string>(
  theirs: Readonly<Partial<Record<Ours, string>>>,
): ReadonlyMap<string, Ours> {
  // Object.entries forgets the key type; the object has no other keys than those of its type.
  const entries = Object.entries(theirs) as [Ours, string][]
  return new Map(entries.map(([ours, word]) => [word, ours]))
}

/** How much a row tells: `whole` of a noun's own endpoint tells all its fields, a `stub` those whose keys it has. */
export type Tell = <T>(row: Wire, key: string, read: (value: unknown) => T) => T | undefined

export const whole: Tell = (row, key, read) => read(row[key])

export const stub: Tell = (row, key, read) => (Object.hasOwn(row, key) ? read(row[key]) : undefined)
