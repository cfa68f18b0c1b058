// A list that was read answers narrower questions about its rows: which ones, and what each costs.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createStage } from '../support/gateway.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const TYPES = ['Voice Inbound (IVR)', 'Voice Outbound'] as const
const STATUSES = ['finished', 'failed', 'connected'] as const

/** Call 1 began ten minutes ago, call 2 twenty, and so on. */
function callOf(id: number, more: object = {}) {
  const at = toRfc3339(NOW - id * 10 * MINUTE)
  return {
    id,
    created_at: at,
    updated_at: at,
    call_type: TYPES[id % 2],
    status: STATUSES[id % 3],
    call_duration: (id * 7) % 100,
    hold_duration: id % 5 === 0 ? null : id % 4,
    queue_duration: id % 50,
    agent_info: id % 4 === 0 ? null : { id: (id % 4) + 1, name: 'Ada' },
    selected_menu: { id: (id % 3) + 1, name: 'Sales' },
    lang: id % 2 === 0 ? 'en' : 'de',
    rating: id % 7 === 0 ? (id % 5) + 1 : null,
    ...more,
  }
}

const open = (count = 450, options = {}) =>
  createStage({ rows: { calls: Array.from({ length: count }, (_, index) => callOf(index + 1)) }, ...options })

interface Asked {
  readonly ids: readonly number[]
  readonly total: number | null
  readonly more: boolean
  readonly end: string | null
  readonly asOf: number
  /** Upstream requests since the question before. */
  readonly sent: readonly string[]
  readonly saved: Readonly<Record<string, number>>
}

async function ask(
  stage: Stage,
  filter: object,
  {
    first = 1000,
    after = null,
    headers = {},
  }: { first?: number; after?: string | null; headers?: Record<string, string> } = {},
): Promise<Asked> {
  const { data, errors, extensions } = await stage.ask(
    `query ($filter: CallFilter, $first: Int!, $after: String) {
      calls(filter: $filter, first: $first, after: $after) {
        nodes { vendorId } totalCount pageInfo { endCursor hasNextPage } accounts { asOf }
      }
    }`,
    { filter, first, after },
    headers,
  )
  assert.deepEqual(errors, [])
  const { nodes, totalCount, pageInfo, accounts } = data.calls
  return {
    ids: nodes.map(({ vendorId }: { vendorId: string }) => Number(vendorId)),
    total: totalCount,
    more: pageInfo.hasNextPage,
    end: pageInfo.endCursor,
    asOf: Date.parse(accounts[0].asOf) - NOW,
    sent: stage.sent(),
    saved: extensions.upstream.saved,
  }
}

type Row = ReturnType<typeof callOf>

/** Of 60 hours, the calls that a plain predicate keeps. */
const among = (rows: readonly object[], keeps: (row: Row) => boolean, arrived = Infinity) =>
  (rows as readonly Row[])
    .filter(({ id }) => id <= 360 || id > arrived)
    .filter(keeps)
    .map(({ id }) => id)

const startedAt = { from: toRfc3339(NOW - 60 * HOUR) }

const TWELVE: readonly (readonly [filter: object, keeps: (row: Row) => boolean])[] = [
  [{ direction: ['INBOUND'] }, ({ call_type }) => call_type === 'Voice Inbound (IVR)'],
  [{ direction: ['OUTBOUND'] }, ({ call_type }) => call_type === 'Voice Outbound'],
  [{ status: ['COMPLETED'] }, ({ status }) => status === 'finished'],
  [{ status: ['COMPLETED', 'IN_PROGRESS'] }, ({ status }) => status !== 'failed'],
  [{ agentIds: ['agent:ujet:2'] }, ({ agent_info: agent }) => agent?.id === 2],
  [{ agentIds: ['agent:ujet:3', 'agent:ujet:4'] }, ({ agent_info: agent }) => (agent?.id ?? 0) >= 3],
  [{ menuIds: ['menu:ujet:1'] }, ({ selected_menu: menu }) => menu.id === 1],
  [{ durationSeconds: { from: 50 } }, ({ call_duration: seconds }) => seconds >= 50],
  [{ holdSeconds: { to: 1 } }, ({ hold_duration: seconds }) => seconds !== null && seconds <= 1],
  [{ rating: { from: 4 } }, ({ rating }) => (rating ?? 0) >= 4],
  [
    { direction: ['INBOUND'], menuIds: ['menu:ujet:2'], language: ['en'] },
    ({ call_type, selected_menu: menu, lang }) =>
      call_type === 'Voice Inbound (IVR)' && menu.id === 2 && lang === 'en',
  ],
  [
    { status: ['COMPLETED'], agentIds: ['agent:ujet:2'], durationSeconds: { from: 10, to: 60 } },
    ({ status, agent_info: agent, call_duration: seconds }) =>
      status === 'finished' && agent?.id === 2 && seconds >= 10 && seconds <= 60,
  ],
]

test('twelve narrower questions about calls that were read cost nothing, nor do their totals', async () => {
  const stage = open()
  const all = await ask(stage, { startedAt })
  assert.deepEqual([all.ids.length, all.sent.length], [360, 4])
  for (const [filter, keeps] of TWELVE) {
    const { ids, total, sent, saved, more } = await ask(stage, { ...filter, startedAt })
    const right = among(stage.sandbox.data.calls, keeps)
    assert.deepEqual({ ids, total, sent, more }, { ids: right, total: right.length, sent: [], more: false })
    assert.ok(right.length > 0)
    assert.deepEqual([saved.segment, saved.narrowed, saved.cached], [1, 1, 0])
  }
})

test('boards that are asked again cost one request a round, and show what changed', async () => {
  const stage = open()
  await ask(stage, { startedAt })
  const sent: string[] = []
  for (let round = 1; round <= 3; round += 1) {
    await stage.clock.advance(30 * SECOND)
    const { calls } = stage.sandbox.data
    const at = toRfc3339(stage.clock.now())
    // One arrives, one changes in what it is filtered by.
    calls.push({ ...callOf(-round * 6), id: 1000 + round, created_at: at, updated_at: at })
    calls[round] = { ...calls[round], status: 'finished', call_duration: 99, updated_at: at }
    for (const [filter, keeps] of TWELVE) {
      const asked = await ask(stage, { ...filter, startedAt })
      sent.push(...asked.sent)
      const rows = calls.toSorted((a, b) => (String(a.created_at) < String(b.created_at) ? 1 : -1))
      const right = among(
        rows.map((row) => ({ ...row, id: Number(row.id) })),
        keeps,
        1000,
      )
      assert.deepEqual([asked.ids, asked.total], [right, right.length])
    }
  }
  assert.equal(sent.length, 3)
  assert.ok(sent.every((one) => one.startsWith('/calls?updated_at[from]=')))
})

test('a page is answered as far as the wider list goes, and later pages are read on', async () => {
  const stage = open()
  // Three pages of a hundred with one row in common, of which 99 are completed.
  await ask(stage, {}, { first: 200 })
  const filter = { status: ['COMPLETED'] }
  const ids: number[] = []
  const costs: number[] = []
  for (let after: string | null = null, more = true; more;) {
    const page = await ask(stage, filter, { first: 20, after })
    ids.push(...page.ids)
    costs.push(page.sent.length)
    ;({ end: after, more } = page)
  }
  assert.deepEqual(
    ids,
    Array.from({ length: 150 }, (_, index) => (index + 1) * 3),
  )
  // The total of the first page is a request of its own.
  assert.deepEqual(costs, [1, 0, 0, 0, 1, 0, 0, 0])
})

test('later pages come from the list of the earlier ones, or from a young wider list', async () => {
  const filter = { status: ['COMPLETED'] }
  for (const [waitMs, cost] of [
    [0, 0],
    [MINUTE, 1],
  ] as const) {
    const stage = open()
    const { end } = await ask(stage, filter, { first: 100 })
    await ask(stage, {})
    await stage.clock.advance(waitMs)
    const { ids, sent } = await ask(stage, filter, { first: 20, after: end })
    assert.deepEqual([ids[0], ids.length, sent.length], [303, 20, cost])
  }
})

test('filters that no vendor is sent share one list', async () => {
  const stage = open(90)
  const inbound = await ask(stage, { direction: ['INBOUND'] })
  assert.deepEqual([inbound.ids.length, inbound.sent.length, inbound.saved.narrowed], [45, 1, 0])
  const outbound = await ask(stage, { direction: ['OUTBOUND'], language: ['de'] })
  assert.deepEqual([outbound.ids.length, outbound.sent.length, outbound.saved.narrowed], [45, 0, 1])
  const again = await ask(stage, { direction: ['INBOUND'] })
  assert.deepEqual([again.sent.length, again.saved.cached, again.saved.narrowed], [0, 1, 0])
})

test('a range and a list of values answer shorter ones', async () => {
  const stage = open(90)
  await ask(stage, { status: ['COMPLETED', 'IN_PROGRESS'], durationSeconds: { from: 10 } })
  const inside = [
    { status: ['COMPLETED'], durationSeconds: { from: 10 } },
    { status: ['IN_PROGRESS', 'COMPLETED'], durationSeconds: { from: 20, to: 50 } },
    { status: ['COMPLETED'], durationSeconds: { from: 10 }, agentIds: ['agent:ujet:2'] },
  ]
  for (const filter of inside) assert.deepEqual((await ask(stage, filter)).sent, [])
  const outside = [
    { status: ['COMPLETED', 'FAILED'], durationSeconds: { from: 10 } },
    { status: ['COMPLETED'], durationSeconds: { from: 9 } },
    { status: ['COMPLETED'] },
    { durationSeconds: { from: 10 } },
  ]
  for (const filter of outside) assert.equal((await ask(stage, filter)).sent.length, 1)
})

test('a row with an unknown word has its vendor asked about words', async () => {
  const stage = createStage({
    rows: { calls: [callOf(1), callOf(2, { status: 'teleported' }), callOf(3)] },
  })
  await ask(stage, {})
  const status = await ask(stage, { status: ['COMPLETED'] })
  assert.deepEqual([status.ids, status.sent.length], [[3], 1])
  const duration = await ask(stage, { durationSeconds: { to: 14 } })
  assert.deepEqual([duration.ids, duration.sent.length], [[1, 2], 0])
})

test('a client that limits the age of its answer limits that of the wider list', async () => {
  const stage = open(90)
  await ask(stage, {})
  const filter = { status: ['COMPLETED'] }
  await stage.clock.advance(8 * SECOND)
  const old = await ask(stage, filter, { headers: { 'x-freshness': 'only-if-cached' } })
  assert.deepEqual([old.sent.length, old.asOf, old.ids.length], [0, 0, 30])
  const young = await ask(stage, filter, { headers: { 'x-freshness': 'max-age=5' } })
  assert.deepEqual([young.sent.length, young.ids.length], [1, 30])
  assert.ok(young.asOf >= 8 * SECOND)
})

test('a failing account leaves the rows of the wider list, as stale ones', async () => {
  const stage = open(90)
  await ask(stage, {})
  await stage.clock.advance(15 * MINUTE)
  stage.sandbox.intercept = () => new Response('', { status: 500 })
  const { data } = await stage.ask(
    '{ calls(filter: { status: [COMPLETED] }, first: 30) { nodes { id } accounts { state } } }',
  )
  assert.deepEqual([data.calls.nodes.length, data.calls.accounts], [30, [{ state: 'STALE' }]])
})

test('a wide question leaves narrower lists as they are', async () => {
  const stage = open(90)
  await ask(stage, { status: ['COMPLETED'] })
  await ask(stage, {}, { first: 50 })
  for (const filter of [{ status: ['COMPLETED'] }, {}]) {
    const { sent, saved } = await ask(stage, filter, { first: 50 })
    assert.deepEqual([sent, saved.cached, saved.narrowed], [[], 1, 0])
  }
})

test('lists below a row are answered from a list of all', async () => {
  const stage = open(90)
  await ask(stage, {})
  const { data } = await stage.ask(`{
    agent(id: "agent:ujet:2") { calls(first: 50) { totalCount nodes { agent { id } } } }
  }`)
  const { totalCount, nodes } = data.agent.calls
  assert.equal(totalCount, nodes.length)
  assert.ok(nodes.length > 10 && nodes.every(({ agent }: any) => agent.id === 'agent:ujet:2'))
  assert.deepEqual(
    stage.sent().filter((one) => one.startsWith('/calls')),
    [],
  )
})

test('lists that are read whole answer their parts, but no other choice of rows', async () => {
  const menus = [1, 2, 3, 4].map((id) => ({
    id,
    name: `Menu ${id}`,
    parent_id: id < 3 ? null : 1,
    position: id,
    deleted: id === 4,
  }))
  const stage = createStage({ rows: { menus } })
  const menusOf = async (filter: string) => {
    const { data } = await stage.ask(`{ menus(${filter}) { nodes { vendorId } } }`)
    return [
      data.menus.nodes.map(({ vendorId }: { vendorId: string }) => vendorId).join(' '),
      stage.sent().length,
    ]
  }
  assert.deepEqual(await menusOf('first: 100'), ['1 2 3', 1])
  assert.deepEqual(await menusOf('filter: { position: [2, 3] }'), ['2 3', 0])
  assert.deepEqual(await menusOf('filter: { parentIds: ["menu:ujet:1"], name: ["Menu 3"] }'), ['3', 0])
  assert.deepEqual(await menusOf('filter: { withDeleted: true }'), ['1 2 3 4', 1])
  assert.deepEqual(await menusOf('filter: { withDeleted: true, position: [4] }'), ['4', 0])
  assert.deepEqual(await menusOf('filter: { position: [4] }'), ['', 0])
})

test('rows count once in the cache, whatever number of questions they answer', async () => {
  const calls = Array.from({ length: 450 }, (_, index) =>
    callOf(index + 1, { finish_reason: 'x'.repeat(2000) }),
  )
  // The list takes 2 MB of these 3, its rows in look-ups not counted.
  const stage = createStage({ rows: { calls } }, { cacheBytes: 6_000_000 })
  await ask(stage, {})
  for (let times = 0; times < 2; times += 1) {
    for (const [filter] of TWELVE) assert.deepEqual((await ask(stage, filter)).sent, [])
  }
  assert.deepEqual((await ask(stage, {})).sent, [])
})

test('many filters do not displace the list of all', async () => {
  const stage = open()
  await ask(stage, {}, { first: 20 })
  // Each is wider than the one before, and goes further than the list of all.
  for (let most = 0; most < 60; most += 1) {
    const { sent } = await ask(stage, { rating: { from: -1 - most, to: 5 } }, { first: 50 })
    assert.notDeepEqual(sent, [])
  }
  const query = '{ calls(filter: { status: [COMPLETED] }, first: 20) { nodes { id } } }'
  const { data } = await stage.ask(query, {}, { 'x-freshness': 'max-stale=300' })
  assert.deepEqual([data.calls.nodes.length, stage.sent()], [20, []])
})
