// What is read out of agents, users, conversations, campaigns and sequences beyond their plain fields.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at } from '../ujet/model.ts'
import { toRow } from './read.ts'

const chat = (row: object) => toRow('CHAT', { id: 'c', ...row })

test('an open conversation waits until it is assigned to somebody', () => {
  assert.equal(at(chat({ status: 'open' }), 'status'), 'QUEUED')
  assert.equal(at(chat({ status: 'open', assigned_user_id: 301 }), 'status'), 'ASSIGNED')
  assert.equal(at(chat({ status: 'open', assigned_team_id: 't' }), 'status'), 'ASSIGNED')
})

test('every state of a conversation has a word, and its own one is kept', () => {
  const words = {
    closed: ['FINISHED', 'CLOSED'],
    automated: ['ASSIGNED', 'AUTOMATED'],
    spam: ['CANCELED', 'SPAM'],
    snoozed: ['UNKNOWN', 'UNKNOWN'],
  }
  for (const [status, expected] of Object.entries(words)) {
    const row = chat({ status })
    assert.deepEqual([at(row, 'status'), at(row, 'details.conversationStatus')], expected)
    assert.equal(at(row, 'vendorStatus'), status)
  }
  assert.deepEqual([at(chat({}), 'status'), at(chat({}), 'details.conversationStatus')], ['UNKNOWN', null])
})

const typesOf = (channel_type: unknown) => [
  at(chat({ channel_type }), 'type'),
  at(chat({ channel_type }), 'details.channelType'),
]

test('conversations over a telephone number are texts', () => {
  assert.deepEqual(['phone', 'email', 'fax', 'pigeon', null].map(typesOf), [
    ['SMS', 'PHONE'],
    ['UNKNOWN', 'EMAIL'],
    ['UNKNOWN', 'FAX'],
    ['UNKNOWN', 'UNKNOWN'],
    [null, null],
  ])
})

test('AI agents and users are two kinds of agent', () => {
  assert.equal(at(toRow('AGENT', { id: 'a' }), 'kind'), 'AI')
  assert.equal(at(toRow('AGENT', { id: 301 }, 'BESIDES'), 'kind'), 'HUMAN')
  assert.equal(at(toRow('AGENT', { id: 301 }, 'BESIDES'), 'id'), 'agent:whippy:user-301')
})

const stateOf = (word: unknown) => at(toRow('AGENT', { id: 1, state: word }, 'BESIDES'), 'details.state')

test('the states of users have words', () => {
  assert.deepEqual(['enabled', 'disabled', 'invited', 'archived', 'asleep', null].map(stateOf), [
    'ENABLED',
    'DISABLED',
    'INVITED',
    'ARCHIVED',
    'UNKNOWN',
    null,
  ])
})

test('the longest call of an AI agent is in seconds', () => {
  const current_version = { provider_settings: { max_call_duration_ms: 600_000 } }
  const agent = toRow('AGENT', { id: 'a', current_version })
  assert.equal(at(agent, 'details.currentVersion.maxCallDurationSeconds'), 600)
})

const makerOf = (created_by: unknown) => at(toRow('CAMPAIGN', { id: 'c', created_by }), 'details.createdBy')

test('the creator of a campaign is a number or has a name', () => {
  assert.equal(at(makerOf(301), 'id'), 'agent:whippy:user-301')
  assert.equal(at(makerOf(301), 'name'), undefined)
  assert.equal(at(makerOf({ id: 301, name: 'Ada' }), 'name'), 'Ada')
  assert.equal(makerOf(null), null)
})

test('campaigns and sequences tell which they are', () => {
  assert.equal(at(toRow('CAMPAIGN', { id: 'c' }), 'details.kind'), 'CAMPAIGN')
  assert.equal(at(toRow('CAMPAIGN', { id: 'c' }, 'BESIDES'), 'details.kind'), 'SEQUENCE')
  assert.equal(at(toRow('CAMPAIGN', { id: 'c', name: 'Spring' }, 'BESIDES'), 'name'), 'Spring')
})

test('a new word for a campaign’s state is UNKNOWN, and kept', () => {
  const campaign = toRow('CAMPAIGN', { id: 'c', status: 'hatching' })
  assert.deepEqual([at(campaign, 'status'), at(campaign, 'vendorStatus')], ['UNKNOWN', 'hatching'])
  assert.equal(at(toRow('CAMPAIGN', { id: 'c', status: 'Completed' }), 'status'), 'FINISHED')
})
