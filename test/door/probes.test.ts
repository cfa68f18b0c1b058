// Probes for balancers: alive while it answers, ready while it takes work.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStage, createStageOver } from '../support/gateway.ts'
import { get } from './probe.ts'
import { toPost } from '../support/post.ts'

const ready = async (stage: ReturnType<typeof createStage>) => {
  const { status, text } = await get(stage.gateway.probes, '/ready')
  return [status, JSON.parse(text)]
}

test('a new gateway is alive and ready', async () => {
  const stage = createStage()
  const { status, text } = await get(stage.gateway.probes, '/health')
  assert.deepEqual([status, JSON.parse(text).status], [200, 'alive'])
  assert.deepEqual(await ready(stage), [
    200,
    { status: 'ready', accounts: [{ account: 'ujet', state: 'UP' }] },
  ])
  assert.deepEqual(stage.sent(), [])
})

test('a gateway whose accounts are all down stays ready, and an operation finds out that one is back', async () => {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, scale: 0.05 })
  let isDown = true
  const stage = createStageOver(sandbox, clock, (request) =>
    isDown ? Promise.resolve(new Response('{}', { status: 401 })) : sandbox.ujet(request),
  )
  await stage.ask('{ agents { nodes { name } } }')
  assert.deepEqual(await ready(stage), [
    200,
    { status: 'ready', accounts: [{ account: 'ujet', state: 'DOWN' }] },
  ])
  isDown = false
  await clock.sleep(60_000)
  // No request is sent by itself: a gateway without operations would stay DOWN.
  assert.deepEqual((await ready(stage))[1].accounts, [{ account: 'ujet', state: 'DOWN' }])
  await stage.ask('{ agents { nodes { name } } }')
  assert.deepEqual((await ready(stage))[1].accounts, [{ account: 'ujet', state: 'UP' }])
})

test('a draining gateway is not ready', async () => {
  const stage = createStage()
  stage.gateway.probes.drain()
  const [status, { status: word }] = await ready(stage)
  assert.deepEqual([status, word], [503, 'draining'])
})

test('a request has one id, the client’s if harmless', async () => {
  const stage = createStage()
  const idOf = async (given?: string) => {
    const headers = { 'content-type': 'application/json', ...(given && { 'x-request-id': given }) }
    const body = '{"query":"{ accounts { name } }"}'
    const response = await stage.gateway.fetch(
      new Request('http://gateway.test/graphql', { method: 'POST', headers, body }),
    )
    const event = stage.events.findLast(({ type }) => type === 'operation')
    assert.ok(event?.type === 'operation')
    assert.equal(response.headers.get('x-request-id'), event.requestId)
    return event.requestId
  }
  assert.equal(await idOf('order-4711_a'), 'order-4711_a')
  for (const harmful of ['a b', 'x'.repeat(65), 'anna@example.com', '{}'])
    assert.match(await idOf(harmful), /^[0-9a-f-]{36}$/)
  assert.notEqual(await idOf(), await idOf())
})

test('the log has an operation’s name and hash, and no other text of a client', async () => {
  const stage = createStage()
  const send = async (body: object) => {
    await stage.gateway.fetch(new Request('http://gateway.test/graphql', toPost(body)))
    const event = stage.events.findLast(({ type }) => type === 'operation')
    return event?.type === 'operation' ? [event.name, event.hash] : []
  }
  const query = 'query Names { accounts { name } }'
  const hash = createHash('sha256').update(query).digest('hex')
  assert.deepEqual(await send({ query, operationName: 'Names' }), ['Names', hash])
  const anna = 'anna@example.com'
  await send({ query, operationName: anna, variables: { anna } })
  assert.ok(!JSON.stringify(stage.events).includes(anna))
})
