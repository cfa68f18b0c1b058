// Whole operations in front of a quota of one request a second: how many requests they cost, who waits how long, and
// that nobody gains by asking much.
import type { Stage } from './support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { createVirtualClock } from './support/clock.ts'
import { createStage, createStageOver } from './support/gateway.ts'
import { AGENT_EMAIL, listOf } from './support/operations.ts'

const SLOT_MS = 1040

/** A gateway over a company with 1,250 agents. */
function createLargeStage(): Stage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, scale: 5, lively: false })
  return createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
}

const agentIds = ({ sandbox }: Stage) => sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)

/** How long the answer took; fails unless there is one. */
async function waitOf(
  { clock, ask }: Stage,
  query: string,
  variables = {},
  client = 'client',
): Promise<number> {
  const startedAt = clock.now()
  const { errors } = await ask(query, variables, { 'graphql-client-name': client })
  assert.deepEqual(errors, [])
  return clock.now() - startedAt
}

/** The vendor refused nothing, and no slot was left unused as long as anybody waited. */
function assertAllSlotsUsed({ sandbox }: Stage): void {
  const requests = sandbox.requests
  assert.ok(requests.every(({ status }) => status === 200))
  const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
  assert.deepEqual(new Set(gaps), new Set([SLOT_MS]))
}

test('a thousand clients with an agent each: eleven requests, and all are answered with the last', async () => {
  const stage = createLargeStage()
  const wanted = agentIds(stage).slice(0, 1000)
  assert.equal(wanted.length, 1000)
  const waits = await Promise.all(
    wanted.map((id, index) => waitOf(stage, AGENT_EMAIL, { id }, `client ${index}`)),
  )
  assert.ok(stage.sent().length <= 11)
  assert.ok(Math.max(...waits) <= 10 * SLOT_MS)
  assertAllSlotsUsed(stage)
})

test('a thousand clients with the same question: one request', async () => {
  const stage = createStage()
  const waits = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => waitOf(stage, listOf(0), {}, `client ${index}`)),
  )
  assert.equal(stage.sent().length, 1)
  assert.equal(Math.max(...waits), 0)
})

test('beside a flood of look-ups, who asks for one a second waits for two slots at most', async () => {
  const stage = createLargeStage()
  const ids = agentIds(stage)
  const flood = ids.slice(0, 500).map((id) => waitOf(stage, AGENT_EMAIL, { id }, 'flood'))
  const waits = await Promise.all(
    ids.slice(500, 520).map(async (id, second) => {
      await stage.clock.sleep(second * 1000)
      return waitOf(stage, AGENT_EMAIL, { id }, 'quiet')
    }),
  )
  await Promise.all(flood)
  assert.ok(Math.max(...waits) <= 2 * SLOT_MS, `waited ${Math.max(...waits)} ms`)
})

test('beside a flood of lists, who asks for one a second waits for two slots at most', async () => {
  const stage = createStage()
  let floodServed = 0
  const flood = Array.from({ length: 500 }, async (_, number) => {
    await waitOf(stage, listOf(number), {}, 'flood')
    floodServed += 1
  })
  const waits: number[] = []
  for (let second = 0; second < 20; second += 1) {
    const wait = await waitOf(stage, listOf(1000 + second), {}, 'quiet')
    waits.push(wait)
    await stage.clock.sleep(Math.max(0, 1000 - wait))
  }
  assert.ok(Math.max(...waits) <= 2 * SLOT_MS, `waited ${Math.max(...waits)} ms`)
  assert.ok(floodServed >= waits.length, `the flood was served ${floodServed} times`)
  await Promise.all(flood)
  assertAllSlotsUsed(stage)
})

test('who leaves the queue sends nothing, and the slot goes to the next', async () => {
  const stage = createStage()
  const first = waitOf(stage, listOf(0))
  const leaving = new AbortController()
  const request = new Request('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: listOf(1) }),
    signal: leaving.signal,
  })
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

test('who cannot be answered before the deadline is told at once, with the place in the queue', async () => {
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

test('of ids that need more slots than there is time for, those that come too late are refused at once', async () => {
  const stage = createLargeStage()
  const startedAt = stage.clock.now()
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }'
  const { errors } = await stage.ask(
    query,
    { ids: agentIds(stage).slice(0, 1000) },
    { 'x-deadline-ms': '5000' },
  )
  const codes = new Set(errors.map(({ extensions }) => extensions.code))
  assert.deepEqual([codes, errors.length], [new Set(['QUOTA_EXHAUSTED']), 500])
  assert.match(errors[0]?.message ?? '', /before the deadline, since \d+ go first/)
  assert.ok(stage.clock.now() - startedAt <= 4 * SLOT_MS)
})
