// The retry policy: which errors, pauses and limits.
import type { UpstreamCode } from '../../src/domain/errors.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UpstreamError } from '../../src/domain/errors.ts'
import { createRetries } from '../../src/upstream/retry.ts'
import { toAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

const failure = (code: UpstreamCode = 'UPSTREAM_UNAVAILABLE', retryAfterMs: number | null = null) =>
  new UpstreamError('acme', code, 'failed', { retryAfterMs })

function setUp() {
  const clock = createVirtualClock(0)
  const retries = createRetries(clock)
  /** Number of retries among so many failing requests. */
  const countOf = (requests: number) => {
    let count = 0
    for (let one = 0; one < requests; one += 1) {
      retries.begin()
      if (retries.pauseMs(failure(), 1, toAsk()) !== null) count += 1
    }
    return count
  }
  return { clock, retries, countOf }
}

test('the pause doubles, and the third attempt is the last', () => {
  const { retries } = setUp()
  assert.deepEqual(
    [1, 2, 3].map((attempts) => retries.pauseMs(failure(), attempts, toAsk())),
    [500, 1000, null],
  )
})

test('errors that stay, and requests out of time, are not retried', () => {
  const { retries } = setUp()
  for (const code of [
    'UPSTREAM_REJECTED',
    'UPSTREAM_UNAUTHORIZED',
    'UPSTREAM_INVALID_RESPONSE',
    'QUOTA_EXHAUSTED',
  ] as const)
    assert.equal(retries.pauseMs(failure(code), 1, toAsk()), null)
  assert.equal(retries.pauseMs(failure(), 1, toAsk({ deadlineAt: 999 })), null)
  assert.equal(retries.pauseMs(failure(), 1, toAsk({ deadlineAt: 1000 })), 500)
  assert.equal(retries.pauseMs(failure(), 1, toAsk({ signal: AbortSignal.abort() })), null)
})

test('of many failing requests, ten and one in five are retried', () => {
  const { countOf } = setUp()
  assert.equal(countOf(12), 12)
  assert.equal(countOf(1000), 200)
})

test('ten retries a minute are allowed, and at most ten are saved up', async () => {
  const { clock, countOf } = setUp()
  countOf(100)
  let count = 0
  for (let second = 0; second < 600; second += 1) {
    await clock.advance(1000)
    count += countOf(1)
  }
  assert.ok(Math.abs(count - (100 + 600 / 5)) <= 1, `${count} were retried`)
  await clock.advance(3_600_000)
  assert.equal(countOf(15), 12)
})

test('a paused quota is waited for in the queue, without limit of retries', () => {
  const { retries, countOf } = setUp()
  countOf(1000)
  assert.equal(retries.pauseMs(failure('UPSTREAM_RATE_LIMITED', 5000), 1, toAsk({ deadlineAt: 6000 })), 0)
  assert.equal(retries.pauseMs(failure('UPSTREAM_RATE_LIMITED', 5000), 1, toAsk({ deadlineAt: 5400 })), null)
})
