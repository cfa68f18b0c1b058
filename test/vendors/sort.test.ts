// What rows that stand in order prove.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestFirst } from '../../src/domain/order.ts'
import { chanceOfOrder, inOrder } from '../../src/vendors/sort.ts'

const rowsAt = (...starts: (number | null)[]) => starts.map((startedAt) => ({ startedAt }))

test('rows are in order when none stands before one that precedes it, and without a value last', () => {
  assert.ok(inOrder(rowsAt(), newestFirst))
  assert.ok(inOrder(rowsAt(9, 9, 5, null, null), newestFirst))
  assert.ok(!inOrder(rowsAt(5, 9), newestFirst))
  assert.ok(!inOrder(rowsAt(null, 9), newestFirst))
})

test('the more rows differ, the less likely they are in order by chance', () => {
  const chanceOf = (...starts: (number | null)[]) => chanceOfOrder(rowsAt(...starts), newestFirst)
  assert.equal(chanceOf(), 1)
  assert.equal(chanceOf(5, 5, 5), 1)
  assert.equal(chanceOf(9, 5), 1 / 2)
  assert.equal(chanceOf(9, 5, 5, null), 1 / 12)
  assert.ok(chanceOf(...Array.from({ length: 10 }, (_, index) => 10 - index)) < 1e-6)
})
