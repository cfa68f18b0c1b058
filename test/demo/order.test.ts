/** In which order lists stand, and what a sort may name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { toText } from '../../src/demo/ujet/values.ts'
import { open } from './ask.ts'

const ids = (rows: readonly Row[]): unknown[] => rows.map((row) => row.id)

test('lists sort by a field of their rows in the direction asked, in either case of the word', async () => {
  const client = open({ scale: 0.2 })
  const sorts = [
    ['/calls', 'updated_at'],
    ['/calls', 'created_at'],
    ['/chats', 'ends_at'],
    ['/emails', 'finished_at'],
    ['/agents', 'status_updated_at'],
    ['/agent_activity_logs', 'started_at'],
    ['/menus', 'name'],
    ['/teams', 'agents_count'],
  ] as const
  for (const [path, column] of sorts) {
    for (const direction of ['ASC', 'asc', 'DESC', 'desc']) {
      const found = await client.all(`${path}?sort_column=${column}&sort_direction=${direction}`)
      const values = found.map((row) => row[column]).filter((value) => value != null)
      const keys = values.map((value) => (column === 'agents_count' ? Number(value) : toText(value)))
      const sorted = keys.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
      assert.ok(keys.length > 3)
      assert.deepEqual(
        keys,
        direction.toUpperCase() === 'ASC' ? sorted : sorted.toReversed(),
        `${path} ${column}`,
      )
    }
  }
})

test('nulls stand low, high or last, as it is switched', async () => {
  const emails = [null, '2026-03-01T00:00:00Z', undefined, '2026-03-02T00:00:00Z'].map((finished_at, id) => ({
    id,
    finished_at,
  }))
  for (const [nulls, direction, expected] of [
    ['low', 'DESC', [3, 1, null, null]],
    ['low', 'ASC', [null, null, 1, 3]],
    ['high', 'DESC', [null, null, 3, 1]],
    ['high', 'ASC', [1, 3, null, null]],
    ['last', 'DESC', [3, 1, null, null]],
    ['last', 'ASC', [1, 3, null, null]],
  ] as const) {
    const client = open({ rows: { emails }, nulls })
    const found = await client.all(`/emails?sort_column=finished_at&sort_direction=${direction}`)
    const seen = found.map(({ id, finished_at }) => (finished_at == null ? null : id))
    assert.deepEqual(seen, expected, `${nulls} ${direction}`)
  }
})

test('ids beyond 2^53 sort by value', async () => {
  const calls = ['9007199254740993', '9007199254740992', '7'].map((id) => ({ id }))
  const client = open({ rows: { calls } })
  const found = ids(await client.all('/calls?sort_column=id&sort_direction=ASC'))
  assert.deepEqual(found, ['7', '9007199254740992', '9007199254740993'])
})

test('numbers sort as numbers, also where rows write them as texts', async () => {
  const chats = [10, '9', 100, '25'].map((message_count, id) => ({ id, message_count }))
  const client = open({ rows: { chats } })
  assert.deepEqual(ids(await client.all('/chats?sort_column=message_count&sort_direction=ASC')), [1, 0, 3, 2])
})

test('rows of the same instant stand unlike their ids, and alike in every request', async () => {
  const calls = Array.from({ length: 230 }, (_, id) => ({ id, created_at: '2026-03-01T00:00:00.000Z' }))
  const client = open({ rows: { calls } })
  const query = '/calls?sort_column=created_at&sort_direction=DESC'
  const walked = ids(await client.all(query))
  assert.deepEqual(walked, ids(await client.all(query)))
  assert.notDeepEqual(walked, ids(calls))
  assert.notDeepEqual(walked, ids(calls).toReversed())
  assert.deepEqual(
    walked.toSorted((one, other) => Number(one) - Number(other)),
    ids(calls),
  )
})

test('ties can be left as they stand', async () => {
  const calls = [3, 1, 2].map((id) => ({ id, created_at: '2026-03-01T00:00:00.000Z' }))
  const client = open({ rows: { calls }, tieOrder: 'as-they-stand' })
  for (const direction of ['ASC', 'DESC']) {
    const found = await client.all(`/calls?sort_column=created_at&sort_direction=${direction}`)
    assert.deepEqual(ids(found), [3, 1, 2])
  }
})

test('unasked, rows stand oldest first by id', async () => {
  const found = ids(await open({ scale: 0.1 }).all('/calls'))
  assert.deepEqual(
    found,
    found.toSorted((one, other) => Number(one) - Number(other)),
  )
})

test('a sort names a plain field of the row and one of two directions', async () => {
  const client = open()
  const refused = [
    'sort_column=agent_info',
    'sort_column=agent_info.id',
    'sort_column=nothing',
    'sort_column=',
  ]
  for (const query of [...refused, 'sort_column=id&sort_direction=up']) {
    for (const path of [
      '/calls',
      '/chats',
      '/agents',
      '/menus',
      '/teams',
      '/emails',
      '/agent_activity_logs',
    ]) {
      assert.equal((await client.get(`${path}?${query}`)).status, 422, `${path}?${query}`)
    }
  }
})
