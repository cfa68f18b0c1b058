// What the filters of calls mean, the nested ones of UJET among them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, CallFilter } from '../../src/domain/call.ts'
import type { VendorKey } from '../../src/domain/vendor.ts'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { identify } from '../../src/domain/id.ts'

const ujet = { name: 'ujet', vendor: 'UJET' } as const

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
  verified: true,
}

/** For each key a value that holds for the call above, and one that does not. */
const examples: {
  [K in Exclude<keyof CallFilter, VendorKey>]-?: [NonNullable<CallFilter[K]>, NonNullable<CallFilter[K]>]
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
}

type CommonFilter = Omit<CallFilter, VendorKey>

const passes = (row: Call, filter: CommonFilter) =>
  toPredicate<CommonFilter, Call>(LISTS.CALL.predicates, filter, givenKeys(filter))(row)

for (const [key, [good, bad]] of Object.entries(examples)) {
  test(`the filter ${key} keeps a call that has the value and drops one that has not`, () => {
    assert.equal(passes(call, { [key]: good }), true)
    assert.equal(passes(call, { [key]: bad }), false)
    assert.equal(passes(identify('CALL', ujet, '2'), { [key]: bad }), false, 'a call that tells nothing')
  })
}
