// The queue in front of a quota, on a virtual clock.
import type { Ask } from '../../src/domain/ask.ts'
import type { Wait } from '../../src/upstream/queue.ts'
import type { Pace } from '../../src/upstream/schedule.ts'
import type { Limit } from '../../src/upstream/limit.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createQueue } from '../../src/upstream/queue.ts'
import { createSchedule } from '../../src/upstream/schedule.ts'
import { createSingleFlight } from '../../src/upstream/single-flight.ts'
import { toAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

const EVEN: Pace = { requests: 1, windowMs: 1000, even: true }

/** Time of the vendor's 429. */
const LIMITED_AFTER_MS = 10

/** The error of a refused request. */
class Refusal extends Error {
  readonly place: number
  readonly retryAfterMs: number

  constructor({ place, retryAfterMs }: Wait) {
    super('refused')
    this.place = place
    this.retryAfterMs = retryAfterMs
  }
}

function setUp(pace = EVEN) {
  const clock = createVirtualClock(0)
  const queue = createQueue(clock, pace, createSchedule(clock, pace))
  const sent: (readonly [client: string, at: number])[] = []
  const refusal = (wait: Wait) => new Refusal(wait)

  /** Sends one request; a 429 answers after LIMITED_AFTER_MS. */
  function send(more: Partial<Ask> = {}, limit: Limit | null = null, isRetry = false): Promise<void> {
    return sendFor(toAsk({ askedAt: clock.now(), ...more }), limit, isRetry)
  }
  function sendFor(ask: Ask, limit: Limit | null, isRetry: boolean): Promise<void> {
    return queue.take({
      ask,
      isRetry,
      refusal,
      use: async (slot) => {
        const { answered, freed } = slot.send()
        sent.push([ask.client, clock.now()])
        if (limit !== null) await clock.sleep(LIMITED_AFTER_MS)
        answered(limit)
        freed()
      },
    })
  }
  /** Takes a slot and sends nothing. */
  const pass = (client: string) =>
    queue.take({ ask: toAsk({ client }), isRetry: false, refusal, use: async () => client })

  const refusalOf = (sending: Promise<unknown>) =>
    sending.then(
      () => assert.fail('was served'),
      (error: unknown) => {
        assert.ok(error instanceof Refusal, String(error))
        return { place: error.place, retryAfterMs: error.retryAfterMs }
      },
    )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { clock, queue, sent, send, sendFor, pass, refusalOf, settled }
}

test('slots open one interval apart, for one client after another', async () => {
  const { sent, send } = setUp()
  await Promise.all(['a', 'a', 'a', 'b', 'c'].map((client) => send({ client })))
  assert.deepEqual(sent, [
    ['a', 0],
    ['b', 1000],
    ['c', 2000],
    ['a', 3000],
    ['a', 4000],
  ])
})

test('an unused slot goes to the next request at once', async () => {
  const { sent, send, pass } = setUp()
  const first = send({ client: 'a' })
  const passed = pass('b')
  await Promise.all([first, passed, send({ client: 'c' })])
  assert.deepEqual(sent, [
    ['a', 0],
    ['c', 1000],
  ])
})

test('a request that would miss its deadline is refused at once, with its place and wait', async () => {
  const { clock, send, refusalOf, settled } = setUp()
  const others = [send(), send(), send()]
  await settled()
  const refused = await refusalOf(send({ deadlineAt: 3400 }))
  assert.deepEqual([refused, clock.now()], [{ place: 2, retryAfterMs: 3000 }, 0])
  await Promise.all([...others, send({ deadlineAt: 3500 })])
})

test('a flood of one client does not refuse another client’s request', async () => {
  const { sent, send, refusalOf } = setUp()
  const flood = Array.from({ length: 20 }, () => send({ client: 'flood' }))
  await send({ client: 'quiet', deadlineAt: 1500 })
  assert.equal(sent.at(-1)?.[1], 1000)
  const refused = await refusalOf(send({ client: 'flood', deadlineAt: 10_000 }))
  assert.deepEqual(refused, { place: 19, retryAfterMs: 20_000 })
  await Promise.all(flood)
})

test('a request delayed past its deadline by others is refused at once', async () => {
  const { clock, send, refusalOf, settled } = setUp()
  const flood = [send({ client: 'flood' }), send({ client: 'flood' })]
  const late = refusalOf(send({ client: 'flood', deadlineAt: 2500 }))
  await settled()
  const quiet = send({ client: 'quiet' })
  assert.deepEqual([await late, clock.now()], [{ place: 2, retryAfterMs: 3000 }, 0])
  await Promise.all([...flood, quiet])
})

test('a request that leaves the queue makes room for others', async () => {
  const { clock, send } = setUp()
  await send()
  const leaving = new AbortController()
  const gone = send({ client: 'a', signal: leaving.signal })
  const stays = send({ client: 'b' })
  leaving.abort(new Error('left'))
  await assert.rejects(gone, /left/)
  await stays
  assert.equal(clock.now(), 1000)
})

test('retries go first', async () => {
  const { sent, send } = setUp()
  await send({ client: 'a' })
  await Promise.all([send({ client: 'b' }), send({ client: 'c' }), send({ client: 'a' }, null, true)])
  assert.deepEqual(
    sent.map(([client]) => client),
    ['a', 'a', 'b', 'c'],
  )
})

test('a pause holds every request, and refuses those it makes late at once', async () => {
  const { clock, queue, sent, send, refusalOf } = setUp()
  const waiting = [send({}, { retryAfterMs: 10_000 }), send({ client: 'b' })]
  const late = refusalOf(send({ client: 'c', deadlineAt: 9000 }))
  assert.deepEqual([await late, clock.now()], [{ place: 1, retryAfterMs: 11_500 }, LIMITED_AFTER_MS])
  assert.equal(queue.state().pausedUntilAt, 10_010)
  assert.equal((await refusalOf(send({ client: 'd', deadlineAt: 9000 }))).place, 1)
  await Promise.all(waiting)
  assert.deepEqual(
    sent.map(([, at]) => at),
    [0, 10_010],
  )
})

test('the backoff doubles with each limit in a row, and requests in flight count once', async () => {
  const { sent, send } = setUp({ requests: 3, windowMs: 1000, even: false })
  const limit = { retryAfterMs: null }
  await Promise.all(Array.from({ length: 5 }, () => send({}, limit)))
  await send()
  await send({}, limit)
  await send()
  // Three together, then one at a time at the slower pace; a success resets the backoff.
  assert.deepEqual(
    sent.map(([, at]) => at),
    [0, 0, 0, 1510, 3520, 7530, 7530, 8540],
  )
})

test('a shared request refuses only the callers whose deadline it misses', async () => {
  const { clock, sent, send, sendFor, refusalOf } = setUp()
  const flights = createSingleFlight()
  const join = (deadlineAt: number) =>
    flights.share('one', toAsk({ deadlineAt }), (everybody) => sendFor(everybody, null, false))
  const limited = send({}, { retryAfterMs: 9000 })
  const [patient, hurried] = [join(60_000), refusalOf(join(5000))]
  await limited
  assert.deepEqual([await hurried, clock.now()], [{ place: 0, retryAfterMs: 9000 }, LIMITED_AFTER_MS])
  assert.deepEqual(await refusalOf(join(8000)), { place: 0, retryAfterMs: 9000 })
  await patient
  assert.deepEqual(sent.at(-1), ['test', 9010])
})

test('the state has the free slots, the waiting requests and those of the last minute', async () => {
  const { queue, clock, send, settled } = setUp()
  const still = { pausedUntilAt: null, shared: false }
  assert.deepEqual(queue.state(), { ...still, free: 1, waiting: 0, nextSlotInMs: 0, usedLastMinute: 0 })
  await send()
  const waiting = send()
  await settled()
  assert.deepEqual(queue.state(), { ...still, free: 0, waiting: 1, nextSlotInMs: 2000, usedLastMinute: 1 })
  await waiting
  assert.equal(queue.state().usedLastMinute, 2)
  // The first was sent at 0 s, the second at 1 s.
  await clock.advance(59_000)
  assert.equal(queue.state().usedLastMinute, 1)
})
