// Every value of every documented list reads as a word of ours, and is sent as itself again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListNoun } from '../../../src/domain/lists.ts'
import type { Reach, Sent } from '../../../src/vendors/filters.ts'
import { AGENT_STATUS_COLORS, AGENT_STATUS_KINDS } from '../../../src/domain/agent-status.ts'
import { CAMPAIGN_CONTACT_STATUSES } from '../../../src/domain/campaign-contact.ts'
import { CHAT_FAIL_REASONS } from '../../../src/domain/chat.ts'
import { CALL_FAIL_REASONS } from '../../../src/domain/session.ts'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import { at } from './model.ts'
import { sendBy } from '../../support/sent.ts'
import { answers, callStatuses, failReasons, filters, list } from './vocabulary.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const
function read(noun: ListNoun, row: object, path: string): unknown {
  return at(ujet.resources[noun]?.toRow({ id: 1, ...row }, account, {}, 0), path)
}

function send(noun: ListNoun, key: string, value: unknown): Sent {
  const table: Readonly<Record<string, Reach<never>>> = ujet.resources[noun]?.filters ?? {}
  return sendBy(table[key], value)
}

for (const { noun, parameter, values, field, path, ask } of filters) {
  test(`each value of ${parameter} of ${noun} reads as a word of its own and is sent as itself`, () => {
    const words = values.map((value) => read(noun, { [field]: value }, path))
    assert.equal(new Set(words).size, values.length)
    assert.equal(words.includes('UNKNOWN'), false)
    const sent = words.map((word) => send(noun, ...ask(word)))
    const expected = values.map((value) => ({ [parameter]: [value] }))
    assert.deepEqual(sent, expected)
  })

  test(`a value of ${field} of ${noun} that no document names reads as UNKNOWN, and a missing one too or as none`, () => {
    assert.equal(read(noun, { [field]: 'teleported' }, path), 'UNKNOWN')
    assert.equal(read(noun, { [field]: '__proto__' }, path), 'UNKNOWN')
    assert.equal(read(noun, { [field]: 'constructor' }, path), 'UNKNOWN')
    assert.ok(['UNKNOWN', null].includes(read(noun, { [field]: null }, path) as string | null))
  })
}

const labels: Readonly<Record<string, string>> = {
  'Voice Inbound (IVR)': 'IVR_INBOUND',
  'Voice Inbound (App)': 'APP_INBOUND',
  'Voice Callback (Web)': 'WEB_CALLBACK',
  'Voice Scheduled (App)': 'APP_SCHEDULED',
  'Voice Scheduled (Web)': 'WEB_SCHEDULED',
  'Voice Outbound': 'OUTBOUND',
}

test('the six labels of calls read as their sorts', () => {
  for (const [label, type] of Object.entries(labels)) {
    assert.equal(read('CALL', { call_type: label }, 'details.callType'), type)
  }
})

test('the statuses of calls read alike in the spelling of the prose', () => {
  for (const status of callStatuses) {
    const title = status.replaceAll('_', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
    const [prose, plain] = [title, status].map((word) => read('CALL', { status: word }, 'details.callStatus'))
    assert.equal(prose, plain)
  }
})

for (const [noun, toRow, path, words] of answers) {
  test(`the words at ${path} of ${noun} read as documented, and an unknown one as UNKNOWN`, () => {
    for (const [theirs, ours] of Object.entries(words))
      assert.equal(read(noun, toRow(theirs), path), ours, theirs)
    assert.equal(read(noun, toRow('teleported'), path), 'UNKNOWN')
  })
}

test('every reason of ours why a call failed is a word of the vendor', () => {
  const further = list(`transfer_expired eu_repeated_voicemail eu_repeated_callback voip_nexmo_error
    stuck_due_to_api_error group_deleted_no_substitute menu_deleted direct_pstn_call_to_fallback_number`)
  const words = [...failReasons, ...further].map((reason) =>
    read('CALL', { fail_reason: reason }, 'details.failReason'),
  )
  assert.deepEqual(words.map(String).toSorted(), CALL_FAIL_REASONS.all.toSorted())
})

test('every reason of ours why a chat failed is a word of the vendor', () => {
  const words = list(`nothing unknown no_response expired after_hours escalation_failed expired_menu_selection
    end_user_opt_out over_cap_email group_deleted_no_substitute`)
  const reasons = words.map((reason) => read('CHAT', { fail_reason: reason }, 'failReason'))
  assert.deepEqual(reasons.map(String).toSorted(), CHAT_FAIL_REASONS.all.toSorted())
  assert.equal(read('CHAT', { fail_reason: null }, 'failReason'), null)
})

test('built-in statuses of agents have known ids; positive ids are the company’s own', () => {
  const ids = [0, -1, -2, -3, -4, -5, -6, -7, -8, -10, 31, -9]
  const kinds = ids.map((id) => read('AGENT_STATUS', { id, name: 'Meal' }, 'kind'))
  assert.deepEqual(kinds, AGENT_STATUS_KINDS.all)
})

test('statuses of agents have the colours of the document', () => {
  const words = list('green red yellow pink brown blue_grey purple light_blue indigo grey teal')
  const colors = words.map((color) => read('AGENT_STATUS', { color }, 'color'))
  assert.deepEqual(colors, AGENT_STATUS_COLORS.all)
  assert.equal(read('AGENT_STATUS', { color: 'teal' }, 'vendorColor'), 'teal')
})

test('the labels of campaign contacts read as their statuses', () => {
  const words =
    `Upcoming, Dialing, Queued, Connected, Finished, Transferred, Transferred and Finished, Not Picked Up,
    Not Reached to Contact, Abandoned by Contact, Abandoned by Dialer, Skipped, Skipped & Closed, Invalid Number,
    Invalid outbound number, Blocked phone number, Carrier Error, Dialer General Error, Voicemail Hung Up,
    Redial Scheduled, Do Not Call, Cloned`.split(/,\s+/)
  const statuses = words.map((status) => read('CAMPAIGN_CONTACT', { status }, 'status'))
  assert.deepEqual(statuses, CAMPAIGN_CONTACT_STATUSES.all)
  assert.equal(read('CAMPAIGN_CONTACT', { status: 'skipped_and_closed' }, 'status'), 'SKIPPED_AND_CLOSED')
})
