// What the words and numbers of a call mean.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenKeys, toPredicate } from '../../../src/domain/filter.ts'
import { DESCRIPTIONS } from '../../../src/vendors/index.ts'
import { at } from '../ujet/model.ts'
import { ALL, toCall } from './read.ts'

const statuses: Readonly<Record<string, string>> = {
  Answer: 'COMPLETED',
  Answered: 'COMPLETED',
  ans: 'COMPLETED',
  Missed: 'MISSED',
  Hangup: 'MISSED',
  Busy: 'BUSY',
  Blocked: 'BLOCKED',
  'In Progress': 'IN_PROGRESS',
  inprogress: 'IN_PROGRESS',
  'Voice Drop': 'UNKNOWN',
  constructor: 'UNKNOWN',
}

test('the action becomes the status, and its word is kept', () => {
  for (const [action, status] of Object.entries(statuses)) {
    assert.equal(toCall({ action })?.status, status, action)
    assert.equal(toCall({ action })?.vendorStatus, action)
  }
  assert.equal(toCall({})?.status, 'UNKNOWN')
})

test('to the filter by action a busy line is a missed call', () => {
  const { predicates } = DESCRIPTIONS.CALLCAP.resources.CALL ?? assert.fail()
  const filter = { callcap: { action: ['MISSED' as const] } }
  const matches = toPredicate(predicates, filter, givenKeys(filter))
  const found = Object.keys(statuses).filter((action) => {
    const call = toCall({ action })
    return call !== null && matches(call)
  })
  assert.deepEqual(found, ['Missed', 'Hangup', 'Busy'])
})

const directionOf = (direction: unknown) => toCall({ accounts: { campaign: { direction } } })?.direction

test('the direction is that of the line', () => {
  assert.deepEqual(['inbound', 'Outbound', 'internal', 'sideways', null].map(directionOf), [
    'INBOUND',
    'OUTBOUND',
    'INTERNAL',
    'UNKNOWN',
    'UNKNOWN',
  ])
})

const phone = (caller_id: unknown) => toCall({ caller: { caller_id } })?.from

test('ten digits are a number of North America, and anything else stays as it is', () => {
  for (const spelling of ['316-555-0100', '(316) 555-0100', '1-316-555-0100', '+1 316 555 0100', 3165550100])
    assert.equal(phone(spelling), '+13165550100')
  assert.equal(phone('+44 1632 960001'), '+441632960001')
  assert.equal(phone('911'), '911')
  assert.equal(phone('Anonymous'), 'Anonymous')
  assert.equal(phone(''), null)
})

test('an address that was not found is none', () => {
  assert.equal(toCall({ caller: { address: 'NF', city: 'Wichita' } })?.contact?.address, null)
})

const majorOf = (id: unknown) =>
  at(toCall({ callsurance: { major: { id } } }), 'details.callsurance.evaluation.major')

test('verdicts are read from their numbers', () => {
  assert.deepEqual([1, 2, '3', 4, 0, 9, null].map(majorOf), [
    'POSITIVE',
    'NEGATIVE',
    'NEUTRAL',
    'FILTERED',
    'UNWORKED',
    null,
    null,
  ])
})

test('a call that nobody worked has no evaluation, no agent and no outcome', () => {
  for (const row of [{}, { callsurance: null }]) {
    const call = toCall(row)
    assert.deepEqual([at(call, 'details.callsurance'), call?.agent, call?.outcome], [null, null, null])
    assert.deepEqual(call?.tags, [])
  }
})

const requestStatusOf = (word: unknown) =>
  at(
    toCall({ callsurance: { change_request: { status: word } } }),
    'details.callsurance.changeRequest.status',
  )

test('the state of a change request is read in any case', () => {
  assert.deepEqual(['Approved', 'denied', 'Pending', 'Shelved', null].map(requestStatusOf), [
    'APPROVED',
    'DENIED',
    'PENDING',
    null,
    null,
  ])
})

const outcomeOf = (id: unknown) => at(toCall({ callsaver: { outcome: { id } } }), 'details.callsaver.outcome')

test('calls are saved or not, and a new outcome leaves its label', () => {
  assert.deepEqual([1, '2', 3].map(outcomeOf), ['SAVED', 'NOT_SAVED', null])
})

const sentimentOf = (sentiment: unknown) =>
  toCall({ sentiment: { sentiment, view: sentiment } }, 'UTC', ALL)?.sentiment

test('sentiments have three words, and others are UNKNOWN', () => {
  assert.equal(sentimentOf('Neutral')?.label, 'NEUTRAL')
  assert.equal(sentimentOf('positive')?.view, 'POSITIVE')
  assert.deepEqual([sentimentOf('Mixed')?.label, sentimentOf('Mixed')?.vendorLabel], ['UNKNOWN', 'Mixed'])
  assert.equal(sentimentOf(null)?.label, null)
})

test('the entry of a scorecard is a text or a yes or no', () => {
  const answers = [{ entry: true }, { entry: 'Widgets' }, { entry: 'true' }, { entry: null }]
  const card = toCall({ scorecards: [{ results: [{ answers }] }] }, 'UTC', ALL)
  const read = [0, 1, 2, 3].map((index) => {
    const answer = `details.scorecards.0.results.0.answers.${index}`
    return [at(card, `${answer}.text`), at(card, `${answer}.checked`)]
  })
  assert.deepEqual(read, [
    [null, true],
    ['Widgets', null],
    ['true', null],
    [null, null],
  ])
})

test('the summary is the first that says something', () => {
  const summaries = [
    { type: 'Outcome Focused', text: '' },
    { type: 'Agent Focused', text: 'They agreed.' },
  ]
  assert.deepEqual(toCall({ summaries })?.summary, { text: 'They agreed.', vendorKind: 'Agent Focused' })
  assert.equal(toCall({ summaries: [] })?.summary, null)
})

test('agents and campaigns have ids of the account and the fields of the call', () => {
  const call = toCall({
    callsurance: { csr: { id: 0, name: 'Administrator' } },
    accounts: { campaign: { id: 111111, name: 'Website number' } },
  })
  assert.deepEqual([call?.agent?.id, call?.agent?.name], ['agent:callcap:0', 'Administrator'])
  assert.deepEqual([call?.campaign?.id, call?.campaign?.name], ['campaign:callcap:111111', 'Website number'])
})
