// Lists over accounts that are slow, short or down lose and repeat no row.
import type { WireRow } from '../golden/golden-draw.ts'
import type { GoldenCase } from '../golden/golden-case.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStage } from '../support/gateway.ts'
import { PROVEN } from '../golden/golden-case.ts'
import { turn } from '../golden/golden-page.ts'
import { createWorld } from '../golden/golden-world.ts'
import { toPost } from '../support/post.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

const START = Date.UTC(2026, 0, 15, 6)

/** Calls a minute apart, the newest with the highest id. */
function calls(count: number, more: (index: number) => object = () => ({})): WireRow[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(START + index * 60_000).toISOString()
    return { id: index + 1, created_at: at, updated_at: at, ...more(index) }
  })
}

const plain: GoldenCase = {
  seed: 'list',
  noun: 'CALL',
  filter: {},
  further: {},
  selection: {},
  orderBy: null,
  first: [],
  timeZone: 'UTC',
  switches: {},
  habits: PROVEN,
  longIds: false,
  rows: { ujet: [], emea: [] },
}

/** Ids of all pages. */
async function stream(golden: GoldenCase, first: number): Promise<string[]> {
  const stage = createWorld(golden).open()
  const ids: string[] = []
  for (let after: string | null = null, pages = 0; pages < 60; pages += 1) {
    const turned = await turn(stage, golden, { first, after })
    assert.ok('page' in turned)
    ids.push(...turned.page.edges.map(({ id }) => id))
    if (!turned.page.hasNextPage) return ids
    after = turned.page.endCursor
  }
  assert.fail('it never ends')
}

const never = ({ signal }: Request) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('hung up')), { once: true })
  })

test('a filter without ids or values sends nothing and skips no account', async () => {
  const stage = createStage()
  for (const filter of ['agentIds: []', 'status: []', 'from: []', 'menuIds: []', 'ujet: { callType: [] }']) {
    const { data, errors } = await stage.ask(
      `{ calls(filter: { ${filter} }) { nodes { id } totalCount pageInfo { hasNextPage } accounts { state } } }`,
    )
    assert.deepEqual(errors, [])
    const empty = {
      nodes: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false },
      accounts: [{ state: 'COMPLETE' }],
    }
    assert.deepEqual(data.calls, empty, filter)
  }
  assert.deepEqual(stage.sent(), [])
})

test('a page that one account cut short loses no row of the others', async () => {
  // One account reads six pages without a match, up to the scan cap.
  const filter = { menuIds: ['menu:emea:1', 'menu:ujet:9'] }
  const rows = {
    ujet: calls(700),
    emea: calls(700, (index) => (index % 50 === 0 ? { selected_menu: { id: 1 } } : {})),
  }
  const golden = { ...plain, filter, rows }
  for (const first of [1, 2, 3, 5, 20]) {
    const ids = await stream(golden, first)
    const wanted = rows.emea
      .filter(({ selected_menu }) => selected_menu)
      .map(({ id }) => `call:emea:${String(id)}`)
    assert.deepEqual(ids, wanted.toReversed(), `pages of ${first}`)
  }
})

test('pages are cut short while each vendor page has few matches', async () => {
  const rows = {
    ujet: calls(1500, (index) => (index % 50 === 0 ? { selected_menu: { id: 1 } } : {})),
    emea: [],
  }
  const golden = { ...plain, filter: { menuIds: ['menu:ujet:1'] }, rows }
  const stage = createWorld(golden).open()
  const turned = await turn(stage, golden, { first: 100, after: null })
  assert.ok('page' in turned)
  const [report] = turned.page.reports
  assert.deepEqual([stage.sent().length, report?.state, turned.page.hasNextPage], [5, 'CAPPED', true])
  assert.deepEqual((await stream(golden, 100)).length, 30)
})

test('short pages are CAPPED, and the next page continues', async () => {
  const golden = { ...plain, filter: { menuIds: ['menu:ujet:1'] }, rows: { ujet: calls(1250), emea: [] } }
  const stage = createWorld(golden).open()
  const told: unknown[] = []
  for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
    stage.sent()
    const turned = await turn(stage, golden, { first: 5, after })
    assert.ok('page' in turned)
    const [report] = turned.page.reports
    told.push([report?.state, report?.code, stage.sent().length, turned.page.totalCount])
    ;({ endCursor: after, hasNextPage } = turned.page)
  }
  const capped = ['CAPPED', 'SCAN_CAP', 5, null]
  assert.deepEqual(told, [capped, capped, ['COMPLETE', null, 3, null]])
})

test('a whole list continues from a cursor without a cache', async () => {
  const rows = Array.from({ length: 45 }, (_, index) => ({ id: index + 100, first_name: `n${index % 3}` }))
  for (const orderBy of [null, { field: 'FIRST_NAME', direction: 'DESC' } as const]) {
    const golden: GoldenCase = { ...plain, noun: 'AGENT', orderBy, rows: { ujet: rows, emea: rows } }
    const world = createWorld(golden)
    const ids: string[] = []
    for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
      const turned = await turn(world.open(), golden, { first: 20, after })
      assert.ok('page' in turned && ids.length <= 90)
      ids.push(...turned.page.edges.map(({ id }) => id))
      ;({ endCursor: after, hasNextPage } = turned.page)
    }
    assert.deepEqual([ids.length, new Set(ids).size], [90, 90])
  }
})

test('clients at different depths of one list share its cache', async () => {
  const stage = createStage({ rows: { calls: calls(250) } })
  const query =
    'query ($after: String) { calls(first: 60, after: $after) { nodes { id } pageInfo { endCursor } } }'
  const page = async (after: string | null) => (await stage.ask(query, { after })).data.calls
  const first = await page(null)
  const [second, again] = await Promise.all([page(first.pageInfo.endCursor), page(null)])
  assert.deepEqual(again, first)
  assert.equal(stage.sent().length, 2)
  // Both read on at the same time.
  const [third, same] = await Promise.all([page(second.pageInfo.endCursor), page(second.pageInfo.endCursor)])
  assert.deepEqual(third, same)
  assert.deepEqual(await page(first.pageInfo.endCursor), second)
  assert.equal(stage.sent().length, 0)
  await page(third.pageInfo.endCursor)
  assert.equal(stage.sent().length, 1)
})

for (const [noun, field, rows] of [
  ['agents', 'agents', { agents: [{ id: 1 }, { id: 2 }] }],
  ['calls', 'calls', { calls: calls(3) }],
] as const) {
  test(`${noun} that a client left while they were on their way are given to the next one, once`, async () => {
    const stage = createStage({ rows: rows as never })
    const query = { query: `{ ${field} { nodes { id } totalCount } }` }
    const leave = new AbortController()
    let reached = () => {}
    const onItsWay = new Promise<void>((resolve) => (reached = resolve))
    stage.sandbox.intercept = () => {
      reached()
      return stage.clock.sleep(300).then(() => undefined as never)
    }
    const left = stage.gateway
      .fetch(new Request('http://gateway.test/graphql', toPost(query, {}, leave.signal)))
      .catch(() => null)
    await onItsWay
    leave.abort()
    const { data } = await stage.ask(query.query)
    await left
    const count = Object.values(rows)[0].length
    assert.equal(new Set(data[field].nodes.map(({ id }: { id: string }) => id)).size, count)
    assert.deepEqual([data[field].nodes.length, data[field].totalCount], [count, count])
    assert.equal(stage.sent().length, 1)
  })
}

test('a passed deadline has a code of its own', async () => {
  const queries = [
    '{ calls { nodes { id } } }',
    '{ agents { nodes { id } } }',
    '{ agent(id: "agent:ujet:1") { email } }',
  ]
  const further = [
    '{ campaign(id: "campaign:ujet:1") { name } }',
    '{ menu(id: "menu:ujet:1") { children { id } } }',
  ]
  for (const query of [...queries, ...further]) {
    for (const deadlineMs of [1, 400, 700, 3000, 9000]) {
      const stage = createStage()
      stage.sandbox.intercept = never as never
      const { errors } = await stage.ask(query, {}, { 'x-deadline-ms': String(deadlineMs) })
      const [error] = errors
      assert.ok(error, query)
      const { code, failures } = error.extensions as { code: string; failures?: { code: string }[] }
      const codes = [failures?.[0]?.code ?? code]
      assert.match(
        codes.join(),
        deadlineMs < 500 ? /^QUOTA_EXHAUSTED$/ : /^UPSTREAM_TIMEOUT$/,
        `${query} ${deadlineMs}`,
      )
      assert.deepEqual(
        stage.events.filter(({ type }) => type === 'fault'),
        [],
      )
      assert.ok(stage.clock.now() - Date.UTC(2026, 0, 15, 12) <= deadlineMs + 2000)
    }
  }
})

test('a queue longer than the deadline refuses at once with `retryAfterMs`', async () => {
  const stage = createStage()
  const asked = ['calls', 'chats', 'emails', 'agents', 'menus'].map((field) =>
    stage.ask(`{ ${field} { accounts { state } } }`),
  )
  const short = { 'x-deadline-ms': '2000' }
  await new Promise((resolve) => setImmediate(resolve))
  const startedAt = stage.clock.now()
  const { errors } = await stage.ask('{ teams { accounts { state } } }', {}, short)
  const { code, failures, retryAfterMs } = errors[0]!.extensions as Record<string, any>
  assert.deepEqual([code, failures[0].code], ['ALL_ACCOUNTS_FAILED', 'QUOTA_EXHAUSTED'])
  assert.ok(retryAfterMs > 2000 && retryAfterMs <= 5 * 1040, `${retryAfterMs}`)
  assert.ok(stage.clock.now() - startedAt < 500)
  for (const answer of await Promise.all(asked)) assert.deepEqual(answer.errors, [])
})

test('a failed account is reported, unless it is required or alone', async () => {
  const golden = { ...plain, rows: { ujet: calls(3), emea: calls(2) } }
  const world = createWorld(golden)
  const stage = world.open()
  world.simulatorOf('emea').intercept = () => new Response('{}', { status: 503 })
  const told = await turn(stage, golden, { first: 5, after: null })
  assert.ok('page' in told)
  assert.deepEqual(
    told.page.reports.map(({ state, code, rows }) => [state, code, rows]),
    [
      ['COMPLETE', null, 3],
      ['FAILED', 'UPSTREAM_UNAVAILABLE', 0],
    ],
  )
  // The failed account has no next page.
  assert.deepEqual([told.page.hasNextPage, told.page.totalCount], [false, null])
  const whole = { first: 5, after: null, requireComplete: true }
  assert.deepEqual(await turn(stage, golden, whole), { codes: 'INCOMPLETE' })
  // Older than STALE_IF_ERROR.
  await world.clock.advance(3_700_000)
  world.simulatorOf('ujet').intercept = () => new Response('<html>')
  assert.deepEqual(await turn(stage, golden, { first: 5, after: null }), { codes: 'ALL_ACCOUNTS_FAILED' })
  world.simulatorOf('ujet').intercept = undefined
  world.simulatorOf('emea').intercept = undefined
  // The circuit is open.
  await world.clock.advance(2000)
  const whole2 = await turn(stage, golden, whole)
  assert.ok('page' in whole2)
  assert.deepEqual([whole2.page.edges.length, whole2.page.totalCount], [5, 5])
})
