/** The switches for what the document leaves open. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open } from './ask.ts'

const calls = [4, 2, 3, 1].map((day) => ({
  id: 10 - day,
  created_at: `2026-03-0${day}T00:00:00.000Z`,
  updated_at: `2026-03-0${day}T01:00:00.000Z`,
  call_duration: day,
}))
const ids = (rows: readonly Row[]): unknown[] => rows.map((row) => row.id)
const narrow = ['id[]=8', 'created_at[from]=2026-03-02T00:00:00Z&created_at[to]=2026-03-02T23:00:00Z']

test('unproven filters of calls filter by default', async () => {
  const client = open({ rows: { calls } })
  for (const query of narrow) assert.deepEqual(ids((await client.get(`/calls?${query}`)).body), [8], query)
})

test('ignored, unproven filters change nothing, whatever their value', async () => {
  const client = open({ rows: { calls }, unproven: 'ignored' })
  for (const query of [...narrow, 'created_at[from]=nonsense']) {
    assert.deepEqual(ids((await client.get(`/calls?${query}`)).body), [6, 7, 8, 9], query)
  }
  assert.equal((await client.get('/calls?assigned_at[from]=2026-03-01T00:00:00Z')).status, 422)
})

test('refused, unproven filters are answered 422', async () => {
  const client = open({ rows: { calls }, unproven: 'refused' })
  for (const query of narrow) assert.equal((await client.get(`/calls?${query}`)).status, 422, query)
  assert.equal((await client.get('/calls?updated_at[from]=2026-03-01T00:00:00Z')).status, 200)
  assert.equal((await client.get('/chats?id[]=8')).status, 200)
})

test('an ignored sort gives the oldest first by id', async () => {
  const client = open({ rows: { calls }, callSort: 'ignored' })
  for (const direction of ['ASC', 'DESC']) {
    const { body } = await client.get(`/calls?sort_column=created_at&sort_direction=${direction}`)
    assert.deepEqual(ids(body), [6, 7, 8, 9])
  }
})

test('a refused sort is answered 422; by updated_at calls sort all the same', async () => {
  for (const callSort of ['ignored', 'refused'] as const) {
    const client = open({ rows: { calls }, callSort })
    if (callSort === 'refused') assert.equal((await client.get('/calls?sort_column=created_at')).status, 422)
    const { body } = await client.get('/calls?sort_column=updated_at&sort_direction=ASC')
    assert.deepEqual(ids(body), [9, 8, 7, 6])
  }
})
