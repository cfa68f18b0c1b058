// The filters of a noun as the suite tries them.
import type { Noun } from '../../src/domain/noun.ts'
import type { Sent } from '../../src/vendors/filters.ts'
import type { AnyRow, VendorFilter } from '../support/filters.ts'
import type { Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { toVendorKey, VENDORS } from '../../src/domain/vendor.ts'
import { isSuperset, noMatch } from '../../src/vendors/filters.ts'
import { filtersOf, fittingValues, strangersOf, valuesOf } from '../support/filters.ts'

export type AnyFilter = Readonly<Record<string, unknown>>

export interface Field extends VendorFilter {
  readonly valuesOf: (rows: readonly AnyRow[], data: object) => readonly unknown[]
  /** A value that fits the kind, whatever rows have. */
  readonly anyValue: () => unknown
}

/** Filters of other vendors, which nobody can ask this one for. */
export function foreignTo({ account }: Subject): readonly string[] {
  return VENDORS.filter((vendor) => vendor !== account.vendor).map(toVendorKey)
}

export function fieldsOf({ account, samples = {} }: Subject, noun: Noun): readonly Field[] {
  const filters = filtersOf(account.vendor, noun)
  const names = new Set(filters.map(({ name }) => name))
  const stale = Object.keys(samples[noun] ?? {}).filter((name) => !names.has(name))
  assert.deepEqual(stale, [], 'samples are for filters that there are')
  return filters.map((filter) => {
    const { name, spec } = filter
    const sample = samples[noun]?.[name]
    return {
      ...filter,
      valuesOf: (rows, data) => {
        const values = sample?.(rows as never, data) ?? valuesOf(spec, rows)
        const strangers = strangersOf(spec, account).map((id) => [id])
        return [...values, ...(Array.isArray(values[0]) ? [[], ...strangers] : [])]
      },
      anyValue: () => fittingValues(spec, account)[0],
    }
  })
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
