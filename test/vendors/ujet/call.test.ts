// What Switchboard reads out of a call's row beyond its plain fields.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import { at } from './model.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const
const toCall = (row: object): unknown => ujet.resources.CALL?.toRow({ id: 1, ...row }, account, {}, 0)
const read = (row: object, path: string) => at(toCall(row), path)

const statuses: Readonly<Record<string, string>> = {
  scheduled: 'SCHEDULED',
  selecting: 'QUEUED',
  queued: 'QUEUED',
  assigned: 'RINGING',
  connecting: 'RINGING',
  switching: 'RINGING',
  connected: 'IN_PROGRESS',
  action_only: 'IN_PROGRESS',
  finished: 'COMPLETED',
  recovered: 'COMPLETED',
  action_only_finished: 'COMPLETED',
  voicemail: 'VOICEMAIL',
  voicemail_received: 'VOICEMAIL',
  voicemail_read: 'VOICEMAIL',
  deflected: 'DEFLECTED',
  va_assigned: 'UNKNOWN',
  campaign_connected: 'UNKNOWN',
}

for (const [theirs, ours] of Object.entries(statuses)) {
  test(`a call that is ${theirs} is ${ours}, and the vendor's word is kept`, () => {
    assert.equal(read({ status: theirs }, 'status'), ours)
    assert.equal(read({ status: theirs }, 'vendorStatus'), theirs)
  })
}

const failures: Readonly<Record<string, string>> = {
  eu_no_answer: 'MISSED',
  eu_abandoned: 'MISSED',
  ag_ignored: 'MISSED',
  eu_busy: 'BUSY',
  eu_canceled: 'CANCELED',
  ag_canceled: 'CANCELED',
  voip_conn_general: 'FAILED',
  force_ended: 'FAILED',
}

test('a failed call is what its reason says, and FAILED where that says no more', () => {
  for (const [reason, status] of Object.entries(failures)) {
    assert.equal(read({ status: 'failed', fail_reason: reason }, 'status'), status, reason)
  }
  assert.equal(read({ status: 'failed' }, 'status'), 'FAILED')
})

test('a reason says nothing about a call that did not fail', () => {
  assert.equal(read({ status: 'finished', fail_reason: 'eu_busy' }, 'status'), 'COMPLETED')
})

test('a call without a status is UNKNOWN', () => {
  assert.equal(read({}, 'status'), 'UNKNOWN')
  assert.equal(read({}, 'vendorStatus'), null)
})

const directions: Readonly<Record<string, string>> = {
  'Voice Inbound (IVR)': 'INBOUND',
  'Voice Inbound (App)': 'INBOUND',
  'Voice Inbound (Extension)': 'INBOUND',
  'Voice Callback (Web)': 'OUTBOUND',
  'Voice Scheduled (App)': 'OUTBOUND',
  'Voice Scheduled (Web)': 'OUTBOUND',
  'Voice Outbound': 'OUTBOUND',
  'Voice Campaign': 'OUTBOUND',
  'Voice Internal': 'INTERNAL',
  IvrCall: 'INBOUND',
  IncomingCallApp: 'INBOUND',
  IncomingCallWeb: 'OUTBOUND',
  ScheduledCallApp: 'OUTBOUND',
  ScheduledCallWeb: 'OUTBOUND',
  OutboundCall: 'OUTBOUND',
  AgentScheduledCall: 'OUTBOUND',
  ActionOnlyCall: 'UNKNOWN',
  'Carrier Pigeon': 'UNKNOWN',
}

test('the direction of a call is read from its label, old, new or unknown', () => {
  for (const [label, direction] of Object.entries(directions)) {
    assert.equal(read({ call_type: label }, 'direction'), direction, label)
  }
  assert.equal(read({}, 'direction'), 'UNKNOWN')
})

test('the finer of two labels sets the direction', () => {
  const row = { call_type: 'ActionOnlyCall', session_type_v2: 'Voice Inbound (Mobile)' }
  assert.equal(read(row, 'direction'), 'INBOUND')
  assert.equal(
    read({ ...row, call_type: 'Voice Outbound', session_type_v2: 'Voice Internal' }, 'direction'),
    'INTERNAL',
  )
})

const numbers = {
  end_user: { id: 5, identifier: '+1 (316) 555-0100' },
  support_number: '+13165550199',
  outbound_number: '+13165550188',
}

test('an inbound call goes from the end user to the support number', () => {
  const call = toCall({ ...numbers, call_type: 'Voice Inbound (IVR)' })
  assert.deepEqual([at(call, 'from'), at(call, 'to')], ['+13165550100', '+13165550199'])
})

test('an outbound call goes from the outbound number to the end user', () => {
  const call = toCall({ ...numbers, call_type: 'Voice Outbound' })
  assert.deepEqual([at(call, 'from'), at(call, 'to')], ['+13165550188', '+13165550100'])
})

test('a call of no known direction claims no numbers', () => {
  const call = toCall(numbers)
  assert.deepEqual([at(call, 'from'), at(call, 'to')], [null, null])
})

const phone = (identifier: unknown) => read({ end_user: { id: 5, identifier } }, 'contact.phone')

test('an identifier is a telephone number only where it reads like one', () => {
  assert.equal(phone('+44 1632 960001'), '+441632960001')
  assert.equal(phone('3165550100'), '3165550100')
  assert.equal(phone('customer-104523'), null)
  assert.equal(phone('104523'), null)
  assert.equal(phone('ada@example.com'), null)
  assert.equal(phone(null), null)
})

test('a contact keeps its identifier and has an id to filter by', () => {
  const call = toCall({ end_user: { id: 5, identifier: 'customer-104523', out_contact_id: 'crm-9' } })
  assert.equal(at(call, 'contact.id'), 'contact:ujet:5')
  assert.equal(at(call, 'contact.externalId'), 'customer-104523')
  assert.equal(at(toCall({ end_user: null }), 'contact'), null)
})

test('a voicemail is recognized by the status or by a reason alone', () => {
  assert.equal(read({ status: 'voicemail_read', voicemail_reason: 'not_voicemail' }, 'voicemail'), true)
  assert.equal(read({ status: 'finished', voicemail_reason: 'over_capacity' }, 'voicemail'), true)
  assert.equal(read({ status: 'finished', voicemail_reason: 'not_voicemail' }, 'voicemail'), false)
  assert.equal(read({ status: 'finished' }, 'voicemail'), null)
})

test('the outcome is the reason that says something', () => {
  assert.equal(read({ finish_reason: 'no_reason', fail_reason: 'eu_busy' }, 'outcome'), 'eu_busy')
  assert.equal(
    read({ finish_reason: 'virtual_agent_escalation_failed', fail_reason: 'nothing' }, 'outcome'),
    'virtual_agent_escalation_failed',
  )
  assert.equal(read({ finish_reason: 'no_reason', fail_reason: 'nothing' }, 'outcome'), null)
})

test('either count of waiting is the time in queues, the newer one first', () => {
  assert.equal(read({ queue_duration: 9, wait_duration: 12 }, 'queueSeconds'), 9)
  assert.equal(read({ wait_duration: 12 }, 'queueSeconds'), 12)
  assert.equal(read({ queue_duration: 9, wait_duration: 12 }, 'details.waitSeconds'), 12)
})
