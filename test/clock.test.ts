// The real clock, in a few milliseconds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockSetTo, systemClock } from '../src/clock.ts'

test('a sleeper wakes after its time, and no sooner than the next turn', async () => {
  let awake = false
  const sleeping = systemClock.sleep(1).then(() => (awake = true))
  await Promise.resolve()
  assert.equal(awake, false)
  await sleeping
  assert.equal(awake, true)
})

test('a sleeper leaves as soon as its signal aborts, with the signal’s reason', async () => {
  const reason = new Error('enough')
  const controller = new AbortController()
  const sleeping = systemClock.sleep(60_000, controller.signal)
  controller.abort(reason)
  await assert.rejects(sleeping, reason)
  await assert.rejects(systemClock.sleep(60_000, controller.signal), reason)
})

test('a clock that was set runs on from there', () => {
  const clock = clockSetTo(Date.UTC(2026, 0, 15))
  const read = clock.now()
  assert.ok(read >= Date.UTC(2026, 0, 15) && read < Date.UTC(2026, 0, 15) + 60_000)
})
