// Which upstream requests an operation may still send.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBudget } from '../../src/domain/budget.ts'

const takeAll = ({ take }: { take: () => boolean }) => {
  let taken = 0
  while (taken < 100 && take()) taken += 1
  return taken
}

test('no more is taken than the limit', () => {
  const budget = createBudget(3)
  assert.deepEqual([takeAll(budget), budget.hasLeft()], [3, false])
  assert.equal(takeAll(createBudget(0)), 0)
})

test('requests reserved for a first page serve nothing else until they are sent or released', () => {
  const budget = createBudget(4)
  const [one, other] = [budget.hold({}), budget.hold({})]
  assert.equal(takeAll(budget), 2)
  assert.deepEqual([one.take(), one.take()], [true, false])
  other.giveBack()
  other.giveBack()
  assert.deepEqual([one.take(), budget.hasLeft()], [true, false])
})

test('a page that several want is held once', () => {
  const budget = createBudget(2)
  const list = {}
  const [one, other] = [budget.hold(list), budget.hold(list)]
  one.giveBack()
  assert.equal(takeAll(budget), 1)
  assert.deepEqual([other.take(), other.take()], [true, false])
})

test('further pages leave reserved and expected requests, and first pages use them', () => {
  const budget = createBudget(5)
  budget.expect(() => 3)
  const first = budget.hold({})
  assert.equal(takeAll(budget.further()), 2)
  assert.deepEqual([first.take(), budget.further().hasLeft()], [true, false])
  assert.equal(takeAll(budget), 2)
})

test('the expected cost is computed once, and not before a further page', () => {
  const budget = createBudget(5)
  let asked = 0
  budget.expect(() => {
    asked += 1
    return 2
  })
  assert.deepEqual([budget.hold({}).take(), budget.take(), asked], [true, true, 0])
  assert.deepEqual([takeAll(budget.further()), asked], [3, 1])
})

test('nothing is held where nothing is left', () => {
  const budget = createBudget(1)
  const first = budget.hold({})
  const late = budget.hold({})
  assert.deepEqual([late.hasLeft(), first.take(), first.hasLeft()], [false, true, false])
})
