// Refreshes of cached lists: requests, rows, and clients that page meanwhile.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createStage } from '../support/gateway.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const SECOND = 1000
const HOUR = 3600 * SECOND

/** Calls an hour apart, newest first, five a page. */
function open(count = 12, more: object = {}): Stage {
  const calls = Array.from({ length: count }, (_, index) => {
    const at = toRfc3339(NOW - (index + 1) * HOUR)
    return { id: count - index, created_at: at, updated_at: at, status: 'finished', ...more }
  })
  return createStage({ rows: { calls }, clamp: 5 })
}

/** Changes a call now, or adds it. */
function change({ sandbox, clock }: Stage, id: number, values: object = {}): void {
  const { calls } = sandbox.data
  const at = calls.findIndex((call) => call.id === id)
  const changed = { ...calls[at], id, ...values, updated_at: toRfc3339(clock.now()) }
  if (at < 0) calls.push(changed)
  else calls[at] = changed
}

interface Asked {
  readonly ids: string
  readonly total: number | null
  readonly end: string
  readonly asOf: number
  /** Requests on the client's bill. */
  readonly cost: number
}

async function ask(
  stage: Stage,
  { first = 100, after = null, filter = {} }: { first?: number; after?: string | null; filter?: object } = {},
  headers: Record<string, string> = {},
  state = 'COMPLETE',
): Promise<Asked> {
  const { data, errors, extensions } = await stage.ask(
    `query ($first: Int!, $after: String, $filter: CallFilter) {
      calls(first: $first, after: $after, filter: $filter) {
        nodes { vendorId } totalCount pageInfo { endCursor } accounts { state asOf }
      }
    }`,
    { first, after, filter },
    headers,
  )
  assert.deepEqual(errors, [])
  const { nodes, totalCount, pageInfo, accounts } = data.calls
  assert.equal(accounts[0].state, state)
  return {
    ids: nodes.map(({ vendorId }: { vendorId: string }) => vendorId).join(' '),
    total: totalCount,
    end: pageInfo.endCursor,
    asOf: Date.parse(accounts[0].asOf) - NOW,
    cost: extensions.upstream.requests.length,
  }
}

/** Waits for background requests. */
async function allIsQuiet({ clock }: Stage): Promise<void> {
  await clock.advance(5 * SECOND)
  for (let rounds = 0; rounds < 50; rounds += 1) await new Promise((resolve) => setImmediate(resolve))
}

const DOWN = '12 11 10 9 8 7 6 5 4 3 2 1'

test('a refresh requests changes since a minute before the last read', async () => {
  const stage = open(12, { call_duration: 60 })
  const filter = { status: ['COMPLETED'], durationSeconds: { from: 10 } }
  const first = await ask(stage, { filter })
  assert.deepEqual([first.ids, first.asOf, stage.sent().length], [DOWN, 0, 3])
  await stage.clock.advance(25 * SECOND)
  const again = await ask(stage, { filter })
  assert.deepEqual([again.ids, again.cost], [DOWN, 1])
  const since = '2026-01-15T11:59:00.000Z'
  const sort = 'sort_column=created_at&sort_direction=DESC'
  assert.deepEqual(stage.sent(), [`/calls?updated_at[from]=${since}&${sort}&page=1&per=100`])
  assert.ok(again.asOf >= 25 * SECOND)
})

test('a stale list is served at once and refreshed in the background', async () => {
  const stage = open()
  await ask(stage)
  change(stage, 13, { created_at: toRfc3339(NOW) })
  await stage.clock.advance(15 * SECOND)
  stage.sent()
  const stale = await ask(stage)
  assert.deepEqual([stale.ids, stale.asOf, stale.cost], [DOWN, 0, 0])
  await allIsQuiet(stage)
  assert.equal(stage.sent().length, 1)
  const young = await ask(stage)
  assert.deepEqual([young.ids, young.cost], [`13 ${DOWN}`, 0])
  assert.ok(young.asOf >= 15 * SECOND)
  const lanes = stage.events.flatMap((event) => (event.type === 'request' ? [event.lane] : []))
  assert.equal(lanes.at(-1), 'BACKGROUND')
})

test('changed rows are inserted, replaced, moved and removed', async () => {
  const stage = open(12)
  const filter = { status: ['COMPLETED'] }
  await ask(stage, { filter })
  await stage.clock.advance(30 * SECOND)
  change(stage, 20, { created_at: toRfc3339(NOW - 6.5 * HOUR), status: 'finished' })
  change(stage, 21, { created_at: toRfc3339(NOW - 7.5 * HOUR), status: 'connected' })
  change(stage, 10, { status: 'connected' })
  change(stage, 2, { created_at: toRfc3339(NOW - 1.5 * HOUR) })
  change(stage, 5, {})
  const { ids, total, cost } = await ask(stage, { filter })
  assert.deepEqual([ids, total, cost], ['12 2 11 9 8 7 20 6 5 4 3 1', 12, 1])
  await stage.clock.advance(30 * SECOND)
  change(stage, 10, { status: 'finished' })
  const back = await ask(stage, { filter })
  assert.deepEqual([back.ids, back.total, back.cost], ['12 2 11 10 9 8 7 20 6 5 4 3 1', 13, 1])
})

test('a change beyond the end waits for its page', async () => {
  const stage = open(30)
  await ask(stage, { first: 10 })
  await stage.clock.advance(30 * SECOND)
  change(stage, 40, { created_at: toRfc3339(NOW - 12.5 * HOUR) })
  change(stage, 5, {})
  stage.sent()
  const one = await ask(stage, { first: 10 })
  // One request for changes, and one for the total.
  assert.deepEqual([one.ids, one.cost, one.total], ['30 29 28 27 26 25 24 23 22 21', 2, 31])
  const two = await ask(stage, { first: 10, after: one.end })
  assert.equal(two.ids, '20 19 40 18 17 16 15 14 13 12')
})

test('a total stays exact', async () => {
  const stage = open(30)
  assert.equal((await ask(stage, { first: 10 })).total, 30)
  await stage.clock.advance(30 * SECOND)
  change(stage, 31, { created_at: toRfc3339(NOW) })
  assert.equal((await ask(stage, { first: 10 })).total, 31)
  await stage.clock.advance(30 * SECOND)
  change(stage, 40, { created_at: toRfc3339(NOW - 20.5 * HOUR) })
  assert.equal(
    (await ask(stage, { first: 10 })).total,
    32,
    'whether it is new cannot be known, so it is asked',
  )
})

test('a total that a change beyond the end has cost comes back with the list’s page', async () => {
  const stage = open(30)
  await ask(stage, { first: 5 })
  stage.sent()
  const steps: [number | null, number][] = []
  // The first row comes late; the others are new.
  for (const hours of [20.5, 0, 0]) {
    await stage.clock.advance(61 * SECOND)
    const { calls } = stage.sandbox.data
    change(stage, calls.length + 1, { created_at: toRfc3339(stage.clock.now() - hours * HOUR) })
    steps.push([(await ask(stage, { first: 5 })).total, stage.sent().length])
  }
  // Changes and a count, then the page, then changes alone.
  assert.deepEqual(steps, [
    [31, 2],
    [32, 1],
    [33, 1],
  ])
})

test('a call that moves from beyond the end leaves the total as it is', async () => {
  const stage = open(30, { queued_at: null })
  const orderBy = { field: 'QUEUED_AT', direction: 'DESC' }
  const { calls } = stage.sandbox.data
  for (const [index, call] of calls.entries()) call.queued_at = toRfc3339(NOW - (index + 1) * HOUR)
  const total = async () => {
    const { data } = await stage.ask(
      'query ($orderBy: CallOrder) { calls(first: 5, orderBy: $orderBy) { totalCount } }',
      { orderBy },
    )
    return data.calls.totalCount
  }
  assert.equal(await total(), 30)
  await stage.clock.advance(30 * SECOND)
  change(stage, 3, { queued_at: toRfc3339(NOW - 1.5 * HOUR) })
  assert.equal(await total(), 30)
})

test('paging during a refresh loses and repeats no row', async () => {
  const stage = open(30)
  const one = await ask(stage, { first: 8 })
  await ask(stage, { first: 20 })
  await stage.clock.advance(30 * SECOND)
  change(stage, 31, { created_at: toRfc3339(NOW) })
  change(stage, 40, { created_at: toRfc3339(NOW - 3.5 * HOUR) })
  change(stage, 41, { created_at: toRfc3339(NOW - 9.5 * HOUR) })
  change(stage, 21, { created_at: null })
  const head = await ask(stage, { first: 8 })
  assert.equal(head.ids, '31 30 29 28 40 27 26 25')
  const two = await ask(stage, { first: 8, after: one.end })
  assert.deepEqual([one.ids, two.ids], ['30 29 28 27 26 25 24 23', '22 41 20 19 18 17 16 15'])
})

test('too many changes make the list be read again', async () => {
  const stage = open(20)
  await ask(stage)
  await stage.clock.advance(30 * SECOND)
  for (let id = 1; id <= 15; id += 1) change(stage, id, { rating: 3 })
  stage.sent()
  const { ids } = await ask(stage, { first: 5 })
  assert.equal(ids, '20 19 18 17 16')
  const sent = stage.sent()
  // Half of the list's pages in changes, then its first page.
  assert.deepEqual(
    sent.map((request) => request.includes('updated_at[from]')),
    [true, true, true, false],
  )
  await stage.clock.advance(30 * SECOND)
  await ask(stage, { first: 5 })
  assert.equal(stage.sent().length, 1)
})

test('concurrent clients share one refresh', async () => {
  const stage = open()
  await ask(stage)
  await stage.clock.advance(30 * SECOND)
  stage.sent()
  const answers = await Promise.all([1, 2, 3].map(() => ask(stage)))
  assert.deepEqual(
    answers.map(({ ids }) => ids),
    [DOWN, DOWN, DOWN],
  )
  assert.equal(stage.sent().length, 1)
})

test('a failed refresh changes neither rows nor age', async () => {
  const stage = open()
  await ask(stage)
  await stage.clock.advance(30 * SECOND)
  stage.sandbox.intercept = () => new Response('{}', { status: 500 })
  const { ids, asOf } = await ask(stage, {}, {}, 'STALE')
  assert.deepEqual([ids, asOf], [DOWN, 0])
  const { errors } = await stage.ask('{ calls { nodes { id } } }', {}, { 'x-freshness': 'max-age=5' })
  assert.equal(errors.length, 1)
  stage.sandbox.intercept = undefined
  await stage.clock.advance(60 * SECOND)
  change(stage, 12, { created_at: toRfc3339(NOW - 20 * HOUR) })
  assert.equal((await ask(stage)).ids, '11 10 9 8 7 6 5 4 3 2 1 12')
})

test('a client’s max-age is met by a refresh too', async () => {
  const stage = open()
  await ask(stage)
  await stage.clock.advance(6 * SECOND)
  change(stage, 13, { created_at: toRfc3339(NOW) })
  const young = await ask(stage, {}, { 'x-freshness': 'max-age=5' })
  assert.deepEqual([young.ids, young.cost], [`13 ${DOWN}`, 1])
})

test('a deleted row leaves when the list is read again', async () => {
  const stage = open()
  await ask(stage)
  stage.sandbox.data.calls.splice(3, 1)
  for (let hours = 0.5; hours < 24; hours += 0.5) {
    await stage.clock.advance(HOUR / 2 - 2 * SECOND)
    assert.equal((await ask(stage)).ids, DOWN)
  }
  await stage.clock.advance(HOUR)
  assert.equal((await ask(stage)).ids, DOWN.replace(' 9', ''))
})
