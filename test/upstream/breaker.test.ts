// The circuit breaker and the health of one account.
import type { UpstreamCode } from '../../src/domain/errors.ts'
import type { AccountState } from '../../src/domain/event.ts'
import type { Noun } from '../../src/domain/noun.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UpstreamError } from '../../src/domain/errors.ts'
import { createBreaker, createHealth } from '../../src/upstream/breaker.ts'
import { createVirtualClock } from '../support/clock.ts'

function setUp() {
  const clock = createVirtualClock(0)
  const states: AccountState[] = []
  const health = createHealth(clock, (state) => void states.push(state))
  const breaker = createBreaker('acme', clock, health)
  const fail = (
    code: UpstreamCode,
    { status = null, noun = 'CALL', times = 1 }: { status?: number | null; noun?: Noun; times?: number } = {},
  ) => {
    for (let time = 0; time < times; time += 1) breaker.failed({ code, status }, noun)
  }
  /** Code and wait of the refusal; `null`: admitted. */
  const ask = (noun: Noun = 'CALL') => {
    try {
      breaker.admit(noun)
      return null
    } catch (error) {
      assert.ok(error instanceof UpstreamError)
      return [error.code, error.retryAfterMs]
    }
  }
  return { clock, breaker, states, fail, ask }
}

test('an account that fails now and then keeps its circuit closed', () => {
  const { breaker, states, fail, ask } = setUp()
  for (let round = 0; round < 10; round += 1) {
    fail('UPSTREAM_UNAVAILABLE', { times: 7 })
    assert.equal(ask(), null)
    breaker.succeeded('CALL')
  }
  assert.deepEqual(states.slice(0, 4), ['DEGRADED', 'UP', 'DEGRADED', 'UP'])
})

for (const [code, times] of [
  ['UPSTREAM_UNAVAILABLE', 8],
  ['UPSTREAM_TIMEOUT', 3],
] as const) {
  test(`${times} times ${code} in a row open the circuit, and an answer closes it`, async () => {
    const { clock, breaker, states, fail, ask } = setUp()
    fail(code, { times })
    assert.deepEqual(states, ['DEGRADED', 'DOWN'])
    assert.deepEqual(ask(), ['UPSTREAM_UNAVAILABLE', 2000])
    await clock.advance(500)
    assert.deepEqual(ask('AGENT'), ['UPSTREAM_UNAVAILABLE', 1500])
    await clock.advance(1500)
    assert.equal(ask(), null)
    breaker.succeeded('CALL')
    assert.equal(states.at(-1), 'UP')
    assert.equal(ask('AGENT'), null)
  })
}

test('one request at a time probes the account, less and less often', async () => {
  const { clock, fail, ask } = setUp()
  fail('UPSTREAM_UNAVAILABLE', { times: 8 })
  const probedAt: number[] = []
  for (; clock.now() < 100_000; await clock.advance(500)) {
    if (ask() !== null) continue
    probedAt.push(clock.now())
    fail('UPSTREAM_UNAVAILABLE')
  }
  assert.deepEqual(probedAt, [2000, 6000, 14_000, 30_000, 60_000, 90_000])
})

for (const code of ['UPSTREAM_RATE_LIMITED', 'UPSTREAM_REJECTED'] as const) {
  test(`${code} is an answer: it closes the circuit and never opens it`, async () => {
    const { clock, states, fail, ask } = setUp()
    fail(code, { times: 20 })
    assert.equal(ask(), null)
    fail('UPSTREAM_UNAVAILABLE', { times: 7 })
    fail(code)
    fail('UPSTREAM_UNAVAILABLE', { times: 7 })
    assert.equal(ask(), null)
    fail('UPSTREAM_UNAVAILABLE')
    assert.equal(states.at(-1), 'DOWN')
    await clock.advance(2000)
    assert.equal(ask(), null)
    fail(code)
    assert.equal(ask(), null)
    assert.notEqual(states.at(-1), 'DOWN')
  })
}

test('errors that are no fault of the vendor never open the circuit', () => {
  const { states, fail, ask } = setUp()
  fail('QUOTA_EXHAUSTED', { times: 20 })
  assert.deepEqual([states, ask()], [[], null])
  fail('UPSTREAM_INVALID_RESPONSE', { times: 20 })
  assert.deepEqual([states, ask()], [['DEGRADED'], null])
})

for (const status of [401, 403]) {
  test(`${status} sets the account DOWN, with one probe a minute`, async () => {
    const { clock, breaker, states, fail, ask } = setUp()
    fail('UPSTREAM_UNAUTHORIZED', { status })
    assert.deepEqual(states, ['DOWN'])
    assert.deepEqual(ask('AGENT'), ['UPSTREAM_UNAUTHORIZED', 60_000])
    const probedAt: number[] = []
    for (; clock.now() < 200_000; await clock.advance(1000)) {
      if (ask() !== null) continue
      probedAt.push(clock.now())
      fail('UPSTREAM_UNAUTHORIZED', { status })
    }
    assert.deepEqual(probedAt, [60_000, 120_000, 180_000])
    await clock.advance(60_000)
    assert.equal(ask(), null)
    breaker.succeeded('CALL')
    assert.deepEqual([states, ask()], [['DOWN', 'UP'], null])
  })
}

test('403 for one noun while another is answered opens the circuit of that noun alone', async () => {
  const { clock, breaker, states, fail, ask } = setUp()
  breaker.succeeded('CALL')
  fail('UPSTREAM_UNAUTHORIZED', { status: 403, noun: 'EMAIL' })
  assert.deepEqual([ask('CALL'), ask('EMAIL')], [null, ['UPSTREAM_UNAUTHORIZED', 60_000]])
  breaker.succeeded('CALL')
  assert.deepEqual(states, ['DEGRADED'])
  await clock.advance(60_000)
  assert.equal(ask('EMAIL'), null)
  breaker.succeeded('EMAIL')
  assert.deepEqual(states, ['DEGRADED', 'UP'])
  fail('UPSTREAM_UNAUTHORIZED', { status: 401, noun: 'EMAIL' })
  assert.deepEqual(ask('CALL'), ['UPSTREAM_UNAUTHORIZED', 60_000])
})

test('an unsent probe passes to the next request', async () => {
  const { clock, breaker, fail, ask } = setUp()
  fail('UPSTREAM_UNAVAILABLE', { times: 8 })
  await clock.advance(2000)
  const probe = breaker.admit('CALL')
  assert.notEqual(ask(), null)
  probe.giveBack()
  assert.equal(ask(), null)
})

test('a request admitted before the circuit opened is refused at its slot, a probe is sent', async () => {
  const { clock, breaker, fail } = setUp()
  const pass = breaker.admit('CALL')
  pass.check()
  fail('UPSTREAM_UNAVAILABLE', { times: 8 })
  assert.throws(() => pass.check(), UpstreamError)
  await clock.advance(2000)
  breaker.admit('CALL').check()
})
