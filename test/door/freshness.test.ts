// The header `x-freshness`: its words, their cost, and refusals.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toFreshness } from '../../src/door/ask.ts'
import { createStage } from '../support/gateway.ts'

const SECOND = 1000
const CALLS = '{ calls { nodes { rating } accounts { state code asOf } } }'
const CALL = '{ call(id: "call:ujet:1") { rating } }'

function open(): Stage {
  const calls = [{ id: 1, created_at: '2026-01-15T11:58:00Z', rating: 1 }]
  return createStage({ rows: { calls, agents: [], teams: [{ id: 4, name: 'x', deleted: false }] } })
}

/** The answer with this header, and its upstream requests. */
async function ask(stage: Stage, freshness: string | null, query = CALLS) {
  const { data, errors, extensions } = await stage.ask(
    query,
    {},
    freshness === null ? {} : { 'x-freshness': freshness },
  )
  return { data, errors, cost: extensions.upstream?.requests.length ?? 0 }
}

const costOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).cost

test('words are read alone or together, in any case', () => {
  const usual = { maxAgeMs: null, maxStaleMs: null, onlyIfCached: false }
  assert.equal(toFreshness(null), undefined)
  assert.deepEqual(toFreshness('max-age=5'), { ...usual, maxAgeMs: 5000 })
  assert.deepEqual(toFreshness('max-stale=0'), { ...usual, maxStaleMs: 0 })
  assert.deepEqual(toFreshness(' Only-If-Cached '), { ...usual, onlyIfCached: true })
  const all = { maxAgeMs: 0, maxStaleMs: 60_000, onlyIfCached: true }
  assert.deepEqual(toFreshness('only-if-cached,max-stale=60, max-age=0'), all)
})

for (const header of [
  '',
  'max-age',
  'max-age=',
  'max-age=-1',
  'max-age=5s',
  'max-age=1e3',
  'max-age=1.5',
  'max-age=10000000',
  'max-stale',
  'only-if-cached=1',
  'no-cache',
  'max-age=5,',
  'max-age=5, max-age=6',
  'constructor',
]) {
  test(`"${header}" is refused with place, expectation and kind`, async () => {
    const stage = open()
    const { errors } = await ask(stage, header)
    const kind = header === '' ? 'an empty text' : `a text of ${header.length} characters`
    const words = 'max-age=<seconds>, max-stale=<seconds> or only-if-cached, or several of them with commas'
    assert.equal(errors[0]?.message, `Header "x-freshness": expected ${words}, got ${kind}.`)
    assert.equal(errors[0].extensions.code, 'BAD_USER_INPUT')
    assert.deepEqual(stage.sent(), [])
  })
}

for (const [what, query] of [
  ['a list', CALLS],
  ['a row', CALL],
] as const) {
  test(`max-age: ${what} that is older is read again, also within its ttl`, async () => {
    const stage = open()
    assert.equal(await costOf(stage, null, query), 1)
    await stage.clock.advance(6 * SECOND)
    assert.equal(await costOf(stage, 'max-age=6', query), 0)
    assert.equal(await costOf(stage, null, query), 0)
    assert.equal(await costOf(stage, 'max-age=5', query), 1)
    assert.equal(await costOf(stage, 'max-age=5', query), 0)
  })

  test(`max-age: ${what} that is older does not replace a failed read`, async () => {
    const stage = open()
    await ask(stage, null, query)
    await stage.clock.advance(6 * SECOND)
    stage.sandbox.intercept = () => new Response('{}', { status: 500 })
    assert.equal((await ask(stage, 'max-age=5', query)).errors.length, 1)
    assert.equal((await ask(stage, null, query)).errors.length, 0)
  })

  test(`max-stale: ${what} is returned that long after its ttl, without a read in the background`, async () => {
    const stage = open()
    await ask(stage, null, query)
    await stage.clock.advance(69 * SECOND)
    stage.sent()
    assert.equal(await costOf(stage, 'max-stale=60', query), 0)
    await stage.clock.advance(0.5 * SECOND)
    assert.equal(stage.sent().length, 0)
    await stage.clock.advance(SECOND)
    assert.equal(await costOf(stage, 'max-stale=60', query), 1)
    await stage.clock.advance(12 * SECOND)
    assert.equal(await costOf(stage, 'max-stale=0', query), 1)
  })

  test(`only-if-cached: ${what} is returned up to staleIfErrorMs, else fails without a request`, async () => {
    const stage = open()
    const none = await ask(stage, 'only-if-cached', query)
    const { code, failures } = none.errors[0]!.extensions as { code: string; failures?: { code: string }[] }
    assert.equal(failures?.[0]?.code ?? code, 'NOT_CACHED')
    await ask(stage, null, query)
    await stage.clock.advance(3000 * SECOND)
    stage.sent()
    assert.deepEqual((await ask(stage, 'only-if-cached', query)).errors, [])
    assert.equal((await ask(stage, 'only-if-cached, max-age=60', query)).errors.length, 1)
    await stage.clock.advance(700 * SECOND)
    assert.equal((await ask(stage, 'only-if-cached', query)).errors.length, 1)
    assert.deepEqual(stage.sent(), [])
  })
}

test('nothing younger than the quota’s interval is read again, for any client', async () => {
  const stage = open()
  await ask(stage, 'max-age=0')
  await stage.clock.advance(0.9 * SECOND)
  assert.equal(await costOf(stage, 'max-age=0'), 0)
  assert.equal(await costOf(stage, 'max-age=0', CALL), 0)
  await stage.clock.advance(0.2 * SECOND)
  assert.equal(await costOf(stage, 'max-age=0'), 1)
})

test('later pages obey max-age', async () => {
  const calls = Array.from({ length: 30 }, (_, id) => ({ id, created_at: `2026-01-15T10:00:${10 + id}Z` }))
  const stage = createStage({ rows: { calls } })
  const page = (after: string | null) =>
    `{ calls(first: 10, after: ${JSON.stringify(after)}) { pageInfo { endCursor } nodes { id } } }`
  const { data } = await ask(stage, null, page(null))
  const second = page(data.calls.pageInfo.endCursor)
  await stage.clock.advance(100 * SECOND)
  assert.equal(await costOf(stage, null, second), 0)
  assert.equal(await costOf(stage, 'max-age=60', second), 1)
  assert.equal(await costOf(stage, 'only-if-cached', page(null)), 0)
})

test('a client that joins a running read takes its rows, whatever its max-age', async () => {
  const stage = open()
  const query = '{ node(id: "agent-status:ujet:1") { id } }'
  const answers = await Promise.all([ask(stage, null, query), ask(stage, 'max-age=0', query)])
  assert.deepEqual(
    answers.map(({ errors }) => errors),
    [[], []],
  )
  assert.equal(stage.sent().length, 1)
  await stage.clock.advance(5 * SECOND)
  // Of two that look up together the stricter one counts.
  const further = ['agent-status:ujet:2', 'agent-status:ujet:3'].map((id) => `{ node(id: "${id}") { id } }`)
  await Promise.all([ask(stage, null, further[0]), ask(stage, 'max-age=1', further[1])])
  assert.equal(stage.sent().length, 1)
})
