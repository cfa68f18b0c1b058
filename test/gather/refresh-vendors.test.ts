// Change filters of each vendor, and lists of vendors without one.
import type { AccountName, FiveStage } from '../support/five.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const SECOND = 1000
const HOUR = 3600 * SECOND

type Row = Record<string, unknown>

const uuid = (id: number) => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`
const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

/** A simulator's call. */
const ROWS: Readonly<Record<AccountName, (id: number, start: number, changed: number) => Row>> = {
  ujet: (id, start, changed) => ({ id, created_at: toRfc3339(start), updated_at: toRfc3339(changed) }),
  callcap: (id, start, changed) => ({
    call_id: String(id),
    start_datetime: toRfc3339(start),
    last_modified: toRfc3339(changed),
    action: 'Answer',
  }),
  whippy: (id, start, changed) => ({
    id: uuid(id),
    created_at: toRfc3339(start),
    updated_at: toRfc3339(changed),
  }),
  'allo-media': (id, start, changed) => ({
    unique_id: String(id),
    timestamp: instant(start),
    qualified: instant(changed),
    status: 'qualified',
  }),
  twin: (id, start, changed) => ({
    id: String(id),
    createdAt: instant(start - 120 * SECOND),
    startedAt: instant(start),
    updatedAt: instant(changed),
    status: 'ANSWERED',
  }),
}

/** Two vendors have large pages, and so more calls. */
const COUNTS: Readonly<Record<AccountName, number>> = {
  ujet: 12,
  callcap: 12,
  whippy: 12,
  'allo-media': 450,
  twin: 450,
}
const PAGE = 5

/** Calls at an interval, the newest with the highest id, each changed after two minutes. */
function callsOf(name: AccountName, gapMs: number): { calls: Row[] } {
  const starts = Array.from({ length: COUNTS[name] }, (_, index) => NOW - (index + 1) * gapMs)
  return {
    calls: starts.map((start, index) => ROWS[name](COUNTS[name] - index, start, start + 120 * SECOND)),
  }
}

function open(gapMs = HOUR): FiveStage {
  return createFiveStage({
    clamp: PAGE,
    rows: callsOf('ujet', gapMs),
    callcap: { clamp: PAGE, rows: callsOf('callcap', gapMs) },
    whippy: { clamp: PAGE, rows: callsOf('whippy', gapMs) },
    alloMedia: { rows: callsOf('allo-media', gapMs) },
    twin: { rows: callsOf('twin', gapMs) },
  })
}

/** Ids of all calls, newest first, e.g. with one of two and a half hours ago. */
function idsOf(name: AccountName, further?: number): string {
  const ids = Array.from({ length: COUNTS[name] }, (_, index) => COUNTS[name] - index)
  return (further === undefined ? ids : ids.toSpliced(2, 0, further)).join(' ')
}

/** Lists one account; returns ids and requests. */
async function ask(
  stage: FiveStage,
  name: AccountName,
  {
    filter = {},
    first = 1000,
    headers = {},
  }: { filter?: object; first?: number; headers?: Record<string, string> } = {},
) {
  const { requests } = stage.simulators[name]
  const before = requests.length
  const { data, errors } = await stage.ask(
    `query ($filter: CallFilter, $first: Int!) {
      calls(filter: $filter, first: $first) { nodes { vendorId } accounts { state asOf } }
    }`,
    { filter: { accounts: [name], ...filter }, first },
    headers,
  )
  assert.deepEqual([errors, data.calls.accounts[0].state], [[], 'COMPLETE'])
  const lists = requests.slice(before).filter(({ path }) => !/token|login/.test(path))
  return {
    ids: data.calls.nodes.map(({ vendorId }: { vendorId: string }) => Number(vendorId.slice(-4))).join(' '),
    asOf: Date.parse(data.calls.accounts[0].asOf) - NOW,
    sent: lists.map(({ path, query }) => `${path}?${decodeURIComponent(query)}`),
  }
}

const add = ({ simulators, clock }: FiveStage, name: AccountName, id: number, start: number) =>
  void simulators[name].data.calls.push(ROWS[name](id, start, clock.now()))

test('these lists are refreshed by changes, and all others are read again', () => {
  const able = Object.values(DESCRIPTIONS).map(({ vendor, resources }) => {
    const nouns = Object.values(resources).filter(({ changes }) => changes !== undefined)
    return [vendor, nouns.map(({ noun }) => noun).toSorted()]
  })
  assert.deepEqual(Object.fromEntries(able), {
    UJET: ['CALL', 'CHAT', 'EMAIL'],
    CALLCAP: ['CALL'],
    WHIPPY: [],
    ALLO_MEDIA: ['CALL'],
    TWIN: ['CALL'],
  })
})

for (const [name, parameter] of [
  ['ujet', /[?&]updated_at\[from\]=2026-01-15T11:59:00\.000Z/],
  // US/Arizona is seven hours behind; minutes are cut off.
  ['callcap', /[?&]search_last_modified_start=2026-01-15 04:58/],
  ['allo-media', /[?&]qualified_from=2026-01-15T11:59:00Z/],
] as const) {
  test(`${name} is sent the change filter alone`, async () => {
    const stage = open()
    const filter = { durationSeconds: { from: -1 } }
    for (const row of stage.simulators[name].data.calls) Object.assign(row, { duration: 5, call_duration: 5 })
    assert.equal((await ask(stage, name, { filter })).ids, idsOf(name))
    await stage.clock.advance(30 * SECOND)
    add(stage, name, 900, NOW - 2.5 * HOUR)
    Object.assign(stage.simulators[name].data.calls.at(-1) ?? {}, { duration: 5, call_duration: 5 })
    const { ids, sent } = await ask(stage, name, { filter })
    assert.equal(ids, idsOf(name, 900))
    assert.equal(sent.length, 1)
    assert.match(sent[0] ?? '', parameter)
    assert.doesNotMatch(sent[0] ?? '', /duration/)
  })
}

test('TWIN’s change filter is supported once a known change came back', async () => {
  const stage = open()
  await ask(stage, 'twin')
  await stage.clock.advance(30 * SECOND)
  add(stage, 'twin', 900, NOW - 2.5 * HOUR)
  const first = await ask(stage, 'twin')
  assert.equal(first.ids, idsOf('twin', 900))
  // The newest call changed 58 minutes ago; seconds are cut off.
  assert.equal(first.sent.length, 1)
  assert.match(first.sent[0] ?? '', /[?&]sort=-createdAt&.*from=2026-01-15T11:01:59\+00:00&field=updatedAt/)
  await stage.clock.advance(30 * SECOND)
  const second = await ask(stage, 'twin')
  assert.match(second.sent[0] ?? '', /from=2026-01-15T11:59:/)
})

test('a refused change filter is sent once, and TWIN’s lists are read again', async () => {
  const stage = open()
  await ask(stage, 'twin')
  stage.simulators.twin.intercept = ({ url }) =>
    url.includes('field=updatedAt') ? new Response('{}', { status: 400 }) : undefined
  await stage.clock.advance(30 * SECOND)
  add(stage, 'twin', 900, NOW - 2.5 * HOUR)
  const first = await ask(stage, 'twin')
  assert.equal(first.ids, idsOf('twin', 900))
  assert.equal(first.sent.filter((request) => request.includes('field=updatedAt')).length, 1)
  await stage.clock.advance(30 * SECOND)
  const second = await ask(stage, 'twin')
  assert.ok(second.sent.length > 0 && !second.sent.some((request) => request.includes('field=updatedAt')))
})

test('an ignored change filter is detected, and TWIN’s lists are read again', async () => {
  const stage = open()
  await ask(stage, 'twin')
  const answer = stage.simulators.twin
  answer.intercept = (request) => {
    const url = new URL(request.url)
    if (!url.searchParams.has('field')) return undefined
    url.searchParams.delete('field')
    answer.intercept = undefined
    return answer(new Request(url, request))
  }
  await stage.clock.advance(30 * SECOND)
  add(stage, 'twin', 900, NOW - 2.5 * HOUR)
  assert.equal((await ask(stage, 'twin')).ids, idsOf('twin', 900))
  await stage.clock.advance(30 * SECOND)
  const { sent } = await ask(stage, 'twin')
  assert.ok(sent.length > 0 && !sent.some((request) => request.includes('field=')))
})

test('an account with rows without a change time is read again', async () => {
  const stage = open()
  const [voided] = stage.simulators['allo-media'].data.calls
  Object.assign(voided ?? {}, { status: 'void', qualified: null })
  assert.equal((await ask(stage, 'allo-media')).ids, idsOf('allo-media'))
  await stage.clock.advance(30 * SECOND)
  add(stage, 'allo-media', 900, NOW - 2.5 * HOUR)
  const { ids, sent } = await ask(stage, 'allo-media')
  assert.equal(ids, idsOf('allo-media', 900))
  assert.ok(sent.length === 1 && !sent[0]?.includes('qualified_from'))
})

test('a filter that rows cannot answer makes the list be read again', async () => {
  const stage = open()
  for (const filter of [
    { search: 'x' },
    { direction: ['INBOUND'] },
    { callcap: { feature: ['CALLSAVER'] } },
  ]) {
    await ask(stage, 'callcap', { filter })
    await stage.clock.advance(30 * SECOND)
    const { sent } = await ask(stage, 'callcap', { filter })
    assert.ok(
      sent.length > 0 && !sent.some((request) => request.includes('last_modified')),
      JSON.stringify(filter),
    )
  }
})

test('without a change filter three days are read again, and older rows are reused for an hour', async () => {
  // Twelve calls at 12 hours: six within three days.
  const stage = open(12 * HOUR)
  const filled = await ask(stage, 'whippy')
  assert.equal(filled.ids, idsOf('whippy'))
  const all = filled.sent.length
  for (let minutes = 5; minutes < 60; minutes += 5) {
    await stage.clock.advance(300 * SECOND)
    const { calls } = stage.simulators.whippy.data
    if (minutes === 30) calls.splice(1, 1)
    const { ids, sent, asOf } = await ask(stage, 'whippy')
    assert.equal(ids, minutes < 30 ? filled.ids : filled.ids.replace(' 11', ''))
    assert.ok(sent.length <= 3 && sent.length < all, `${sent.length} of ${all} requests`)
    assert.ok(asOf < SECOND, 'the old rows are as old as they were')
  }
  const young = await ask(stage, 'whippy', { first: 3 })
  assert.ok(young.asOf > 3000 * SECOND)
  await stage.clock.advance(310 * SECOND)
  assert.equal((await ask(stage, 'whippy')).sent.length, all)
  await stage.clock.advance(20 * SECOND)
  const asked = stage.clock.now() - NOW
  const strict = await ask(stage, 'whippy', { headers: { 'x-freshness': 'max-age=5' } })
  assert.ok(strict.asOf >= asked, 'whoever wants all of it young gets nothing older')
})

test('without a change filter a list in another order than newest first shows what is new after its ttl', async () => {
  const activity = (id: number, hours: number) => ({
    id,
    agent_id: 1,
    activity: 'Login',
    started_at: new Date(NOW - hours * HOUR).toISOString(),
    duration: id,
  })
  for (const [field, direction] of [
    ['STARTED_AT', 'ASC'],
    ['DURATION_SECONDS', 'DESC'],
    ['STARTED_AT', 'DESC'],
  ]) {
    const activities = Array.from({ length: 150 }, (_, index) => activity(index + 10, 300 - index))
    const stage = createStage({ rows: { activities } })
    const query = `{ agentActivities(first: 200, orderBy: { field: ${field}, direction: ${direction} }) { nodes { id } } }`
    assert.equal((await stage.ask(query)).data.agentActivities.nodes.length, 150)
    stage.sandbox.data.activities.push(activity(1, 0))
    await stage.clock.advance(60 * SECOND)
    assert.equal((await stage.ask(query)).data.agentActivities.nodes.length, 151, `${field} ${direction}`)
  }
})
