// The filters of a noun as they are tried: each key of its vendor's tables, the parts of nested ones like any other.
import type { GraphQLInputType, GraphQLSchema } from 'graphql'
import type { FilterSpec, FilterSpecs } from '../../src/domain/filter.ts'
import type { Lists } from '../../src/domain/lists.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Resource } from '../../src/vendors/define.ts'
import type { Reach, Sent } from '../../src/vendors/filters.ts'
import type { Values } from './samples.ts'
import type { Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { getNamedType, getNullableType, isEnumType, isListType } from 'graphql'
import { toContactId, toId } from '../../src/domain/id.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { NODE_NOUNS } from '../../src/domain/noun.ts'
import { toVendorKey, VENDORS } from '../../src/domain/vendor.ts'
import { createSchema } from '../../src/schema.ts'
import { isSuperset, noMatch } from '../../src/vendors/filters.ts'
import { hasForm } from '../../src/vendors/id-form.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { fieldTypesOf, filterTypesOf } from '../support/lists.ts'
import { COMMON } from './samples.ts'

export type AnyRow = Lists[keyof Lists]['row']
export type AnyFilter = Readonly<Record<string, unknown>>
type AnyReach = Reach<never>

export interface Field {
  readonly name: string
  /** What each of the vendor's lists of the noun does with it. */
  readonly reaches: readonly AnyReach[]
  readonly valuesOf: Values<AnyRow, unknown>
  /** A value that is good as far as the graph can tell, whatever rows have. */
  readonly anyValue: () => unknown
  readonly toFilter: (value: unknown) => AnyFilter
}

/** The vendor's lists of a noun. */
export function listsOf({ account }: Subject, noun: Noun): readonly Resource[] {
  const first = descriptionOf(account.vendor).resources[noun] as Resource | undefined
  return [first, first?.besides].filter((list) => list !== undefined)
}

const tableOf = ({ filters }: Resource) => filters as Readonly<Record<string, AnyReach>>

/** Filters of other vendors, which nobody can ask this one for. */
export function foreignTo({ account }: Subject): readonly string[] {
  return VENDORS.filter((vendor) => vendor !== account.vendor).map(toVendorKey)
}

export function fieldsOf(subject: Subject, noun: Noun): readonly Field[] {
  const tables = listsOf(subject, noun).map(tableOf)
  const [table = {}] = tables
  const samples = { ...COMMON[noun], ...subject.samples[noun] } as Samples
  return Object.entries(table).flatMap(([key, reach]) => {
    const reaches = tables.flatMap((one) => one[key] ?? [])
    const parts = 'parts' in reach ? reach.parts : undefined
    if (parts === undefined) {
      return toField(subject, noun, [key], reaches, samples[key] as AnyValues | undefined)
    }
    return Object.keys(parts).map((part) => {
      const valuesOf = (samples[key] as Record<string, AnyValues> | undefined)?.[part]
      return toField(
        subject,
        noun,
        [key, part],
        reaches.map((one) => partOf(one, part)),
        valuesOf,
      )
    })
  })
}

type AnyValues = Values<AnyRow, unknown>
type Samples = Readonly<Record<string, AnyValues | Readonly<Record<string, AnyValues>> | undefined>>

function toField(
  subject: Subject,
  noun: Noun,
  path: readonly [key: string, part?: string],
  reaches: readonly AnyReach[],
  valuesOf: AnyValues | undefined,
): Field {
  const name = path.join('.')
  assert.ok(valuesOf, `no value of ${noun} ${name} is told`)
  const [key, part] = path
  return {
    name,
    reaches,
    valuesOf: (rows, data) => {
      const values = valuesOf(rows, data)
      return [...values, ...(Array.isArray(values[0]) ? [[], ...strangersOf(subject, noun, path)] : [])]
    },
    anyValue: () => anyValueOf(subject.account, noun, path),
    toFilter: (value) => ({ [key]: part === undefined ? value : { [part]: value } }),
  }
}

/** One part of a nested filter at a list, which may have no table for the parts. */
function partOf(reach: AnyReach, part: string): AnyReach {
  if ('parts' in reach && reach.parts?.[part] !== undefined) return reach.parts[part]
  if (!('send' in reach)) return reach
  return { ...reach, send: (value, settings) => reach.send({ [part]: value } as never, settings) }
}

export function isAbsent(reaches: readonly AnyReach[]): boolean {
  return reaches.every(({ reach }) => reach === 'absent')
}

/** What each list sends of a value; null where that is the same as without it. */
export function sentOf({ account }: Subject, { reaches }: Field, value: unknown): readonly (Sent | null)[] {
  return reaches.map((reach) => ('send' in reach ? reach.send(value as never, account.settings) : null))
}

/** Whether every list that may have rows gives precisely those that are wanted. */
export function isExact(subject: Subject, field: Field, value: unknown): boolean {
  return sentOf(subject, field, value).every(
    (sent, index) =>
      sent === noMatch || (sent !== null && !isSuperset(sent) && field.reaches[index]?.reach === 'exact'),
  )
}

/** Raw ids that no row of a simulator has, of which every vendor's form takes at least one. */
const RAW_STRANGERS = ['no such thing', '999999999', 'ffffffff-ffff-4fff-bfff-ffffffffffff']

/** Ids of the account that name nothing. */
function strangersOf({ account }: Subject, noun: Noun, path: readonly [string, string?]): unknown[] {
  const kind = namedBy(account, noun, ...path)
  if (kind === undefined) return []
  const { ids } = descriptionOf(account.vendor)
  const raw = RAW_STRANGERS.filter((one) => hasForm(ids, kind, one))
  assert.ok(raw.length > 0)
  return raw.map((one) => [toIdOf(kind, account.name, one)])
}

/** The noun whose ids a filter takes. */
function namedBy(
  { vendor }: { readonly vendor: Vendor },
  noun: Noun,
  key: string,
  part?: string,
): FilterSpec<never, never>['names'] {
  const common: FilterSpecs = LISTS[noun].filters
  if (part === undefined) return common[key]?.names
  return descriptionOf(vendor).resources[noun]?.own?.parts[part]?.names
}

function toIdOf(kind: Noun | 'CONTACT', account: string, raw: string): string {
  const node = NODE_NOUNS.find((one) => one === kind)
  return node === undefined ? toContactId(account, raw) : toId(node, account, raw)
}

/** A value of the filter's type; ids are such as the vendor might have. */
export function anyValueOf(
  account: { readonly name: string; readonly vendor: Vendor },
  noun: Noun,
  [key, part]: readonly [key: string, part?: string],
): unknown {
  const kind = namedBy(account, noun, key, part)
  const rawId = RAW_IDS[account.vendor] ?? '1'
  if (kind !== undefined) return [toIdOf(kind, account.name, rawId)]
  schema ??= createSchema()
  const type = filterTypesOf(schema, noun).get(key)
  return valueOf(part === undefined ? type : fieldTypesOf(type).get(part), rawId)
}

let schema: GraphQLSchema | undefined

function valueOf(type: GraphQLInputType | undefined, rawId: string): unknown {
  assert.ok(type)
  const named = getNamedType(type)
  const one = isEnumType(named)
    ? named.getValues()[0]?.value
    : named.name === 'ID'
      ? rawId
      : (ANY[named.name] ?? { from: 1 })
  return isListType(getNullableType(type)) ? [one] : one
}

const RAW_IDS: Readonly<Partial<Record<Vendor, string>>> = { WHIPPY: '3f2b8c1e-0a4d-4e5f-a6b7-8c9d0e1f2a3b' }

const ANY: Readonly<Record<string, unknown>> = { Boolean: true, String: 'text', PhoneNumber: '+13165550100' }
