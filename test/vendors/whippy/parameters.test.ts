// Every documented parameter is sent by some filter, in Whippy's spelling, and no filter lies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Served } from './read.ts'
import { noMatch } from '../../../src/vendors/filters.ts'
import { paramsOf } from '../../support/sent.ts'
import { resource, send, tableOf } from './read.ts'

const uuid = '3f2b8c1e-0a4d-4e5f-a6b7-8c9d0e1f2a3b'
const times = { from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 0, 16) }

const own = {
  deliveryStatus: ['call_completed'],
  mode: ['web_call'],
  completionRating: ['COMPLETE'],
  agentVersionIds: [uuid],
  conversationIds: [`chat:whippy:${uuid}`],
  channelIds: [uuid],
}

type Listed = Exclude<Served, 'AGENT'>

/** A filter for each documented parameter. */
const samples: Readonly<Record<Listed, Readonly<Record<string, unknown>>>> = {
  CALL: {
    startedAt: times,
    direction: ['INBOUND'],
    agentIds: [`agent:whippy:${uuid}`],
    contactIds: [`contact:whippy:${uuid}`],
    from: ['+13165550100'],
    to: ['+13165550199'],
    durationSeconds: { from: 1, to: 2 },
    language: ['en-US'],
    voicemail: true,
    whippy: own,
  },
  CHAT: { startedAt: times, agentIds: ['agent:whippy:user-301'], status: ['FINISHED'] },
  CAMPAIGN: {
    whippy: {
      title: 'Spring',
      status: ['draft'],
      channelIds: [uuid],
      channelNumber: ['+13165550199'],
      createdByIds: ['agent:whippy:user-301'],
      updatedByIds: ['agent:whippy:user-302'],
    },
  },
}

const documented: Readonly<Record<Listed, string>> = {
  CALL: `before after from to direction delivery_status mode language call_completion_rating voicemail min_duration
    max_duration agent_id agent_version_id contact_id conversation_id channel_id`,
  CHAT: 'created_at[before] assigned_users[] status[]',
  CAMPAIGN: 'title status[] channels[][id] channels[][phone] created_by[] updated_by[]',
}

for (const noun of ['CALL', 'CHAT', 'CAMPAIGN'] as const) {
  test(`the filters of ${noun} send each documented parameter and no other`, () => {
    const names = Object.entries(samples[noun]).flatMap(([key, value]) =>
      Object.keys(paramsOf(send(noun, key, value))),
    )
    assert.deepEqual(names.toSorted(), documented[noun].split(/\s+/).toSorted())
  })
}

test('users are asked for by role and state', () => {
  const filter = { role: 'ADMIN', state: 'ARCHIVED' }
  assert.deepEqual(send('AGENT', 'whippy', filter, 'BESIDES'), {
    role: 'admin',
    state: 'archived',
  })
  assert.deepEqual(send('AGENT', 'whippy', { state: 'UNKNOWN' }, 'BESIDES'), { superset: {} })
})

test('AI agents have no address, role or state, and sequences no filters', () => {
  for (const filter of [{ role: 'USER' }, { state: 'ENABLED' }])
    assert.equal(send('AGENT', 'whippy', filter), noMatch)
  assert.equal(send('AGENT', 'email', ['ada@example.com']), noMatch)
  assert.equal(send('CAMPAIGN', 'whippy', { title: 'Spring' }, 'BESIDES'), noMatch)
})

test('each kind of agent is asked of its own list', () => {
  assert.deepEqual([send('AGENT', 'kind', ['AI']), send('AGENT', 'kind', ['AI'], 'BESIDES')], [{}, noMatch])
  assert.deepEqual(
    [send('AGENT', 'kind', ['HUMAN']), send('AGENT', 'kind', ['HUMAN'], 'BESIDES')],
    [noMatch, {}],
  )
})

const search = (params: Record<string, string | readonly string[]>) =>
  resource('CALL').request?.({ path: 'calls/search', page: { limit: '100', offset: '0' }, params })

test('a search is a POST with pages and time-out in the query and JSON’s own types in the body', () => {
  const params = Object.assign(
    {},
    ...Object.entries(samples.CALL).map(([key, value]) => paramsOf(send('CALL', key, value))),
  )
  const spec = search(params)
  assert.equal(spec?.path, 'calls/search')
  assert.deepEqual(spec?.query, { limit: '100', offset: '0', timeout: '15000' })
  assert.equal(spec?.body?.type, 'application/json')
  assert.deepEqual(JSON.parse(spec?.body?.text ?? ''), {
    after: '2026-01-14T23:59:59.999Z',
    before: '2026-01-16T00:00:00.000Z',
    direction: ['INBOUND'],
    agent_id: [uuid],
    contact_id: [uuid],
    from: ['+13165550100'],
    to: ['+13165550199'],
    min_duration: 1000,
    max_duration: 2000,
    language: ['en-US', 'en_US', 'en-us', 'en_us'],
    voicemail: true,
    delivery_status: ['call_completed'],
    mode: ['web_call'],
    call_completion_rating: ['Complete'],
    agent_version_id: [uuid],
    conversation_id: [uuid],
    channel_id: [uuid],
  })
  assert.equal(search({ voicemail: 'false' })?.body?.text, '{"voicemail":false}')
  assert.equal(search({})?.body?.text, '{}')
})

test('a range of instants begins a millisecond early and is checked again', () => {
  assert.deepEqual(send('CALL', 'startedAt', { from: 1000 }), {
    superset: { after: '1970-01-01T00:00:00.999Z' },
  })
  assert.deepEqual(send('CALL', 'startedAt', {}), { superset: {} })
})

const sendDurations = (value: object) => send('CALL', 'durationSeconds', value)

test('a range of durations is counted in milliseconds and trusted', () => {
  assert.deepEqual(sendDurations({ from: 60.5 }), { min_duration: '60500' })
  assert.deepEqual(sendDurations({ from: -1, to: 0 }), { min_duration: '0', max_duration: '0' })
  assert.equal(sendDurations({ to: -1 }), noMatch)
})

const sendStatuses = (...wanted: readonly string[]) => send('CALL', 'status', wanted)

test('statuses ask for the words that mean them, and no more than may be lost', () => {
  assert.deepEqual(sendStatuses('COMPLETED', 'MISSED'), {
    superset: { delivery_status: ['call_completed', 'call_missed', 'call_no_answer'] },
  })
  assert.deepEqual(sendStatuses('UNKNOWN', 'BUSY'), { superset: {} })
  assert.deepEqual(sendStatuses('VOICEMAIL'), { superset: {} })
  for (const status of ['SCHEDULED', 'BLOCKED', 'DEFLECTED']) assert.equal(sendStatuses(status), noMatch)
  assert.equal(sendStatuses(), noMatch)
})

test('calls between users are never logged, so that nothing asks for them', () => {
  assert.equal(send('CALL', 'direction', ['INTERNAL']), noMatch)
  assert.deepEqual(send('CALL', 'direction', ['INTERNAL', 'INBOUND']), { direction: ['INBOUND'] })
  assert.deepEqual(send('CALL', 'direction', ['UNKNOWN', 'INBOUND']), { superset: {} })
})

test('AI agents can be asked for, and calls of users are found here', () => {
  const agents = [`agent:whippy:${uuid}`, 'agent:whippy:junk']
  assert.deepEqual(send('CALL', 'agentIds', agents), { agent_id: [uuid] })
  assert.deepEqual(send('CALL', 'agentIds', [...agents, 'agent:whippy:user-301']), { superset: {} })
  assert.equal(send('CALL', 'agentIds', ['agent:whippy:junk']), noMatch)
})

test('ids that are no uuids would be refused, and are not sent', () => {
  for (const key of ['conversationIds', 'channelIds', 'agentVersionIds'])
    assert.equal(send('CALL', 'whippy', { [key]: ['junk'] }), noMatch, key)
  assert.equal(send('CALL', 'contactIds', ['contact:whippy:junk']), noMatch)
})

test('languages are asked for in every usual case', () => {
  assert.deepEqual(send('CALL', 'language', ['EN_us']), {
    language: ['en-US', 'en_US', 'en-us', 'en_us', 'EN_us'],
  })
  assert.equal(send('CALL', 'language', []), noMatch)
})

test('a language without a country is asked of nobody, since nobody can list the countries', () => {
  for (const codes of [['en'], ['en-US', 'fr'], ['zh-Hans'], ['*']])
    assert.deepEqual(send('CALL', 'language', codes), { superset: {} })
})

test('numbers are sent in their international form', () => {
  assert.deepEqual(send('CALL', 'from', ['+1 (316) 555-0100']), { from: ['+13165550100'] })
})

test('completion ratings without a word are not narrowed away', () => {
  assert.deepEqual(send('CALL', 'whippy', { completionRating: ['COMPLETE', 'UNKNOWN'] }), { superset: {} })
})

const sendChatStatuses = (...wanted: readonly string[]) => send('CHAT', 'status', wanted)

test('no filter asks whether an open conversation is assigned', () => {
  assert.deepEqual(sendChatStatuses('QUEUED', 'ASSIGNED'), { 'status[]': ['open', 'automated'] })
  assert.deepEqual(sendChatStatuses('ASSIGNED'), { superset: {} })
  assert.deepEqual(sendChatStatuses('CANCELED', 'FINISHED'), { 'status[]': ['closed', 'spam'] })
  assert.deepEqual(sendChatStatuses('UNKNOWN'), { superset: {} })
  assert.equal(sendChatStatuses('FAILED'), noMatch)
})

test('conversations are assigned to users only', () => {
  assert.deepEqual(send('CHAT', 'agentIds', ['agent:whippy:user-301']), { 'assigned_users[]': ['301'] })
  assert.deepEqual(send('CHAT', 'agentIds', [`agent:whippy:${uuid}`]), { superset: {} })
})

const tried = (noun: Served) =>
  Object.entries(tableOf(noun)).flatMap(([key, reach]) =>
    reach.reach === 'superset' && reach.probe !== undefined ? [key] : [],
  )

test('undocumented parameters are probed', () => {
  assert.deepEqual(tried('CALL'), ['direction'])
  assert.deepEqual(tried('CHAT'), ['startedAt', 'agentIds', 'status'])
})
