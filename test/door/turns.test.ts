// Turns of clients at the event loop.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurns } from '../../src/door/admission.ts'

test('each turn of the loop begins one operation, and clients take turns', async () => {
  const turns: (() => void)[] = []
  const { take } = createTurns((next) => void turns.push(next))
  const begun: string[] = []
  for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void take(name[0]!).then(() => begun.push(name))
  const order: string[][] = []
  for (let turn: (() => void) | undefined = () => {}; turn !== undefined; turn = turns.shift()) {
    turn()
    await Promise.resolve()
    order.push(begun.splice(0))
  }
  assert.deepEqual(order, [['a1'], ['a2'], ['b1'], ['c1'], ['a3'], ['b2'], []])
  await take('a')
  assert.equal(turns.length, 1)
})
