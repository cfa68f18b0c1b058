/** Who gets in: credentials, paths, methods and the quota. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idOf, open } from './ask.ts'

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

test('every endpoint answers', async () => {
  const client = open({ scale: 0.2 })
  const { calls, chats, emails, campaigns } = client.sandbox.data
  const lists = '/agents /agent_activity_logs /calls /chats /emails /menus /teams /campaigns'.split(' ')
  const wholes =
    '/agents/current_status /menus/tree /menus/current_status /menus/sla?channel=call&minutes=60 ' +
    '/menus/sla_by_queue_group?channel=chat&minutes=60 /menus/operation_hours /teams/tree /user_statuses'
  for (const path of [...lists, ...wholes.split(' '), `/campaigns/${idOf(campaigns[0])}/contacts`]) {
    const { status, body } = await client.get(path)
    assert.equal(status, 200, path)
    assert.ok(Array.isArray(body) && body.length > 0, path)
  }
  const singles = [
    '/agents/1',
    '/menus/3',
    '/teams/11',
    `/calls/${idOf(calls[0])}`,
    `/chats/${idOf(chats[0])}`,
  ]
  for (const path of [
    ...singles,
    `/emails/${idOf(emails[0])}`,
    `/campaigns/${idOf(campaigns[0])}`,
    '/settings/organization',
  ]) {
    const { status, body } = await client.get(path)
    assert.equal(status, 200, path)
    assert.ok('id' in body, path)
  }
})

test('unknown paths, unknown ids and the singular spellings are not found', async () => {
  const client = open()
  const paths =
    '/menu /menu/tree /menu/3 /team /team/11 /agents/999999 /calls/0 /calls/x /nothing /agents/1/calls'
  for (const path of paths.split(' ')) {
    assert.deepEqual(await client.get(path).then(({ status, body }) => ({ status, body })), {
      status: 404,
      body: { message: 'Resource not found' },
    })
  }
})

test('what lies outside of the base path is not found', async () => {
  const { sandbox } = open()
  const authorization = `Basic ${btoa('demo:sandbox')}`
  for (const path of ['/agents', '/apps/api/v1/agents', '/manager/api/v1', '/manager/api/v10/agents']) {
    const response = await sandbox.ujet(
      new Request(`http://ujet.example${path}`, { headers: { authorization } }),
    )
    assert.equal(response.status, 404, path)
  }
})

test('only reading is allowed', async () => {
  const { sandbox } = open()
  const authorization = `Basic ${btoa('demo:sandbox')}`
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const url = `http://ujet.example${sandbox.basePath}/agents`
    const response = await sandbox.ujet(new Request(url, { method, headers: { authorization } }))
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'GET')
  }
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

test('with the quota off nothing is refused', async () => {
  const client = open({ quota: false })
  for (let count = 0; count < 5; count++) assert.equal((await client.get('/user_statuses')).status, 200)
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
