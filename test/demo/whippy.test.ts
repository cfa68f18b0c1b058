/** Whippy's simulator: who gets in, and the pages and order of its search. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, numbers, open, openWith } from './ask-whippy.ts'

test('without the key or with another one the answer is 401 in the form of errors', async () => {
  const client = open({ apiKey: 'k' })
  for (const headers of [{}, { authorization: 'Bearer k' }, { 'x-whippy-key': 'x' }]) {
    const { status, body } = await client.ask('GET', '/agents', undefined, headers)
    assert.deepEqual([status, body], [401, { errors: [{ description: 'Not authenticated' }], status: 401 }])
  }
  assert.equal((await client.ask('GET', '/agents', undefined, { 'X-WHIPPY-KEY': 'k' })).status, 200)
})

test('a twenty-sixth request within a second is refused, says how long to wait and spends nothing', async () => {
  const client = open({}, { quota: true })
  for (let count = 0; count < 25; count++) {
    assert.equal((await client.get('/agents')).status, 200)
    client.pass(10)
  }
  const { status, headers, body } = await client.search()
  assert.deepEqual([status, body.status, body.errors?.length], [429, 429, 1])
  assert.equal(headers.get('X-RateLimit-Remaining-Interval-Milliseconds'), '750')
  assert.equal((await client.ask('GET', '/agents', undefined, {})).status, 401)
  client.pass(750)
  assert.equal((await client.search()).status, 200)
  assert.equal((await client.search()).status, 429)
})

test('rows come newest first, oldest first or scattered, and always in one order', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => call(index + 1))
  const ascending = rows.map((_, index) => index + 1)
  const of = async (order?: 'newest' | 'oldest' | 'scattered') => {
    const client = openWith(rows, { order })
    const found = numbers(await client.ids({}, '?limit=60'))
    assert.deepEqual(numbers(await client.ids({}, '?limit=60')), found)
    return found
  }
  assert.deepEqual(await of(), ascending)
  assert.deepEqual(await of('newest'), ascending)
  assert.deepEqual(await of('oldest'), ascending.toReversed())
  const scattered = await of('scattered')
  assert.notDeepEqual(scattered, ascending)
  assert.deepEqual(
    scattered.toSorted((one, other) => one - other),
    ascending,
  )
})

test('a page holds fifty rows unless told otherwise, and no more than the clamp', async () => {
  const rows = Array.from({ length: 130 }, (_, index) => call(index))
  const client = openWith(rows)
  const plain = await client.search()
  assert.deepEqual([plain.body.data.length, plain.body.total], [50, 130])
  assert.equal((await client.search({}, '?limit=500')).body.data.length, 100)
  assert.equal((await openWith(rows, { clamp: 500 }).search({}, '?limit=500')).body.data.length, 130)
  const pages = await Promise.all(
    [0, 60, 120, 180].map((offset) => client.ids({}, `?limit=60&offset=${offset}`)),
  )
  assert.deepEqual(
    numbers(pages.flat()),
    rows.map((_, index) => index),
  )
  assert.deepEqual((await client.search({ voicemail: true })).body, { data: [], total: 0 })
  assert.ok(!('total' in (await openWith(rows, { total: false }).search()).body))
})
