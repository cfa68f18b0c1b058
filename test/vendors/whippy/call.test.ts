// What Switchboard reads out of a call's row beyond its plain fields.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at } from '../ujet/model.ts'
import { toCall } from './read.ts'

const statuses: Readonly<Record<string, string>> = {
  call_completed: 'COMPLETED',
  call_in_progress: 'IN_PROGRESS',
  call_missed: 'MISSED',
  call_no_answer: 'MISSED',
  call_busy: 'BUSY',
  call_failed: 'FAILED',
  call_canceled: 'CANCELED',
  teleported: 'UNKNOWN',
  constructor: 'UNKNOWN',
}

test('the delivery status becomes the status, and its word is kept', () => {
  for (const [word, status] of Object.entries(statuses)) {
    assert.equal(toCall({ delivery_status: word })?.status, status, word)
    assert.equal(toCall({ delivery_status: word })?.vendorStatus, word)
  }
  assert.equal(toCall({})?.status, 'UNKNOWN')
})

test('a voicemail is one whatever became of the call', () => {
  const call = toCall({ delivery_status: 'call_completed', voicemail: true })
  assert.deepEqual([call?.status, call?.voicemail], ['VOICEMAIL', true])
  assert.equal(toCall({ delivery_status: 'call_completed', voicemail: false })?.status, 'COMPLETED')
  assert.equal(toCall({})?.voicemail, null)
})

const startOf = (created_at: unknown) => toCall({ created_at })?.startedAt

test('times come with microseconds and a zone, or in UTC without one', () => {
  assert.equal(startOf('2024-03-20T15:14:38.278896Z'), Date.UTC(2024, 2, 20, 15, 14, 38, 278))
  assert.equal(startOf('2021-06-22T07:45:45'), Date.UTC(2021, 5, 22, 7, 45, 45))
  assert.equal(startOf('2021-06-22T07:45:45+02:00'), Date.UTC(2021, 5, 22, 5, 45, 45))
  for (const junk of ['soon', '', null, 7]) assert.equal(startOf(junk), null)
})

test('a call is held by its AI agent, or else by its user', () => {
  const uuid = '3f2b8c1e-0a4d-4e5f-a6b7-8c9d0e1f2a3b'
  const both = toCall({ user_id: 301, metadata: { agent_id: uuid } })
  assert.deepEqual([both?.agent?.id, both?.agent?.kind], [`agent:whippy:${uuid}`, 'AI'])
  assert.equal(at(both, 'details.user.id'), 'agent:whippy:user-301')
  const human = toCall({ user_id: '301', metadata: null })
  assert.deepEqual([human?.agent?.id, human?.agent?.kind], ['agent:whippy:user-301', 'HUMAN'])
  assert.equal(toCall({})?.agent, null)
})

test('a stub of an agent leaves open what a look-up would tell', () => {
  assert.equal(toCall({ user_id: 301 })?.agent?.name, undefined)
})

const numbers = { from: '+1 316 555 0100', to: '+13165550199' }

const contactOf = (direction: unknown) => toCall({ ...numbers, direction, contact_id: 'k' })?.contact

test('the contact’s number is the one that is not the company’s', () => {
  assert.deepEqual(contactOf('INBOUND'), { id: 'contact:whippy:k', vendorId: 'k', phone: '+13165550100' })
  assert.equal(contactOf('outbound')?.phone, '+13165550199')
  assert.equal(contactOf('SIDEWAYS')?.phone, null)
  assert.equal(toCall({})?.contact, null)
})

test('durations are counted in milliseconds', () => {
  assert.equal(toCall({ metadata: { duration: 61_500 } })?.durationSeconds, 61.5)
  assert.equal(toCall({ metadata: {} })?.durationSeconds, null)
})

const turns = (body: unknown, metadata: object | null = null) =>
  toCall({ body, metadata })?.transcript?.map(({ speaker, text }) => [speaker, text])

test('a transcript has a turn for each mark, and lines without one go on', () => {
  assert.deepEqual(turns('Agent: Good day.\nHow can I help?\r\nUser: A date.', { agent_id: 'a' }), [
    ['BOT', 'Good day.\nHow can I help?'],
    ['CONTACT', 'A date.'],
  ])
  assert.deepEqual(turns('User: Good day.\nContact: A date.'), [
    ['AGENT', 'Good day.'],
    ['CONTACT', 'A date.'],
  ])
  assert.deepEqual(turns('Agent: Hello.'), [['AGENT', 'Hello.']])
  assert.deepEqual(turns('nobody marked this'), [['UNKNOWN', 'nobody marked this']])
  assert.equal(turns(''), undefined)
})

const file = (content_type: string | null, name: string | null) => ({
  content_type,
  url: name && `https://files.example.com/calls/1/${name}`,
})

test('files differ by type, and files of one type by address', () => {
  const call = toCall({
    attachments: [
      file('application/json', 'analysis.json'),
      file('audio/x-wav', 'recording.wav'),
      file('application/json', 'transcript.json?key=analysis'),
      file('application/json', 'other.json'),
      file(null, null),
      'no file',
    ],
  })
  const kinds = [0, 1, 2, 3, 4].map((index) => at(call, `details.attachments.${index}.kind`))
  assert.deepEqual(kinds, ['ANALYSIS', 'RECORDING', 'TRANSCRIPT', 'UNKNOWN', 'UNKNOWN'])
  assert.equal(at(call, 'details.attachments.length'), 5)
  assert.equal(call?.recordingUrl, 'https://files.example.com/calls/1/recording.wav')
  assert.equal(toCall({ attachments: [] })?.recordingUrl, null)
})

const ratingOf = (row: object) => [at(toCall(row), 'details.completionRating'), toCall(row)?.outcome]

test('the rating is read where it stands, and its word is the outcome', () => {
  assert.deepEqual(ratingOf({ call_completion_rating: 'Partial' }), ['PARTIAL', 'Partial'])
  const analysis = { call_completion_rating: 'Incomplete' }
  assert.deepEqual(ratingOf({ metadata: { analysis } }), ['INCOMPLETE', 'Incomplete'])
  assert.deepEqual(ratingOf({ call_completion_rating: 'Splendid' }), ['UNKNOWN', 'Splendid'])
  assert.deepEqual(ratingOf({ call_completion_rating: null }), [null, null])
})

test('a call outside sequences has no step', () => {
  assert.equal(at(toCall({ sequence_id: null, step_id: '' }), 'details.sequenceStep'), null)
})
