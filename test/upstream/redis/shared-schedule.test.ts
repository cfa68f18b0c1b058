// Three instances share a quota through a fake Redis that goes away and
// comes back, on a virtual clock.
import type { TestContext } from 'node:test'
import type { Pace } from '../../../src/upstream/schedule.ts'
import type { SharedSlots } from '../../../src/upstream/redis/shared-slots.ts'
import type { VirtualClock } from '../../support/clock.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPacedQuota } from '../../../src/demo/quota.ts'
import { createRandom } from '../../../src/demo/random.ts'
import { createQueue } from '../../../src/upstream/queue.ts'
import { createSharedSchedule } from '../../../src/upstream/redis/shared-schedule.ts'
import { NOTICE_MS } from '../../../src/upstream/redis/shared-slots.ts'
import { toAsk } from '../../support/ask.ts'
import { createVirtualClock } from '../../support/clock.ts'

const PACE: Pace = { requests: 1, windowMs: 1040, even: true }
const INSTANCES = ['a', 'b', 'c']
/** Offset of Redis' clock. */
const AHEAD_MS = 12_345

/** The first instance to ask books the next slot, a window after the last request. */
function createRedis(clock: VirtualClock) {
  const away = new Set<string>()
  const present = new Set<string>()
  let [sentAt, opensAt, booked] = [0, 0, '']
  let outages = 0

  function slotsOf(id: string): SharedSlots {
    let isBack = false
    async function reach(): Promise<number> {
      await clock.sleep(5)
      if (away.has(id)) isBack = true
      if (away.has(id)) throw new Error('Redis cannot be reached')
      if (isBack) opensAt = clock.now() + NOTICE_MS + PACE.windowMs
      isBack = false
      present.add(id)
      return Math.max(0, opensAt - clock.now())
    }
    return {
      beat: async () => {
        const pauseMs = await reach()
        const place = [...present].filter((name) => name < id).length
        return { at: clock.now() + AHEAD_MS, instances: present.size, place, pauseMs }
      },
      book: async () => {
        const pauseMs = await reach()
        const leftMs = Math.max(pauseMs, sentAt + PACE.windowMs - clock.now())
        if (leftMs <= 0 && booked === '') booked = id
        const waitMs = booked === id ? 0 : Math.max(50, leftMs)
        return { waitMs, wanting: INSTANCES.length, pauseMs, isProbe: false }
      },
      release: () => {},
      spend: (arrivesMs) => {
        sentAt = clock.now() + arrivesMs
        booked = ''
        return () => (sentAt = clock.now())
      },
      pause: () => {},
    }
  }

  return {
    slotsOf,
    goAway: () => {
      outages += 1
      for (const id of INSTANCES) away.add(id)
      present.clear()
      ;[sentAt, opensAt, booked] = [0, 0, '']
    },
    /** Instances reconnect one after another. */
    comeBack: () => {
      const outage = outages
      const find = (id: string) => outage === outages && away.delete(id)
      for (const [index, id] of INSTANCES.entries()) void clock.sleep(index * 700).then(() => find(id))
    },
  }
}

/** Busy instances over a vendor that accepts a request a second. */
function setUp(t: TestContext, { isAway = false, expectedInstances = 1, seed = '' } = {}) {
  const clock = createVirtualClock(1_000_000)
  const closed = new AbortController()
  const redis = createRedis(clock)
  if (isAway) redis.goAway()
  const quota = createPacedQuota(1000)
  const arrivals: { readonly id: string; readonly at: number; readonly refused: boolean }[] = []
  const shared = new Map<string, () => boolean>()

  async function work(id: string): Promise<void> {
    const random = createRandom(id)
    const places = createRandom(`${seed} ${id}`)
    const schedule = createSharedSchedule(clock, PACE, redis.slotsOf(id), {
      closed: closed.signal,
      expectedInstances,
      random: places.next,
    })
    shared.set(id, () => schedule.state().shared)
    const queue = createQueue(clock, PACE, schedule)
    let answeredAt = 0
    while (!closed.signal.aborted) {
      await queue.take({
        ask: toAsk({ deadlineAt: Infinity, signal: closed.signal }),
        isRetry: false,
        refusal: () => new Error('too late'),
        use: async ({ send }) => {
          const sent = send()
          const isCold = clock.now() - answeredAt > 4000
          await clock.sleep(random.int(5, 20) + (isCold ? random.int(20, 150) : 0))
          const refused = quota.refuse(clock.now()) !== undefined
          arrivals.push({ id, at: clock.now(), refused })
          await clock.sleep(random.int(5, 200))
          sent.answered(refused ? { retryAfterMs: null } : null)
          answeredAt = clock.now()
          sent.freed()
        },
      })
    }
  }

  // For a test that fails.
  t.after(() => closed.abort(new Error('over')))
  const working = INSTANCES.map((id) => work(id).catch(() => {}))
  return {
    clock,
    redis,
    arrivals,
    areShared: () => new Set([...shared.values()].map((isShared) => isShared())),
    arrivalsSince: (from: number) => arrivals.filter(({ at }) => at >= from),
    end: () => {
      closed.abort(new Error('over'))
      return Promise.all(working)
    },
  }
}

test('without Redis instances take turns, and its going and coming back cause no refusal', async (t) => {
  const { clock, redis, arrivals, arrivalsSince, areShared, end } = setUp(t)
  await clock.sleep(60_000)
  assert.deepEqual(areShared(), new Set([true]))
  assert.ok(arrivals.length >= (0.95 * 60_000) / PACE.windowMs, `${arrivals.length} slots were used`)
  for (let time = 0; time < 5; time += 1) {
    redis.goAway()
    const goneAt = clock.now()
    await clock.sleep(40_000 + time * 333)
    assert.deepEqual(areShared(), new Set([false]))
    const counts = Object.groupBy(arrivalsSince(goneAt + 8000), ({ id }) => id)
    for (const id of INSTANCES) assert.ok((counts[id]?.length ?? 0) >= 7, `${id} was left out`)
    redis.comeBack()
    const backAt = clock.now()
    await clock.sleep(20_000)
    assert.deepEqual(areShared(), new Set([true]))
    assert.ok(arrivalsSince(backAt + 8000).length >= 10)
  }
  await end()
  assert.equal(arrivals.filter(({ refused }) => refused).length, 0)
})

test('a moment without Redis costs a pause and nothing else', async (t) => {
  const { clock, redis, arrivals, arrivalsSince, end } = setUp(t)
  await clock.sleep(20_000)
  redis.goAway()
  await clock.sleep(1500)
  redis.comeBack()
  const backAt = clock.now()
  await clock.sleep(20_000)
  await end()
  assert.equal(arrivals.filter(({ refused }) => refused).length, 0)
  assert.ok(arrivalsSince(backAt).length >= 12)
})

test('an instance that reconnects first does not take the whole quota when Redis goes away again', async (t) => {
  const { clock, redis, arrivals, areShared, end } = setUp(t)
  await clock.sleep(20_000)
  for (let time = 0; time < 3; time += 1) {
    redis.goAway()
    await clock.sleep(10_000)
    redis.comeBack()
    await clock.sleep(1200)
  }
  redis.goAway()
  await clock.sleep(40_000)
  assert.deepEqual(areShared(), new Set([false]))
  await end()
  assert.equal(arrivals.filter(({ refused }) => refused).length, 0)
})

test('instances that start without Redis divide the quota by the expected number', async (t) => {
  const seeds = Array.from({ length: 20 }, (_, index) => `start ${index}`)
  const refusedBySeed: number[] = []
  for (const seed of seeds) {
    const { clock, arrivals, arrivalsSince, areShared, redis, end } = setUp(t, {
      isAway: true,
      expectedInstances: 3,
      seed,
    })
    await clock.sleep(120_000)
    assert.deepEqual(areShared(), new Set([false]))
    assert.ok(arrivals.length <= 120_000 / 1000)
    const counts = Object.groupBy(arrivals, ({ id }) => id)
    for (const id of INSTANCES) assert.ok((counts[id]?.length ?? 0) >= 20, `${id} was left out`)
    // Turns are drawn, and drawn again after a refusal.
    assert.equal(arrivalsSince(clock.now() - 60_000).filter(({ refused }) => refused).length, 0)
    refusedBySeed.push(arrivals.filter(({ refused }) => refused).length)
    const goneAt = clock.now()
    redis.comeBack()
    await clock.sleep(20_000)
    await end()
    assert.equal(arrivalsSince(goneAt).filter(({ refused }) => refused).length, 0)
  }
  assert.ok(Math.max(...refusedBySeed) <= 6, `refused: ${refusedBySeed.join(', ')}`)
})
