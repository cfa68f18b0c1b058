// What the filters of calls mean, the nested ones of UJET among them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, CallFilter } from '../../src/domain/call.ts'
import type { VendorCallFilter } from '../../src/domain/vendors/call.ts'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { identify } from '../../src/domain/id.ts'

const ujet = { name: 'ujet', vendor: 'UJET' } as const
const whippy = { name: 'whippy', vendor: 'WHIPPY' } as const

const call: Call = {
  ...identify('CALL', ujet, '1'),
  direction: 'INBOUND',
  status: 'MISSED',
  startedAt: 1000,
  updatedAt: 2000,
  queuedAt: 3000,
  connectedAt: 4000,
  endedAt: 5000,
  scheduledAt: 6000,
  durationSeconds: 61,
  holdSeconds: 0,
  queueSeconds: 9,
  rating: 4,
  from: '+13165550100',
  to: '+13165550199',
  language: 'en',
  voicemail: false,
  agent: identify('AGENT', ujet, '7'),
  menu: identify('MENU', ujet, '8'),
  campaign: identify('CAMPAIGN', ujet, '9'),
  contact: { id: 'contact:ujet:5' },
  transcript: [{ text: 'Good morning' }, { text: null }],
  details: {
    vendor: 'UJET',
    callType: 'IVR_INBOUND',
    callStatus: 'FAILED',
    failReason: 'END_USER_ABANDONED',
    supportNumber: '+13165550199',
    assignedAt: 7000,
    verified: true,
  },
}

type Others = Exclude<keyof VendorCallFilter, 'ujet'>

/** For each key a value that holds for the call above, and one that does not. */
const examples: {
  [K in Exclude<keyof CallFilter, Others>]-?: [NonNullable<CallFilter[K]>, NonNullable<CallFilter[K]>]
} = {
  ids: [['call:ujet:1'], ['call:ujet:3']],
  startedAt: [{ from: 1000 }, { to: 1000 }],
  updatedAt: [{ from: 2000 }, { to: 2000 }],
  queuedAt: [{ from: 3000 }, { to: 3000 }],
  connectedAt: [{ from: 4000 }, { to: 4000 }],
  endedAt: [{ from: 5000 }, { to: 5000 }],
  scheduledAt: [{ from: 6000 }, { to: 6000 }],
  direction: [['INBOUND', 'OUTBOUND'], ['OUTBOUND']],
  status: [['MISSED'], ['FAILED']],
  agentIds: [['agent:ujet:7'], ['agent:ujet:8']],
  campaignIds: [['campaign:ujet:9'], ['campaign:ujet:8']],
  menuIds: [['menu:ujet:8'], ['menu:ujet:9']],
  contactIds: [['contact:ujet:5'], ['contact:ujet:6']],
  from: [['+1 316 555 0100'], ['+13165550199']],
  to: [['+1 316 555 0199'], ['+13165550100']],
  durationSeconds: [{ to: 61 }, { to: 60 }],
  holdSeconds: [{ to: 0 }, { from: 1 }],
  queueSeconds: [{ from: 9 }, { from: 10 }],
  rating: [{ from: 4, to: 4 }, { from: 5 }],
  language: [['EN'], ['de']],
  voicemail: [false, true],
  verified: [true, false],
  search: ['good MORNING', 'evening'],
  ujet: [{ callType: ['IVR_INBOUND'] }, { callType: ['OUTBOUND'] }],
}

const passes = (row: Call, filter: CallFilter) =>
  toPredicate(LISTS.CALL.predicates, filter, givenKeys(filter))(row)

for (const [key, [good, bad]] of Object.entries(examples)) {
  test(`the filter ${key} keeps a call that has the value and drops one that has not`, () => {
    assert.equal(passes(call, { [key]: good }), true)
    assert.equal(passes(call, { [key]: bad }), false)
    assert.equal(passes(identify('CALL', ujet, '2'), { [key]: bad }), false, 'a call that tells nothing')
  })
}

const nested: [NonNullable<CallFilter['ujet']>, NonNullable<CallFilter['ujet']>][] = [
  [{ callType: ['IVR_INBOUND', 'OUTBOUND'] }, { callType: ['OUTBOUND'] }],
  [{ callStatus: ['FAILED'] }, { callStatus: ['FINISHED'] }],
  [{ failReason: ['END_USER_ABANDONED'] }, { failReason: ['NONE'] }],
  [{ supportNumber: ['+1 (316) 555-0199'] }, { supportNumber: ['+13165550100'] }],
  [{ assignedAt: { from: 7000 } }, { assignedAt: { to: 7000 } }],
]

for (const [good, bad] of nested) {
  test(`UJET's own filter ${Object.keys(good)[0]} narrows UJET's calls`, () => {
    assert.equal(passes(call, { ujet: good }), true)
    assert.equal(passes(call, { ujet: bad }), false)
  })
}

test("all of UJET's own filters must hold together", () => {
  assert.equal(passes(call, { ujet: { callType: ['IVR_INBOUND'], callStatus: ['FINISHED'] } }), false)
})

test("calls of another vendor pass UJET's own filters", () => {
  const other: Call = identify('CALL', whippy, '1')
  assert.equal(passes(other, { ujet: { callType: ['OUTBOUND'] } }), true)
})
