// Lists and look-ups over the simulator, and what they cost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../src/domain/call.ts'
import { twinDetails } from '../../../src/vendors/twin/details.ts'
import { createStage } from './stage.ts'

function assertAll(rows: readonly Call[], ids: readonly unknown[]) {
  assert.deepEqual(rows.map(({ vendorId }) => vendorId).toSorted(), ids.map(String).toSorted())
  const starts = rows.map(({ startedAt }) => startedAt ?? Number.NaN)
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => b - a),
  )
}

for (const unstarted of ['null', 'created'] as const)
  for (const upperBoundInclusive of [true, false])
    test(`all calls come once in their order, those never dialled among them (${unstarted}, ${upperBoundInclusive})`, async () => {
      const { walk, simulator } = createStage({ unstarted, upperBoundInclusive })
      const { rows, total } = await walk('CALL', { first: 60 })
      const { calls } = simulator.data
      assertAll(
        rows,
        calls.map(({ id }) => id),
      )
      assert.equal(total, calls.length)
      assert.ok(rows.some(({ status }) => status === 'BLOCKED') && rows.length > 250)
    })

const FIRST = {
  start: 'calls?sort=-startedAt&limit=200&offset=0',
  creation: 'calls?sort=-createdAt&limit=200&offset=0',
}

/** Requests for lists with the instant by which they are entered left out. */
const toLists = (requests: readonly string[]) => requests.map((one) => one.replace(/to=[^&]*&/, 'to=…&'))

const BY_START = 'calls?sort=-startedAt&to=…&field=startedAt&limit=200&offset=0'
const BY_CREATION = 'calls?sort=-createdAt&to=…&limit=200&offset=0'

for (const unstarted of ['null', 'created'] as const)
  test(`a page costs a request of each list, whatever stands as the start of calls never dialled (${unstarted})`, async () => {
    const { walk, sent, simulator } = createStage({ scale: 0.3, unstarted })
    const { rows } = await walk('CALL', { first: 200 })
    assert.equal(rows.length, simulator.data.calls.length)
    const [signIn, ...requests] = sent()
    assert.equal(signIn, '/iam/api/v1/auth/login')
    const pages = toLists(requests).slice(0, 6)
    assert.deepEqual(pages, [FIRST.start, FIRST.creation, BY_START, BY_CREATION, BY_START, BY_CREATION])
  })

test('calls by status are asked of both lists, since an answered call may lack its start', async () => {
  const { walk, sent, simulator } = createStage({ scale: 0.3 })
  for (const row of simulator.data.calls) {
    if (row.status === 'ANSWERED' && String(row.id) < '4') row.startedAt = null
  }
  const { rows } = await walk('CALL', { filter: { status: ['COMPLETED'] } })
  const answered = simulator.data.calls.filter(({ status }) => status === 'ANSWERED')
  assert.ok(answered.some(({ startedAt }) => startedAt === null))
  assertAll(
    rows,
    answered.map(({ id }) => id),
  )
  for (const request of sent().slice(1)) assert.match(request, /status=ANSWERED/)
})

test('of two filters by status both hold, and the vendor is asked for its own word', async () => {
  const { walk, sent } = createStage({ scale: 0.3 })
  const twin = { dialStatus: ['BLACKLISTED' as const] }
  for (const filter of [
    { status: ['COMPLETED' as const], twin },
    { twin, status: ['COMPLETED' as const] },
  ]) {
    assert.deepEqual((await walk('CALL', { filter })).rows, [])
    for (const request of sent()) assert.match(request, /status=BLACKLIST&|login/)
  }
})

test('calls that were never dialled come whatever the vendor writes as the start of some of them', async () => {
  const stage = createStage({ unstarted: 'null', upperBoundInclusive: false })
  const { walk, simulator } = stage
  const { calls } = simulator.data
  const undialled = calls.filter(({ startedAt }) => startedAt === null)
  // One that waits for its turn has its creation as start, others have none.
  const middle = undialled[undialled.length >> 1]
  Object.assign(middle ?? assert.fail(), { status: 'SCHEDULED', startedAt: middle?.createdAt })
  const from = Math.min(...calls.map(({ createdAt }) => Date.parse(String(createdAt))))
  for (const filter of [{}, { startedAt: { from } }, {}]) {
    const { rows } = await walk('CALL', { filter, first: 60 })
    assertAll(
      rows,
      calls.map(({ id }) => id),
    )
    await stage.clock.advance(3_700_000)
  }
})

const time = (seconds: number) => `${new Date(1.7e12 + seconds * 1000).toISOString().slice(0, 19)}+00:00`

/** Calls made at one instant, every third of which is never dialled. */
const crowd = Array.from({ length: 700 }, (_, index) => {
  const dialled = index % 3 > 0
  return {
    id: `c${index}`,
    status: dialled ? 'ANSWERED' : 'BLACKLIST',
    createdAt: time(0),
    updatedAt: time(index + 9),
    startedAt: dialled ? time(index + 9) : null,
  }
})

test('calls that were all made at one instant come once in their order', async () => {
  for (const upperBoundInclusive of [true, false]) {
    const { walk } = createStage({ rows: { calls: crowd }, upperBoundInclusive })
    const { rows } = await walk('CALL')
    assertAll(
      rows,
      crowd.map(({ id }) => id),
    )
  }
})

test('a range of starts holds calls that were never dialled by their creation', async () => {
  const { walk } = createStage({ rows: { calls: crowd } })
  const { rows } = await walk('CALL', { filter: { startedAt: { from: 1.7e12, to: 1.7e12 + 100_000 } } })
  const begun = crowd.filter(({ createdAt, startedAt }) => {
    const start = Date.parse(startedAt ?? createdAt)
    return start < 1.7e12 + 100_000
  })
  assertAll(
    rows,
    begun.map(({ id }) => id),
  )
})

test('a filter by creation leaves the bound of later pages alone', async () => {
  const [from, to] = [1.7e12, 1.7e12 + 700_000]
  const rows = crowd.map((call, index) => ({ ...call, createdAt: time(index), startedAt: null }))
  const { walk, simulator } = createStage({ unstarted: 'null', rows: { calls: rows } })
  const { rows: given } = await walk('CALL', { filter: { startedAt: { from }, twin: { createdAt: { to } } } })
  assertAll(
    given,
    simulator.data.calls.map(({ id }) => id),
  )
})

test('the name of the parameter that says which date is meant can be set', async () => {
  const parameterNames = { field: 'dateType' }
  const { walk, sent, simulator } = createStage({ parameterNames }, { parameters: { dateField: 'dateType' } })
  assert.equal((await walk('CALL')).rows.length, simulator.data.calls.length)
  assert.ok(sent().some((request) => request.includes('dateType=startedAt')))
})

test('a refused name makes the creation the bound, and no call is lost', async () => {
  const stage = createStage({ scale: 0.3, parameterNames: { field: 'dateType' } })
  const { walk, sent, simulator } = stage
  const { calls } = simulator.data
  const startOf = ({ startedAt, createdAt }: Record<string, unknown>) =>
    Date.parse(String(startedAt ?? createdAt))
  const idsOf = (rows: readonly Record<string, unknown>[]) => rows.map(({ id }) => id)
  assertAll((await walk('CALL', { first: 100 })).rows, idsOf(calls))
  // One refusal teaches it.
  assert.equal(sent().filter((request) => request.includes('field=')).length, 1)
  const starts = calls.map(startOf).toSorted((a, b) => a - b)
  const [from = 0, to = 0] = [starts[200], starts[500]]
  const inRange = calls.filter((call) => startOf(call) >= from && startOf(call) < to)
  assertAll((await walk('CALL', { filter: { startedAt: { from, to } } })).rows, idsOf(inRange))
  const changed = calls.filter(({ updatedAt }) => Date.parse(String(updatedAt)) >= to)
  assertAll((await walk('CALL', { filter: { updatedAt: { from: to } } })).rows, idsOf(changed))
})

test('an ignored name loses no call of a range and no changed call', async () => {
  const stage = createStage({ scale: 0.3 })
  const { walk, simulator } = stage
  simulator.intercept = (request) => {
    const url = new URL(request.url)
    if (!url.searchParams.has('field')) return undefined
    url.searchParams.delete('field')
    return simulator(new Request(url, request))
  }
  const { calls } = simulator.data
  const at = (value: unknown) => Date.parse(String(value))
  const startOf = ({ startedAt, createdAt }: Record<string, unknown>) => at(startedAt ?? createdAt)
  const starts = calls.map(startOf).toSorted((a, b) => a - b)
  const [from = 0, to = 0] = [starts[200], starts[500]]
  const isHidden = (call: Record<string, unknown>) => at(call.createdAt) < from - 1000
  for (const filter of [{ startedAt: { from } }, { startedAt: { from, to } }, { updatedAt: { from } }]) {
    const { from: least, to: most = Infinity }: { from: number; to?: number } =
      filter.startedAt ?? filter.updatedAt
    const due = calls.filter((call) => {
      const instant = filter.startedAt === undefined ? at(call.updatedAt) : startOf(call)
      return instant >= least && instant < most
    })
    assert.ok(due.some(isHidden), 'some were created before the range')
    assertAll(
      (await walk('CALL', { filter })).rows,
      due.map(({ id }) => id),
    )
  }
})

test('dates of change are proven by one known call, and trusted from then on', async () => {
  const { page, sent, simulator, clock } = createStage()
  const changes = simulator.data.calls
    .map(({ updatedAt }) => Date.parse(String(updatedAt)))
    .toSorted((a, b) => b - a)
  // No call was created before so early an instant and changed later, so the answer proves nothing.
  await page('CALL', { filter: { updatedAt: { from: 0 } } })
  const [, ...unknown] = sent()
  assert.deepEqual(
    unknown.map((request) => request.includes('field=updatedAt')),
    [true, true, false, false, true, true],
  )
  for (const index of [40, 30]) {
    // The wider list is too old to answer.
    await clock.advance(3_700_000)
    await page('CALL', { filter: { updatedAt: { from: changes[index] ?? 0 } } })
    const [, ...asked] = sent()
    assert.deepEqual(
      asked.map((request) => request.includes('field=updatedAt')),
      [true, true],
    )
  }
})

for (const status of [400, 503])
  test(`a proof of the date field that ends with HTTP ${status} costs the answer no row`, async () => {
    const { walk, sent, simulator, clock } = createStage()
    const changes = simulator.data.calls
      .map(({ updatedAt }) => Date.parse(String(updatedAt)))
      .toSorted((a, b) => b - a)
    // The range is the proof's alone: two seconds around a known change.
    simulator.intercept = (request) => {
      const { searchParams } = new URL(request.url)
      const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''))
      const isProof = searchParams.get('field') === 'updatedAt' && Number(to) - Number(from) < 5000
      return isProof ? new Response('{}', { status }) : undefined
    }
    // No call was created before so early an instant, so only a proof can decide.
    const { rows } = await walk('CALL', { filter: { updatedAt: { from: 0 } } })
    assert.equal(rows.length, changes.length)
    assert.ok(
      sent().some((request) => /from=(?!1970).*field=updatedAt/.test(request)),
      'a proof was sent',
    )
    // The wider list is too old to answer.
    await clock.advance(3_700_000)
    await walk('CALL', { filter: { updatedAt: { from: changes[20] ?? 0 } } })
    const isTriedAgain = sent().some((request) => request.includes('field=updatedAt'))
    assert.equal(isTriedAgain, status === 503)
  })

test('a vendor that ignores the date field is found out by the known call, and loses no row', async () => {
  const { walk, sent, simulator } = createStage()
  const changes = simulator.data.calls
    .map(({ updatedAt }) => Date.parse(String(updatedAt)))
    .toSorted((a, b) => b - a)
  simulator.intercept = (request) => {
    const url = new URL(request.url)
    if (!url.searchParams.has('field')) return undefined
    url.searchParams.delete('field')
    return simulator(new Request(url, request))
  }
  const from = changes[40] ?? 0
  const { rows } = await walk('CALL', { filter: { updatedAt: { from } } })
  assert.equal(rows.length, changes.filter((at) => at >= from).length)
  sent()
  await walk('CALL', { filter: { updatedAt: { from: changes[20] ?? 0 } } })
  assert.ok(sent().every((request) => !request.includes('field=updatedAt')))
})

test('a vendor that passes over a range is found out', async () => {
  const { walk, simulator } = createStage()
  simulator.intercept = (request) => {
    const url = new URL(request.url)
    if (!url.searchParams.has('to')) return undefined
    for (const name of ['to', 'field']) url.searchParams.delete(name)
    return simulator(new Request(url, request))
  }
  await assert.rejects(walk('CALL'), /UPSTREAM_INVALID_RESPONSE/)
})

test('calls by length or by change are asked of one list, both ways', async () => {
  const { walk, sent } = createStage()
  for (const direction of ['ASC', 'DESC'] as const) {
    const { rows } = await walk('CALL', { orderBy: { field: 'UPDATED_AT', direction }, first: 200 })
    const changes = rows.map(({ updatedAt }) => updatedAt ?? 0)
    assert.deepEqual(
      changes,
      changes.toSorted((a, b) => (direction === 'ASC' ? a - b : b - a)),
    )
  }
  const sorts = new Set(sent().flatMap((request) => /sort=([^&]+)/.exec(request)?.[1] ?? []))
  assert.deepEqual([...sorts], ['+updatedAt', '-updatedAt'])
})

const OLDEST_FIRST = { orderBy: { field: 'STARTED_AT', direction: 'ASC' } } as const

/** Rows in the order of their starts, and all of them. */
function assertOldestFirst(rows: readonly Call[], ids: readonly unknown[]) {
  assertAll(rows.toReversed(), ids)
}

for (const unstarted of ['null', 'created'] as const)
  for (const nulls of ['first', 'last'] as const)
    test(`all calls come once oldest first, those never dialled by their creation (${unstarted}, ${nulls})`, async () => {
      const stage = createStage({ unstarted, nulls })
      const { rows, total } = await stage.walk('CALL', { ...OLDEST_FIRST, first: 60 })
      const { calls } = stage.simulator.data
      assertOldestFirst(
        rows,
        calls.map(({ id }) => id),
      )
      assert.equal(total, calls.length)
      assert.ok(rows.some(({ status }) => status === 'BLOCKED') && rows.length > 250)
      const crowded = createStage({ unstarted, nulls, rows: { calls: crowd } })
      for (const first of [7, 200]) {
        assertOldestFirst(
          (await crowded.walk('CALL', { ...OLDEST_FIRST, first })).rows,
          crowd.map(({ id }) => id),
        )
        await crowded.clock.advance(3_700_000)
      }
    })

test('calls are read oldest first by page number, without a bound that could lose one', async () => {
  const { page, sent, simulator } = createStage()
  const { rows } = await page('CALL', { ...OLDEST_FIRST, first: 20 })
  assert.equal(rows.length, 20)
  const lists = ['calls?sort=+startedAt&limit=200&offset=0', 'calls?sort=+createdAt&limit=200&offset=0']
  assert.deepEqual(sent().slice(1), lists)
  const startOf = ({ startedAt, createdAt }: Record<string, unknown>) =>
    Date.parse(String(startedAt ?? createdAt))
  const starts = simulator.data.calls.map(startOf).toSorted((a, b) => a - b)
  const [from = 0, to = 0] = [starts[100], starts[200]]
  const stage = createStage()
  const { rows: inRange } = await stage.walk('CALL', { ...OLDEST_FIRST, filter: { startedAt: { from, to } } })
  assertOldestFirst(
    inRange,
    simulator.data.calls.filter((call) => startOf(call) >= from && startOf(call) < to).map(({ id }) => id),
  )
  const byStart = stage.sent().filter((request) => request.includes('sort=+startedAt'))
  assert.ok(byStart.length > 0 && byStart.every((request) => !/from=|field=/.test(request)))
})

test('a vendor that does not sort calls oldest first is found out', async () => {
  const { walk, simulator } = createStage()
  simulator.intercept = (request) => {
    const url = new URL(request.url)
    if (!url.searchParams.get('sort')?.startsWith('+')) return undefined
    url.searchParams.set('sort', '-startedAt')
    return simulator(new Request(url, request))
  }
  await assert.rejects(walk('CALL', OLDEST_FIRST), /cannot sort by STARTED_AT ASC/)
})

test('a range of starts in another order keeps the calls that were never dialled', async () => {
  const { walk, sent } = createStage({ rows: { calls: crowd } })
  const orderBy = { field: 'UPDATED_AT', direction: 'ASC' } as const
  const { rows } = await walk('CALL', {
    orderBy,
    filter: { startedAt: { from: 1.7e12, to: 1.7e12 + 100_000 } },
  })
  const begun = crowd.filter(
    ({ createdAt, startedAt }) => Date.parse(startedAt ?? createdAt) < 1.7e12 + 100_000,
  )
  assert.deepEqual(
    rows.map(({ vendorId }) => vendorId),
    begun.map(({ id }) => id),
  )
  // No call starts before it was created, so that only the end of the range can be asked for.
  assert.match(sent()[1] ?? '', /^calls\?sort=\+updatedAt&to=2023-11-14T22:15:00\+00:00&limit/)
})

test('calls are ordered by their creation both ways', async () => {
  for (const direction of ['ASC', 'DESC'] as const) {
    const { walk, sent, simulator } = createStage()
    const { rows } = await walk('CALL', { orderBy: { field: 'CREATED_AT', direction }, first: 150 })
    assert.equal(rows.length, simulator.data.calls.length)
    const made = rows.map((call) => twinDetails(call)?.createdAt ?? 0)
    assert.deepEqual(
      made,
      made.toSorted((a, b) => (direction === 'ASC' ? a - b : b - a)),
    )
    assert.match(sent()[1] ?? '', direction === 'ASC' ? /sort=\+createdAt/ : /sort=-createdAt/)
  }
})

test('a number is asked of the vendor', async () => {
  const { walk, sent, simulator } = createStage()
  const phone = String(simulator.data.calls[7]?.phone)
  const { rows } = await walk('CALL', { filter: { to: [`+${phone}`] } })
  assertAll(
    rows,
    simulator.data.calls.flatMap((call) => (call.phone === phone ? [call.id] : [])),
  )
  assert.equal(sent().filter((request) => request.includes(`phone=${phone}`)).length, 2)
})

test('one number that is refused changes nothing for others; a parameter that is refused is not sent again', async () => {
  const isBad = (phone: string | null) => phone === '79999999999'
  for (const [isRefused, wanted] of [
    [isBad, true],
    [(phone: string | null) => phone !== null, false],
  ] as const) {
    const { page, sent, simulator } = createStage()
    simulator.intercept = ({ url }) =>
      isRefused(new URL(url).searchParams.get('phone')) ? new Response('{}', { status: 400 }) : undefined
    const bad = await page('CALL', { filter: { to: ['+79999999999'] } })
    assert.deepEqual([bad.rows, bad.reports[0]?.state], [[], 'COMPLETE'])
    sent()
    const phone = String(simulator.data.calls[7]?.phone)
    const { rows } = await page('CALL', { filter: { to: [`+${phone}`] } })
    assert.ok(rows.length > 0)
    assert.equal(
      sent().every((request) => request.includes(`phone=${phone}`)),
      wanted,
    )
  }
})

test('one call is searched by its id, and what was not told yet is asked for', async () => {
  const { find, sent, simulator } = createStage()
  const answered = simulator.data.calls.findLast(({ status }) => status === 'ANSWERED')
  const id = `call:twin:${String(answered?.id)}`
  assert.equal((await find('CALL', id))?.status, 'COMPLETED')
  assert.match(sent()[1] ?? '', /^calls\?id=[\da-f-]+&limit=1&fields=[\w,]+$/)
  const call = await find('CALL', id, ['transcript'])
  assert.ok(call && 'transcript' in call)
  assert.equal(sent().length, 1)
  assert.equal(await find('CALL', 'call:twin:nobody'), null)
})

test('users and bots are one list of agents, and each is asked for alone where only it can match', async () => {
  const { walk, sent, simulator, find } = createStage()
  const { users, bots } = simulator.data
  await walk('AGENT', { filter: { kind: ['BOT'] } })
  assert.deepEqual(sent().slice(1), ['/bot/api/v1/bots?limit=1000&offset=0'])
  assert.equal(
    (await walk('AGENT', { filter: { online: true } })).rows.length,
    users.filter((one) => one.online).length,
  )
  assert.deepEqual(sent(), ['/iam/api/v1/users?online=true&limit=1000&offset=0'])
  const { rows } = await walk('AGENT')
  assert.equal(rows.length, users.length + bots.length)
  assert.deepEqual(sent(), ['/iam/api/v1/users?limit=1000&offset=0', '/bot/api/v1/bots?limit=1000&offset=0'])
  assert.equal((await find('AGENT', 'agent:twin:user-300'))?.kind, 'HUMAN')
  assert.deepEqual(sent(), [])
})

test('tasks are campaigns, filtered by the vendor', async () => {
  const { walk, sent, simulator } = createStage()
  const { rows } = await walk('CAMPAIGN', { filter: { status: ['DIALING'] } })
  assert.equal(rows.length, simulator.data.tasks.filter(({ status }) => status === 'PROCESS').length)
  assert.deepEqual(sent().slice(1), ['/cis/api/v1/telephony/autoCall?status=PROCESS&limit=1000&offset=0'])
})

test('chat sessions come newest first, and one by its id', async () => {
  const { walk, find, simulator, sent } = createStage({ scale: 0.3 })
  const { rows } = await walk('CHAT', { first: 100 })
  assert.equal(rows.length, simulator.data.chats.length)
  sent()
  const fresh = createStage({ scale: 0.3 })
  const id = rows[0]?.id ?? ''
  assert.equal((await fresh.find('CHAT', id))?.id, id)
  assert.equal(await find('CHAT', 'chat:twin:nobody'), null)
  assert.deepEqual(sent(), ['/chat/api/v1/sessions/nobody'])
})
