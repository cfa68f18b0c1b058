// Rows that lack the field of a filter: where the vendor filtered by it, they are given.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Resource } from '../../src/vendors/define.ts'
import type { Reach } from '../../src/vendors/filters.ts'
import { WireCall } from '../../src/vendors/callcap/api.ts'
import { ARIZONA } from '../../src/vendors/callcap/time.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { translate } from '../../src/vendors/translate.ts'
import { anyValueOf } from './fields.ts'

const account = (vendor: Vendor) =>
  ({ name: DESCRIPTIONS[vendor].defaultName, vendor, settings: { TIMEZONE: 'US/Central' } }) as const

/** A row that says which one it is and nothing else. */
function bareRow(vendor: Vendor): unknown {
  const row = { id: '3f2b8c1e-0a4d-4e5f-a6b7-8c9d0e1f2a3b', call_id: 'c1', unique_id: 'u1' }
  return vendor === 'CALLCAP' ? new WireCall(row, ARIZONA) : row
}

/** Every filter of a list that may send something, nested ones by their parts. */
function leavesOf({ filters }: Resource): readonly (readonly [string, string?])[] {
  const table = filters as Readonly<Record<string, Reach<never>>>
  return Object.entries(table).flatMap(([key, reach]): readonly (readonly [string, string?])[] => {
    return reach.reach === 'nested' ? Object.keys(reach.parts).map((part) => [key, part] as const) : [[key]]
  })
}

let checked = 0

for (const { vendor, resources } of Object.values(DESCRIPTIONS)) {
  for (const [name, first] of Object.entries(resources)) {
    // Object.entries forgets the key type.
    const noun = name as Noun
    for (const list of [first, first.besides].flatMap((one) => one ?? []) as Resource[]) {
      test(`rows of ${noun} at ${vendor} that lack a field are given where ${String(list.path)} is filtered by it`, () => {
        const row = list.toRow(bareRow(vendor), account(vendor), {}, 0)
        assert.ok(row)
        for (const [key, part] of leavesOf(list)) {
          const value = anyValueOf(account(vendor), noun, part === undefined ? [key] : [key, part])
          const filter = { [key]: part === undefined ? value : { [part]: value } }
          const { params, matches, none } = translate<any, any>(
            filter,
            list.filters,
            list.predicates as never,
            () => true,
            account(vendor).settings,
          )
          if (none || Object.keys(params).length === 0) continue
          checked += 1
          assert.equal(matches(row), true, [key, part].join('.'))
        }
      })
    }
  }
}

test('a good many filters are checked so', () => assert.ok(checked > 100, String(checked)))
