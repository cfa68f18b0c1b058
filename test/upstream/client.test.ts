// One request: retries, pauses and the error of each kind of failure.
import type { Answering } from '../support/client.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createClientStage as setUp,
  drip,
  failureOf,
  hang,
  json,
  RESPONSE_BYTES,
  text,
  TIMEOUT_MS,
} from '../support/client.ts'
import { failOnStrays } from '../support/strays.ts'

let pulled = 0
const endless: Answering = () => {
  const piece = new TextEncoder().encode('{"id":1,"name":"x"},'.repeat(100))
  return new Response(
    new ReadableStream(
      { pull: (controller) => ((pulled += 1), controller.enqueue(piece)) },
      { highWaterMark: 0 },
    ),
  )
}

failOnStrays()

test('a request is sent in the vendor’s words, and its cost is reported', async () => {
  let seen: Request | undefined
  const { events, send } = setUp((request) => {
    seen = request
    return Response.json([1, 2, 3])
  })
  assert.deepEqual(await send(), [1, 2, 3])
  assert.equal(seen?.url, 'http://acme.test/api/calls?id[]=1&id[]=2&page=1')
  const [{ noun, kind, rows, attempts, status, code, queueMs } = assert.fail()] = events
  assert.deepEqual([noun, kind, rows, attempts, status, code, queueMs], ['CALL', 'LIST', 3, 1, 200, null, 0])
})

for (const [what, answer, code] of [
  ['HTTP 503', json({ message: 'broken' }, 503), 'UPSTREAM_UNAVAILABLE'],
  ['a broken connection', () => Promise.reject(new TypeError('fetch failed')), 'UPSTREAM_UNAVAILABLE'],
  ['no answer', hang, 'UPSTREAM_TIMEOUT'],
  ['a dripping answer', drip, 'UPSTREAM_TIMEOUT'],
  ['HTTP 429', json({}, 429), 'UPSTREAM_RATE_LIMITED'],
] satisfies [string, Answering, string][]) {
  test(`${what} is retried, and fails after three attempts`, async () => {
    const mended = setUp(answer, answer, json(['row']))
    assert.deepEqual(await mended.send(), ['row'])
    assert.deepEqual(
      [mended.events[0]?.attempts, mended.events[0]?.code, mended.health.state().state],
      [3, null, 'UP'],
    )
    const broken = setUp(answer)
    assert.equal((await failureOf(broken.send())).code, code)
    assert.deepEqual([broken.sentAt.length, broken.events[0]?.attempts, broken.events[0]?.rows], [3, 3, 0])
    assert.equal(broken.events[0]?.code, code)
    // Three attempts with their full timeout open the circuit.
    assert.deepEqual(broken.states, code === 'UPSTREAM_TIMEOUT' ? ['DEGRADED', 'DOWN'] : ['DEGRADED'])
  })
}

for (const [what, answer, code, message] of [
  ['a web page instead of JSON', text('<html>Sign in</html>'), 'UPSTREAM_INVALID_RESPONSE', /a web page/],
  ['truncated JSON', text('[{"id": 1, "na'), 'UPSTREAM_INVALID_RESPONSE', /breaks off/],
  [
    'an answer above the limit',
    text(`["${'x'.repeat(RESPONSE_BYTES)}"]`),
    'UPSTREAM_INVALID_RESPONSE',
    /10000000 bytes/,
  ],
  ['an endless answer', endless, 'UPSTREAM_INVALID_RESPONSE', /10000000 bytes/],
  ['too deep JSON', text('['.repeat(50_000)), 'UPSTREAM_INVALID_RESPONSE', /100 levels/],
  [
    'JSON of too many values',
    text(`[${'{},'.repeat(2_000_000)}{}]`),
    'UPSTREAM_INVALID_RESPONSE',
    /2000000 values/,
  ],
  ['an empty body', text(''), 'UPSTREAM_INVALID_RESPONSE', /an empty body/],
  ['JSON of another shape', json({ rows: [] }), 'UPSTREAM_INVALID_RESPONSE', /another shape/],
  [
    'a redirect',
    json('', 302, { location: 'http://elsewhere.test' }),
    'UPSTREAM_REJECTED',
    /redirected the request, .* check the address in the settings \(HTTP 302\)/,
  ],
  ['HTTP 422', json({ message: 'no such parameter' }, 422), 'UPSTREAM_REJECTED', /HTTP 422/],
  ['HTTP 401', json({}, 401), 'UPSTREAM_UNAUTHORIZED', /check them in the settings/],
] satisfies [string, Answering, string, RegExp][]) {
  test(`${what} is not retried`, async () => {
    const { sentAt, send } = setUp(answer)
    const error = await failureOf(send())
    assert.equal(error.code, code)
    assert.match(error.message, message)
    assert.equal(sentAt.length, 1)
  })
}

test('the pause between attempts grows, and counts as queueMs', async () => {
  const { sentAt, events, send } = setUp(json({}, 500))
  await failureOf(send())
  assert.deepEqual(sentAt, [0, 500, 1500])
  assert.deepEqual([events[0]?.queueMs, events[0]?.networkMs], [1500, 0])
})

test('an attempt ends at its timeout, however late the deadline', async () => {
  for (const answer of [hang, drip]) {
    const { clock, sentAt, send } = setUp(answer)
    await failureOf(send())
    assert.deepEqual(sentAt, [0, TIMEOUT_MS + 500, 2 * TIMEOUT_MS + 1500])
    assert.equal(clock.now(), 3 * TIMEOUT_MS + 1500)
  }
})

test('a sent request runs on for two seconds after its caller left', async () => {
  for (const [answersAfterMs, finishes] of [
    [1500, true],
    [2500, false],
  ] as const) {
    let finished = false
    const { clock, ask, send } = setUp(async ({ signal }, at) => {
      await at.sleep(answersAfterMs, signal)
      finished = true
      return Response.json([])
    })
    const leave = new AbortController()
    const sending = send(ask({ signal: leave.signal })).catch(() => null)
    await new Promise((resolve) => setImmediate(resolve))
    leave.abort()
    await sending
    assert.equal(finished, finishes)
    assert.equal(clock.now(), Math.min(answersAfterMs, 2000))
  }
})

test('a caller that leaves the queue sends nothing', async () => {
  const { sentAt, events, ask, send } = setUp(json([]))
  const leave = new AbortController()
  const first = send()
  const left = failureOf(send(ask({ signal: leave.signal })))
  leave.abort()
  assert.equal((await left).code, 'UPSTREAM_TIMEOUT')
  await first
  assert.deepEqual([sentAt, events.length], [[0], 1])
})

test('an endless answer is read up to the limit of bytes', async () => {
  pulled = 0
  await failureOf(setUp(endless).send())
  assert.equal(pulled, Math.floor(RESPONSE_BYTES / 2000) + 1)
})

test('an answer is read whole, wherever the network cuts it', async () => {
  const row = { menu: '[[[{{{,,,"\\"', name: 'Zoë 👩‍💻', tree: nested(98), list: Array(500).fill(0) }
  const bytes = new TextEncoder().encode(JSON.stringify([row]))
  for (const size of [1, 2, 3, 1000]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    )
    const stream = new ReadableStream({
      pull: (controller) => {
        const piece = pieces.shift()
        if (piece === undefined) controller.close()
        else controller.enqueue(piece)
      },
    })
    assert.deepEqual(await setUp(() => new Response(stream)).send(), [row])
  }
})

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)]
}
