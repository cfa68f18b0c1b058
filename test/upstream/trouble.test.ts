// A vendor that is asked too much or is in trouble: how long it is left alone, and what those are told who ask.
import type { Answering } from '../support/client.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClientStage as setUp, failureOf, hang, json } from '../support/client.ts'

test('a vendor that says how long to wait is left alone so long by everybody', async () => {
  const { sentAt, send } = setUp(json({}, 429, { 'retry-after': '4' }), json(['row']))
  assert.deepEqual(await Promise.all([send(), send(), send()]), [['row'], ['row'], ['row']])
  assert.equal(sentAt[0], 0)
  assert.equal(Math.min(...sentAt.slice(1)), 4000)
  assert.equal(sentAt.length, 4)
})

test('nothing is tried again for which the deadline leaves no time, and the vendor’s own word is passed on', async () => {
  const { clock, others, ask, send } = setUp(json({}, 429, { 'retry-after': '30' }))
  const error = await failureOf(send(ask({ deadlineAt: 20_000 })))
  assert.deepEqual([error.code, error.retryAfterMs, clock.now()], ['UPSTREAM_RATE_LIMITED', 30_000, 0])
  const next = await failureOf(send(ask({ deadlineAt: 20_000 })))
  assert.deepEqual([next.code, next.retryAfterMs], ['QUOTA_EXHAUSTED', 30_000])
  assert.deepEqual(others, [
    { type: 'limited', account: 'acme', pauseMs: 30_000 },
    { type: 'refusal', account: 'acme', lane: 'INTERACTIVE', code: 'QUOTA_EXHAUSTED', retryAfterMs: 30_000 },
  ])
})

test('an account that is out is not asked, whoever waits is told, and one request shows that it is back', async () => {
  const { clock, sentAt, others, states, send } = setUp(
    ...Array<Answering>(8).fill(json({}, 500)),
    json(['row']),
  )
  const failures = await Promise.all(Array.from({ length: 12 }, () => failureOf(send())))
  assert.equal(sentAt.length, 8)
  assert.ok(failures.every(({ code }) => code === 'UPSTREAM_UNAVAILABLE'))
  const refused = await failureOf(send())
  assert.deepEqual([refused.code, sentAt.length], ['UPSTREAM_UNAVAILABLE', 8])
  assert.equal(clock.now() + (refused.retryAfterMs ?? 0), (sentAt[7] ?? 0) + 2000)
  assert.ok(others.some((event) => event.type === 'refusal' && event.code === 'UPSTREAM_UNAVAILABLE'))
  await clock.advance(2000)
  assert.deepEqual(await send(), ['row'])
  assert.deepEqual(states, ['DEGRADED', 'DOWN', 'UP'])
})

test('clients that do not wait do not break the circuit', async () => {
  const { clock, states, ask, send } = setUp(hang)
  for (let time = 0; time < 10; time += 1) {
    const leave = new AbortController()
    const hurried = failureOf(send(ask({ deadlineAt: clock.now() + 1000 })))
    const left = failureOf(send(ask({ signal: leave.signal })))
    await hurried
    leave.abort()
    await left
  }
  assert.deepEqual(states, [])
})

test('a pause is read as seconds or as a date by the vendor’s clock, and is a second when it cannot be read', async () => {
  const date = { date: 'Fri, 01 Jan 2027 00:00:00 GMT' }
  for (const [headers, ms] of [
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': 'Fri, 01 Jan 2027 00:00:07 GMT', ...date }, 7000],
    [{ 'retry-after': 'Fri, 01 Jan 2027 00:00:07 GMT' }, 1000],
    [{ 'retry-after': 'Thu, 31 Dec 2026 23:59:00 GMT', ...date }, 1000],
    [{ 'retry-after': '' }, 1000],
    [{ 'retry-after': '-5' }, 1000],
    [{ 'retry-after': 'soon' }, 1000],
    [{}, 1000],
    [{ 'x-wait-ms': '350' }, 350],
    [{ 'x-wait-ms': '350', 'retry-after': '2' }, 350],
  ] as const) {
    const { sentAt, send } = setUp(json({}, 429, headers), json([]))
    await send()
    assert.deepEqual(sentAt, [0, ms], JSON.stringify(headers))
  }
})
