// Every documented parameter is sent by some filter, in the vendor's spelling, and no filter lies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Noun } from '../../../src/domain/noun.ts'
import type { Reach, Sent } from '../../../src/vendors/filters.ts'
import { noMatch } from '../../../src/vendors/filters.ts'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import { parametersOf, sendBy } from '../../support/sent.ts'

const times = { from: 0, to: 1000 }
const FROM = '1970-01-01T00:00:00.000Z'
const TO = '1970-01-01T00:00:01.000Z'

type Table = Readonly<Record<string, Reach<never>>>

function tableOf(noun: Noun): Table {
  const resource = ujet.resources[noun]
  assert.ok(resource)
  return resource.filters
}

function send(noun: Noun, key: string, value: unknown): Sent {
  return sendBy(tableOf(noun)[key], value)
}

const sent = (...wanted: readonly string[]): Sent => send('CALL', 'status', wanted)

const ranges = (...names: readonly string[]) => names.flatMap((name) => [`${name}[from]`, `${name}[to]`])

/** The parameters of the document's tables, without paging and sorting. */
const documented: { readonly [N in Noun]?: readonly string[] } = {
  AGENT: [
    'id[]',
    'agent_number[]',
    'status_id[]',
    'online[]',
    'wrap_up[]',
    'location[]',
    ...ranges('last_login_time', 'status_updated_at'),
  ],
  AGENT_ACTIVITY: [
    ...ranges('started_at', 'ended_at', 'duration'),
    'id[]',
    'agent_id[]',
    'activity[]',
    'whodunnit_id[]',
    'call_id[]',
    'chat_id[]',
  ],
  CALL: [
    ...ranges('connected_at', 'updated_at', 'queued_at', 'rating', 'call_duration', 'hold_duration'),
    'agent_id[]',
    'end_user_id[]',
    'call_status[]',
    'call_fail_reason[]',
    'verified[]',
    'call_type[]',
    'support_number[]',
  ],
  CHAT: [
    ...ranges('assigned_at', 'ends_at', 'updated_at', 'created_at', 'rating', 'first_msg_sent_at'),
    ...ranges('last_msg_sent_at', 'chat_duration', 'message_count', 'average_response_time'),
    ...ranges('longest_response_time', 'wait_duration'),
    'id[]',
    'agent_id[]',
    'end_user_id[]',
    'chat_type[]',
    'chat_status[]',
    'verified[]',
    'chat_fail_reason[]',
  ],
  EMAIL: [
    ...ranges('assigned_at', 'finished_at', 'updated_at', 'created_at', 'total_thread_numbers'),
    'id[]',
    'agent_id[]',
    'end_user_id[]',
    'email_status[]',
  ],
  MENU: ['id[]', 'name[]', 'parent_id[]', 'position[]', 'menu_type[]', 'hidden[]', 'with_deleted'],
  MENU_TREE: ['menu_type', 'lang'],
  SERVICE_LEVEL: ['channel', 'minutes'],
  TEAM: [...ranges('agents_count'), 'id[]', 'name[]', 'parent_id[]', 'position[]', 'with_deleted'],
}

/** Sent although no table has it, as a probe. */
const undocumented: { readonly [N in Noun]?: readonly string[] } = { CALL: ranges('created_at') }

for (const noun of Object.keys(documented) as Noun[]) {
  test(`the filters of ${noun} send each documented parameter and no other`, () => {
    const expected = [...(documented[noun] ?? []), ...(undocumented[noun] ?? [])]
    assert.deepEqual(parametersOf({ name: 'ujet', vendor: 'UJET' }, noun), expected.toSorted())
  })
}

test('paging and sorting are sent in the vendor’s words', () => {
  const { paging, sorting } = ujet.resources.CHAT ?? {}
  assert.deepEqual(paging?.page(2, 100), { page: '2', per: '100' })
  assert.deepEqual(sorting?.params('created_at', 'DESC'), {
    sort_column: 'created_at',
    sort_direction: 'DESC',
  })
})

test('ids are sent raw, and ids that no row can have are not sent', () => {
  assert.deepEqual(send('AGENT', 'statusIds', ['agent-status:ujet:-2', 'agent-status:ujet:0']), {
    'status_id[]': ['-2', '0'],
  })
  assert.deepEqual(send('CHAT', 'contactIds', ['contact:ujet:5']), { 'end_user_id[]': ['5'] })
  assert.deepEqual(send('CALL', 'agentIds', ['agent:ujet:virtual-7', 'agent:ujet:7']), {
    'agent_id[]': ['7'],
  })
  assert.equal(send('CALL', 'agentIds', ['agent:ujet:virtual-7']), noMatch)
})

test('an empty list of values matches no row, so that nothing is asked', () => {
  for (const key of ['ids', 'agentNumber']) assert.equal(send('AGENT', key, []), noMatch, key)
  assert.equal(send('CALL', 'status', []), noMatch)
  assert.equal(send('CHAT', 'type', []), noMatch)
})

test('a lower bound is exact, and everything else about a range of instants is checked again', () => {
  assert.deepEqual(send('CALL', 'updatedAt', { from: 0 }), { 'updated_at[from]': FROM })
  assert.deepEqual(send('CALL', 'updatedAt', { to: 1000 }), { superset: { 'updated_at[to]': TO } })
  assert.deepEqual(send('CALL', 'updatedAt', times), {
    superset: { 'updated_at[from]': FROM, 'updated_at[to]': TO },
  })
  assert.deepEqual(send('CALL', 'updatedAt', {}), { superset: {} })
})

test('a range of numbers is never narrower than asked', () => {
  assert.deepEqual(send('CALL', 'durationSeconds', { from: 60 }), { 'call_duration[from]': '60' })
  assert.deepEqual(send('CALL', 'durationSeconds', { from: 60.5, to: 61.5 }), {
    superset: { 'call_duration[from]': '60', 'call_duration[to]': '62' },
  })
  assert.deepEqual(send('CALL', 'rating', { to: 5 }), { superset: {} })
  assert.deepEqual(send('CALL', 'rating', { from: 4, to: 4 }), {
    superset: { 'rating[from]': '4', 'rating[to]': '5' },
  })
})

test('agents are human, so that other kinds ask nothing', () => {
  assert.deepEqual(send('AGENT', 'kind', ['AI', 'HUMAN']), {})
  assert.equal(send('AGENT', 'kind', ['AI', 'BOT', 'VIRTUAL']), noMatch)
})

test('the statuses of calls are sent exactly where the vendor has words for all that they mean', () => {
  assert.deepEqual(sent('QUEUED', 'DEFLECTED'), { 'call_status[]': ['selecting', 'queued', 'deflected'] })
  assert.deepEqual(sent('MISSED', 'BUSY', 'CANCELED', 'FAILED'), { 'call_status[]': ['failed'] })
})

test('failed calls of some kinds are asked for loosely, and narrowed by their reasons where that loses none', () => {
  assert.deepEqual(sent('BUSY'), {
    superset: { 'call_status[]': ['failed'], 'call_fail_reason[]': ['eu_busy'] },
  })
  assert.deepEqual(sent('MISSED'), {
    superset: {
      'call_status[]': ['failed'],
      'call_fail_reason[]': ['eu_no_answer', 'eu_abandoned', 'ag_ignored'],
    },
  })
  assert.deepEqual(sent('FAILED', 'BUSY'), { superset: { 'call_status[]': ['failed'] } })
  assert.deepEqual(sent('BUSY', 'DEFLECTED'), { superset: { 'call_status[]': ['failed', 'deflected'] } })
})

test('unknown statuses of calls can be any, and blocked ones are none', () => {
  assert.deepEqual(send('CALL', 'status', ['UNKNOWN', 'BUSY']), { superset: {} })
  assert.equal(send('CALL', 'status', ['BLOCKED']), noMatch)
})

test("UJET's own filters go together into one request", () => {
  assert.deepEqual(
    send('CALL', 'ujet', { callType: ['OUTBOUND'], failReason: ['EXPIRED'], assignedAt: times }),
    { 'call_type[]': ['OutboundCall'], 'call_fail_reason[]': ['expired'] },
  )
  assert.deepEqual(send('CALL', 'ujet', { callType: ['UNKNOWN', 'OUTBOUND'] }), { superset: {} })
  assert.equal(send('CALL', 'ujet', { callType: [], callStatus: ['QUEUED'] }), noMatch)
})

const sendSupport = (...numbers: string[]) => send('CALL', 'ujet', { supportNumber: numbers })

test('support numbers are asked for with and without their plus, and those without a country not at all', () => {
  assert.deepEqual(sendSupport('+1 (316) 555-0199'), {
    'support_number[]': ['+13165550199', '13165550199'],
  })
  for (const number of ['611', '316-555-0199'])
    assert.deepEqual(sendSupport('+13165550199', number), { superset: {} })
})

test('a word that no list has is never filtered away', () => {
  assert.deepEqual(send('CHAT', 'type', ['SMS', 'WHATSAPP']), { superset: {} })
  assert.deepEqual(send('CHAT', 'failReason', ['UNKNOWN']), { superset: {} })
  assert.deepEqual(send('AGENT_ACTIVITY', 'type', ['CALL_PICKED_UP']), { superset: {} })
  assert.deepEqual(send('MENU', 'type', ['IVR', 'EMAIL']), { superset: {} })
})

test('the tree of a kind that the document does not name is picked out here, and that of no kind is not asked for', () => {
  assert.deepEqual(send('MENU_TREE', 'menuType', 'IVR'), { menu_type: 'ivr_menu' })
  assert.deepEqual(send('MENU_TREE', 'menuType', 'EMAIL'), { superset: {} })
  assert.equal(send('MENU_TREE', 'menuType', 'UNKNOWN'), noMatch)
})

test('service levels have a path for each grouping', () => {
  const { path } = ujet.resources.SERVICE_LEVEL ?? {}
  assert.ok(typeof path === 'function')
  assert.equal(path({ groupBy: 'MENU' }), 'menus/sla')
  assert.equal(path({}), 'menus/sla')
  assert.equal(path({ groupBy: 'QUEUE_GROUP' }), 'menus/sla_by_queue_group')
})

test('service levels are requested for calls or chats, and for whole minutes', () => {
  assert.deepEqual(send('SERVICE_LEVEL', 'channel', 'CALL'), { channel: 'call' })
  assert.deepEqual(send('SERVICE_LEVEL', 'channel', 'CHAT'), { channel: 'chat' })
  assert.deepEqual(send('SERVICE_LEVEL', 'minutes', 15), { minutes: '15' })
})

test('the filter of calls by creation is probed', () => {
  const reach = tableOf('CALL').startedAt
  assert.ok(reach?.reach === 'superset')
  assert.equal(reach.probe?.name, 'created_at')
})

test('calls carry no campaign and cannot be searched', () => {
  assert.equal(tableOf('CALL').campaignIds?.reach, 'absent')
  assert.equal(tableOf('CALL').search?.reach, 'absent')
})
