// The times of a quota's slots, on a virtual clock.
import type { Pace, Schedule } from '../../src/upstream/schedule.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSchedule } from '../../src/upstream/schedule.ts'
import { createVirtualClock } from '../support/clock.ts'

const EVEN: Pace = { requests: 1, windowMs: 1000, even: true }
const WINDOW: Pace = { requests: 3, windowMs: 1000, even: false }

function setUp(pace: Pace) {
  const clock = createVirtualClock(0)
  const schedule = createSchedule(clock, pace)
  /** Sends at the next slot; headers arrive a while later. */
  async function send(headersAfterMs = 0): Promise<number> {
    for (let waitMs = await schedule.reserve('INTERACTIVE'); waitMs > 0;) {
      await clock.advance(waitMs)
      waitMs = await schedule.reserve('INTERACTIVE')
    }
    const at = clock.now()
    const { answered, freed } = schedule.spend()
    await clock.advance(headersAfterMs)
    answered()
    freed()
    return at
  }
  return { clock, schedule, send }
}

/** Forecast of the next slots. */
const forecast = (schedule: Schedule, count: number) =>
  Array.from({ length: count }, (_, places) => schedule.waitMs(places))

test('at an even pace requests go one interval apart', async () => {
  const { send } = setUp(EVEN)
  assert.deepEqual([await send(), await send(), await send()], [0, 1000, 2000])
})

test('a window lets several requests go together, and the next after it', async () => {
  const { send } = setUp(WINDOW)
  const sent: number[] = []
  for (let count = 0; count < 7; count += 1) sent.push(await send())
  assert.deepEqual(sent, [0, 0, 0, 1000, 1000, 1000, 2000])
})

for (const pace of [EVEN, { ...WINDOW, requests: 1 }]) {
  const what = pace.even ? 'at an even pace' : 'in a window'
  test(`${what} a request counts from its headers over a new connection, from its writing over an open one`, async () => {
    const { clock, send } = setUp(pace)
    assert.deepEqual([await send(300), await send(300), await send(300)], [0, 1300, 2300])
    await clock.advance(5000)
    const idleUntil = clock.now()
    assert.deepEqual([await send(300), await send()], [idleUntil, idleUntil + 1300])
  })
}

test('a slow new connection delays other requests by a second at most', async () => {
  const { send } = setUp(EVEN)
  assert.deepEqual([await send(6000), await send()], [0, 6000])
  const { clock, schedule } = setUp(EVEN)
  schedule.spend()
  assert.equal(await schedule.reserve('INTERACTIVE'), 2000)
  // Best case: the answer begins now, so no request is refused.
  assert.equal(schedule.waitMs(0), 1000)
  await clock.advance(2000)
  assert.equal(await schedule.reserve('INTERACTIVE'), 0)
})

test('a request counts from its writing, however busy the process', async () => {
  let now = 0
  let written = Promise.withResolvers<void>()
  const schedule = createSchedule({ now: () => now, sleep: () => written.promise }, EVEN)
  async function send(afterMs: number) {
    written = Promise.withResolvers<void>()
    const sending = schedule.spend()
    now += afterMs
    written.resolve()
    await written.promise
    return sending
  }
  const first = await send(1500)
  // A new connection takes up to a second.
  assert.equal(await schedule.reserve('INTERACTIVE'), 2000)
  first.answered()
  first.freed()
  now += 1000
  await send(80)
  assert.equal(await schedule.reserve('INTERACTIVE'), 1000)
})

test('the forecast of slots comes true', async () => {
  const even = setUp(EVEN)
  assert.deepEqual(forecast(even.schedule, 3), [0, 1000, 2000])
  await even.send()
  await even.clock.advance(400)
  assert.deepEqual(forecast(even.schedule, 3), [600, 1600, 2600])
  const window = setUp(WINDOW)
  await window.send()
  await window.clock.advance(400)
  assert.deepEqual(forecast(window.schedule, 7), [0, 0, 600, 1000, 1000, 1600, 2000])
})

test('after a pause one probe goes alone until its answer', async () => {
  const { clock, schedule } = setUp(WINDOW)
  schedule.pause(5000)
  assert.deepEqual(forecast(schedule, 3), [5000, 5000, 5000])
  assert.deepEqual(schedule.state(), { free: 0, pausedUntilAt: 5000, shared: false })
  assert.equal(await schedule.reserve('INTERACTIVE'), 5000)
  await clock.advance(5000)
  const probe = schedule.spend()
  assert.ok((await schedule.reserve('INTERACTIVE')) > 0)
  assert.equal(schedule.state().free, 0)
  probe.answered()
  assert.equal(await schedule.reserve('INTERACTIVE'), 0)
  await clock.advance(1)
  assert.deepEqual(schedule.state(), { free: 2, pausedUntilAt: null, shared: false })
})

test('a later, shorter pause does not end a longer one', async () => {
  const { schedule } = setUp(EVEN)
  schedule.pause(5000)
  schedule.pause(2000)
  assert.equal(schedule.state().pausedUntilAt, 5000)
})

test('the pace is slower after a pause, and full again within thirty seconds', async () => {
  const { clock, schedule, send } = setUp(EVEN)
  schedule.pause(1000)
  const expected = forecast(schedule, 30)
  const sent = [await send()]
  while (clock.now() < 35_000) sent.push(await send())
  const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0))
  assert.deepEqual(new Set(gaps.slice(0, 19)), new Set([1500]))
  assert.ok(sent.every((at, index) => at < 30_000 || (sent[index + 1] ?? Infinity) - at >= 1000))
  assert.deepEqual(new Set(sent.filter((at) => at > 31_000).map((at) => at % 1000)).size, 1)
  assert.deepEqual(gaps.slice(-3), [1000, 1000, 1000])
  assert.deepEqual(sent.slice(0, 15), expected.slice(0, 15))
})
