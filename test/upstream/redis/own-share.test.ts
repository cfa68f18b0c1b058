// Instances that keep one quota without Redis, on a virtual clock.
import type { Pace } from '../../../src/upstream/schedule.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSlidingQuota } from '../../../src/demo/quota.ts'
import { createRandom } from '../../../src/demo/random.ts'
import { createOwnShare } from '../../../src/upstream/redis/own-share.ts'
import { createVirtualClock } from '../../support/clock.ts'

const FOR_MS = 60_000

/** Requests of busy instances in a minute, and the vendor's refusals. */
async function sendAll(pace: Pace, instances: number) {
  const clock = createVirtualClock(1_000_000)
  const until = clock.now() + FOR_MS
  const quota = createSlidingQuota(pace.requests, pace.windowMs / 1.04)
  let refused = 0

  async function one(place: number): Promise<number> {
    const random = createRandom(`instance ${place}`)
    const share = createOwnShare(clock, pace, { instances, place, aheadMs: 777 }, clock.now() + place * 130)
    let sent = 0
    for (; clock.now() < until; sent += 1) {
      for (let waitMs = 1; waitMs > 0;) {
        waitMs = await share.reserve('INTERACTIVE')
        await clock.sleep(waitMs)
      }
      const sending = share.spend()
      await clock.sleep(random.int(1, 30))
      if (quota.refuse(clock.now()) !== undefined) refused += 1
      await clock.sleep(random.int(1, 100))
      sending.answered()
      sending.freed()
    }
    return sent
  }

  const sent = await Promise.all(Array.from({ length: instances }, (_, place) => one(place)))
  return { sent, refused }
}

for (const [requests, instances, least] of [
  [6, 1, 330],
  [6, 3, 100],
  [6, 4, 50],
  [2, 3, 22],
  [1, 10, 4],
] as const)
  test(`${instances} instances over ${requests} requests a second send ${least} or more a minute each, and none is refused`, async () => {
    const even = requests === 1
    const { sent, refused } = await sendAll({ requests, windowMs: 1040, even }, instances)
    assert.equal(refused, 0)
    assert.ok(
      sent.every((count) => count >= least),
      `they sent ${sent.join(', ')}`,
    )
  })

test('the forecast of turns comes true, and a pause skips the turns within it', async () => {
  const clock = createVirtualClock(0)
  const pace: Pace = { requests: 1, windowMs: 1000, even: true }
  const share = createOwnShare(clock, pace, { instances: 3, place: 1, aheadMs: 0 }, 2000)
  const forecast = () => [0, 1, 2].map((places) => share.waitMs(places))
  assert.deepEqual(forecast(), [5000, 8750, 12_500])
  assert.equal(share.state().free, 0)
  share.pause(5500)
  assert.equal(await share.reserve('INTERACTIVE'), 8750)
  await clock.advance(8750)
  assert.deepEqual([await share.reserve('INTERACTIVE'), share.state().free], [0, 1])
})
