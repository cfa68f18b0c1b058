/** In which order lists stand, and what a sort may name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open } from './ask.ts'

const ids = (rows: readonly Row[]): unknown[] => rows.map((row) => row.id)

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

test('ties can be left as they stand', async () => {
  const calls = [3, 1, 2].map((id) => ({ id, created_at: '2026-03-01T00:00:00.000Z' }))
  const client = open({ rows: { calls }, tieOrder: 'as-they-stand' })
  for (const direction of ['ASC', 'DESC']) {
    const found = await client.all(`/calls?sort_column=created_at&sort_direction=${direction}`)
    assert.deepEqual(ids(found), [3, 1, 2])
  }
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
