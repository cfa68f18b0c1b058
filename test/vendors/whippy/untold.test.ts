// Lists of Whippy whose rows lack what was asked for, and lists that can be narrowed on one side only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from './stage.ts'

const NOON = Date.UTC(2026, 0, 15, 12)
const uuid = (index: number) => `3f2b8c1e-0a4d-4e5f-a6b7-${String(index).padStart(12, '0')}`

test('calls that Whippy found by their direction are given, also where rows do not show it', async () => {
  const calls = Array.from({ length: 3 }, (_, index) => ({
    id: uuid(index),
    created_at: new Date(NOON - index * 1000).toISOString(),
  }))
  const stage = createStage({ rows: { calls } })
  stage.simulator.intercept = () => Response.json({ data: calls, total: 3 })
  const { rows, reports } = await stage.walk('CALL', { filter: { direction: ['INBOUND'] } })
  assert.deepEqual([rows.length, reports[0]?.state], [3, 'COMPLETE'])
})

test('the direction is checked here where Whippy refuses the word', async () => {
  const row = (index: number, direction: string | null) => ({
    id: uuid(index),
    created_at: new Date(NOON - index * 1000).toISOString(),
    direction,
  })
  const data = [row(1, 'INBOUND'), row(2, 'OUTBOUND'), row(3, null)]
  const stage = createStage({ rows: { calls: [] } })
  let asked = 0
  stage.simulator.intercept = () => {
    asked += 1
    return asked === 1 ? Response.json({ errors: [] }, { status: 422 }) : Response.json({ data, total: 3 })
  }
  const { rows } = await stage.walk('CALL', { filter: { direction: ['INBOUND'] } })
  assert.deepEqual(
    rows.map(({ vendorId }) => vendorId),
    [uuid(1)],
  )
})

const conversations = Array.from({ length: 250 }, (_, index) => ({
  id: uuid(index),
  created_at: new Date(NOON - index * 60_000).toISOString(),
  status: 'closed',
}))
const range = { from: NOON - 149 * 60_000, to: NOON - 49 * 60_000 }

for (const order of ['newest', 'oldest', 'scattered'] as const) {
  test(`of a range of conversations only the end is sent, and nothing is lost where they stand ${order}`, async () => {
    const stage = createStage({ rows: { conversations }, order })
    const { rows, reports } = await stage.walk('CHAT', { filter: { startedAt: range } })
    assert.equal(reports[0]?.state, 'COMPLETE')
    assert.deepEqual(
      rows.map(({ startedAt }) => startedAt),
      Array.from({ length: 100 }, (_, index) => NOON - (50 + index) * 60_000),
    )
    const sent = stage.sent()
    assert.ok(sent.every((one) => !one.includes('[after]')))
    assert.ok(sent.length <= 5, `${sent.length} requests`)
  })
}
