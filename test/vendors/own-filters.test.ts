// What the filters mean that only one vendor has, where they can be got wrong.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FilterValues } from '../../src/domain/filter.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { Call, CallFilter } from '../../src/domain/call.ts'
import type { Campaign } from '../../src/domain/campaign.ts'
import type { Details } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { CallcapCallFilter } from '../../src/vendors/callcap/details.ts'
import type { UjetCallDetails } from '../../src/vendors/ujet/details.ts'
import type { TwinCallFilter } from '../../src/vendors/twin/details.ts'
import type {
  WhippyAgentFilter,
  WhippyCallDetails,
  WhippyCallFilter,
  WhippyCampaignFilter,
} from '../../src/vendors/whippy/details.ts'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { identify } from '../../src/domain/id.ts'
import { toVendorKey, vendorOfKey, VENDORS } from '../../src/domain/vendor.ts'
import { ALLO_MEDIA_CALL_FILTERS } from '../../src/vendors/allo-media/details.ts'
import { CALLCAP_CALL_FILTERS } from '../../src/vendors/callcap/details.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import {
  TWIN_AGENT_FILTERS,
  TWIN_CALL_FILTERS,
  TWIN_CAMPAIGN_FILTERS,
} from '../../src/vendors/twin/details.ts'
import { UJET_CALL_FILTERS } from '../../src/vendors/ujet/details.ts'
import {
  WHIPPY_AGENT_FILTERS,
  WHIPPY_CALL_FILTERS,
  WHIPPY_CAMPAIGN_FILTERS,
} from '../../src/vendors/whippy/details.ts'

const account = (vendor: Vendor) => ({ name: vendor.toLowerCase().replace('_', '-'), vendor })
const [callcap, whippy, alloMedia, twin] = [
  account('CALLCAP'),
  account('WHIPPY'),
  account('ALLO_MEDIA'),
  account('TWIN'),
]

const callcapCall = (details: object, fields: Partial<Call> = {}): Call => ({
  ...identify('CALL', callcap, '1_2:3'),
  ...fields,
  details: { vendor: 'CALLCAP', ...details },
})

const whippyCall = (details: Omit<WhippyCallDetails, 'vendor'>): Call => ({
  ...identify('CALL', whippy, '1'),
  details: { vendor: 'WHIPPY', ...details },
})

const whippyAgent = (fields: Partial<Agent>): Agent => ({ ...identify('AGENT', whippy, 'a'), ...fields })

const whippyCampaign = (kind: 'CAMPAIGN' | 'SEQUENCE'): Campaign => ({
  ...identify('CAMPAIGN', whippy, kind),
  name: 'Spring',
  details: { vendor: 'WHIPPY', kind, channels: [{ account: 'whippy', vendorId: 'n' }] },
})

const campaigns = (wanted: WhippyCampaignFilter) =>
  [whippyCampaign('CAMPAIGN'), whippyCampaign('SEQUENCE')]
    .filter((one) => WHIPPY_CAMPAIGN_FILTERS.verdict(one, wanted) === true)
    .map((one) => one.vendorId)

describe('a nested filter', () => {
  test('has the name of its vendor in camel case', () => {
    assert.equal(toVendorKey('UJET'), 'ujet')
    assert.equal(toVendorKey('ALLO_MEDIA'), 'alloMedia')
    assert.deepEqual(VENDORS.map(toVendorKey).map(vendorOfKey), VENDORS)
    assert.equal(vendorOfKey('status'), undefined)
  })

  test('is under the key of its own vendor', () => {
    for (const { vendor, resources } of Object.values(DESCRIPTIONS))
      for (const { noun, filters, own } of Object.values(resources)) {
        const keys = Object.keys(filters).filter((key) => vendorOfKey(key) !== undefined)
        assert.deepEqual(keys, own === undefined ? [] : [toVendorKey(vendor)], `${noun} of ${vendor}`)
        assert.equal(own?.vendor ?? vendor, vendor, `${noun} of ${vendor}`)
      }
  })

  for (const vendor of VENDORS) {
    test(`of ${vendor} lets the calls of every other vendor pass`, () => {
      const filter: CallFilter = { [toVendorKey(vendor)]: { any: 'value' } }
      for (const other of VENDORS.filter((one) => one !== vendor)) {
        const { predicates } = DESCRIPTIONS[other].resources.CALL ?? {}
        assert.ok(predicates)
        const call: Call = identify('CALL', account(other), '1')
        assert.equal(toPredicate(predicates, filter, givenKeys(filter))(call), true, other)
      }
    })
  }
})

type UjetFilter = FilterValues<typeof UJET_CALL_FILTERS.parts>

describe("UJET's own filters", () => {
  const details: Partial<UjetCallDetails> & Details = {
    vendor: 'UJET',
    callType: 'IVR_INBOUND',
    callStatus: 'FAILED',
    failReason: 'END_USER_ABANDONED',
    supportNumber: '+13165550199',
    assignedAt: 7000,
  }
  const call: Call = { ...identify('CALL', account('UJET'), '1'), details }
  const examples: [UjetFilter, UjetFilter][] = [
    [{ callType: ['IVR_INBOUND', 'OUTBOUND'] }, { callType: ['OUTBOUND'] }],
    [{ callStatus: ['FAILED'] }, { callStatus: ['FINISHED'] }],
    [{ failReason: ['END_USER_ABANDONED'] }, { failReason: ['NONE'] }],
    [{ supportNumber: ['+1 (316) 555-0199'] }, { supportNumber: ['+13165550100'] }],
    [{ assignedAt: { from: 7000 } }, { assignedAt: { to: 7000 } }],
  ]

  for (const [good, bad] of examples) {
    test(`narrow UJET's calls by ${Object.keys(good)[0]}`, () => {
      assert.equal(UJET_CALL_FILTERS.verdict(call, good), true)
      assert.equal(UJET_CALL_FILTERS.verdict(call, bad), false)
    })
  }

  test('must hold together', () => {
    const both: UjetFilter = { callType: ['IVR_INBOUND'], callStatus: ['FINISHED'] }
    assert.equal(UJET_CALL_FILTERS.verdict(call, both), false)
  })
})

describe("Callcap's own filters", () => {
  const untold = [
    { referenceId: 'r' },
    { searchMajor: ['POSITIVE'] },
    { searchMajor: ['UNWORKED'] },
    { callsaverOutcome: ['SAVED'] },
    { changeRequestStatus: 'PENDING' },
    { corporateId: '7' },
    { divisionIds: ['7'] },
    { locationExternalId: 'l' },
    { callerNumberContains: '316' },
    { destinationNumberContains: '316' },
    { dayOfWeek: ['SUNDAY'] },
    { feature: ['WEBMATCH'] },
    { revenueEntered: true },
  ] satisfies CallcapCallFilter[]

  test('say nothing of a row without the value, so that Callcap judges alone', () => {
    const empty = { callsurance: null, callsaver: null, referenceId: null, accountPath: null, line: null }
    for (const call of [callcapCall({}), callcapCall(empty, { contact: null })])
      for (const filter of untold)
        assert.equal(CALLCAP_CALL_FILTERS.verdict(call, filter), undefined, JSON.stringify(filter))
  })

  test('leave out a row that fails one of several, whatever else it does not say', () => {
    const call = callcapCall({ referenceId: 'x' })
    assert.equal(CALLCAP_CALL_FILTERS.verdict(call, { searchMajor: ['FILTERED'], referenceId: 'r' }), false)
    assert.equal(
      CALLCAP_CALL_FILTERS.verdict(call, { searchMajor: ['FILTERED'], referenceId: 'x' }),
      undefined,
    )
  })

  test('are checked against what the row tells', () => {
    assert.equal(CALLCAP_CALL_FILTERS.verdict(callcapCall({ referenceId: 's' }), { referenceId: 'r' }), false)
    const filtered = callcapCall({ callsurance: { evaluation: { major: 'FILTERED' } } })
    assert.equal(CALLCAP_CALL_FILTERS.verdict(filtered, { searchMajor: ['UNWORKED'] }), false)
    assert.equal(CALLCAP_CALL_FILTERS.verdict(filtered, { searchMajor: ['FILTERED'] }), true)
    assert.ok(
      CALLCAP_CALL_FILTERS.verdict(callcapCall({ accountPath: { location: { externalId: 'l' } } }), {
        locationExternalId: 'l',
      }),
    )
  })

  test('compare results by the status, and believe Callcap where its word is not known', () => {
    assert.ok(
      CALLCAP_CALL_FILTERS.verdict(callcapCall({}, { status: 'COMPLETED' }), { action: ['ANSWERED'] }),
    )
    assert.ok(
      !CALLCAP_CALL_FILTERS.verdict(callcapCall({}, { status: 'COMPLETED' }), {
        action: ['MISSED', 'BLOCKED'],
      }),
    )
    assert.equal(
      CALLCAP_CALL_FILTERS.verdict(callcapCall({}, { status: 'UNKNOWN' }), { action: ['MISSED'] }),
      undefined,
    )
  })

  test("count days in the account's time zone", () => {
    // Sunday evening in Chicago, Monday in UTC; and the hour after the clocks were put forward.
    const sunday = callcapCall({ timeZone: 'US/Central' }, { startedAt: Date.UTC(2026, 0, 12, 3) })
    const spring = callcapCall({ timeZone: 'US/Central' }, { startedAt: Date.UTC(2026, 2, 9, 4, 59) })
    assert.ok(CALLCAP_CALL_FILTERS.verdict(sunday, { dayOfWeek: ['SUNDAY'] }))
    assert.ok(!CALLCAP_CALL_FILTERS.verdict(sunday, { dayOfWeek: ['MONDAY'] }))
    assert.ok(CALLCAP_CALL_FILTERS.verdict(spring, { dayOfWeek: ['SUNDAY'] }))
  })

  test('look for parts of numbers by their digits alone', () => {
    const one = callcapCall(
      { line: { destinationNumber: '316-555-5555' } },
      { contact: { phone: '+13168325551' } },
    )
    assert.ok(CALLCAP_CALL_FILTERS.verdict(one, { callerNumberContains: '316-832-555' }))
    assert.ok(CALLCAP_CALL_FILTERS.verdict(one, { destinationNumberContains: '(316) 555' }))
    assert.ok(!CALLCAP_CALL_FILTERS.verdict(one, { callerNumberContains: '316-555' }))
    assert.ok(!CALLCAP_CALL_FILTERS.verdict(one, { callerNumberContains: 'none' }))
  })
})

describe("Whippy's own filters", () => {
  test('leave to Whippy what its rows may lack', () => {
    for (const filter of [
      { mode: ['m'] },
      { completionRating: ['COMPLETE'] },
      { agentVersionIds: ['v'] },
      { conversationIds: ['chat:whippy:1'] },
    ] satisfies WhippyCallFilter[])
      assert.equal(WHIPPY_CALL_FILTERS.verdict(whippyCall({ conversation: null }), filter), undefined)
  })

  test('name conversations by the global ids of chats, and channels by raw ids', () => {
    const one = whippyCall({
      conversation: identify('CHAT', whippy, 'c'),
      channel: { account: 'whippy', vendorId: 'n' },
    })
    assert.ok(WHIPPY_CALL_FILTERS.verdict(one, { conversationIds: ['chat:whippy:c'], channelIds: ['n'] }))
    assert.ok(!WHIPPY_CALL_FILTERS.verdict(one, { conversationIds: ['c'] }))
  })

  const ai = whippyAgent({
    kind: 'AI',
    name: 'Ada',
    email: null,
    roles: null,
    details: { vendor: 'WHIPPY', state: null },
  })
  const user = whippyAgent({
    kind: 'HUMAN',
    name: 'Ada Lane',
    email: 'ada@example.com',
    roles: ['user'],
    details: { vendor: 'WHIPPY', state: 'ENABLED' },
  })
  const agents = (wanted: WhippyAgentFilter) =>
    [ai, user].filter((one) => WHIPPY_AGENT_FILTERS.verdict(one, wanted))

  test('leave out AI agents', () => {
    assert.deepEqual(agents({}), [ai, user])
    assert.deepEqual(agents({ role: 'USER' }), [user])
    assert.deepEqual(agents({ role: 'ADMIN' }), [])
    assert.deepEqual(agents({ state: 'ENABLED' }), [user])
  })

  test('leave out sequences as soon as one is given', () => {
    assert.deepEqual(campaigns({}), ['CAMPAIGN', 'SEQUENCE'])
    assert.deepEqual(campaigns({ title: 'spring' }), ['CAMPAIGN'])
    assert.deepEqual(campaigns({ channelIds: ['n'] }), ['CAMPAIGN'])
    assert.deepEqual(campaigns({ channelIds: ['m'] }), [])
  })
})

describe("Allo-Media's own filters", () => {
  test('go by how the processing ended', () => {
    const details = { vendor: 'ALLO_MEDIA', processingStatus: 'VOID' } as const
    const call: Call = { ...identify('CALL', alloMedia, '1'), details }
    assert.ok(ALLO_MEDIA_CALL_FILTERS.verdict(call, { processingStatus: ['VOID', 'QUALIFIED'] }))
    assert.ok(!ALLO_MEDIA_CALL_FILTERS.verdict(call, { processingStatus: ['QUALIFIED'] }))
  })
})

describe("TWIN's own filters", () => {
  test('are checked here, except for the company', () => {
    const call: Call = {
      ...identify('CALL', twin, '1'),
      startedAt: 20,
      details: { vendor: 'TWIN', dialStatus: 'EXPIRED', createdAt: 10 },
    }
    const keeps = (wanted: TwinCallFilter) => TWIN_CALL_FILTERS.verdict(call, wanted)
    assert.ok(keeps({ createdAt: { to: 11 }, dialStatus: ['EXPIRED'] }))
    assert.equal(keeps({ companyId: '5' }), undefined)
    assert.ok(!keeps({ createdAt: { from: 11 } }))
    assert.ok(!keeps({ dialStatus: ['BUSY'] }))
  })

  test('of call tasks go by the status of the task', () => {
    const task: Campaign = {
      ...identify('CAMPAIGN', twin, '5'),
      details: { vendor: 'TWIN', status: 'PAUSED' },
    }
    assert.equal(TWIN_CAMPAIGN_FILTERS.verdict(task, { status: ['PAUSED'] }), true)
    assert.equal(TWIN_CAMPAIGN_FILTERS.verdict(task, { status: ['READY'] }), false)
    assert.equal(TWIN_CAMPAIGN_FILTERS.verdict(task, { keyword: 'spring' }), undefined)
  })

  test('leave out bots', () => {
    const bot: Agent = { ...identify('AGENT', twin, 'b'), kind: 'BOT', roles: null }
    const user: Agent = { ...identify('AGENT', twin, 'user-1'), kind: 'HUMAN', roles: ['ROLE'] }
    assert.equal(TWIN_AGENT_FILTERS.verdict(bot, {}), true)
    assert.equal(TWIN_AGENT_FILTERS.verdict(bot, { companyId: '5' }), false)
    assert.equal(TWIN_AGENT_FILTERS.verdict(user, { role: ['ROLE'] }), true)
  })
})
