// Filters of a vendor's lists with values to try, which follow from their kinds.
import type { FilterSpec, FilterSpecs } from '../../src/domain/filter.ts'
import type { Lists } from '../../src/domain/lists.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Resource } from '../../src/vendors/define.ts'
import type { Reach } from '../../src/vendors/filters.ts'
import { toContactId, toId } from '../../src/domain/id.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { NODE_NOUNS } from '../../src/domain/noun.ts'
import { toVendorKey } from '../../src/domain/vendor.ts'
import { hasForm } from '../../src/vendors/id-form.ts'
import { descriptionOf } from '../../src/vendors/index.ts'

export type AnyRow = Lists[keyof Lists]['row']
export type AnyReach = Reach<never>
export type AnySpec = FilterSpec<never, never>

/** A filter of a vendor's lists. */
export interface VendorFilter {
  /** E.g. `startedAt` or `twin.createdAt`. */
  readonly name: string
  /** E.g. `createdAt`; null for a filter that all vendors have. */
  readonly part: string | null
  readonly spec: AnySpec
  /** Of each list of the noun. */
  readonly reaches: readonly AnyReach[]
  readonly toFilter: (value: unknown) => Readonly<Record<string, unknown>>
}

/** The vendor's lists of a noun. */
export function listsOf(vendor: Vendor, noun: Noun): readonly Resource[] {
  // All lists of a noun have its filters.
  const first = descriptionOf(vendor).resources[noun] as Resource | undefined
  return [first, first?.besides].filter((list) => list !== undefined)
}

/** The filters that all vendors have, then the vendor's own. */
export function filtersOf(vendor: Vendor, noun: Noun): readonly VendorFilter[] {
  const lists = listsOf(vendor, noun)
  const tables = lists.map(({ filters }) => filters as Readonly<Record<string, AnyReach>>)
  const common: FilterSpecs = LISTS[noun].filters
  const ownKey = toVendorKey(vendor)
  return [
    ...Object.entries(common).map(([key, spec]) => ({
      name: key,
      part: null,
      spec,
      reaches: tables.flatMap((table) => table[key] ?? []),
      toFilter: (value: unknown) => ({ [key]: value }),
    })),
    ...Object.entries<AnySpec>(lists[0]?.own?.parts ?? {}).map(([part, spec]) => ({
      name: `${ownKey}.${part}`,
      part,
      spec,
      reaches: tables.flatMap((table) => partOf(table[ownKey], part) ?? []),
      toFilter: (value: unknown) => ({ [ownKey]: { [part]: value } }),
    })),
  ]
}

/** One part of a nested filter at a list, which may have no table for the parts. */
function partOf(reach: AnyReach | undefined, part: string): AnyReach | undefined {
  if (reach !== undefined && 'parts' in reach && reach.parts?.[part] !== undefined) return reach.parts[part]
  if (reach === undefined || !('send' in reach)) return reach
  return { ...reach, send: (value, settings) => reach.send({ [part]: value } as never, settings) }
}

export function isAbsent(reaches: readonly AnyReach[]): boolean {
  return reaches.every(({ reach }) => reach === 'absent')
}

/** The values of a filter in rows, each once: of rows their ids, of turns their texts. */
export function readAll({ read }: AnySpec, rows: readonly unknown[]): readonly unknown[] {
  const values = rows.flatMap((row) => {
    const value: unknown = read?.(row as never)
    return Array.isArray(value) ? (value as readonly unknown[]) : [value]
  })
  const plain = values.map((value) => {
    const { id, text }: { id?: unknown; text?: unknown } = Object(value)
    return typeof value === 'object' ? (id ?? text) : value
  })
  return distinct(plain)
}

/** Each value once, without missing ones. */
export function distinct<T>(values: readonly T[]): readonly NonNullable<T>[] {
  return [...new Set(values.flatMap((value) => value ?? []))] as NonNullable<T>[]
}

/** Values that some of the rows have and others lack, none where the rows say nothing. */
export function valuesOf(spec: AnySpec, rows: readonly unknown[]): readonly unknown[] {
  const { kind, words: { all: words } = { all: [] } } = spec
  const values = readAll(spec, rows)
  const texts = values.filter((value) => typeof value === 'string')
  switch (kind) {
    case 'TIME_RANGE':
    case 'NUMBER_RANGE':
    case 'WHOLE_RANGE':
      return ranges(values.filter((value) => typeof value === 'number'))
    case 'WORDS':
      return alone(words)
    case 'WORD':
      return words
    case 'FLAG':
      return [true, false]
    case 'IDS':
    case 'TEXTS':
    case 'PHONES':
    case 'NUMBERS':
      return alone(values.slice(0, 5))
    case 'ADDRESSES':
      return alone(texts.slice(0, 5).map((address) => address.toUpperCase()))
    case 'LANGUAGES':
      // The language alone, of those that have a country.
      return alone([...new Set(texts.flatMap((code) => [code, code.split('-')[0]]))].slice(0, 6))
    case 'PART_OF_TEXT':
      return [...new Set(texts.map((text) => text.split(' ')[0]?.toUpperCase()))].slice(0, 5)
    case 'ID':
    case 'TEXT':
    case 'NUMBER':
      return values.slice(0, 5)
  }
}

/** Each value alone, and the first two together. */
export function alone<T>(values: readonly T[]): readonly (readonly T[])[] {
  return [...values.map((value) => [value]), ...(values.length > 1 ? [values.slice(0, 2)] : [])]
}

/** Bounds are values of rows, so that they are met exactly. A bound alone leaves most rows out. */
export function ranges(numbers: readonly number[]): readonly object[] {
  const values = numbers.toSorted((a, b) => a - b)
  const last = values.length - 1
  const [low, high] = [values[Math.floor(last / 4)], values[Math.ceil((last * 3) / 4)]]
  if (low === undefined || high === undefined) return []
  return [{ from: high }, { to: low }, ...(low < high ? [{ from: low, to: high }] : [])]
}

interface AccountOf {
  readonly name: string
  readonly vendor: Vendor
}

/** Raw ids of every vendor's forms, which no row of a simulator has. */
const RAW_IDS = ['no such thing', '999999999', 'user-999999999', 'ffffffff-ffff-4fff-bfff-ffffffffffff']

/** Global ids of the account that name nothing. */
export function strangersOf({ names }: AnySpec, { name, vendor }: AccountOf): readonly string[] {
  if (names === undefined) return []
  const raw = RAW_IDS.filter((one) => hasForm(descriptionOf(vendor).ids, names, one))
  const node = NODE_NOUNS.find((one) => one === names)
  return raw.map((one) => (node === undefined ? toContactId(name, one) : toId(node, name, one)))
}

/** Values that fit the kind, whatever rows have: each word, and ids of each form. */
export function fittingValues(spec: AnySpec, account: AccountOf): readonly unknown[] {
  const { kind, words: { all: words } = { all: [] }, names } = spec
  switch (kind) {
    case 'TIME_RANGE':
      return [{ from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 0, 16) }]
    case 'NUMBER_RANGE':
    case 'WHOLE_RANGE':
      return [{ from: 1, to: 2 }]
    case 'WORDS':
      return words.map((word) => [word])
    case 'WORD':
      return words
    case 'FLAG':
      return [true, false]
    case 'IDS':
      return names === undefined ? RAW_IDS.map((id) => [id]) : strangersOf(spec, account).map((id) => [id])
    case 'ID':
      return names === undefined ? ['7'] : strangersOf(spec, account)
    case 'TEXTS':
      return [['text']]
    case 'TEXT':
      return ['text']
    case 'PART_OF_TEXT':
      return ['316']
    case 'LANGUAGES':
      return [['en-US']]
    case 'PHONES':
      return [['+13165550100']]
    case 'ADDRESSES':
      return [['ada@example.com']]
    case 'NUMBERS':
      return [[1]]
    case 'NUMBER':
      return [1]
  }
}
