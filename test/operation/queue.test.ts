// Operations at one request a second: requests, waits and fairness.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agentIds,
  askBesideLists,
  askBesideLookUps,
  askForAnAgentEach,
  askTheSame,
  createLargeStage,
  SLOT_MS,
  waitOf,
} from '../support/crowds.ts'
import { createStage } from '../support/gateway.ts'
import { agentNumberOf, listOf } from '../support/operations.ts'
import { toPost } from '../support/post.ts'

/** Asserts that nothing was refused, and no slot unused while requests waited. */
function assertAllSlotsUsed({ sandbox }: Stage): void {
  const requests = sandbox.requests
  assert.ok(requests.every(({ status }) => status === 200))
  const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
  assert.deepEqual(new Set(gaps), new Set([SLOT_MS]))
}

/** The ids of each request. */
const idsOf = (sent: readonly string[]) =>
  sent.map((request) => [...request.matchAll(/id\[\]=(\d+)/g)].map(([, id]) => `agent:ujet:${id}`))

/** The number of the list in a request. */
const numberOf = (request: string) => Number(/=(5\d{6})\b/.exec(request)?.[1]) - agentNumberOf(0)

test('a thousand clients with an agent each cost ten full requests, and all are answered with the last', async () => {
  const stage = createLargeStage()
  const waits = await askForAnAgentEach(stage)
  const sent = idsOf(stage.sent())
  assert.deepEqual(
    sent.map(({ length }) => length),
    Array(10).fill(100),
  )
  assert.deepEqual(sent.flat().toSorted(), agentIds(stage, 0, 1000).toSorted())
  assert.equal(Math.max(...waits), 9 * SLOT_MS)
  assertAllSlotsUsed(stage)
})

test('a thousand clients with the same question cost one request', async () => {
  const stage = createStage()
  const waits = await askTheSame(stage)
  assert.deepEqual(stage.sent().map(numberOf), [0])
  assert.equal(Math.max(...waits), 0)
})

test('beside a flood of look-ups, a look-up a second waits for at most two slots', async () => {
  const stage = createLargeStage()
  const waits = await askBesideLookUps(stage)
  assert.ok(Math.max(...waits) <= 2 * SLOT_MS, `waited ${Math.max(...waits)} ms`)
  const sent = idsOf(stage.sent()).flat()
  assert.deepEqual(sent.toSorted(), agentIds(stage, 0, 520).toSorted())
})

test('beside a flood of lists, a list a second waits for at most two slots', async () => {
  const stage = createStage()
  const { waits, floodServed } = await askBesideLists(stage)
  assert.ok(Math.max(...waits) <= 2 * SLOT_MS, `waited ${Math.max(...waits)} ms`)
  assert.ok(floodServed >= waits.length, `the flood was served ${floodServed} times`)
  const sent = stage.sent().map(numberOf)
  assert.equal(sent.length, 520)
  assert.equal(new Set(sent).size, 520)
  assertAllSlotsUsed(stage)
})

test('a client that leaves the queue sends nothing, and the next gets its slot', async () => {
  const stage = createStage()
  const first = waitOf(stage, listOf(0))
  const leaving = new AbortController()
  const request = new Request('http://gateway.test/graphql', toPost({ query: listOf(1) }, {}, leaving.signal))
  const left = stage.gateway.fetch(request).catch(() => null)
  const last = waitOf(stage, listOf(2))
  await first
  await stage.clock.sleep(500)
  leaving.abort()
  await left
  assert.equal(await last, SLOT_MS)
  assert.equal(stage.sent().length, 2)
  assertAllSlotsUsed(stage)
})

test('a request that misses its deadline in the queue is refused at once', async () => {
  const stage = createStage()
  const others = Array.from({ length: 10 }, (_, number) => waitOf(stage, listOf(number)))
  await stage.clock.sleep(100)
  const hurried = { 'graphql-client-name': 'client', 'x-deadline-ms': '5000' }
  const { errors } = await stage.ask(listOf(10), {}, hurried)
  assert.equal(stage.sent().length, 1)
  assert.deepEqual(errors[0]?.extensions.failures, [
    {
      account: 'ujet',
      code: 'QUOTA_EXHAUSTED',
      message:
        'no request to ujet can be sent before the deadline, since 9 go first; ask again later or allow more time',
      retryAfterMs: 10 * SLOT_MS - 100,
    },
  ])
  await Promise.all(others)
})

test('ids that need more slots than the deadline allows are refused at once', async () => {
  const stage = createLargeStage()
  const startedAt = stage.clock.now()
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }'
  const { errors } = await stage.ask(query, { ids: agentIds(stage, 0, 1000) }, { 'x-deadline-ms': '5000' })
  const codes = new Set(errors.map(({ extensions }) => extensions.code))
  assert.deepEqual([codes, errors.length], [new Set(['QUOTA_EXHAUSTED']), 500])
  assert.match(errors[0]?.message ?? '', /before the deadline, since \d+ go first/)
  assert.ok(stage.clock.now() - startedAt <= 4 * SLOT_MS)
})
