/** Who gets in: credentials, paths, methods and the quota. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from './ask.ts'

test('without credentials or with wrong ones the answer is 401 with a message', async () => {
  const client = open({ username: 'acme', password: 'secret' })
  for (const headers of [
    {},
    { authorization: 'Bearer x' },
    { authorization: `Basic ${btoa('acme:wrong')}` },
  ]) {
    const { status, body } = await client.get('/agents', headers)
    assert.equal(status, 401)
    assert.equal(typeof body.message, 'string')
  }
  assert.equal((await client.get('/agents', { authorization: `Basic ${btoa('acme:secret')}` })).status, 200)
})

test('the default credentials are demo and sandbox', async () => {
  const { sandbox } = open()
  assert.deepEqual(
    [sandbox.username, sandbox.password, sandbox.basePath],
    ['demo', 'sandbox', '/manager/api/v1'],
  )
})

test('a request sooner than 950 ms after the last accepted one is refused and spends nothing', async () => {
  const client = open({ quota: true })
  assert.equal((await client.get('/user_statuses')).status, 200)
  client.pass(949)
  const { status, headers, body } = await client.get('/user_statuses')
  assert.deepEqual([status, headers.get('retry-after'), typeof body.message], [429, '1', 'string'])
  client.pass(1)
  assert.equal((await client.get('/user_statuses')).status, 200)
  client.pass(500)
  assert.equal((await client.get('/user_statuses')).status, 429)
  client.pass(450)
  assert.equal((await client.get('/user_statuses')).status, 200)
})

test('idle time saves up no burst', async () => {
  const client = open({ quota: true })
  client.pass(60_000)
  assert.equal((await client.get('/user_statuses')).status, 200)
  assert.equal((await client.get('/user_statuses')).status, 429)
})

test('every request is logged with its query and status, refused ones too', async () => {
  const client = open({ quota: true })
  await client.get('/calls?per=1&call_status[]=finished')
  await client.get('/nothing')
  client.pass(1000)
  await client.get('/nothing')
  assert.deepEqual(client.sandbox.requests, [
    {
      at: client.now() - 1000,
      method: 'GET',
      path: '/manager/api/v1/calls',
      query: 'per=1&call_status[]=finished',
      status: 200,
    },
    { at: client.now() - 1000, method: 'GET', path: '/manager/api/v1/nothing', query: '', status: 429 },
    { at: client.now(), method: 'GET', path: '/manager/api/v1/nothing', query: '', status: 404 },
  ])
})

test('an interceptor sees what the quota let through and may answer in the vendor’s place', async () => {
  const client = open({ quota: true })
  const seen: string[] = []
  client.sandbox.intercept = (_request, entry) => {
    seen.push(entry.path)
    return entry.path.endsWith('/agents') ? new Response('{"message":"down"}', { status: 503 }) : undefined
  }
  assert.equal((await client.get('/agents')).status, 503)
  assert.equal((await client.get('/agents')).status, 429)
  client.pass(1000)
  assert.equal((await client.get('/user_statuses')).status, 200)
  assert.deepEqual(seen, ['/manager/api/v1/agents', '/manager/api/v1/user_statuses'])
  assert.deepEqual(
    client.sandbox.requests.map((entry) => entry.status),
    [503, 429, 200],
  )
})
