/** What Whippy's search of calls filters by and what it refuses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { call, numbers, open, openWith, uuid } from './ask-whippy.ts'

test('fields and values that no document names are refused in the form of errors', async () => {
  const client = open()
  const wrong = [
    { foo: 1 },
    { limit: 1 },
    { before: '2026-03-10' },
    { after: '2026-03-10T09:00:00' },
    { after: ['2026-03-10T09:00:00Z'] },
    { before: 1 },
    { from: 5 },
    { to: [] },
    { direction: 'inbound' },
    { mode: 'telepathy' },
    { call_completion_rating: ['Complete', 'complete'] },
    { delivery_status: null },
    { language: '' },
    { voicemail: 'true' },
    { voicemail: [true] },
    { min_duration: -1 },
    { max_duration: 1.5 },
    { max_duration: '100' },
    { min_duration: [1] },
    { agent_id: 301 },
    { agent_version_id: 'x' },
    { contact_id: ['x'] },
    { conversation_id: {} },
    { channel_id: '1' },
  ]
  for (const filter of wrong) {
    const { status, body } = await client.search(filter)
    assert.deepEqual(
      [status, body.status, typeof body.errors?.[0]?.description],
      [422, 422, 'string'],
      JSON.stringify(filter),
    )
  }
  const queries = 'limit=0 limit=x offset=-1 timeout=14999 timeout=120001 timeout=x page=1 direction=INBOUND'
  for (const query of queries.split(' '))
    assert.equal((await client.search({}, `?${query}`)).status, 422, query)
  assert.equal((await client.search({}, '?limit=1&offset=0&timeout=15000')).status, 200)
})

const [human, bot] = [{ duration: 90_000 }, { agent_id: uuid(900), duration: 30_000 }]

const rich: Row[] = [
  call(1, {
    from: '+13165550101',
    to: '+13165558000',
    direction: 'INBOUND',
    delivery_status: 'call_completed',
    mode: 'phone_call',
    language: 'en',
    call_completion_rating: 'Complete',
    voicemail: false,
    metadata: bot,
    agent_version_id: uuid(910),
    contact_id: uuid(920),
    conversation_id: uuid(930),
    channel_id: uuid(940),
  }),
  call(2, {
    from: '+13165558000',
    to: '+13165550102',
    direction: 'OUTBOUND',
    delivery_status: 'call_busy',
    mode: 'web_call',
    language: 'es',
    call_completion_rating: 'Partial',
    voicemail: true,
    metadata: human,
    agent_version_id: uuid(911),
    contact_id: uuid(921),
    conversation_id: uuid(931),
    channel_id: uuid(941),
  }),
  call(3, { direction: null, metadata: null, voicemail: null }),
]

test('the unit of filters is milliseconds; what an answer tells is a switch', async () => {
  for (const [durationUnit, told] of [
    ['milliseconds', 90_000],
    ['seconds', 90],
  ] as const) {
    const client = openWith(rich, { durationUnit })
    const { body } = await client.search({ min_duration: 90_000 })
    assert.deepEqual(
      body.data.map((row) => row.metadata),
      [{ duration: told }],
    )
  }
  assert.deepEqual(openWith(rich).simulator.data.calls[1]?.metadata, human)
})

test('before and after compare microseconds of both spellings; their instant belongs to them or not', async () => {
  const rows = [
    call(1, { created_at: '2026-03-10T09:00:00.000001Z' }),
    call(2, { created_at: '2026-03-10T09:00:00' }),
    call(3, { created_at: '2026-03-10T08:59:59.999999Z' }),
    call(4, { created_at: null }),
  ]
  const [inclusive, exclusive] = [
    openWith(rows, { bounds: 'inclusive' }),
    openWith(rows, { bounds: 'exclusive' }),
  ]
  for (const instant of ['2026-03-10T09:00:00Z', '2026-03-10T10:00:00.000000+01:00']) {
    assert.deepEqual(numbers(await inclusive.ids({ after: instant })), [1, 2])
    assert.deepEqual(numbers(await inclusive.ids({ before: instant })), [2, 3])
    assert.deepEqual(numbers(await exclusive.ids({ after: instant })), [1])
    assert.deepEqual(numbers(await exclusive.ids({ before: instant })), [3])
  }
  const bounds = await Promise.all(
    Array.from({ length: 12 }, (_, seed) =>
      open({ rows: { calls: rows } }, { seed }).ids({ after: '2026-03-10T09:00:00Z' }),
    ),
  )
  assert.deepEqual(new Set(bounds.map((ids) => ids.length)), new Set([1, 2]))
})

test('what is known as a filter only is shown or hidden', async () => {
  const shown = (await openWith(rich).search()).body.data[0]
  const hidden = (await openWith(rich, { filterFields: 'hidden' }).search({ mode: 'phone_call' })).body
    .data[0]
  for (const field of ['mode', 'voicemail', 'call_completion_rating', 'agent_version_id']) {
    assert.ok(shown && field in shown && hidden && !(field in hidden), field)
  }
})
