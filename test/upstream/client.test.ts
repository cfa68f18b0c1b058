// One request and whatever a vendor does to it: what is tried again, after which pause, and what it is told as.
import type { Ask } from '../../src/domain/ask.ts'
import type { RequestEvent } from '../../src/domain/event.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { UpstreamError } from '../../src/domain/errors.ts'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { createClient } from '../../src/upstream/client.ts'
import { createHealth } from '../../src/upstream/health.ts'
import { createQueue } from '../../src/upstream/queue.ts'
import { createSchedule } from '../../src/upstream/schedule.ts'
import { createVirtualClock } from '../support/clock.ts'

const strays: unknown[] = []
process.on('unhandledRejection', (reason) => strays.push(reason))
after(() => assert.deepEqual(strays, [], 'a promise failed unheard'))

const TIMEOUT_MS = 6000

type Answering = (
  request: Request,
  clock: ReturnType<typeof createVirtualClock>,
) => Response | Promise<Response>

/** Each request gets the next answer, and the last one over and over. */
function setUp(...answers: readonly Answering[]) {
  const clock = createVirtualClock(0)
  const sentAt: number[] = []
  // A request that is let go takes with it what its signal had to tell.
  const held: unknown[] = []
  const events: RequestEvent[] = []
  const pace = { requests: 1, windowMs: 100, even: true }
  const queue = createQueue(clock, pace, createSchedule(clock, pace))
  const health = createHealth(clock)
  const client = createClient(
    {
      name: 'acme',
      baseUrl: 'http://acme.test/api/',
      services: {},
      credentials: { by: 'headers', headers: { authorization: 'Basic secret' } },
      timeoutMs: TIMEOUT_MS,
      waitMsHeader: 'x-wait-ms',
    },
    {
      clock,
      queue,
      health,
      emit: (event) => void (event.type === 'request' && events.push(event)),
      fetch: async (input, init) => {
        sentAt.push(clock.now())
        const answer = answers[Math.min(sentAt.length, answers.length) - 1]
        const request = new Request(input, init)
        held.push(input, request)
        return (answer ?? json([]))(request, clock)
      },
    },
  )
  const ask = (more: Partial<Ask> = {}): Ask => {
    const { signal } = new AbortController()
    return {
      operations: [1],
      viewer: EVERYBODY,
      client: 'test',
      lane: 'INTERACTIVE',
      askedAt: 0,
      deadlineAt: 60_000,
      signal,
      ...more,
    }
  }
  const send = (asked = ask()) =>
    client.send({
      noun: 'CALL',
      kind: 'LIST',
      ask: asked,
      prepare: () => ({ path: 'calls', query: { 'id[]': ['1', '2'], page: '1' } }),
      read: ({ body }) => (Array.isArray(body) ? { value: body, rows: body.length } : null),
    })
  return { clock, sentAt, events, queue, health, ask, send }
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answering =>
  () =>
    new Response(JSON.stringify(body), { status, headers })

const text =
  (body: string): Answering =>
  () =>
    new Response(body)

const hang: Answering = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('hung up')), { once: true })
  })

/** Headers at once, and a byte now and then for ever. */
const drip: Answering = ({ signal }, clock) =>
  new Response(
    new ReadableStream({
      pull: async (controller) => {
        await clock.sleep(1000, signal)
        controller.enqueue(new TextEncoder().encode(' '))
      },
    }),
  )

async function failureOf(sending: Promise<unknown>): Promise<UpstreamError> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof UpstreamError, String(error))
  assert.equal(error.account, 'acme')
  assert.equal(error.cause, undefined)
  assert.doesNotMatch(`${error.message} ${error.stack}`, /http:|id\[\]|secret/)
  return error
}

test('a request is sent as the vendor wants it, and its cost is told', async () => {
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
  ['a fault of the vendor', json({ message: 'broken' }, 503), 'UPSTREAM_UNAVAILABLE'],
  ['a connection that breaks', () => Promise.reject(new TypeError('fetch failed')), 'UPSTREAM_UNAVAILABLE'],
  ['a vendor that does not answer', hang, 'UPSTREAM_TIMEOUT'],
  ['an answer that drips', drip, 'UPSTREAM_TIMEOUT'],
  ['too many requests', json({}, 429), 'UPSTREAM_RATE_LIMITED'],
] satisfies [string, Answering, string][]) {
  test(`${what} is tried again, and given up after three times`, async () => {
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
    assert.equal(broken.health.state().state, 'DOWN')
  })
}

for (const [what, answer, code, message] of [
  ['a page instead of JSON', text('<html>Sign in</html>'), 'UPSTREAM_INVALID_RESPONSE', /a web page/],
  ['JSON that breaks off', text('[{"id": 1, "na'), 'UPSTREAM_INVALID_RESPONSE', /breaks off/],
  ['an empty body', text(''), 'UPSTREAM_INVALID_RESPONSE', /an empty body/],
  ['JSON of another shape', json({ rows: [] }), 'UPSTREAM_INVALID_RESPONSE', /another shape/],
  ['a redirect', json('', 302, { location: 'http://elsewhere.test' }), 'UPSTREAM_REJECTED', /HTTP 302/],
  ['a refusal', json({ message: 'no such parameter' }, 422), 'UPSTREAM_REJECTED', /HTTP 422/],
  ['refused credentials', json({}, 401), 'UPSTREAM_UNAUTHORIZED', /check them in the settings/],
] satisfies [string, Answering, string, RegExp][]) {
  test(`${what} is not tried again`, async () => {
    const { sentAt, send } = setUp(answer)
    const error = await failureOf(send())
    assert.equal(error.code, code)
    assert.match(error.message, message)
    assert.equal(sentAt.length, 1)
  })
}

test('the pause before the next attempt grows, and time in it is no time of the network', async () => {
  const { sentAt, events, send } = setUp(json({}, 500))
  await failureOf(send())
  assert.deepEqual(sentAt, [0, 500, 1500])
  assert.deepEqual([events[0]?.queueMs, events[0]?.networkMs], [1500, 0])
})

test('an attempt takes no longer than its own time, whatever the deadline', async () => {
  for (const answer of [hang, drip]) {
    const { clock, sentAt, send } = setUp(answer)
    await failureOf(send())
    assert.deepEqual(sentAt, [0, TIMEOUT_MS + 500, 2 * TIMEOUT_MS + 1500])
    assert.equal(clock.now(), 3 * TIMEOUT_MS + 1500)
  }
})

test('a vendor that says how long to wait is left alone so long by everybody', async () => {
  const { sentAt, send } = setUp(json({}, 429, { 'retry-after': '4' }), json(['row']))
  assert.deepEqual(await Promise.all([send(), send(), send()]), [['row'], ['row'], ['row']])
  assert.equal(sentAt[0], 0)
  assert.equal(Math.min(...sentAt.slice(1)), 4000)
  assert.equal(sentAt.length, 4)
})

test('nothing is tried again for which the deadline leaves no time, and the vendor’s own word is passed on', async () => {
  const { clock, ask, send } = setUp(json({}, 429, { 'retry-after': '30' }))
  const error = await failureOf(send(ask({ deadlineAt: 20_000 })))
  assert.deepEqual([error.code, error.retryAfterMs, clock.now()], ['UPSTREAM_RATE_LIMITED', 30_000, 0])
  const next = await failureOf(send(ask({ deadlineAt: 20_000 })))
  assert.deepEqual([next.code, next.retryAfterMs], ['QUOTA_EXHAUSTED', 30_000])
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

test('what is sent already runs on for a while when nobody waits any more', async () => {
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

test('who leaves while waiting for a slot sends nothing', async () => {
  const { sentAt, events, ask, send } = setUp(json([]))
  const leave = new AbortController()
  const first = send()
  const left = failureOf(send(ask({ signal: leave.signal })))
  leave.abort()
  assert.equal((await left).code, 'UPSTREAM_TIMEOUT')
  await first
  assert.deepEqual([sentAt, events.length], [[0], 1])
})
