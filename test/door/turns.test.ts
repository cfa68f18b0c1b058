// Turns of clients at the event loop.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurns } from '../../src/door/admission.ts'

/** A loop whose operations block for the given time each. */
function createLoop(blockMs: number) {
  let nowMs = 0
  const deferred: (() => void)[] = []
  const following: (() => void)[] = []
  const { take } = createTurns({
    now: () => nowMs,
    defer: (next) => void deferred.push(next),
    follow: (next) => void following.push(next),
  })
  const begun: string[] = []
  const begin = async (name: string) => {
    await take(name.charAt(0))
    begun.push(name)
    nowMs += blockMs
  }
  /** Operations arrive, and the turn ends when nothing follows. */
  const turn = async (...names: string[]) => {
    for (const next of deferred.splice(0)) next()
    const drain = async () => {
      await Promise.resolve()
      for (let next = following.shift(); next !== undefined; next = following.shift()) {
        next()
        await Promise.resolve()
      }
    }
    await drain()
    for (const name of names) {
      void begin(name)
      await drain()
    }
    return begun.splice(0).join(' ')
  }
  return { turn, deferred }
}

test('a turn of the loop begins operations for a millisecond, and clients take turns', async () => {
  const { turn, deferred } = createLoop(0.4)
  const order = [await turn('a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'c1')]
  while (deferred.length > 0) order.push(await turn())
  assert.deepEqual(order, ['a1 a2 a3', 'a4 b1 c1', 'a5 b2', ''])
})

test('an operation that blocks for longer has a turn of its own', async () => {
  const { turn, deferred } = createLoop(5)
  const order = [await turn('a1', 'a2', 'b1')]
  while (deferred.length > 0) order.push(await turn())
  assert.deepEqual(order, ['a1', 'a2', 'b1', ''])
})

test('an operation that arrives while others wait begins after them', async () => {
  const { turn } = createLoop(0.6)
  assert.equal(await turn('a1', 'a2', 'a3', 'a4', 'a5', 'a6'), 'a1 a2')
  assert.equal(await turn('b1'), 'a3 a4')
  assert.equal(await turn(), 'a5 b1')
  assert.equal(await turn(), 'a6')
})

test('the loop has nothing to do when nobody waits', async () => {
  const { turn, deferred } = createLoop(0.1)
  await turn('a1')
  await turn()
  assert.equal(deferred.length, 0)
})
