// Rows by id: cached, shared, in batches or one by one.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from '../support/gateway.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

const calls = Array.from({ length: 6 }, (_, index) => ({
  id: index + 1,
  created_at: `2026-01-15T0${index}:00:00.000Z`,
  status: 'finished',
}))
const ids = calls.map(({ id }) => `call:ujet:${id}`)

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Call { startedAt } } }'
const found = (data: any) => data.nodes.map((node: { id: string } | null) => node?.id ?? null)

function fetchOf({ gateway }: Stage, query: string, signal: AbortSignal): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ query })
  const request = new Request('http://gateway.test/graphql', { method: 'POST', headers, body, signal })
  return gateway.fetch(request).catch(() => null)
}

for (const unproven of ['ignored', 'refused'] as const) {
  test(`batches that are ${unproven} are tried once, then ids are looked up one by one`, async () => {
    const stage = createStage({ rows: { calls }, unproven })
    const wanted = [...ids.slice(0, 3), 'call:ujet:77']
    const { data } = await stage.ask(NODES, { ids: wanted })
    assert.deepEqual(found(data), [...ids.slice(0, 3), null])
    const [first, ...others] = stage.sent()
    assert.match(first ?? '', /^\/calls\?page=1&per=100&id\[\]=1/)
    // Rows of the wrong answer count; only missing ids are sent again.
    // One id may cause the refusal: it is tried both ways.
    const single = ['/calls?page=1&per=100&id[]=1', '/calls/1', '/calls/2', '/calls/3', '/calls/77']
    assert.deepEqual(others, unproven === 'ignored' ? ['/calls/77'] : single)
    await stage.clock.advance(4_000_000)
    await stage.ask(NODES, { ids: ['call:ujet:2'] })
    assert.deepEqual(stage.sent(), ['/calls/2'])
  })
}

test('an id that fails does not fail others', async () => {
  const stage = createStage({ rows: { calls }, unproven: 'refused' })
  stage.sandbox.intercept = (request) =>
    request.url.endsWith('/calls/3') ? new Response('{}', { status: 503 }) : undefined
  const { data, errors } = await stage.ask(NODES, { ids })
  assert.deepEqual(found(data), ids.with(2, null as never))
  assert.deepEqual(
    errors.map(({ path, extensions }) => [path, extensions.code, extensions.account]),
    [[['nodes', 2], 'UPSTREAM_UNAVAILABLE', 'ujet']],
  )
})

test('a row of a whole list fails with its account’s error', async () => {
  const stage = createStage()
  stage.sandbox.intercept = () => new Response('{}', { status: 503 })
  for (const query of [
    '{ campaign(id: "campaign:ujet:1") { name } }',
    '{ node(id: "agent-status:ujet:0") { id } }',
  ]) {
    const { errors } = await stage.ask(query)
    assert.deepEqual(
      [errors[0]?.extensions.code, errors[0]?.extensions.account],
      ['UPSTREAM_UNAVAILABLE', 'ujet'],
    )
  }
})

test('a row looked up for a client that left is cached', async () => {
  const stage = createStage({ rows: { calls } })
  const leave = new AbortController()
  let reached = () => {}
  const onItsWay = new Promise<void>((resolve) => (reached = resolve))
  stage.sandbox.intercept = () => {
    reached()
    return stage.clock.sleep(800).then(() => undefined as never)
  }
  const query = '{ call(id: "call:ujet:1") { startedAt } }'
  const left = fetchOf(stage, query, leave.signal)
  await onItsWay
  leave.abort()
  await left
  await stage.clock.sleep(1000)
  const { data } = await stage.ask(query)
  assert.equal(data.call.startedAt, calls[0]?.created_at)
  assert.equal(stage.sent().length, 1)
})

test('a tiny cache costs requests and no rows', async () => {
  const stage = createStage({}, { cacheBytes: 1 })
  const query =
    'query ($after: String) { calls(first: 50, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }'
  const given: string[] = []
  for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
    const { data }: { data: any } = await stage.ask(query, { after })
    given.push(...data.calls.nodes.map(({ id }: { id: string }) => id))
    ;({ endCursor: after, hasNextPage } = data.calls.pageInfo)
    assert.ok(given.length <= 317)
  }
  assert.equal(new Set(given).size, 317)
  assert.ok(stage.sent().length >= 7)
})
