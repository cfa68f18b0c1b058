// Upstream requests of operations, listed one by one.
import type { Answer, Stage } from '../support/gateway.ts'
import type { CallsAfter } from '../support/operations.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { AGENT_EMAIL, CALLS_AFTER, callsPage } from '../support/operations.ts'

const clock = createVirtualClock()
const sandbox = createSandbox({ clock, lively: false })
const agentIds = sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`)

/** A gateway with an empty cache over the same company. */
async function open(): Promise<Stage> {
  await clock.advance(60_000)
  const stage = createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
  stage.sent()
  return stage
}

/** Paths of requests with their number of ids, e.g. `/agents of 40`. */
function brief(sent: readonly string[]): readonly string[] {
  return sent.map((request) => {
    const [path = '', query = ''] = request.split('?')
    const ids = new URLSearchParams(query).getAll('id[]').length
    return ids === 0 ? path : `${path} of ${ids}`
  })
}

/** Removes instants, which differ by the clock. */
const withoutTime = (request: string) => request.replaceAll(/\d{4}-[\dT:.-]+Z/g, '')

const pathsOf = (sent: readonly string[]) => sent.map((request) => request.split('?')[0])

const idsIn = (sent: readonly string[]) =>
  sent.flatMap((request) => new URLSearchParams(request.split('?')[1]).getAll('id[]'))

function succeeded<Data>({ data, errors }: Answer<Data>): Data {
  assert.deepEqual(errors, [])
  assert.ok(data)
  return data
}

const PAGES = [
  { what: 'the first hundred calls with agents and menus', query: callsPage(100), paths: ['/calls'] },
  {
    what: 'the same with the agents’ addresses',
    query: callsPage(100, { agent: 'email' }),
    paths: ['/calls', '/agents'],
  },
  {
    what: 'the same with the agents’ teams and the menus’ parents',
    query: callsPage(100, { agent: 'email teams { id name }', menu: 'parent { id name }' }),
    paths: ['/calls', '/menus', '/agents'],
  },
  {
    what: 'the first 250 calls',
    query: '{ calls(first: 250) { nodes { id agent { id } menu { id name } } } }',
    paths: ['/calls', '/calls', '/calls'],
  },
] as const

for (const { what, query, paths } of PAGES) {
  const times = paths.length === 1 ? 'one request' : `${paths.length} requests`
  test(`${what}: ${times}, and none the second time`, async () => {
    const stage = await open()
    const first = succeeded(await stage.ask(query))
    assert.deepEqual(pathsOf(stage.sent()), paths)
    const again = succeeded(await stage.ask(query))
    assert.deepEqual(stage.sent(), [])
    assert.deepEqual(again, first)
  })
}

test('two lists that differ only in post-filters cost the requests of one', async () => {
  const stage = await open()
  const period = `startedAt: { from: "${new Date(clock.now() - 7_200_000).toISOString()}" }`
  const side = (name: string, filter: string) =>
    `${name}: calls(filter: { ${period}, ${filter} }) { nodes { id } accounts { upstreamRequests } }`
  const one = succeeded(await stage.ask(`{ ${side('made', 'from: ["+1"]')} }`))
  const alone = stage.sent()
  const { made, got } = succeeded(
    await (await open()).ask(`{ ${side('made', 'from: ["+1"]')} ${side('got', 'to: ["+1"]')} }`),
  )
  assert.deepEqual(stage.sent().map(withoutTime), alone.map(withoutTime))
  assert.ok(alone.length > 1)
  assert.deepEqual([made, got], [one.made, one.made])
})

test('five pages of twenty calls cost one request', async () => {
  const stage = await open()
  const ids: string[] = []
  for (let page = 0, after: string | null = null; page < 5; page += 1) {
    const answer: Answer<CallsAfter> = await stage.ask(CALLS_AFTER, { first: 20, after })
    const { calls } = succeeded(answer)
    ids.push(...calls.nodes.map(({ id }) => id))
    after = calls.pageInfo.endCursor
  }
  assert.equal(new Set(ids).size, 100)
  assert.deepEqual(stage.sent(), ['/calls?sort_column=created_at&sort_direction=DESC&page=1&per=100'])
})

for (const [count, requests] of [
  [100, ['/agents of 100']],
  [250, ['/agents of 100', '/agents of 100', '/agents of 50']],
] as const) {
  test(`${count} agents by id: ${requests.length === 1 ? 'one request' : `${requests.length} requests`}, and none again`, async () => {
    const stage = await open()
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Agent { email } } }'
    const ids = agentIds.slice(0, count)
    assert.equal(ids.length, count)
    const { nodes } = succeeded(await stage.ask(query, { ids }))
    assert.deepEqual(
      nodes.map(({ id }: { id: string }) => id),
      ids,
    )
    assert.deepEqual(brief(stage.sent()), requests)
    succeeded(await stage.ask(query, { ids }))
    assert.deepEqual(stage.sent(), [])
  })
}

test('forty aliases of an agent each cost one request', async () => {
  const stage = await open()
  const aliases = agentIds.slice(0, 40).map((id, index) => `a${index}: agent(id: "${id}") { email }`)
  succeeded(await stage.ask(`{ ${aliases.join('\n')} }`))
  assert.deepEqual(brief(stage.sent()), ['/agents of 40'])
})

test('two hundred clients with an agent each within half a second cost three requests', async () => {
  const stage = await open()
  const startedAt = clock.now()
  const wanted = agentIds.slice(0, 200)
  const answers = await Promise.all(
    wanted.map(async (id, index) => {
      await clock.sleep(index * 2.5)
      const { agent } = succeeded(await stage.ask(AGENT_EMAIL, { id }))
      return { id: agent.id, atMs: clock.now() - startedAt }
    }),
  )
  const sent = stage.sent()
  assert.deepEqual(pathsOf(sent), ['/agents', '/agents', '/agents'])
  assert.deepEqual(
    idsIn(sent)
      .map((id) => `agent:ujet:${id}`)
      .toSorted(),
    wanted.toSorted(),
  )
  assert.deepEqual(
    answers.map(({ id }) => id),
    wanted,
  )
  assert.ok(Math.max(...answers.map(({ atMs }) => atMs)) < 2500)
})

test('fifty clients with the same operation cost the requests of one', async () => {
  const stage = await open()
  const query = callsPage(100, { agent: 'email teams { id name }', menu: 'parent { id name }' })
  const answers = await Promise.all(Array.from({ length: 50 }, () => stage.ask(query)))
  const [first, ...others] = answers.map(succeeded)
  for (const other of others) assert.deepEqual(other, first)
  assert.deepEqual(pathsOf(stage.sent()), ['/calls', '/menus', '/agents'])
  const paid = answers.flatMap(({ extensions }) =>
    extensions.upstream.requests.filter(({ shared }) => !shared),
  )
  assert.equal(paid.length, 3)
})

for (const [first, requests] of [
  [20, 1],
  [100, 2],
] as const) {
  test(`an uncached cursor at a vendor that ignores ranges costs ${requests} for the next ${first} calls`, async () => {
    const ignoring = createSandbox({ clock, lively: false, unproven: 'ignored' })
    const stage = createStageOver(ignoring, clock, (request) => ignoring.ujet(request))
    let after: string | null = null
    // Far enough to probe that bounds are ignored.
    for (let rows = 0; rows < 240; rows += first) {
      const answer: Answer<CallsAfter> = await stage.ask(CALLS_AFTER, { first, after })
      after = succeeded(answer).calls.pageInfo.endCursor
    }
    await clock.advance(1_000_000)
    stage.sent()
    const { calls } = succeeded(await stage.ask<CallsAfter>(CALLS_AFTER, { first, after }))
    assert.equal(calls.nodes.length, first)
    const sent = stage.sent()
    assert.deepEqual(
      pathsOf(sent),
      Array.from({ length: requests }, () => '/calls'),
    )
    assert.ok(sent.every((request) => !request.includes('created_at[')))
  })
}
