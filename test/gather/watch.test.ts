// Pollers shared by watchers: looks, limits and ends.
import type { Ask } from '../../src/domain/ask.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LimitError, SignInExpiredError } from '../../src/domain/errors.ts'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { createWatches } from '../../src/gather/watch.ts'
import { createVirtualClock } from '../support/clock.ts'
import { DEFAULTS } from '../support/gateway.ts'

const BY = { viewer: EVERYBODY, client: '10.0.0.1/wallboard' }

test('a watcher with more than a hundred unread changes is ended alone', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock, DEFAULTS.gather.watchLimits)
  let looks = 0
  const counting = {
    key: 'count',
    everyMs: 1000,
    begin: () => async () => {
      looks += 1
      return { present: looks, change: looks }
    },
  }
  const [slow, quick] = [watches.open(counting, BY), watches.open(counting, BY)]
  const read: number[] = []
  await slow.next()
  for (let event = 0; event < 150; event += 1) read.push((await quick.next()).value)
  assert.deepEqual(
    read,
    Array.from({ length: 150 }, (_, index) => index + 1),
  )
  await assert.rejects(slow.next(), (error) => {
    assert.ok(error instanceof LimitError)
    assert.deepEqual([error.limit, error.value, error.maximum], ['unreadChanges', 101, 100])
    return true
  })
  assert.equal((await slow.next()).done, true)
  await quick.return?.()
  const seen = looks
  await clock.advance(60_000)
  assert.equal(looks, seen)
})

test('a new watcher gets the present state without a look', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock, DEFAULTS.gather.watchLimits)
  let looks = 0
  const still = {
    key: 'still',
    everyMs: 60_000,
    begin: () => async () => ({ present: (looks += 1), change: null }),
  }
  const first = watches.open(still, BY)
  assert.equal((await first.next()).value, 1)
  const second = watches.open(still, BY)
  assert.equal((await second.next()).value, 1)
  assert.equal(looks, 1)
  await Promise.all([first.return?.(), second.return?.()])
})

/** A watch that records the ask of each look. */
function recorded(key: string, asks: Ask[] = []) {
  const begin = () => async (ask: Ask) => {
    asks.push(ask)
    return { present: asks.length, change: asks.length }
  }
  return { asks, watch: { key, everyMs: 1000, begin } }
}

test('an unread watcher sends nothing, and frees its place when it leaves', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock, { watchers: 1, watchersPerClient: 1 })
  const { asks, watch } = recorded('unread')
  const unread = watches.open(watch, BY)
  await clock.advance(10_000)
  assert.throws(() => watches.open(watch, BY), LimitError)
  await unread.return?.()
  await watches.open(watch, BY).return?.()
  assert.equal(asks.length, 0)
})

test('watchers of one client are refused above its limit, and of all clients above the limit of the process', async () => {
  const watches = createWatches(createVirtualClock(), { watchers: 3, watchersPerClient: 2 })
  const { watch } = recorded('same')
  const open = (client: string) => watches.open(watch, { viewer: EVERYBODY, client })
  const [first] = [open('10.0.0.1/one'), open('10.0.0.1/two')]
  const refusal = (limit: string, value: number, maximum: number) => (error: unknown) => {
    assert.ok(error instanceof LimitError)
    assert.deepEqual([error.limit, error.value, error.maximum], [limit, value, maximum])
    return true
  }
  // A self-given name makes no new client.
  assert.throws(() => open('10.0.0.1/three'), refusal('watchersPerClient', 3, 2))
  open('10.0.0.2')
  assert.throws(() => open('10.0.0.3'), refusal('watchers', 4, 3))
  await first?.return?.()
  open('10.0.0.3')
})

test('persons who signed in with one application are clients of their own', () => {
  const watches = createWatches(createVirtualClock(), { watchers: 9, watchersPerClient: 1 })
  const open = (client: string) => watches.open(recorded('same').watch, { viewer: EVERYBODY, client })
  open('@board/ada')
  open('@board/bob')
  assert.throws(() => open('@board/ada'), LimitError)
})

test('the first look is interactive, later looks take the share of the client with the fewest watchers', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock, DEFAULTS.gather.watchLimits)
  const crowd = Array.from({ length: 9 }, (_, index) =>
    watches.open(recorded(`other ${index}`).watch, { viewer: EVERYBODY, client: 'crowd' }),
  )
  const { asks, watch } = recorded('shared')
  const one = watches.open(watch, { viewer: EVERYBODY, client: 'crowd' })
  await one.next()
  const other = watches.open(watch, { viewer: EVERYBODY, client: 'lonely' })
  await other.next()
  await clock.advance(1000)
  await other.next()
  await Promise.all([one, other, ...crowd].map(async (watcher) => watcher.return?.()))
  assert.deepEqual(
    asks.slice(0, 2).map(({ priority, client }) => [priority, client]),
    [
      ['INTERACTIVE', 'crowd'],
      ['BACKGROUND', 'lonely'],
    ],
  )
})

test('a watcher ends when the sign-in of its viewer expires, and the poller goes on for others', async () => {
  const clock = createVirtualClock()
  const watches = createWatches(clock, DEFAULTS.gather.watchLimits)
  const { watch } = recorded('expiring')
  const days = 30 * 86_400_000
  const signedIn = { viewer: { ...EVERYBODY, expiresAt: clock.now() + days }, client: '@app' }
  const [expiring, lasting] = [
    watches.open({ ...watch, everyMs: days / 4 }, signedIn),
    watches.open(watch, BY),
  ]
  for (let event = 0; event < 4; event += 1) assert.equal((await expiring.next()).done, false)
  await assert.rejects(
    (async () => {
      for (let event = 0; event < 3; event += 1) await expiring.next()
    })(),
    SignInExpiredError,
  )
  assert.equal((await expiring.next()).done, true)
  assert.equal((await lasting.next()).done, false)
  await lasting.return?.()
})
