// A vendor in trouble: pauses, open circuits and the errors of callers.
import type { Answering } from '../support/client.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClientStage as setUp, failureOf, hang, json } from '../support/client.ts'

test('a Retry-After pauses every request of the account', async () => {
  const { sentAt, send } = setUp(json({}, 429, { 'retry-after': '4' }), json(['row']))
  assert.deepEqual(await Promise.all([send(), send(), send()]), [['row'], ['row'], ['row']])
  assert.equal(sentAt[0], 0)
  assert.equal(Math.min(...sentAt.slice(1)), 4000)
  assert.equal(sentAt.length, 4)
})

test('a request without time for a retry fails with the vendor’s own Retry-After', async () => {
  const { clock, others, ask, send } = setUp(json({}, 429, { 'retry-after': '30' }))
  const error = await failureOf(send(ask({ deadlineAt: 20_000 })))
  assert.deepEqual([error.code, error.retryAfterMs, clock.now()], ['UPSTREAM_RATE_LIMITED', 30_000, 0])
  const next = await failureOf(send(ask({ deadlineAt: 20_000 })))
  assert.deepEqual([next.code, next.retryAfterMs], ['QUOTA_EXHAUSTED', 30_000])
  assert.match(next.message, /, since it asked for a pause; ask again after it$/)
  assert.deepEqual(others, [
    { type: 'limited', account: 'acme', pauseMs: 30_000 },
    { type: 'refusal', account: 'acme', lane: 'INTERACTIVE', code: 'QUOTA_EXHAUSTED', retryAfterMs: 30_000 },
  ])
})

test('an open circuit refuses every waiting request, and one probe closes it', async () => {
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

test('callers that leave early do not open the circuit', async () => {
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

const DATE = { date: 'Fri, 01 Jan 2027 00:00:00 GMT' }

for (const status of [429, 403, 500, 502, 503, 504])
  for (const [headers, ms] of [
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': ' 2.5 ' }, 2500],
    [{ 'retry-after': '2, 4' }, 4000],
    [{ 'retry-after': 'Fri, 01 Jan 2027 00:00:07 GMT', ...DATE }, 7000],
    [{ 'retry-after': 'Friday, 01-Jan-27 00:00:07 GMT', ...DATE }, 7000],
    [{ 'retry-after': 'Fri Jan  1 00:00:07 2027', ...DATE }, 7000],
    [{ 'retry-after': 'Fri Jan  1 00:00:07 2027', date: 'Friday, 01-Jan-27 00:00:00 GMT' }, 7000],
    // Without a date header our own clock counts: 1970 here.
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:07 GMT' }, 7000],
  ] satisfies [Record<string, string>, number][])
    test(`after HTTP ${status} a Retry-After of ${headers['retry-after']} pauses every request, and is reported`, async () => {
      const { clock, sentAt, ask, send } = setUp(json({}, status, headers), json([]))
      const hurried = await failureOf(send(ask({ deadlineAt: 1500 })))
      assert.deepEqual([hurried.status, hurried.retryAfterMs, clock.now()], [status, ms, 0])
      const late = await failureOf(send(ask({ deadlineAt: 1500 })))
      assert.deepEqual([late.retryAfterMs, sentAt.length], status === 403 ? [60_000, 1] : [ms, 1])
      if (status === 403) return
      await send()
      assert.deepEqual(sentAt, [0, ms])
    })

test('a request that waits for the end of the pause is answered, whatever the status was', async () => {
  for (const status of [429, 502, 503]) {
    const { sentAt, send } = setUp(json({}, status, { 'retry-after': '5' }), json(['row']))
    assert.deepEqual(await Promise.all([send(), send()]), [['row'], ['row']])
    assert.deepEqual([sentAt[0], Math.min(...sentAt.slice(1))], [0, 5000])
  }
})

test('an unusable Retry-After is ignored: 429 pauses for a second, other refusals do not', async () => {
  for (const headers of [
    { 'retry-after': 'Thu, 31 Dec 2026 23:59:00 GMT', ...DATE },
    { 'retry-after': '' },
    { 'retry-after': '0' },
    { 'retry-after': '-5' },
    { 'retry-after': 'soon' },
    { 'retry-after': '5 minutes' },
    { 'retry-after': '1e3' },
    { 'retry-after': 'Infinity' },
    {},
  ])
    for (const [status, ms] of [
      [429, 1000],
      [503, 500],
    ] as const) {
      const { sentAt, send } = setUp(json({}, status, headers), json([]))
      await send()
      assert.deepEqual(sentAt, [0, ms], JSON.stringify(headers))
    }
})

test('a Retry-After is capped: a day after 429, else an hour', async () => {
  for (const [status, ms] of [
    [429, 86_400_000],
    [503, 3_600_000],
  ] as const)
    for (const word of ['99999999999999999999', '9'.repeat(400), 'Fri, 01 Jan 2999 00:00:00 GMT']) {
      const { ask, send } = setUp(json({}, status, { 'retry-after': word }))
      assert.equal((await failureOf(send(ask({ deadlineAt: 1500 })))).retryAfterMs, ms, word)
    }
})

test('the vendor’s own header counts after 429 only, and the longer of two pauses', async () => {
  for (const [status, headers, ms] of [
    [429, { 'x-wait-ms': '350' }, 350],
    [429, { 'x-wait-ms': '350', 'retry-after': '2' }, 2000],
    [429, { 'x-wait-ms': '0', 'retry-after': '2' }, 2000],
    [503, { 'x-wait-ms': '350' }, 500],
  ] as const) {
    const { sentAt, send } = setUp(json({}, status, headers), json([]))
    await send()
    assert.deepEqual(sentAt, [0, ms], JSON.stringify(headers))
  }
})

test('a refusal of one client’s own text pauses no other request', async () => {
  for (const status of [400, 403, 404, 422]) {
    const { sentAt, send, sendText } = setUp(json({}, status, { 'retry-after': '60' }), json(['row']))
    await failureOf(sendText())
    assert.deepEqual(await send(), ['row'])
    assert.deepEqual(sentAt, [0, 100])
  }
})
