// Work with a time limit, and asks that cannot be copied.
import type { Ask } from '../../src/domain/ask.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withChanges } from '../../src/domain/ask.ts'
import { TimedOut, withTimeout } from '../../src/domain/time.ts'
import { toAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

const never = () => new Promise<never>(() => {})

test('work that takes too long is rejected and its signal aborts', async () => {
  const clock = createVirtualClock(0)
  let cut: AbortSignal | undefined
  const work = withTimeout(clock, 500, undefined, (signal) => ((cut = signal), never()))
  await Promise.all([assert.rejects(work, TimedOut), clock.advance(500)])
  assert.ok(cut?.reason instanceof TimedOut)
})

test('work that is done in time keeps its outcome, and nothing it started goes on', async () => {
  const clock = createVirtualClock(0)
  let cut: AbortSignal | undefined
  assert.equal(await withTimeout(clock, 500, undefined, async (signal) => ((cut = signal), 'row')), 'row')
  assert.ok(cut?.aborted)
})

test('an abort of the parent reaches the work after the linger', async () => {
  const clock = createVirtualClock(0)
  const parent = new AbortController()
  let cutAt: number | null = null
  const work = withTimeout(
    clock,
    10_000,
    parent.signal,
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => ((cutAt = clock.now()), reject(new Error('cut'))))
      }),
    2000,
  )
  parent.abort(new TimedOut('the operation'))
  await Promise.all([assert.rejects(work, /cut/), clock.advance(5000)])
  assert.equal(cutAt, 2000)
})

test('a changed ask follows its original, and a copy does not compile', () => {
  let deadlineAt = 100
  const ask: Ask = {
    viewer: toAsk().viewer,
    operations: [1],
    client: 'test',
    priority: 'INTERACTIVE',
    askedAt: 0,
    signal: toAsk().signal,
    get deadlineAt() {
      return deadlineAt
    },
  }
  const { signal } = new AbortController()
  const changed = withChanges(ask, { signal, skipsPauses: true })
  deadlineAt = 200
  assert.equal(changed.deadlineAt, 200)
  assert.deepEqual([changed.signal === signal, changed.skipsPauses, changed.client], [true, true, 'test'])
  // @ts-expect-error A copy keeps the deadline that it was made with.
  const copy: Ask = { ...ask, signal }
  assert.notEqual(copy, changed)
})
