// A watcher that does not keep up is cut with a typed error, and costs the others nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LimitError } from '../../src/domain/errors.ts'
import { createWatches } from '../../src/gather/watch.ts'
import { createVirtualClock } from '../support/clock.ts'

test('who leaves more than a hundred changes unread is cut, and who reads goes on', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock)
  let looks = 0
  const counting = {
    key: 'count',
    everyMs: 1000,
    begin: () => async () => {
      looks += 1
      return { present: looks, change: looks }
    },
  }
  const [slow, quick] = [watches.open(counting), watches.open(counting)]
  const read: number[] = []
  for (let event = 0; event < 150; event += 1) read.push((await quick.next()).value)
  assert.deepEqual(
    read,
    Array.from({ length: 150 }, (_, index) => index + 1),
  )
  await assert.rejects(slow.next(), (error) => {
    assert.ok(error instanceof LimitError)
    assert.deepEqual([error.limit, error.value, error.maximum], ['unreadChanges', 101, 100])
    return true
  })
  assert.equal((await slow.next()).done, true)
  await quick.return?.()
  const seen = looks
  await clock.advance(60_000)
  assert.equal(looks, seen)
})

test('a newcomer gets the present state without a look', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock)
  let looks = 0
  const still = {
    key: 'still',
    everyMs: 60_000,
    begin: () => async () => ({ present: (looks += 1), change: null }),
  }
  const first = watches.open(still)
  assert.equal((await first.next()).value, 1)
  const second = watches.open(still)
  assert.equal((await second.next()).value, 1)
  assert.equal(looks, 1)
  await Promise.all([first.return?.(), second.return?.()])
})
