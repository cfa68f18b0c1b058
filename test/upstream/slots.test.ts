// The queue in front of a quota, on a clock that is turned.
import type { Slots } from '../../src/upstream/slots.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSlots, SlotRefused } from '../../src/upstream/slots.ts'
import { createVirtualClock } from '../support/clock.ts'

const EVEN = { requests: 1, windowMs: 1040, even: true }

function setUp(pace = EVEN) {
  const clock = createVirtualClock(0)
  const slots = createSlots(clock, pace)
  const sentAt: number[] = []
  const asker = (deadlineAt = 60_000, signal = new AbortController().signal) => ({ deadlineAt, signal })
  /** Sends one request whose headers come after a while. */
  const send = async (headersAfterMs = 0, ask = asker()) => {
    const slot = await slots.open(ask)
    slot.sent()
    sentAt.push(clock.now())
    if (headersAfterMs > 0) await clock.sleep(headersAfterMs)
    slot.answered()
  }
  return { clock, slots, sentAt, asker, send }
}

test('requests go one interval apart, in the order in which they came', async () => {
  const { sentAt, slots, asker, clock } = setUp()
  const order: string[] = []
  await Promise.all(
    ['first', 'second', 'third'].map(async (name) => {
      const slot = await slots.open(asker())
      order.push(name)
      slot.sent()
      sentAt.push(clock.now())
      slot.answered()
    }),
  )
  assert.deepEqual(order, ['first', 'second', 'third'])
  assert.deepEqual(sentAt, [0, 1040, 2080])
})

test('over a new connection the interval counts from the headers, over an open one from the sending', async () => {
  const { sentAt, send } = setUp()
  await Promise.all([send(300), send(300), send(300)])
  assert.deepEqual(sentAt, [0, 1340, 2380])
})

test('a connection that was idle for long is taken for closed', async () => {
  const { clock, sentAt, send } = setUp()
  await send()
  await clock.advance(5000)
  await Promise.all([send(300), send()])
  assert.deepEqual(sentAt, [0, 5000, 6340])
})

test('a slot that is given back goes to the next one at once', async () => {
  const { clock, slots, asker } = setUp()
  const slot = await slots.open(asker())
  const next = slots.open(asker())
  slot.release()
  await next
  assert.equal(clock.now(), 0)
})

test('who cannot be served before the deadline is told so at once, with the time to wait', async () => {
  const { slots, asker, send, clock } = setUp()
  await send()
  void slots.open(asker())
  await assert.rejects(slots.open(asker(2000)), (error) => {
    assert.ok(error instanceof SlotRefused)
    assert.equal(error.retryAfterMs, 2080)
    return true
  })
  assert.equal(clock.now(), 0)
})

test('who leaves the queue makes room for the others', async () => {
  const { slots, asker, send, clock } = setUp()
  await send()
  const leaving = new AbortController()
  const gone = slots.open(asker(60_000, leaving.signal))
  const stays = slots.open(asker())
  leaving.abort(new Error('left'))
  await assert.rejects(gone, /left/)
  await stays
  assert.equal(clock.now(), 1040)
})

test('a pause holds everybody back, and refuses those whom it makes late', async () => {
  const { slots, asker, clock } = setUp()
  slots.pause(10_000)
  await assert.rejects(slots.open(asker(9000)), SlotRefused)
  assert.equal(slots.state().pausedUntilAt, 10_000)
  await slots.open(asker())
  assert.equal(clock.now(), 10_000)
})

test('a quota of several requests in a window lets them go together and holds the next ones back', async () => {
  const { sentAt, send } = setUp({ requests: 3, windowMs: 1000, even: false })
  await Promise.all(Array.from({ length: 7 }, () => send()))
  assert.deepEqual(sentAt, [0, 0, 0, 1000, 1000, 1000, 2000])
})

test('the state tells what is free and who waits', async () => {
  const { slots, asker, send }: { slots: Slots; asker: any; send: any } = setUp()
  assert.deepEqual(slots.state(), { free: 1, waiting: 0, nextSlotInMs: 0, pausedUntilAt: null })
  await send()
  void slots.open(asker())
  assert.deepEqual(slots.state(), { free: 0, waiting: 1, nextSlotInMs: 2080, pausedUntilAt: null })
})
