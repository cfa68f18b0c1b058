/** Pages, their headers and the limits of their size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open } from './ask.ts'

const rows = Array.from({ length: 250 }, (_, index) => ({ id: index + 1, location: 'Lisbon' }))
const ids = (body: readonly Row[]): unknown[] => body.map((row) => row.id)

test('a page holds 100 rows unless fewer are asked for; more are silently lowered to 100', async () => {
  const client = open({ rows: { agents: [...rows] } })
  for (const [query, count] of [
    ['', 100],
    ['?per=30', 30],
    ['?per=200', 100],
    ['?per=100', 100],
  ] as const) {
    const { body, headers } = await client.get(`/agents${query}`)
    assert.equal(body.length, count)
    assert.equal(headers.get('per-page'), String(count))
  }
  assert.deepEqual(ids((await client.get('/agents?per=200&page=2')).body), ids(rows.slice(100, 200)))
})

test('the clamp can be lowered', async () => {
  const client = open({ rows: { agents: [...rows] }, clamp: 7 })
  assert.equal((await client.get('/agents')).body.length, 7)
  assert.equal((await client.get('/agents?per=100')).body.length, 7)
})

test('totals and links can be left out', async () => {
  const client = open({ rows: { agents: [...rows] }, headers: { total: false, link: false } })
  const { headers } = await client.get('/agents')
  assert.deepEqual([headers.get('total'), headers.get('link')], [null, null])
})

test('trees, statuses and what is computed on the spot accept paging and do not heed it', async () => {
  const client = open({ scale: 0.2 })
  const paths = [
    '/user_statuses',
    '/menus/tree',
    '/teams/tree',
    '/agents/current_status',
    '/menus/operation_hours',
  ]
  for (const path of [...paths, '/menus/current_status', '/menus/sla?channel=call&minutes=600']) {
    const whole = await client.get(path)
    const paged = await client.get(`${path}${path.includes('?') ? '&' : '?'}page=2&per=1`)
    assert.deepEqual(paged.body, whole.body, path)
    assert.equal(paged.headers.get('total'), null)
  }
})

test('page and per must be whole numbers from 1', async () => {
  const client = open()
  for (const value of ['0', '-1', 'x', '1.5', '']) {
    assert.equal((await client.get(`/agents?page=${value}`)).status, 422, `page=${value}`)
    assert.equal((await client.get(`/agents?per=${value}`)).status, 422, `per=${value}`)
  }
})
