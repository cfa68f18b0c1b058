// The bill of an operation: its requests, who paid for them, and the requests it saved.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const CALLS =
  '{ calls(first: 20) { nodes { id agent { id avatarUrl } menu { id name } } pageInfo { endCursor } } }'
const AFTER = 'query ($after: String) { calls(first: 20, after: $after) { nodes { id } } }'
const AGENTS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }'
const NOTHING = {
  embedded: 0,
  batched: 0,
  shared: 0,
  cached: 0,
  segment: 0,
  narrowed: 0,
  journal: 0,
  elsewhere: 0,
}

test('the bill lists each request with its attempts, status and times', async () => {
  const { ask } = createStage()
  const { extensions } = await ask('{ a: agents { nodes { id } } b: menuTree { nodes { id } } }')
  const [first, second] = extensions.upstream.requests
  const common = {
    account: 'ujet',
    kind: 'LIST',
    lane: 'INTERACTIVE',
    attempts: 1,
    status: 200,
    shared: false,
  }
  assert.deepEqual({ ...first, rows: 0 }, { ...common, noun: 'AGENT', rows: 0, queueMs: 0, networkMs: 0 })
  assert.deepEqual(
    { ...second, rows: 0 },
    { ...common, noun: 'MENU_TREE', rows: 0, queueMs: 1040, networkMs: 0 },
  )
  assert.ok((first?.rows ?? 0) > 0)
  assert.deepEqual(extensions.upstream.saved, NOTHING)
  assert.match(String(extensions.upstream.asOf), /^2026-01-15T12:00:0[01]\.\d{3}Z$/)
})

test('a retried request counts its attempts, and a failed one has no rows', async () => {
  const stage = createStage()
  let times = 0
  stage.sandbox.intercept = () => ((times += 1) === 1 ? new Response('', { status: 503 }) : undefined)
  const again = await stage.ask('{ menuTree { nodes { id } } }')
  assert.equal(again.extensions.upstream.requests[0]?.attempts, 2)
  stage.sandbox.intercept = () => new Response('', { status: 404 })
  const failed = await stage.ask('{ teamTree { nodes { id } } }')
  const [request] = failed.extensions.upstream.requests
  assert.deepEqual([request?.rows, request?.status, failed.extensions.upstream.asOf], [0, 404, null])
})

test('the bill lists a sign-in beside the request it was for', async () => {
  const { ask } = createFiveStage()
  const { extensions } = await ask('{ calls(filter: { vendors: [TWIN] }) { nodes { id } } }')
  const [signIn] = extensions.upstream.requests
  assert.deepEqual([signIn?.account, signIn?.noun, signIn?.kind], ['twin', null, 'SIGN_IN'])
})

test('each row embedded in another saves a look-up, also in lists', async () => {
  const { ask } = createStage()
  const { data, extensions } = await ask(CALLS)
  const rows = data.calls.nodes.flatMap(({ agent, menu }: Record<string, object | null>) =>
    [agent ?? [], menu ?? []].flat(),
  )
  assert.ok(rows.length > 20)
  assert.deepEqual(extensions.upstream.saved, { ...NOTHING, embedded: rows.length })
  const teams = await ask('{ agents(first: 5) { nodes { teams { name } } } }')
  const count = teams.data.agents.nodes.reduce(
    (sum: number, one: { teams: object[] | null }) => sum + (one.teams?.length ?? 0),
    0,
  )
  assert.ok(count > 0)
  assert.equal(teams.extensions.upstream.saved.embedded, count)
})

test('look-ups in one batch save all requests but one, counted by operation', async () => {
  const stage = createStage()
  const ids = stage.sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)
  const ask = async (from: number, to: number) =>
    (await stage.ask(AGENTS, { ids: ids.slice(from, to) })).extensions.upstream
  const alone = await ask(0, 4)
  assert.deepEqual(alone.saved, { ...NOTHING, batched: 3 })
  // The slot is still to open when the second one comes.
  const [first, second] = await Promise.all([ask(4, 7), ask(7, 9)])
  assert.deepEqual(
    [first.saved, second.saved],
    [
      { ...NOTHING, batched: 2 },
      { ...NOTHING, batched: 1, shared: 1 },
    ],
  )
  assert.deepEqual([first.requests[0]?.shared, second.requests[0]?.shared], [false, true])
})

test('a request that another operation pays for is shared', async () => {
  const { ask } = createStage()
  const [first, second] = await Promise.all([ask(CALLS), ask(CALLS)])
  assert.equal(first.extensions.upstream.saved.shared, 0)
  assert.equal(second.extensions.upstream.saved.shared, 1)
  assert.deepEqual(second.extensions.upstream.requests, [
    { ...first.extensions.upstream.requests[0], shared: true },
  ])
})

test('a cached answer saves its request and has a reading time', async () => {
  const stage = createStage()
  const { data, extensions } = await stage.ask(CALLS)
  const readAt = extensions.upstream.asOf
  await stage.clock.advance(5000)
  const again = await stage.ask(CALLS)
  assert.deepEqual(again.extensions.upstream.requests, [])
  assert.deepEqual([again.extensions.upstream.saved.cached, again.extensions.upstream.asOf], [1, readAt])
  const { endCursor: after } = data.calls.pageInfo
  const next = await stage.ask(AFTER, { after })
  assert.deepEqual(
    [next.extensions.upstream.saved, next.extensions.upstream.asOf],
    [{ ...NOTHING, segment: 1 }, readAt],
  )
})

test('each cached row saves one look-up', async () => {
  const stage = createStage()
  const query = '{ calls(first: 20) { nodes { agent { id email location teams { name } } } } }'
  const first = await stage.ask(query)
  assert.ok((first.extensions.upstream.saved.batched ?? 0) > 0)
  const again = await stage.ask(query)
  const ids = new Set(
    again.data.calls.nodes.flatMap(({ agent }: { agent: { id: string } | null }) => agent?.id ?? []),
  )
  assert.deepEqual(again.extensions.upstream.requests, [])
  assert.equal(again.extensions.upstream.saved.cached, 1 + ids.size)
})

test('savings are emitted once for each operation', async () => {
  const stage = createStage()
  const ids = stage.sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`).slice(0, 4)
  await stage.ask(AGENTS, { ids })
  const saved = stage.events.filter((event) => event.type === 'saved' && event.count > 0)
  assert.deepEqual(
    saved.map((event) => event.type === 'saved' && [event.by, event.count]),
    [['batched', 3]],
  )
})

test('an answer without the header has no bill', async () => {
  const { ask } = createStage({}, { alwaysReport: false })
  assert.equal((await ask('{ menuTree { nodes { id } } }')).extensions.upstream, undefined)
  const told = await ask('{ menuTree { nodes { id } } }', {}, { 'x-upstream': 'report' })
  assert.equal(told.extensions.upstream.saved.cached, 1)
})
