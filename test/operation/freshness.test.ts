// Cached values: fresh for their ttl, then stale-while-revalidate, then stale-if-error for an hour.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

const SECOND = 1000

/** A list or row, its operation and ttl, and a field that changes. */
interface Kind {
  readonly what: string
  readonly query: string
  readonly lifetimeMs: number
  readonly read: (data: any) => unknown
  /** Changes the vendor's row. */
  readonly change: (stage: Stage) => void
}

const settled = { id: 7, created_at: '2026-01-15T10:00:00Z', ends_at: '2026-01-15T10:10:00Z', rating: 1 }
const underWay = { id: 8, created_at: '2026-01-15T11:58:00Z', ends_at: null, rating: 1 }

const rateAll = ({ sandbox }: Stage) => sandbox.data.calls.forEach((call) => (call.rating = 5))
const renameAll = (collection: 'agents' | 'menus' | 'teams') => (stage: Stage) =>
  stage.sandbox.data[collection].forEach((row) => Object.assign(row, { name: 'Later', first_name: 'Later' }))

const agent = { id: 1, first_name: 'Once', last_name: 'x' }
const menu = { id: 3, name: 'Once', deleted: false, parent_id: null }
const team = { id: 4, name: 'Once', deleted: false, parent_id: null }
const child = { ...menu, id: 5, parent_id: 3 }

const KINDS: readonly Kind[] = [
  {
    what: 'the newest page of calls',
    query: '{ calls { nodes { rating } accounts { state asOf upstreamRequests } } }',
    lifetimeMs: 10 * SECOND,
    read: (data) => data.calls.nodes[0].rating,
    change: rateAll,
  },
  {
    what: 'the list of agents',
    query: '{ agents { nodes { firstName } accounts { state asOf upstreamRequests } } }',
    lifetimeMs: 300 * SECOND,
    read: (data) => data.agents.nodes[0].firstName,
    change: renameAll('agents'),
  },
  {
    what: 'the list of menus',
    query: '{ menus { nodes { name } accounts { state asOf upstreamRequests } } }',
    lifetimeMs: 600 * SECOND,
    read: (data) => data.menus.nodes[0].name,
    change: renameAll('menus'),
  },
  {
    what: 'a call that goes on',
    query: '{ call(id: "call:ujet:8") { rating } }',
    lifetimeMs: 10 * SECOND,
    read: (data) => data.call.rating,
    change: rateAll,
  },
  {
    what: 'a call that ended long ago',
    query: '{ call(id: "call:ujet:7") { rating } }',
    lifetimeMs: 3600 * SECOND,
    read: (data) => data.call.rating,
    change: rateAll,
  },
  {
    what: 'an agent by id',
    query: '{ agent(id: "agent:ujet:1") { firstName } }',
    lifetimeMs: 300 * SECOND,
    read: (data) => data.agent.firstName,
    change: renameAll('agents'),
  },
  {
    what: 'a team by id',
    query: '{ team(id: "team:ujet:4") { name } }',
    lifetimeMs: 600 * SECOND,
    read: (data) => data.team.name,
    change: renameAll('teams'),
  },
]

function open(): Stage {
  const rows = { calls: [settled, underWay], agents: [agent], menus: [menu, child], teams: [team] }
  return createStage({ rows: structuredClone(rows) })
}

/** Waits for everything that needs no time. */
async function allIsQuiet(): Promise<void> {
  for (let rounds = 0; rounds < 30; rounds += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Returns the answer, its bill, and background requests. */
async function askOnce(stage: Stage, { query, read }: Kind) {
  stage.sent()
  const { data, errors, extensions } = await stage.ask(query)
  assert.deepEqual(errors, [])
  const cost = extensions.upstream.requests.length
  await allIsQuiet()
  return { value: read(data), cost, sent: stage.sent().length }
}

for (const kind of KINDS) {
  describe(kind.what, () => {
    test(`costs nothing again for ${kind.lifetimeMs / SECOND} seconds`, async () => {
      const stage = open()
      const { value } = await askOnce(stage, kind)
      kind.change(stage)
      await stage.clock.advance(kind.lifetimeMs - 2 * SECOND)
      assert.deepEqual(await askOnce(stage, kind), { value, cost: 0, sent: 0 })
    })

    test('is served at once while stale, and revalidated once in the background', async () => {
      const stage = open()
      const { value } = await askOnce(stage, kind)
      kind.change(stage)
      await stage.clock.advance(kind.lifetimeMs + SECOND)
      const before = stage.clock.now()
      const [one, two] = await Promise.all([stage.ask(kind.query), stage.ask(kind.query)])
      assert.equal(stage.clock.now(), before, 'nobody waited')
      assert.deepEqual(
        [one, two].map(({ data }) => kind.read(data)),
        [value, value],
      )
      assert.deepEqual([...one.extensions.upstream.requests, ...two.extensions.upstream.requests], [])
      await allIsQuiet()
      assert.equal(stage.sent().length, 1)
      const lanes = stage.events.flatMap((event) => (event.type === 'request' ? [event] : []))
      assert.deepEqual(
        lanes.map(({ lane, operations }) => [lane, operations.length]),
        [
          ['INTERACTIVE', 1],
          ['BACKGROUND', 0],
        ],
      )
      const later = await askOnce(stage, kind)
      assert.notEqual(later.value, value)
      assert.deepEqual([later.cost, later.sent], [0, 0])
    })

    test('is requested again when older', async () => {
      const stage = open()
      const { value } = await askOnce(stage, kind)
      kind.change(stage)
      await stage.clock.advance(2 * kind.lifetimeMs + SECOND)
      const later = await askOnce(stage, kind)
      assert.notEqual(later.value, value)
      assert.deepEqual([later.cost, later.sent], [1, 1])
    })

    test('is served for an hour when the vendor fails or misses the deadline', async () => {
      const stage = open()
      const { value } = await askOnce(stage, kind)
      stage.sandbox.intercept = () => new Response('{}', { status: 500 })
      await stage.clock.advance(kind.lifetimeMs + 3500 * SECOND)
      assert.equal((await askOnce(stage, kind)).value, value)
      stage.sandbox.intercept = () => new Promise<never>(() => {})
      const { data, errors } = await stage.ask(kind.query, {}, { 'x-deadline-ms': '3000' })
      assert.deepEqual([kind.read(data), errors], [value, []])
      await stage.clock.advance(200 * SECOND)
      const failed = await stage.ask(kind.query, {}, { 'x-deadline-ms': '3000' })
      assert.equal(failed.errors.length, 1)
    })
  })
}

const REPORT = `nodes { rating } totalCount accounts { state code retryAfterMs asOf upstreamRequests }`
const asOf = '2026-01-15T12:00:00.000Z'
const AS_READ = { state: 'COMPLETE', code: null, retryAfterMs: null, asOf }

test('rows served after an error are STALE, with `asOf`, code and `retryAfterMs`', async () => {
  const stage = open()
  const list = async (args = '') => (await stage.ask(`{ calls${args} { ${REPORT} } }`)).data.calls
  const first = await list()
  assert.deepEqual(first.accounts, [{ ...AS_READ, upstreamRequests: 1 }])
  await stage.clock.advance(9 * SECOND)
  assert.deepEqual((await list()).accounts, [{ ...AS_READ, upstreamRequests: 0 }])
  stage.sandbox.intercept = () => new Response('{}', { status: 429, headers: { 'retry-after': '1900' } })
  await stage.clock.advance(1700 * SECOND)
  const { accounts, nodes, totalCount } = await list()
  const [{ retryAfterMs, ...report }] = accounts
  assert.deepEqual([nodes, totalCount], [first.nodes, null])
  assert.deepEqual(report, { state: 'STALE', code: 'UPSTREAM_RATE_LIMITED', asOf, upstreamRequests: 0 })
  assert.ok(retryAfterMs > 1_890_000 && retryAfterMs <= 1_900_000, `${retryAfterMs}`)
  // STALE counts as complete.
  const required = await list('(requireComplete: true)')
  assert.equal(required.accounts[0].state, 'STALE')
  const { extensions } = await stage.ask(`{ calls { ${REPORT} } }`)
  assert.equal((extensions.upstream as unknown as { asOf: string }).asOf, asOf)
})

test('rows under revalidation are COMPLETE until it fails', async () => {
  const stage = open()
  const reportOf = async () => {
    const { data } = await stage.ask(`{ calls { ${REPORT} } }`)
    await allIsQuiet()
    const { state, code } = data.calls.accounts[0]
    return [state, code]
  }
  assert.deepEqual(await reportOf(), ['COMPLETE', null])
  await stage.clock.advance(11 * SECOND)
  stage.sandbox.intercept = () => new Response('{}', { status: 403 })
  assert.deepEqual(await reportOf(), ['COMPLETE', null])
  await stage.clock.advance(2 * SECOND)
  assert.deepEqual(await reportOf(), ['STALE', 'UPSTREAM_UNAUTHORIZED'])
  stage.sandbox.intercept = undefined
  await stage.clock.advance(61 * SECOND)
  assert.deepEqual(await reportOf(), ['COMPLETE', null])
})

test('later pages of a stale list, and whole lists, are STALE too', async () => {
  const agents = Array.from({ length: 5 }, (_, index) => ({ ...agent, id: index + 1 }))
  const stage = createStage({ rows: { agents } })
  const page = async (after: string | null) => {
    const { data } = await stage.ask(
      `query ($after: String) { agents(first: 2, after: $after) { pageInfo { endCursor } accounts { state code } } }`,
      { after },
    )
    return data.agents
  }
  await page(null)
  stage.sandbox.intercept = () => new Response('<p>Sorry')
  await stage.clock.advance(1200 * SECOND)
  const stale = [{ state: 'STALE', code: 'UPSTREAM_INVALID_RESPONSE' }]
  const first = await page(null)
  const second = await page(first.pageInfo.endCursor)
  assert.deepEqual([first.accounts, second.accounts], [stale, stale])
})

test('an id without a row is looked up once in thirty seconds', async () => {
  const stage = open()
  const find = async () => (await stage.ask('{ call(id: "call:ujet:9") { rating } }')).data.call
  assert.equal(await find(), null)
  await stage.clock.advance(29 * SECOND)
  assert.equal(await find(), null)
  assert.equal(stage.sent().length, 1)
  stage.sandbox.data.calls.push({ ...underWay, id: 9 })
  await stage.clock.advance(2 * SECOND)
  assert.deepEqual(await find(), { rating: 1 })
  assert.equal(stage.sent().length, 1)
})

test('a menu’s children are revalidated in the background', async () => {
  const stage = open()
  const query = '{ menu(id: "menu:ujet:3") { children { name } } }'
  const children = async () => (await stage.ask(query)).data.menu.children
  assert.deepEqual(await children(), [{ name: 'Once' }])
  renameAll('menus')(stage)
  await stage.clock.advance(601 * SECOND)
  stage.sent()
  assert.deepEqual(await children(), [{ name: 'Once' }])
  await allIsQuiet()
  await stage.clock.advance(5 * SECOND)
  assert.deepEqual(await children(), [{ name: 'Later' }])
  stage.sandbox.intercept = () => new Response('{}', { status: 500 })
  await stage.clock.advance(3000 * SECOND)
  assert.deepEqual(await children(), [{ name: 'Later' }])
})

test('a failed revalidation keeps the value, and the next client tries again', async () => {
  const stage = open()
  const [calls] = KINDS
  const { value } = await askOnce(stage, calls!)
  stage.sandbox.intercept = () => new Response('{}', { status: 500 })
  await stage.clock.advance(11 * SECOND)
  assert.equal((await askOnce(stage, calls!)).value, value)
  await stage.clock.advance(5 * SECOND)
  stage.sandbox.intercept = undefined
  rateAll(stage)
  assert.equal((await askOnce(stage, calls!)).value, value)
  await stage.clock.advance(2 * SECOND)
  assert.equal((await askOnce(stage, calls!)).value, 5)
})

test('a fresh row takes no opt-in field from a stale one', async () => {
  const stage = createFiveStage()
  const { data } = await stage.ask('{ calls(first: 1, filter: { vendors: [CALLCAP] }) { nodes { id } } }')
  const [{ id }] = data.calls.nodes
  const cost = async (query: string) => (await stage.ask(query)).extensions.upstream.requests.length
  assert.equal(await cost(`{ call(id: "${id}") { notes } }`), 1)
  assert.equal(await cost(`{ call(id: "${id}") { notes } }`), 0)
  await stage.clock.advance(3601 * SECOND)
  assert.equal(await cost('{ calls(first: 1, filter: { vendors: [CALLCAP] }) { nodes { id } } }'), 1)
  assert.equal(await cost(`{ call(id: "${id}") { status } }`), 0)
  assert.equal(await cost(`{ call(id: "${id}") { notes } }`), 1)
})
