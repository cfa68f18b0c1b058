// `totalCount` depends on the question alone, not on earlier questions.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 0, 15, 12)
const at = (hours: number) => new Date(NOW - hours * HOUR).toISOString()

/** Rows an hour apart, the newest an hour ago. */
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: count - index,
    created_at: at(index + 1),
    updated_at: at(index + 1),
  }))

const open = (count = 400) => createStage({ rows: { chats: rows(count), calls: rows(count) } })

async function totalOf(
  stage: Stage,
  filter: object,
  field = 'chats',
  more = 'totalCount',
): Promise<number | null> {
  const type = field === 'chats' ? 'ChatFilter' : 'CallFilter'
  const { data, errors } = await stage.ask(
    `query ($filter: ${type}) { ${field}(first: 20, filter: $filter) { nodes { id } ${more} } }`,
    { filter },
  )
  assert.deepEqual(errors, [])
  return data[field].totalCount ?? null
}

const QUESTIONS: readonly (readonly [what: string, filter: object])[] = [
  ['all', {}],
  ['the last seven days', { startedAt: { from: at(168) } }],
  ['the last five days', { startedAt: { from: at(120) } }],
  ['a day in between', { startedAt: { from: at(72), to: at(48) } }],
  ['a range that ends just now', { startedAt: { from: at(300), to: at(0.01) } }],
  ['a range that fits on a page', { startedAt: { from: at(90), to: at(20) } }],
]

for (const field of ['chats', 'calls'])
  test(`${field}: every question returns the total of a fresh process`, async () => {
    for (const [what, filter] of QUESTIONS) {
      const fresh = await totalOf(open(), filter, field)
      for (const [before, other] of QUESTIONS) {
        const stage = open()
        await totalOf(stage, other, field, 'pageInfo { hasNextPage }')
        await totalOf(stage, other, field)
        const figure = await totalOf(stage, filter, field)
        if (fresh !== null) assert.equal(figure, fresh, `${what} after ${before}`)
        assert.equal(await totalOf(stage, filter, field), figure, `${what}, twice`)
      }
    }
  })

test('an unknown total costs one request, once and only when selected', async () => {
  const stage = open()
  await totalOf(stage, {})
  stage.sent()
  const days = { startedAt: { from: at(120) } }
  await totalOf(stage, days, 'chats', 'pageInfo { hasNextPage }')
  assert.deepEqual(stage.sent(), [])
  assert.equal(await totalOf(stage, days), 120)
  const sent = stage.sent()
  assert.equal(sent.length, 1)
  assert.match(sent[0] ?? '', /^\/chats\?.*page=1&per=1/)
  assert.equal(await totalOf(stage, days), 120)
  assert.deepEqual(stage.sent(), [])
})

test('concurrent questions keep their own totals', async () => {
  const stage = open()
  const [all, days] = await Promise.all([
    totalOf(stage, {}),
    totalOf(stage, { startedAt: { from: at(120) } }),
  ])
  assert.deepEqual([all, days], [400, 120])
  const other = open()
  const [first, second] = await Promise.all([
    totalOf(other, { startedAt: { from: at(120) } }),
    totalOf(other, {}),
  ])
  assert.deepEqual([first, second], [120, 400])
})

test('a total that fails leaves the page as it is', async () => {
  const stage = open()
  await totalOf(stage, {})
  stage.sandbox.intercept = () => new Response('{}', { status: 400 })
  assert.equal(await totalOf(stage, { startedAt: { from: at(120) } }), null)
})

test('a total that one account lacks is requested of none', async () => {
  const stage = createFiveStage()
  const ask = (filter: object) =>
    stage.ask('query ($filter: CallFilter) { calls(filter: $filter) { totalCount accounts { state } } }', {
      filter,
    })
  await ask({})
  const before = stage.events.filter(({ type }) => type === 'request').length
  const { data } = await ask({ startedAt: { from: at(120) } })
  assert.equal(data.calls.totalCount, null)
  assert.equal(stage.events.filter(({ type }) => type === 'request').length, before)
})
