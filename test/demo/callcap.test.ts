/** Callcap's simulator: who gets in, its pages and what it says when there is nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { start } from './ask.ts'
import { call, open, openWith } from './ask-callcap.ts'

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

const hundred = Array.from({ length: 120 }, (_, index) =>
  call(String(index), new Date(start - index * 1000).toISOString()),
)

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
