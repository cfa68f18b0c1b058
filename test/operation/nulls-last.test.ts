// Rows without a value come last at every vendor.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Nulls } from '../../src/demo/ujet/query.ts'
import type { Answer, Stage } from '../support/gateway.ts'
import { createStage } from '../support/gateway.ts'

type Direction = 'ASC' | 'DESC'

/** Calls, a few or most with a rating and queue time. */
function callsOf(count: number, hasValue: (index: number) => boolean) {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 14) + index * 60_000).toISOString()
    const value = hasValue(index) ? (index * 7) % 100 : null
    const rating = value === null ? null : 1 + (value % 5)
    return {
      id: index + 1,
      created_at: at,
      updated_at: at,
      call_duration: value,
      queue_duration: value,
      rating,
    }
  })
}

const FIELDS = {
  DURATION_SECONDS: 'durationSeconds',
  QUEUE_SECONDS: 'queueSeconds',
  RATING: 'rating',
} as const
type Field = keyof typeof FIELDS

/** All values page by page, and the ids. */
async function walk(stage: Stage, field: Field, direction: Direction, first = 60, between = async () => {}) {
  const values: (number | null)[] = []
  const ids: string[] = []
  let after: string | null = null
  for (let page = 0; page < 40; page += 1) {
    const { data, errors }: Answer<any> = await stage.ask(
      `query ($orderBy: CallOrder, $first: Int, $after: String) {
        calls(orderBy: $orderBy, first: $first, after: $after) {
          nodes { id value: ${FIELDS[field]} } pageInfo { hasNextPage endCursor } accounts { state }
        }
      }`,
      { orderBy: { field, direction }, first, after },
    )
    if (errors.length > 0) return { error: errors[0], values, ids }
    for (const { id, value } of data.calls.nodes) {
      values.push(value)
      ids.push(id)
    }
    if (!data.calls.pageInfo.hasNextPage) return { values, ids }
    after = data.calls.pageInfo.endCursor
    await between()
  }
  assert.fail('it never ends')
}

function assertNullsLast(
  { values, ids }: { values: readonly (number | null)[]; ids: readonly string[] },
  direction: Direction,
  count: number,
) {
  assert.equal(new Set(ids).size, count)
  assert.equal(ids.length, count)
  const sign = direction === 'ASC' ? 1 : -1
  const inOrder = values.toSorted((a, b) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : sign * (a - b),
  )
  assert.deepEqual(values, inOrder)
}

for (const nulls of ['low', 'high', 'last'] satisfies Nulls[])
  for (const direction of ['ASC', 'DESC'] as const) {
    test(`rows without a value come last where the vendor sorts them ${nulls}, ${direction}`, async () => {
      // Most calls are unrated, or some.
      for (const hasValue of [(index: number) => index % 5 === 0, (index: number) => index % 5 !== 0]) {
        const stage = createStage({ nulls, rows: { calls: callsOf(430, hasValue) } })
        assertNullsLast(await walk(stage, 'DURATION_SECONDS', direction), direction, 430)
        assertNullsLast(await walk(stage, 'RATING', direction), direction, 430)
      }
    })

    test(`they do so without a cache, ${nulls}, ${direction}`, async () => {
      const stage = createStage({ nulls, rows: { calls: callsOf(230, (index) => index % 3 === 0) } })
      const forget = () => stage.clock.advance(7_300_000)
      assertNullsLast(await walk(stage, 'RATING', direction, 50, forget), direction, 230)
    })
  }

test('a vendor with nulls first is sent a filter for values, then read for nulls', async () => {
  const stage = createStage({ nulls: 'high', rows: { calls: callsOf(430, (index) => index % 4 === 0) } })
  const { values } = await walk(stage, 'RATING', 'DESC', 110)
  assert.deepEqual(values.slice(0, 2), [5, 5])
  const page = (number: number, filter = '') =>
    `/calls?${filter}sort_column=rating&sort_direction=DESC&page=${number}&per=100`
  const [first, second, ...others] = stage.sent()
  assert.deepEqual([first, second], [page(1), page(1, 'rating[from]=0&')])
  // Page 2 of 108 rated calls, then unrated ones.
  assert.match(others[0] ?? '', /rating\[from\]=0/)
  assert.equal(others[1], page(1))
  assert.ok(others.slice(1).every((request) => !request.includes('rating[from]')))
})

test('values on the first page are not requested twice', async () => {
  const calls = callsOf(250, (index) => index >= 20)
  const stage = createStage({ nulls: 'high', rows: { calls } })
  const { data } = await stage.ask(
    '{ calls(orderBy: { field: QUEUE_SECONDS, direction: DESC }, first: 50) { nodes { queueSeconds } } }',
  )
  assert.deepEqual(data.calls.nodes[0], { queueSeconds: 99 })
  assert.equal(stage.sent().length, 1)
  assertNullsLast(await walk(stage, 'QUEUE_SECONDS', 'DESC'), 'DESC', 250)
})

test('nulls first on a column without a filter are refused with true advice', async () => {
  const stage = createStage({ nulls: 'high', rows: { calls: callsOf(430, (index) => index % 4 === 0) } })
  const { error, values } = await walk(stage, 'QUEUE_SECONDS', 'DESC')
  assert.equal(error?.extensions.code, 'UNSUPPORTED_ORDER')
  assert.equal(
    error?.message,
    '"orderBy": ujet cannot sort by QUEUE_SECONDS DESC: it lists rows without a value first; order by another field, or ASC where ujet can.',
  )
  assert.deepEqual(values, [])
  assertNullsLast(await walk(stage, 'QUEUE_SECONDS', 'ASC'), 'ASC', 430)
})

test('a list without any value costs a request for its last page', async () => {
  const stage = createStage({ nulls: 'high', rows: { calls: callsOf(230, () => false) } })
  assertNullsLast(await walk(stage, 'QUEUE_SECONDS', 'DESC'), 'DESC', 230)
  assert.match(stage.sent()[1] ?? '', /page=3&per=100/)
})

test('an order that the vendor ignores is refused with advice', async () => {
  const stage = createStage({
    callSort: 'ignored',
    rows: { calls: callsOf(430, (index) => index % 4 === 0) },
  })
  const { error } = await walk(stage, 'RATING', 'DESC')
  assert.equal(
    error?.message,
    '"orderBy": ujet cannot sort by RATING DESC: its rows come in another order; order by another field.',
  )
})

test('a walk goes on among rows without a value when nothing of it is cached any more', async () => {
  const stage = createStage({
    nulls: 'low',
    clamp: 10,
    headers: { total: false, link: false },
    rows: { calls: callsOf(25, (index) => index % 2 === 0) },
  })
  const forget = () => stage.clock.advance(3 * 3_600_000)
  const walked = await walk(stage, 'QUEUE_SECONDS', 'DESC', 7, forget)
  assert.equal(new Set(walked.ids).size, 25)
})
