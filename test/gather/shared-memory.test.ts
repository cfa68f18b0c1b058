// Instances with one shared memory over one account, on a virtual clock:
// the list of upstream requests is that of one instance.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { costOf } from '../bench/boards.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { createMemoryRedis } from '../support/memory-redis.ts'

const SECRET = 'a secret that instances share, 32'
const CALLS = '{ calls(first: 20) { nodes { id status } accounts { state asOf } } }'

function setUp(answer?: (request: Request) => Promise<Response> | undefined, options: object = {}) {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, scale: 0.05, lively: false, ...options })
  const store = createMemoryRedis(clock)
  const fetch = async (request: Request) => (await answer?.(request)) ?? sandbox.ujet(request)
  const instance = (secret = SECRET): Stage =>
    createStageOver(sandbox, clock, fetch, {}, { sharedMemory: { redis: store.redis, secret } })
  const [a, b] = [instance(), instance()]
  const ids = sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)
  return { clock, sandbox, store, instance, a, b, ids }
}

const emails = (stage: Stage, ids: readonly string[]) =>
  stage.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }', { ids })

test('a page that another instance has just read is not asked for, and says how old it is', async () => {
  const { clock, a, b } = setUp()
  const first = await a.ask(CALLS)
  const asOf = first.data.calls.accounts[0].asOf
  await clock.sleep(4000)
  assert.equal(a.sent().length, 1)
  const second = await b.ask(CALLS)
  assert.deepEqual(b.sent().slice(1), [])
  assert.deepEqual(second.data.calls, first.data.calls)
  assert.equal(second.data.calls.accounts[0].asOf, asOf)
  const { requests, saved, asOf: billed } = second.extensions.upstream
  assert.deepEqual(requests, [])
  assert.deepEqual([saved.elsewhere, saved.cached, saved.shared, billed], [1, 0, 0, asOf])
})

test('a page older than its ttl, or than a client tolerates, is asked for again', async () => {
  const { clock, a, b } = setUp()
  await a.ask(CALLS)
  await clock.sleep(7000)
  a.sent()
  const { data } = await b.ask(CALLS, {}, { 'x-freshness': 'max-age=5' })
  assert.equal(a.sent().length, 1)
  assert.equal(Date.parse(data.calls.accounts[0].asOf), clock.now())
  await clock.sleep(11_000)
  await b.ask(CALLS, {}, { 'x-freshness': 'max-age=20, max-stale=0' })
  assert.equal(a.sent().length, 1)
})

test('a count of another instance is no total of younger rows', async () => {
  const callAt = (id: number, at: number, changedAt = at) => ({
    id,
    created_at: toRfc3339(at),
    updated_at: toRfc3339(changedAt),
  })
  const start = createVirtualClock().now()
  const calls = Array.from({ length: 30 }, (_, index) => callAt(30 - index, start - index * 60_000))
  const { clock, sandbox, a, b } = setUp(undefined, { rows: { calls }, clamp: 5 })
  const totalAt = async (stage: Stage, seconds: number) => {
    await clock.sleep(start + seconds * 1000 - clock.now())
    const { data } = await stage.ask(
      '{ calls(first: 5) { totalCount } }',
      {},
      { 'x-freshness': 'max-stale=0' },
    )
    return data.calls.totalCount
  }
  const add = (id: number, at: number) => sandbox.data.calls.push(callAt(id, at, clock.now()))
  assert.deepEqual([await totalAt(a, 0), await totalAt(b, 3), await totalAt(a, 25)], [30, 30, 30])
  await clock.sleep(8000)
  add(31, start - 25.5 * 60_000)
  assert.equal(await totalAt(a, 36), 31, 'counted again: a row came below the page')
  await clock.sleep(2000)
  add(32, clock.now())
  assert.equal(await totalAt(b, 41), 32)
})

test('of a batch only the rows that no other instance has read are asked for', async () => {
  const { clock, a, b, ids } = setUp()
  await emails(a, ids.slice(0, 3))
  await clock.sleep(60_000)
  assert.equal(a.sent().length, 1)
  const { data } = await emails(b, ids.slice(1, 5))
  assert.deepEqual(
    data.nodes.map((row: { id: string }) => row.id),
    ids.slice(1, 5),
  )
  const [sent = '', ...others] = a.sent()
  assert.deepEqual(others, [])
  const asked = [...sent.matchAll(/id\[\]=(\w+)/g)].map(([, id]) => `agent:ujet:${id}`)
  assert.deepEqual(asked.toSorted(), ids.slice(3, 5).toSorted())

  const all = await emails(b, ids.slice(0, 5))
  assert.deepEqual(a.sent(), [])
  const { requests, saved } = all.extensions.upstream
  assert.deepEqual([requests, saved.elsewhere, saved.cached, saved.batched], [[], 1, 4, 0])
})

test('a row from another instance keeps its age', async () => {
  const { clock, a, b, ids } = setUp()
  await emails(a, ids.slice(0, 1))
  await clock.sleep(200_000)
  await emails(b, ids.slice(0, 1))
  assert.equal(a.sent().length, 1)
  await clock.sleep(99_000)
  await emails(b, ids.slice(0, 1))
  assert.equal(a.sent().length, 0)
  // Agents are kept for 300 s, wherever they were read.
  await clock.sleep(2000)
  await emails(b, ids.slice(0, 1))
  await clock.sleep(2000)
  assert.equal(a.sent().length, 1)
})

test('a request that finds its answer leaves its slot to the next one', async () => {
  const { clock, a, b, ids } = setUp()
  await a.ask(CALLS)
  await clock.sleep(2000)
  a.sent()
  const startedAt = clock.now()
  await Promise.all([b.ask(CALLS), emails(b, ids.slice(0, 2))])
  assert.equal(a.sent().length, 1)
  assert.ok(clock.now() - startedAt < 500, `${clock.now() - startedAt} ms`)
})

test('errors are not shared', async () => {
  let status = 400
  const { clock, store, a, b } = setUp(async () =>
    status === 200 ? Response.json([{ unknown: 'shape' }]) : Response.json({ message: 'no' }, { status }),
  )
  for (const next of [400, 200]) {
    status = next
    for (const stage of [a, b]) {
      const { errors } = await stage.ask(CALLS)
      assert.equal(errors.length, 1)
      await clock.sleep(2000)
    }
  }
  assert.equal(store.entries.size, 0)
})

test('boards on three instances cost one request an interval, as on one', async () => {
  const [one, three] = [await costOf(4, 1, 'own'), await costOf(4, 3, 'shared')]
  assert.deepEqual([one.first, three.first], [4, 4])
  assert.ok(three['a minute'] <= three.floor, `${three['a minute']} requests a minute`)
  const apart = await costOf(4, 3, 'own')
  assert.ok(apart['a minute'] >= 2 * three['a minute'])
})

test('an instance with another secret asks for itself', async () => {
  const { clock, a, instance } = setUp()
  const c = instance('another secret of 32 characters.')
  const first = await a.ask(CALLS)
  await clock.sleep(2000)
  a.sent()
  const second = await c.ask(CALLS)
  assert.equal(a.sent().length, 1)
  assert.deepEqual(second.data.calls.nodes, first.data.calls.nodes)
})

test('a Redis that is away costs nothing but the savings', async () => {
  for (const how of ['unconnected', 'failing', 'slow'] as const) {
    const { clock, store, a, b } = setUp()
    store.goAway(how)
    for (const stage of [a, b]) {
      const { errors } = await stage.ask(CALLS)
      assert.deepEqual(errors, [])
      await clock.sleep(2000)
    }
    assert.equal(a.sent().length, 2)
    const outcomes = b.events.flatMap((event) => (event.type === 'looked' ? event.outcome : []))
    assert.deepEqual(outcomes, ['UNREACHABLE'])
  }
})
