/** Callcap's simulator: who gets in, its pages and what it says when there is nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { start } from './ask.ts'
import { call, open, openWith, path } from './ask-callcap.ts'

test('without the key or with another one the answer is 401 with a realm', async () => {
  const client = open({ apiKey: 'k' })
  for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: 'k' }]) {
    const { status, headers: given, body } = await client.get('', headers)
    assert.deepEqual([status, body], [401, { status: 'unauthorized', message: 'Your key is invalid' }])
    assert.match(given.get('www-authenticate') ?? '', /^Bearer realm=".*\/v2\/"$/)
  }
  assert.equal((await client.get('', { authorization: 'Bearer k' })).status, 200)
})

test('a sixth request within a second is refused and spends nothing', async () => {
  const client = open({}, { quota: true })
  for (let count = 0; count < 5; count++) {
    assert.equal((await client.get('?show=1')).status, 200)
    client.pass(100)
  }
  const { status, headers, body } = await client.get('?show=1')
  assert.deepEqual([status, headers.get('retry-after'), typeof body.message], [429, '1', 'string'])
  client.pass(500)
  assert.equal((await client.get('?show=1')).status, 200)
  assert.equal((await client.get('?show=1')).status, 429)
})

test('only the two documented paths answer, and only to GET', async () => {
  const { simulator } = open()
  const headers = { authorization: `Bearer ${simulator.credentials.apiKey}` }
  for (const wrong of ['/', '/v2/get/calls', '/v2/get/calls/1', '/v2/get/calls/1/2/', '/v2/get/agents/']) {
    const response = await simulator(new Request(`http://callcap.example${wrong}`, { headers }))
    assert.equal(response.status, 404, wrong)
  }
  const response = await simulator(new Request(`http://callcap.example${path}`, { method: 'POST', headers }))
  assert.equal(response.status, 405)
})

const hundred = Array.from({ length: 120 }, (_, index) =>
  call(String(index), new Date(start - index * 1000).toISOString()),
)

test('pages hold fifty rows unless told otherwise and together hold every row once', async () => {
  const client = openWith(hundred)
  const { body } = await client.get('')
  assert.equal(body.status, 'success')
  assert.deepEqual(body.pagination, {
    page: 1,
    last_page: 3,
    records_returned: 50,
    show: 50,
    total_records: 120,
  })
  const pages = await Promise.all([1, 2, 3].map((page) => client.ids(`page=${page}`)))
  assert.deepEqual(
    pages.flat(),
    hundred.map((row) => row.call_id),
  )
  const wide = (await client.get('?show=1000')).body.pagination
  assert.deepEqual([wide.show, wide.last_page, wide.records_returned], [1000, 1, 120])
  assert.equal((await openWith(hundred, { clamp: 7 }).get('?show=100')).body.call.length, 7)
})

test('what is not there is an empty list or an error status, as the switch stands', async () => {
  for (const query of ['?search_csr=99', '?page=9', '?call_id=none', 'none/']) {
    const list = await openWith(hundred).get(query)
    assert.deepEqual([list.status, list.body.status, list.body.call], [200, 'success', []], query)
    const status = await openWith(hundred, { empty: 'status' }).get(query)
    assert.deepEqual([status.status, typeof status.body.message], [404, 'string'], query)
  }
  const seeds = Array.from({ length: 12 }, (_, seed) =>
    open({ rows: { calls: [] }, empty: undefined }, { seed }),
  )
  const answers = await Promise.all(seeds.map((client) => client.get('')))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 404]))
})

test('requests are logged, and an interceptor may answer in the vendor’s place', async () => {
  const client = open()
  client.simulator.intercept = (request) =>
    request.url.includes('page=2') ? new Response('{}', { status: 503 }) : undefined
  assert.equal((await client.get('?page=2')).status, 503)
  assert.equal((await client.get('?show=1', {})).status, 401)
  assert.deepEqual(
    client.simulator.requests.map(({ method, path: asked, query, status }) => [method, asked, query, status]),
    [
      ['GET', path, 'page=2', 503],
      ['GET', path, 'show=1', 401],
    ],
  )
  assert.equal(client.sandbox.requests.length, 0)
})
