// Tolerant readers of vendors' JSON. `null`: unreadable.
// Any field may be missing, `null`, or a number as text, e.g. `"7"`.
// Rows may have keys such as `constructor`.
import type { Identity, NodeNoun } from '../domain/noun.ts'
import type { Instant } from '../domain/time.ts'
import type { Vendor } from '../domain/vendor.ts'
import { identify, toContactId } from '../domain/id.ts'
import { toPhoneNumber } from '../domain/phone.ts'
import { parseInstant } from '../domain/time.ts'

/** A JSON object of unknown values. */
export type Wire = Readonly<Record<string, unknown>>

export function toText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** Text that is not empty. */
export function toWord(value: unknown): string | null {
  const text = toText(value)?.trim()
  return text === undefined || text === '' ? null : text
}

export function toNumber(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() === '') return null
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A whole number within GraphQL's Int. */
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

/** A row with only an id, e.g. of `agent_id`. */
export function toRef<N extends NodeNoun>(
  noun: N,
  account: { readonly name: string; readonly vendor: Vendor },
  value: unknown,
): Identity<N> | null {
  const vendorId = toWord(value)
  return vendorId === null ? null : identify(noun, account, vendorId)
}

/** A contact with only an id, e.g. of `end_user_id`. */
export function toContactRef(account: { readonly name: string }, value: unknown) {
  const vendorId = toWord(value)
  return vendorId === null ? null : { id: toContactId(account.name, vendorId), vendorId }
}

/** E.g. `Ada Byron`; `null`: no part is known. */
export function toFullName(...parts: readonly unknown[]): string | null {
  return parts.flatMap((part) => toWord(part) ?? []).join(' ') || null
}

/** An e-mail address in lower case. */
export function toAddress(value: unknown): string | null {
  return toWord(value)?.toLowerCase() ?? null
}

export function toPhone(value: unknown): string | null {
  const text = toWord(value)
  return text === null ? null : toPhoneNumber(text)
}

/** Like `toPhone`, where numbers have their country and no plus, e.g. `74951234567`. */
export function toPhoneOfDigits(value: unknown): string | null {
  const text = toWord(value)
  return toPhone(text !== null && /^[1-9]\d{10,14}$/.test(text) ? `+${text}` : text)
}

export function toObject(value: unknown): Wire | null {
  // A non-array object has string keys and unknown values, as Wire says.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wire) : null
}

/**
 * Skips unreadable rows; reads a single object as a list of one.
 * `null`: no list.
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

/** A vendor's words for ours, e.g. `{ BUSY: 'eu_busy' }`. */
export type Words<Ours extends string> = Readonly<Partial<Record<Ours, string>>>

/**
 * Reads a vendor's word as ours, in any case and spacing: `Skipped & Closed` like `skipped_and_closed`.
 * Several words may have one meaning, e.g. `{ MISSED: ['missed', 'hangup'] }`.
 * UNKNOWN: another word. `null`: no word.
 */
export function reader<Ours extends string>(
  ...tables: readonly Readonly<Partial<Record<Ours, string | readonly string[]>>>[]
): (value: unknown) => Ours | 'UNKNOWN' | null {
  const known = new Map(
    // Object.entries forgets the key type; a table has no other keys.
    tables
      .flatMap((table) => Object.entries(table) as [Ours, string | readonly string[]][])
      .flatMap(([ours, theirs]) => [theirs].flat().map((word) => [fold(word), ours] as const)),
  )
  return (value) => {
    const word = toWord(value)
    return word === null ? null : (known.get(fold(word)) ?? 'UNKNOWN')
  }
}

function fold(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^\da-z]+/g, '_')
}

/** `null` for UNKNOWN, where a type has no such value. */
export function ifKnown<Ours extends string>(word: Ours | null): Exclude<Ours, 'UNKNOWN'> | null {
  return word === null || word === 'UNKNOWN' ? null : (word as Exclude<Ours, 'UNKNOWN'>)
}

/** `whole`: a row with all fields. `stub`: a nested row with the fields of its keys. */
export type Tell = <T>(row: Wire, key: string, read: (value: unknown) => T) => T | undefined

export const whole: Tell = (row, key, read) => read(row[key])

export const stub: Tell = (row, key, read) => (Object.hasOwn(row, key) ? read(row[key]) : undefined)
