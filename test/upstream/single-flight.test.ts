// Identical work runs once, while a caller wants it.
import type { Ask } from '../../src/domain/ask.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { createSharedAsk } from '../../src/upstream/shared-ask.ts'
import { createSingleFlight, untilAborted } from '../../src/upstream/single-flight.ts'

function toAsk(operation: number, more: Partial<Ask> = {}): Ask {
  const { signal } = new AbortController()
  return {
    operations: [operation],
    viewer: EVERYBODY,
    client: 'test',
    priority: 'INTERACTIVE',
    askedAt: 0,
    deadlineAt: operation * 1000,
    signal,
    ...more,
  }
}

/** Work; the test ends it. */
function setUp() {
  const flights = createSingleFlight()
  const begun: {
    readonly shared: Ask
    readonly end: (value: string) => void
    readonly fail: (error: Error) => void
  }[] = []
  const work = (shared: Ask) =>
    new Promise<string>((end, fail) => {
      begun.push({ shared, end, fail })
      shared.signal.addEventListener('abort', () => fail(new Error('given up')))
    })
  return {
    begun,
    share: (ask: Ask, key = 'key') => flights.share(key, ask, work),
    join: (ask: Ask) => flights.join('key', ask, work),
  }
}

test('callers of one key share one result, and a later caller begins anew', async () => {
  const { begun, share } = setUp()
  const answers = [share(toAsk(1)), share(toAsk(2)), share(toAsk(3), 'another key')]
  assert.equal(begun.length, 2)
  begun[0]?.end('one')
  begun[1]?.end('other')
  assert.deepEqual(await Promise.all(answers), ['one', 'one', 'other'])
  const later = share(toAsk(4))
  begun[2]?.end('later')
  assert.equal(await later, 'later')
})

test('a failure rejects every caller, and the next caller begins anew', async () => {
  const { begun, share } = setUp()
  const rejected = [share(toAsk(1)), share(toAsk(2))].map((answer) => assert.rejects(answer, /broken/))
  begun[0]?.fail(new Error('broken'))
  await Promise.all(rejected)
  const later = share(toAsk(3))
  begun[1]?.end('mended')
  assert.equal(await later, 'mended')
})

test('a caller that leaves is rejected at once, and the work goes on for the others', async () => {
  const { begun, share } = setUp()
  const leaving = new AbortController()
  const gone = share(toAsk(1, { signal: leaving.signal }))
  const stays = share(toAsk(2))
  leaving.abort(new Error('left'))
  await assert.rejects(gone, /left/)
  assert.equal(begun[0]?.shared.signal.aborted, false)
  begun[0]?.end('done')
  assert.equal(await stays, 'done')
})

test('the last caller to leave ends the work, and a newcomer begins anew', async () => {
  const { begun, share } = setUp()
  const leaving = [new AbortController(), new AbortController()]
  const rejected = leaving.map(({ signal }, index) => assert.rejects(share(toAsk(index, { signal })), /left/))
  for (const one of leaving) one.abort(new Error('left'))
  await Promise.all(rejected)
  assert.equal(begun[0]?.shared.signal.aborted, true)
  assert.match(String(begun[0]?.shared.signal.reason), /left/)
  const newcomer = share(toAsk(3))
  assert.equal(begun.length, 2)
  begun[1]?.end('anew')
  assert.equal(await newcomer, 'anew')
})

test('a newcomer in the tick in which the last caller leaves keeps the work alive', async () => {
  const { begun, share } = setUp()
  const leaving = new AbortController()
  const rejected = assert.rejects(share(toAsk(1, { signal: leaving.signal })), /left/)
  leaving.abort(new Error('left'))
  const newcomer = share(toAsk(2))
  await rejected
  assert.deepEqual([begun.length, begun[0]?.shared.signal.aborted], [1, false])
  begun[0]?.end('kept')
  assert.equal(await newcomer, 'kept')
})

test('a caller of join gets the outcome of the work, even after leaving', async () => {
  const { begun, join } = setUp()
  const leaving = [new AbortController(), new AbortController()]
  const [first, second] = leaving.map(({ signal }, index) => join(toAsk(index, { signal })))
  leaving[0]?.abort(new Error('left'))
  await Promise.resolve()
  assert.equal(begun[0]?.shared.signal.aborted, false)
  begun[0]?.end('done')
  assert.deepEqual(await Promise.all([first, second]), ['done', 'done'])
  const last = join(toAsk(3, { signal: leaving[0]!.signal }))
  await assert.rejects(last, /given up/)
})

test('an operation with two calls leaves once', async () => {
  const { begun, share } = setUp()
  const leaving = new AbortController()
  const ask = toAsk(1, { signal: leaving.signal })
  const answers = [share(ask), share(ask)].map((answer) => assert.rejects(answer, /left/))
  leaving.abort(new Error('left'))
  await Promise.all(answers)
  assert.equal(begun[0]?.shared.signal.aborted, true)
})

test('an aborted caller leaves no work behind', async () => {
  const { begun, share } = setUp()
  const signal = AbortSignal.abort(new Error('left'))
  await assert.rejects(share(toAsk(1, { signal })), /left/)
  assert.equal(begun[0]?.shared.signal.aborted ?? true, true)
})

test('a shared ask has the highest priority and the latest deadline of its callers', () => {
  const asks = new Set([toAsk(1, { priority: 'BACKGROUND' }), toAsk(7, { priority: 'BACKGROUND' })])
  const shared = createSharedAsk(
    () => asks,
    new AbortController().signal,
    () => {},
  )
  assert.deepEqual([shared.operations, shared.priority, shared.deadlineAt], [[1, 7], 'BACKGROUND', 7000])
  asks.add(toAsk(3, { operations: [7, 3] }))
  assert.deepEqual([shared.operations, shared.priority], [[1, 7, 3], 'INTERACTIVE'])
})

test('a shared ask has the strictest freshness of its callers', () => {
  const asks = new Set([toAsk(1)])
  const shared = createSharedAsk(
    () => asks,
    new AbortController().signal,
    () => {},
  )
  assert.equal(shared.freshness, undefined)
  asks.add(toAsk(2, { freshness: { maxAgeMs: 9000, maxStaleMs: null, onlyIfCached: false } }))
  asks.add(toAsk(3, { freshness: { maxAgeMs: 5000, maxStaleMs: null, onlyIfCached: true } }))
  assert.deepEqual(shared.freshness, { maxAgeMs: 5000, maxStaleMs: null, onlyIfCached: false })
})

test('untilAborted waits for the promise until the signal aborts', async () => {
  const { signal } = new AbortController()
  assert.equal(await untilAborted(Promise.resolve('kept'), signal), 'kept')
  await assert.rejects(untilAborted(Promise.reject(new Error('broken')), signal), /broken/)
  const aborted = AbortSignal.abort('a reason that is no error')
  await assert.rejects(untilAborted(new Promise(() => {}), aborted), /no longer wanted/)
})
