// Rows that lack the field of a filter: where the vendor filtered by it, they are given.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import { isListed } from '../../src/domain/noun.ts'
import { ARIZONA } from '../../src/vendors/callcap/local-time.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { translate } from '../../src/vendors/translate.ts'
import { filtersOf, fittingValues, listsOf } from '../support/filters.ts'

const account = (vendor: Vendor) =>
  ({ name: DESCRIPTIONS[vendor].defaultName, vendor, settings: { TIMEZONE: 'US/Central' } }) as const

/** A row that says which one it is and nothing else. */
function bareRow(vendor: Vendor): unknown {
  const row = { id: '3f2b8c1e-0a4d-4e5f-a6b7-8c9d0e1f2a3b', call_id: 'c1', unique_id: 'u1' }
  return vendor === 'CALLCAP' ? { call: row, timeZone: ARIZONA.name } : row
}

let checked = 0

for (const { vendor, resources } of Object.values(DESCRIPTIONS)) {
  // Object.keys forgets the key type.
  for (const noun of (Object.keys(resources) as Noun[]).filter(isListed)) {
    for (const list of listsOf(vendor, noun)) {
      test(`rows of ${noun} at ${vendor} that lack a field are given where ${String(list.path)} is filtered by it`, () => {
        const row = list.toRow(bareRow(vendor), account(vendor), {}, 0)
        assert.ok(row)
        // Every row has its id.
        const filters = filtersOf(vendor, noun).filter(({ spec }) => spec.field !== 'id')
        for (const { name, spec, toFilter } of filters) {
          for (const value of fittingValues(spec, account(vendor))) {
            const { params, matches, none } = translate<any, any>(
              toFilter(value),
              list.filters,
              list.predicates as never,
              () => true,
              account(vendor).settings,
            )
            if (none || Object.keys(params).length === 0) continue
            checked += 1
            assert.equal(matches(row), true, name)
          }
        }
      })
    }
  }
}

test('a good many filters are checked so', () => assert.ok(checked > 100, String(checked)))
