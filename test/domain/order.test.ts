// In which order rows stand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order, Orders } from '../../src/domain/order.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { byId, byIndex, compareKeys, compareRows, newestFirst, rawIdKey } from '../../src/domain/order.ts'

function sorted<T extends { readonly id: string }>(rows: readonly T[], order: Order<T>): readonly T[] {
  return rows.toSorted(compareRows(order))
}

test('events stand newest first, those without a start last, equal ones by id', () => {
  const rows: { id: string; startedAt?: number | null }[] = [
    { id: 'd', startedAt: null },
    { id: 'c', startedAt: 5 },
    { id: 'b', startedAt: 9 },
    { id: 'a', startedAt: 5 },
    { id: 'e' },
  ]
  const ids = sorted(rows, newestFirst).map((row) => row.id)
  assert.deepEqual(ids, ['b', 'a', 'c', 'd', 'e'])
})

test('reference nouns stand by code unit of their id', () => {
  const rows = ['menu:ujet:9', 'menu:ujet:10', 'menu:Z:1'].map((id) => ({ id }))
  const ids = sorted(rows, byId).map((row) => row.id)
  assert.deepEqual(ids, ['menu:Z:1', 'menu:ujet:10', 'menu:ujet:9'])
})

test("rows without a global id stand in the vendor's own order", () => {
  const rows = [10, 9, 0].map((index) => ({ id: `x:${index}`, index }))
  const indices = sorted(rows, byIndex).map((row) => row.index)
  assert.deepEqual(indices, [0, 9, 10])
})

test('a missing key stands last in both directions', () => {
  for (const direction of ['ASC', 'DESC'] as const) {
    assert.ok(compareKeys(null, 1, direction) > 0)
    assert.ok(compareKeys('a', undefined, direction) < 0)
    assert.equal(compareKeys(null, undefined, direction), 0)
  }
})

test('false stands before true, and the direction turns it round', () => {
  assert.ok(compareKeys(false, true, 'ASC') < 0)
  assert.ok(compareKeys(false, true, 'DESC') > 0)
})

test('raw ids that are numbers stand by value and before other texts', () => {
  const ids = ['b2', '10', '9', '100', 'a1']
  const keys = ids.toSorted((a, b) => compareKeys(rawIdKey(a), rawIdKey(b), 'ASC'))
  assert.deepEqual(keys, ['9', '10', '100', 'a1', 'b2'])
  const long = ['9007199254740993', '123456789012345678901234', '99999999999999999999']
  const inOrder = long.toSorted((a, b) => compareKeys(rawIdKey(a), rawIdKey(b), 'ASC'))
  assert.deepEqual(inOrder, ['9007199254740993', '99999999999999999999', '123456789012345678901234'])
  assert.equal(rawIdKey(null), null)
})

test('reference nouns by id and by parent id are in the order of numbers', () => {
  const ids = ['100', '9', '99', '101']
  for (const noun of ['MENU', 'TEAM', 'AGENT', 'CAMPAIGN'] as const) {
    const orders: Orders<never> = LISTS[noun].orders
    const rows = ids.map((vendorId) => ({ vendorId, parent: { vendorId } }))
    for (const field of ['ID', 'PARENT_ID'].filter((one) => one in orders)) {
      // The order belongs to the noun; it reads only what these rows have.
      const keyOf = (row: object) => orders[field]?.keyOf(row as never)
      const inOrder = rows.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), 'DESC'))
      assert.deepEqual(
        inOrder.map(({ vendorId }) => vendorId),
        ['101', '100', '99', '9'],
        `${noun} ${field}`,
      )
    }
  }
})
