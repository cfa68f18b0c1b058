// What the filters mean that only one vendor has, where they can be got wrong.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AGENT_FILTERS } from '../../src/domain/agent.ts'
import { CALL_FILTERS } from '../../src/domain/call.ts'
import { CAMPAIGN_FILTERS } from '../../src/domain/campaign.ts'
import { VENDOR_CALL_FILTERS } from '../../src/domain/vendors/call.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { Call, CallFilter } from '../../src/domain/call.ts'
import type { Campaign } from '../../src/domain/campaign.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { CallcapCallDetails } from '../../src/domain/vendors/callcap.ts'
import type { CallcapCallFilter } from '../../src/domain/vendors/callcap-filter.ts'
import type { TwinCallFilter } from '../../src/domain/vendors/twin.ts'
import type {
  WhippyAgentFilter,
  WhippyCallDetails,
  WhippyCallFilter,
  WhippyCampaignFilter,
} from '../../src/domain/vendors/whippy.ts'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { identify } from '../../src/domain/id.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { VENDORS } from '../../src/domain/vendor.ts'
import { VENDOR_OF_FILTER } from '../support/lists.ts'

const account = (vendor: Vendor) => ({ name: vendor.toLowerCase().replace('_', '-'), vendor })
const [callcap, whippy, alloMedia, twin] = [
  account('CALLCAP'),
  account('WHIPPY'),
  account('ALLO_MEDIA'),
  account('TWIN'),
]

const callcapCall = (details: Omit<CallcapCallDetails, 'vendor'>, fields: Partial<Call> = {}): Call => ({
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
    .filter((one) => CAMPAIGN_FILTERS.whippy.verdict(one, wanted) === true)
    .map((one) => one.vendorId)

/** One value for each nested filter. */
const narrow = {
  ujet: { callType: ['OUTBOUND'] },
  callcap: { callerNumberContains: 'no digits' },
  whippy: { completionRating: [] },
  alloMedia: { processingStatus: ['VOID'] },
  twin: { dialStatus: ['BUSY'] },
} satisfies CallFilter

describe('a nested filter', () => {
  test('belongs to one vendor, and each vendor has one for calls', () => {
    assert.deepEqual([...VENDOR_OF_FILTER.keys()], Object.keys(VENDOR_CALL_FILTERS))
    assert.deepEqual([...VENDOR_OF_FILTER.values()], VENDORS)
    assert.equal(VENDOR_OF_FILTER.get('status'), undefined)
  })

  for (const noun of ['AGENT', 'CAMPAIGN'] as const) {
    test(`of ${noun} has a vendor too`, () => {
      const keys = Object.keys(LISTS[noun].predicates).filter((key) => VENDOR_OF_FILTER.has(key))
      assert.deepEqual(keys, ['whippy', 'twin'])
    })
  }

  for (const [key, vendor] of VENDOR_OF_FILTER) {
    test(`of ${vendor} lets the calls of every other vendor pass`, () => {
      for (const other of VENDORS.filter((one) => one !== vendor)) {
        const filter: CallFilter = { [key]: narrow[key as keyof typeof narrow] }
        const call: Call = identify('CALL', account(other), '1')
        assert.equal(toPredicate(LISTS.CALL.predicates, filter, givenKeys(filter))(call), true, other)
      }
    })
  }
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
        assert.equal(CALL_FILTERS.callcap.verdict(call, filter), undefined, JSON.stringify(filter))
  })

  test('leave out a row that fails one of several, whatever else it does not say', () => {
    const call = callcapCall({ referenceId: 'x' })
    assert.equal(CALL_FILTERS.callcap.verdict(call, { searchMajor: ['FILTERED'], referenceId: 'r' }), false)
    assert.equal(
      CALL_FILTERS.callcap.verdict(call, { searchMajor: ['FILTERED'], referenceId: 'x' }),
      undefined,
    )
  })

  test('are checked against what the row tells', () => {
    assert.equal(CALL_FILTERS.callcap.verdict(callcapCall({ referenceId: 's' }), { referenceId: 'r' }), false)
    const filtered = callcapCall({ callsurance: { evaluation: { major: 'FILTERED' } } })
    assert.equal(CALL_FILTERS.callcap.verdict(filtered, { searchMajor: ['UNWORKED'] }), false)
    assert.equal(CALL_FILTERS.callcap.verdict(filtered, { searchMajor: ['FILTERED'] }), true)
    assert.ok(
      CALL_FILTERS.callcap.verdict(callcapCall({ accountPath: { location: { externalId: 'l' } } }), {
        locationExternalId: 'l',
      }),
    )
  })

  test('compare results by the status, and believe Callcap where its word is not known', () => {
    assert.ok(
      CALL_FILTERS.callcap.verdict(callcapCall({}, { status: 'COMPLETED' }), { action: ['ANSWERED'] }),
    )
    assert.ok(
      !CALL_FILTERS.callcap.verdict(callcapCall({}, { status: 'COMPLETED' }), {
        action: ['MISSED', 'BLOCKED'],
      }),
    )
    assert.equal(
      CALL_FILTERS.callcap.verdict(callcapCall({}, { status: 'UNKNOWN' }), { action: ['MISSED'] }),
      undefined,
    )
  })

  test("count days in the account's time zone", () => {
    // Sunday evening in Chicago, Monday in UTC; and the hour after the clocks were put forward.
    const sunday = callcapCall({ timeZone: 'US/Central' }, { startedAt: Date.UTC(2026, 0, 12, 3) })
    const spring = callcapCall({ timeZone: 'US/Central' }, { startedAt: Date.UTC(2026, 2, 9, 4, 59) })
    assert.ok(CALL_FILTERS.callcap.verdict(sunday, { dayOfWeek: ['SUNDAY'] }))
    assert.ok(!CALL_FILTERS.callcap.verdict(sunday, { dayOfWeek: ['MONDAY'] }))
    assert.ok(CALL_FILTERS.callcap.verdict(spring, { dayOfWeek: ['SUNDAY'] }))
  })

  test('look for parts of numbers by their digits alone', () => {
    const one = callcapCall(
      { line: { destinationNumber: '316-555-5555' } },
      { contact: { phone: '+13168325551' } },
    )
    assert.ok(CALL_FILTERS.callcap.verdict(one, { callerNumberContains: '316-832-555' }))
    assert.ok(CALL_FILTERS.callcap.verdict(one, { destinationNumberContains: '(316) 555' }))
    assert.ok(!CALL_FILTERS.callcap.verdict(one, { callerNumberContains: '316-555' }))
    assert.ok(!CALL_FILTERS.callcap.verdict(one, { callerNumberContains: 'none' }))
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
      assert.equal(CALL_FILTERS.whippy.verdict(whippyCall({ conversation: null }), filter), undefined)
  })

  test('name conversations by the global ids of chats, and channels by raw ids', () => {
    const one = whippyCall({
      conversation: identify('CHAT', whippy, 'c'),
      channel: { account: 'whippy', vendorId: 'n' },
    })
    assert.ok(CALL_FILTERS.whippy.verdict(one, { conversationIds: ['chat:whippy:c'], channelIds: ['n'] }))
    assert.ok(!CALL_FILTERS.whippy.verdict(one, { conversationIds: ['c'] }))
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
    [ai, user].filter((one) => AGENT_FILTERS.whippy.verdict(one, wanted))

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
    assert.ok(CALL_FILTERS.alloMedia.verdict(call, { processingStatus: ['VOID', 'QUALIFIED'] }))
    assert.ok(!CALL_FILTERS.alloMedia.verdict(call, { processingStatus: ['QUALIFIED'] }))
  })
})

describe("TWIN's own filters", () => {
  test('are checked here, except for the company', () => {
    const call: Call = {
      ...identify('CALL', twin, '1'),
      startedAt: 20,
      details: { vendor: 'TWIN', dialStatus: 'EXPIRED', createdAt: 10 },
    }
    const keeps = (wanted: TwinCallFilter) => CALL_FILTERS.twin.verdict(call, wanted)
    assert.ok(keeps({ createdAt: { to: 11 }, dialStatus: ['EXPIRED'] }))
    assert.equal(keeps({ companyId: '5' }), undefined)
    assert.ok(!keeps({ createdAt: { from: 11 } }))
    assert.ok(!keeps({ dialStatus: ['BUSY'] }))
  })

  test('leave out bots', () => {
    const bot: Agent = { ...identify('AGENT', twin, 'b'), kind: 'BOT', roles: null }
    const user: Agent = { ...identify('AGENT', twin, 'user-1'), kind: 'HUMAN', roles: ['ROLE'] }
    assert.equal(AGENT_FILTERS.twin.verdict(bot, {}), true)
    assert.equal(AGENT_FILTERS.twin.verdict(bot, { companyId: '5' }), false)
    assert.equal(AGENT_FILTERS.twin.verdict(user, { role: ['ROLE'] }), true)
  })
})
