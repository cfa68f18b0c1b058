// Switchboard as operators start it, over a vendor that refuses whatever comes too fast, in real time: many clients at
// once get their answers, and the vendor refuses nobody.
import type { Process } from '../support/processes.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import type { Served } from '../../src/demo/serve.ts'
import type { Answer } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import { fillIn } from '../../src/door/pages.ts'
import { loadExamples } from '../../src/docs.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { createRandom } from '../../src/demo/random.ts'
import { AGENT_EMAIL, listOf } from '../support/operations.ts'
import { startSwitchboard } from '../support/processes.ts'
import { SLOT_MS, toUsed, watchQueue } from './slots.ts'
import { toPost } from '../support/post.ts'

const CLIENTS = 20
const LOAD_MS = 20_000

/** The examples that many look at all day; the others take more pages than a second's slots allow twenty people. */
const DASHBOARDS: ReadonlySet<string> = new Set([
  'accounts',
  'agents-overview',
  'call-in-full',
  'menu-tree',
  'queue-now',
  'service-levels-now',
  'todays-calls',
])

let sandbox: Sandbox
let vendor: Served
let switchboard: Process

before(async () => {
  sandbox = createSandbox({ clock: systemClock })
  vendor = await serve(sandbox.ujet)
  switchboard = await startSwitchboard(vendor.url)
})

after(async () => {
  await switchboard?.stop()
  await vendor?.close()
})

interface Asked extends Answer<any> {
  readonly tookMs: number
}

async function ask(query: string, variables: object = {}, client = ''): Promise<Asked> {
  const startedAt = performance.now()
  const response = await fetch(
    switchboard.url,
    toPost(
      { query, variables },
      {
        'x-upstream': 'report',
        'graphql-client-name': client,
      },
    ),
  )
  const { data = null, errors = [], extensions = {} } = await response.json()
  return { status: response.status, data, errors, extensions, tookMs: performance.now() - startedAt }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}

const codesOf = (asked: readonly Asked[]) =>
  asked.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code))
const refused = () => sandbox.requests.filter(({ status }) => status === 429)

function table(title: string, asked: readonly Asked[], requests: number, elapsedMs: number): void {
  const waits = asked.flatMap(({ extensions }) => extensions.upstream.requests.map(({ queueMs }) => queueMs))
  const took = asked.map(({ tookMs }) => tookMs)
  console.log(title)
  console.table({
    operations: { value: asked.length },
    'requests upstream': { value: requests },
    'slots used, of those there are': { value: `${requests} of ${Math.floor(elapsedMs / SLOT_MS) + 1}` },
    'answer p50, p95 (ms)': { value: `${quantile(took, 0.5)}, ${quantile(took, 0.95)}` },
    'wait for a slot p50, p95 (ms)': { value: `${quantile(waits, 0.5)}, ${quantile(waits, 0.95)}` },
    'memory (MB)': { value: Math.round(switchboard.memory() ?? Number.NaN) },
  })
}

test('two hundred clients that want an agent each within half a second share three requests', async () => {
  const ids = sandbox.data.agents.slice(0, 200).map(({ id }) => `agent:ujet:${String(id)}`)
  const startedAt = performance.now()
  const asked = await Promise.all(
    ids.map(async (id, index) => {
      await sleep(index * 2.5)
      return ask(AGENT_EMAIL, { id })
    }),
  )
  const elapsedMs = performance.now() - startedAt
  const lookUps = sandbox.requests.filter(({ path }) => path.endsWith('/agents'))
  table('200 clients, an agent each', asked, lookUps.length, elapsedMs)
  assert.deepEqual(
    asked.map(({ data }) => data?.agent?.id),
    ids,
  )
  assert.ok(lookUps.length <= 3, `${lookUps.length} requests were sent`)
  assert.ok(elapsedMs < 4000, `the last answer came after ${Math.round(elapsedMs)} ms`)
  assert.deepEqual(refused(), [])
})

test('twenty clients with mixed operations are all answered, and the vendor refuses nothing', async () => {
  // The examples' instants are the same for everybody, as those of people who look at one dashboard.
  const now = Date.now()
  const dashboards = loadExamples()
    .filter(({ name }) => DASHBOARDS.has(name))
    .map(({ query, variables }) => ({
      query,
      variables: variables === null ? {} : JSON.parse(fillIn(variables, now)),
    }))
  assert.equal(dashboards.length, DASHBOARDS.size)
  const agents = sandbox.data.agents.map(({ id }) => ({
    query: AGENT_EMAIL,
    variables: { id: `agent:ujet:${String(id)}` },
  }))
  const sentBefore = sandbox.requests.length
  const startedAt = performance.now()
  const asked: Asked[] = []

  async function client(number: number): Promise<void> {
    const random = createRandom(`client ${number}`)
    while (performance.now() - startedAt < LOAD_MS) {
      const { query, variables } = random.pick(random.chance(0.7) ? dashboards : agents)
      asked.push(await ask(query, variables))
      await sleep(random.int(100, 1500))
    }
  }

  const queue = watchQueue(switchboard.url)
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)))
  const elapsedMs = performance.now() - startedAt
  await queue.stop()
  const sent = sandbox.requests.slice(sentBefore)
  const used = toUsed(sent, queue.isWaitingAt)
  table('20 clients, mixed operations', asked, sent.length, elapsedMs)
  console.table({ 'slots used, of those wanted': { value: used.toFixed(3) } })
  assert.deepEqual(codesOf(asked), [])
  assert.ok(used >= 0.95, `${used.toFixed(3)} of the slots were used`)
  assert.ok(asked.length > CLIENTS * 5, `only ${asked.length} operations were answered`)
  assert.deepEqual(refused(), [])
})

test('beside a flood of five hundred lists another client waits for two slots at most, and no slot is left unused', async () => {
  const flooding: Asked[] = []
  const flood = Promise.all(
    Array.from({ length: 500 }, async (_, number) => {
      // All at once they would hold up the vendor, which lives in this process too.
      await sleep(number * 5)
      flooding.push(await ask(listOf(number), {}, 'flood'))
    }),
  )
  // Those are left who have a place in the queue.
  while (flooding.length < 450) await sleep(100)
  const sentBefore = sandbox.requests.length
  const startedAt = Date.now()
  const quiet: Asked[] = []
  while (quiet.length < 12) {
    const answer = await ask(listOf(1000 + quiet.length), {}, 'quiet')
    quiet.push(answer)
    await sleep(Math.max(0, 1000 - answer.tookMs))
  }
  const sent = sandbox.requests.slice(sentBefore)
  const used = toUsed(sent, () => true)
  await flood
  const refusals = flooding.flatMap(({ errors }) => errors)
  table('a flood of 500 lists beside one a second', quiet, sent.length, Date.now() - startedAt)
  console.table({
    'slots used, of those wanted': { value: used.toFixed(3) },
    'of the flood, told at once that it is too late': { value: refusals.length },
  })
  assert.deepEqual(codesOf(quiet), [])
  assert.ok(quiet.every(({ tookMs }) => tookMs < 2.5 * SLOT_MS))
  assert.deepEqual(new Set(codesOf(flooding)), new Set(['ALL_ACCOUNTS_FAILED']))
  assert.ok(refusals.every(({ extensions }) => JSON.stringify(extensions).includes('QUOTA_EXHAUSTED')))
  assert.ok(used >= 0.95, `${used.toFixed(3)} of the slots were used`)
  assert.deepEqual(refused(), [])
})

test('while a pause of the vendor lasts nothing is sent, and everybody is answered afterwards', async () => {
  const pauseMs = 3000
  const sentBefore = sandbox.requests.length
  sandbox.intercept = () => {
    sandbox.intercept = undefined
    return new Response('{}', { status: 429, headers: { 'retry-after': String(pauseMs / 1000) } })
  }
  const asked = await Promise.all(Array.from({ length: 5 }, (_, number) => ask(listOf(2000 + number))))
  const [limited, ...others] = sandbox.requests.slice(sentBefore)
  assert.deepEqual(codesOf(asked), [])
  assert.equal(limited?.status, 429)
  assert.equal(others.length, asked.length)
  assert.ok(others.every(({ at, status }) => status === 200 && at - (limited?.at ?? 0) >= pauseMs))
})

test('afterwards the process lives, and nothing went wrong but that pause', async () => {
  const { data } = await ask('{ accounts { name state } }')
  assert.deepEqual(data, { accounts: [{ name: 'ujet', state: 'UP' }] })
  // Levels of the log: 40 warns, 50 is an error, 60 fatal.
  const complaints = switchboard.lines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40)
  assert.deepEqual(
    complaints.map(({ msg, state = null }) => [msg, state]),
    [
      ['vendor asked for a pause', null],
      ['account', 'DEGRADED'],
    ],
  )
})
