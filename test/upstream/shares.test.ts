// The fair order of waiting requests.
import type { Claim } from '../../src/upstream/shares.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createShares } from '../../src/upstream/shares.ts'
import { createVirtualClock } from '../support/clock.ts'

const SLOT_MS = 1000

/** Named by client and number, e.g. `a1`. */
interface Request {
  readonly name: string
  readonly claims: readonly Claim[]
}

function request(name: string, more: Partial<Claim> = {}): Request {
  return {
    name,
    claims: [{ client: name.replace(/\d+$/, ''), priority: 'INTERACTIVE', askedAt: 0, ...more }],
  }
}

const requests = (...names: readonly string[]) => names.map((name) => request(name))

function setUp() {
  const clock = createVirtualClock(0)
  const { inTurn, served } = createShares(clock, SLOT_MS)
  const order = (waiting: readonly Request[]) =>
    Array.from(
      inTurn(waiting, ({ claims }) => claims),
      ([{ name }]) => name,
    )
  /** Serves up to so many requests, a slot apart. */
  async function serve(waiting: readonly Request[], count = waiting.length): Promise<string[]> {
    const left = [...waiting]
    const names: string[] = []
    while (left.length > 0 && names.length < count) {
      for (const [one, claim] of inTurn(left, ({ claims }) => claims)) {
        left.splice(left.indexOf(one), 1)
        names.push(one.name)
        served(claim)
        break
      }
      await clock.advance(SLOT_MS)
    }
    return names
  }
  return { clock, order, serve, served }
}

test('clients take turns, however many requests each has waiting', () => {
  const { order } = setUp()
  assert.deepEqual(order(requests('a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2')), [
    'a1',
    'b1',
    'c1',
    'a2',
    'c2',
    'a3',
    'a4',
  ])
})

test('the forecast order comes true if no request arrives', async () => {
  const waiting = [
    ...requests('a1', 'a2', 'x/a1', 'x/b1', 'x/b2', 'b1'),
    ...Array.from({ length: 12 }, (_, index) => request(`c${index}`, { priority: 'BACKGROUND' })),
    ...Array.from({ length: 12 }, (_, index) => request(`d${index}`)),
  ]
  const { order, serve } = setUp()
  const forecast = order(waiting)
  assert.deepEqual(await serve(waiting), forecast)
})

test('a group has one share, however many names it has', () => {
  const { order } = setUp()
  const many = requests('x/a1', 'x/b1', 'x/c1', 'x/d1', 'y/a1', 'y/a2')
  assert.deepEqual(order(many), ['x/a1', 'y/a1', 'x/b1', 'y/a2', 'x/c1', 'x/d1'])
})

test('names share the slots of their group', () => {
  const { order } = setUp()
  assert.deepEqual(order(requests('x/a1', 'x/a2', 'x/b1', 'y/1')), ['x/a1', 'y/1', 'x/b1', 'x/a2'])
})

test('a new client goes before the client served last, and behind those who have waited longer', async () => {
  const { clock, order, serve } = setUp()
  const flood = requests('a1', 'a2', 'a3', 'b1', 'b2', 'b3')
  assert.deepEqual(await serve(flood, 2), ['a1', 'b1'])
  const newcomer = request('c1', { askedAt: clock.now() - 100 })
  assert.deepEqual(order([...requests('a2', 'a3', 'b2', 'b3'), newcomer]), ['a2', 'c1', 'b2', 'a3', 'b3'])
})

test('newcomers cannot starve a waiting client', async () => {
  const { clock, serve } = setUp()
  await serve(requests('old1'))
  const waited: Request[] = [request('old2', { askedAt: clock.now() })]
  for (let count = 0; ; count += 1) {
    assert.ok(count < 5, 'newcomers went first all the time')
    waited.push(request(`new${'x'.repeat(count)}1`, { askedAt: clock.now() }))
    waited.push(request(`new${'y'.repeat(count)}1`, { askedAt: clock.now() }))
    const [name] = await serve(waited, 1)
    if (name === 'old2') break
    waited.splice(
      waited.findIndex((one) => one.name === name),
      1,
    )
  }
})

test('interactive requests go first, and background requests get one slot in ten', async () => {
  const { serve } = setUp()
  const interactive = Array.from({ length: 30 }, (_, index) => request(`a${index}`))
  const background = Array.from({ length: 5 }, (_, index) => request(`b${index}`, { priority: 'BACKGROUND' }))
  const names = await serve([...background, ...interactive])
  const places = names.flatMap((name, index) => (name.startsWith('b') ? [index] : []))
  assert.deepEqual(places, [9, 19, 29, 33, 34])
})

test('a shared request goes at the first turn of its callers, once for all', () => {
  const { order } = setUp()
  const [a, b] = [request('a1').claims, request('b1').claims]
  const shared = { name: 'shared', claims: [...a, ...b] }
  assert.deepEqual(order([...requests('a1', 'a2', 'b1'), shared]), ['a1', 'b1', 'a2', 'shared'])
  assert.deepEqual(order([shared, ...requests('a1', 'b1', 'c1')]), ['shared', 'b1', 'c1', 'a1'])
})

test('slots of one instant are shared like any others', () => {
  const { order, served } = setUp()
  const waiting = requests('a1', 'a2', 'b1', 'b2')
  for (const { claims } of requests('a0', 'b0', 'a0')) served(claims[0]!)
  assert.deepEqual(order(waiting), ['b1', 'a1', 'b2', 'a2'])
})
