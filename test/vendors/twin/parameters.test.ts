// Every documented parameter is sent by some filter, in the vendor's spelling, and no filter lies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Noun } from '../../../src/domain/noun.ts'
import type { Resource } from '../../../src/vendors/define.ts'
import type { Params, Reach, Sent, Settings } from '../../../src/vendors/filters.ts'
import { isSuperset, noMatch } from '../../../src/vendors/filters.ts'
import { twin } from '../../../src/vendors/twin/index.ts'
import { sendBy } from '../../support/sent.ts'
import { leftOut, parameters } from './document.ts'

const { AGENT: users, CALL: calls, CAMPAIGN: tasks } = twin.resources
const bots = users?.besides
const undialled = calls?.besides
assert.ok(users && bots && calls && undialled && tasks)

type Table = { readonly filters: Readonly<Record<string, Reach<never>>> }

function send({ filters }: Table, key: string, value: unknown, settings: Settings = {}): Sent {
  return sendBy(filters[key], value, settings)
}

/** What goes out for a filter in the end. */
function query<N extends Noun>(resource: Resource<N>, filter: object, settings: Settings = {}): Params {
  const params = Object.entries(filter).map(([key, value]) => {
    const sent = send(resource, key, value, settings)
    assert.ok(typeof sent !== 'symbol')
    return isSuperset(sent) ? sent.superset : sent
  })
  const parts = { path: '', page: {}, params: Object.assign({}, ...params) }
  return resource.request?.(parts).query ?? parts.params
}

const NOON = Date.UTC(2026, 0, 15, 12)
const times = { from: NOON, to: NOON + 1 }
const RANGE = { from: '2026-01-15T11:59:59+00:00', to: '2026-01-15T12:00:01+00:00' }

test('every documented parameter of calls is sent by something, or left out for a reason', () => {
  const filter = {
    updatedAt: times,
    search: 'words',
    campaignIds: ['campaign:twin:t1'],
    to: ['+7 000 000-00-00'],
    status: ['COMPLETED'],
    twin: { companyId: '7' },
  }
  const ask = calls.lookUp?.by === 'one' ? calls.lookUp.ask('a', {}) : null
  const names = [
    query(calls, filter),
    calls.paging?.page(1, 200) ?? {},
    calls.optIns?.params(new Set()) ?? {},
    ask?.query ?? {},
    calls.sorting?.params('duration', 'ASC') ?? {},
    leftOut,
  ].flatMap((params) => Object.keys(params))
  assert.deepEqual([...new Set(names)].toSorted(), parameters.toSorted())
})

test('a range is sent a little wider, with the date that it means', () => {
  assert.deepEqual(query(calls, { updatedAt: times }), { ...RANGE, field: 'updatedAt' })
  assert.deepEqual(query(calls, { updatedAt: { from: NOON } }), { from: RANGE.from, field: 'updatedAt' })
  assert.deepEqual(query(calls, { startedAt: {} }), {})
  assert.deepEqual(calls.filters.startedAt.reach, 'superset')
})

test('of starts only the end is sent to the list by start, which a vendor that knows creations alone cannot take wrong', () => {
  assert.deepEqual(query(calls, { startedAt: times }), { to: RANGE.to, field: 'startedAt' })
  assert.deepEqual(query(calls, { startedAt: { from: NOON } }), {})
})

test('creation is what a range means by itself, and the start of calls that were never dialled', () => {
  assert.deepEqual(query(calls, { twin: { createdAt: times } }), RANGE)
  assert.deepEqual(query(undialled, { startedAt: times }), RANGE)
})

test('of several ranges one is sent: start, change, creation', () => {
  const twinFilter = { createdAt: { from: 0 } }
  assert.deepEqual(query(calls, { twin: twinFilter, updatedAt: { to: 5 }, startedAt: times }), {
    to: RANGE.to,
    field: 'startedAt',
  })
  assert.equal(query(calls, { twin: twinFilter, updatedAt: times }).field, 'updatedAt')
})

test('parameters go by the names that the account gives them', () => {
  const names = {
    dateField: 'dateType',
    keyword: 'q',
    companyId: 'company',
    phone: 'number',
    status: 'states',
  }
  const filter = {
    updatedAt: times,
    search: 'x',
    to: ['+70000000000'],
    status: ['BUSY'],
    twin: { companyId: '7' },
  }
  assert.deepEqual(query(calls, filter, names), {
    ...RANGE,
    dateType: 'updatedAt',
    q: 'x',
    number: '70000000000',
    states: 'BUSY',
    company: '7',
  })
  assert.deepEqual(
    [...(twin.overrides.parameters ?? [])].toSorted(),
    [...Object.keys(names), 'id'].toSorted(),
  )
})

test('one number or task can be asked for, and several are checked here', () => {
  assert.deepEqual(send(calls, 'to', ['+7 (000) 000-00-00']), { phone: '70000000000' })
  assert.deepEqual(send(calls, 'to', ['+70000000000', '+70000000001']), { superset: {} })
  assert.deepEqual(send(calls, 'campaignIds', ['campaign:twin:t1', 'campaign:twin:t2']), { superset: {} })
  assert.equal(send(calls, 'campaignIds', []), noMatch)
})

test('statuses are sent where the vendor filters by all that they mean', () => {
  assert.deepEqual(send(calls, 'status', ['COMPLETED', 'BLOCKED']), { status: 'ANSWERED,BLACKLIST,FZ230' })
  for (const status of ['MISSED', 'FAILED', 'SCHEDULED', 'UNKNOWN'])
    assert.deepEqual(send(calls, 'status', [status]), { superset: {} }, status)
  for (const status of ['QUEUED', 'VOICEMAIL', 'DEFLECTED'])
    assert.equal(send(calls, 'status', [status]), noMatch, status)
  const dialled = (dialStatus: readonly string[]) => query(calls, { twin: { dialStatus } })
  assert.deepEqual(dialled(['NO_CALLER_ID', 'DIALING']), { status: 'EMPTY_AON,DIAL' })
  assert.deepEqual(dialled(['EXPIRED', 'BUSY']), {})
})

test('no call comes in, and users have none', () => {
  assert.equal(send(calls, 'direction', ['INBOUND']), noMatch)
  assert.deepEqual(send(calls, 'direction', ['INBOUND', 'OUTBOUND']), {})
  assert.equal(send(calls, 'agentIds', ['agent:twin:user-300']), noMatch)
  assert.deepEqual(send(calls, 'agentIds', ['agent:twin:user-300', 'agent:twin:b1']), {})
})

test('fields are those that calls always have and those that somebody wants', () => {
  const fields = (...wanted: readonly string[]) =>
    String(calls.optIns?.params(new Set(wanted)).fields).split(',')
  const heavy = ['messages', 'messagesAsString', 'dialogResults', 'additional', 'markers']
  const asked = (...wanted: readonly string[]) => heavy.filter((name) => fields(...wanted).includes(name))
  assert.equal(fields().length, 24)
  assert.deepEqual(asked('to', 'campaign'), [])
  assert.deepEqual(asked('transcript'), ['messages', 'messagesAsString'])
  assert.deepEqual(asked('messages', 'tags'), ['messages', 'markers'])
  assert.equal(fields(...(calls.optIns?.fields ?? [])).length, 29)
})

test('users and bots are asked for apart', () => {
  assert.equal(send(bots, 'kind', ['HUMAN']), noMatch)
  assert.equal(send(users, 'kind', ['BOT']), noMatch)
  assert.deepEqual(send(users, 'ids', ['agent:twin:user-300', 'agent:twin:b1']), { userId: '300' })
  assert.deepEqual(send(users, 'ids', ['agent:twin:user-1', 'agent:twin:user-2']), { superset: {} })
  assert.equal(send(users, 'ids', ['agent:twin:b1']), noMatch)
  assert.equal(send(bots, 'ids', ['agent:twin:user-300']), noMatch)
  assert.deepEqual(send(users, 'online', true), { online: 'true' })
  assert.equal(send(bots, 'online', false), noMatch)
  assert.deepEqual(send(users, 'twin', { companyId: '7', role: ['ADMIN', 'OPERATOR'] }), {
    companyId: '7',
    roles: 'ADMIN,OPERATOR',
  })
  assert.equal(send(bots, 'twin', { companyId: '7' }), noMatch)
  assert.deepEqual(send(bots, 'twin', {}), {})
})

test('tasks are asked for by word, step and period', () => {
  assert.deepEqual(send(tasks, 'twin', { keyword: 'spring', status: ['IN_PROGRESS'], period: times }), {
    keyword: 'spring',
    status: 'PROCESS',
    from: '2026-01-15T11:59:59.999Z',
    to: '2026-01-15T12:00:00.000Z',
  })
  assert.deepEqual(send(tasks, 'status', ['CREATED', 'PAUSED']), { status: 'BLANK,READY,PAUSED' })
  assert.deepEqual(send(tasks, 'status', ['UNKNOWN']), { superset: {} })
  assert.equal(send(tasks, 'status', ['FINISHED']), noMatch)
})

const read = (body: unknown, page = 1, per = 200) =>
  calls.paging?.read({ body, headers: new Headers() }, { page, per })

test('pages are skipped to, and end where the vendor ends', () => {
  assert.deepEqual(calls.paging?.page(3, 200), { limit: '200', offset: '400' })
  assert.deepEqual(read({ count: 1, items: [{}] }), { rows: [{}], total: 1, more: false, cut: false })
  const last = read({ count: 60_000, items: [] }, 250)
  assert.deepEqual([last?.more, last?.cut], [false, true])
  for (const body of [null, [], {}, { items: {} }, 'text']) assert.equal(read(body), null)
})
