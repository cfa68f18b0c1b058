// How many rows are asked for at a time, of which no document states the most.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from './stage.ts'

const uuid = (index: number) => `3f2b8c1e-0a4d-4e5f-a6b7-${String(index).padStart(12, '0')}`
const calls = Array.from({ length: 130 }, (_, index) => ({
  id: uuid(index),
  created_at: new Date(Date.UTC(2026, 0, 15, 12) - index * 1000).toISOString(),
  direction: 'INBOUND',
}))

const limits = (sent: readonly string[]) => sent.map((one) => Number(/limit=(\d+)/.exec(one)?.[1]))

for (const [maximum, tried] of [
  [1000, [100]],
  [50, [100, 50]],
  [30, [100, 50, 25]],
  [10, [100, 50, 25, 10]],
] as const) {
  test(`all rows are read with at most ${maximum} on a page, and the size is probed once`, async () => {
    const stage = createStage({ rows: { calls }, maximum })
    const filter = { direction: ['INBOUND'] } as const
    const { rows, reports } = await stage.walk('CALL', { filter })
    assert.deepEqual([rows.length, reports[0]?.state], [130, 'COMPLETE'])
    const sent = stage.sent()
    // The direction may be refused as well, and is tried again with each size.
    const sizes = limits(sent)
    assert.deepEqual(
      [...new Set(sizes)].filter((size) => tried.some((one) => one === size)),
      tried,
    )
    await stage.clock.advance(10_000_000)
    await stage.walk('CALL', { filter })
    assert.ok(limits(stage.sent()).every((size) => size <= maximum))
  })
}

test('a list that has given a hundred rows and then refuses, refuses something else', async () => {
  const stage = createStage({ rows: { calls } })
  await stage.walk('CALL')
  await stage.clock.advance(10_000_000)
  stage.sent()
  stage.simulator.intercept = () => Response.json({ errors: [] }, { status: 422 })
  const refused = await stage.page('CALL').then(
    () => null,
    (error: unknown) => error,
  )
  assert.ok(refused instanceof Error)
  assert.equal(stage.sent().length, 1)
})
