// Callcap before the conformance suite.
import type { Call } from '../../../src/domain/call.ts'
import type { CallcapSwitches } from '../../../src/demo/callcap/callcap.ts'
import type { Data } from '../../../src/demo/callcap/world.ts'
import { createCallcap } from '../../../src/demo/callcap/callcap.ts'
import { conform } from '../conformance.ts'
import { distinct } from '../../support/filters.ts'
import { accountOf } from '../subject.ts'
import type { CallcapAction, CallcapFeature, CallcapMajor } from '../../../src/vendors/callcap/call-words.ts'

/** The sandbox's own row, with what answers never show. */
function rawOf({ vendorId }: Call, { calls }: Data): any {
  return calls.find(({ call_id }) => call_id === vendorId)
}

const WORDS_OF_ACTIONS: Readonly<Record<CallcapAction, RegExp>> = {
  ANSWERED: /^answer/i,
  MISSED: /^(?:missed|hangup|busy)$/i,
  BLOCKED: /^blocked$/i,
  IN_PROGRESS: /^in progress$/i,
}

const isOf: Readonly<Record<CallcapFeature, (row: any) => boolean>> = {
  OUTBOUND: (row) => row.unseen.direction === 'outbound',
  CALLSAVER: (row) => row.callsaver != null,
  WEBMATCH: (row) => row.webmatch != null,
  CLICK_TO_CALL: (row) => row.unseen.callconnect,
  CALLSURANCE: (row) => row.unseen.major !== 0,
}

const MAJORS: Readonly<Record<CallcapMajor, number>> = {
  UNWORKED: 0,
  POSITIVE: 1,
  NEGATIVE: 2,
  NEUTRAL: 3,
  FILTERED: 4,
}

/** Calls as the sandbox keeps them, with times in UTC. */
const listed = (_: unknown, calls: readonly object[]): CallcapSwitches => ({
  rows: {
    calls: calls.map((call, index) => ({
      call_id: `c${index}`,
      start_datetime: '2026-01-15T14:00:00Z',
      last_modified: '2026-01-15T14:30:00Z',
      ...call,
    })),
  },
})

conform<CallcapSwitches>({
  account: accountOf('CALLCAP'),
  simulate: createCallcap,
  variants: {
    'nothing found is an error': { empty: 'status' },
    'nothing found is an empty list': { empty: 'list' },
    'one call comes as a list': { one: 'list' },
    'one call comes by itself': { one: 'object' },
    'the path of one call ignores parameters': { parametersOfOne: 'ignored' },
    'the last date is left out': { endDateInclusive: false },
    'the login has another zone': { loginTimezone: 'US/Hawaii' },
    'there are no demographics': { demographics: false },
    'pages are shorter than documented': { clamp: 60 },
  },
  samples: {
    CALL: {
      search: (calls) => distinct(calls.map(({ campaign }) => campaign?.name)).slice(0, 5),
      'callcap.mediumIds': () => [['40'], ['41', '42'], ['website']],
      'callcap.callerNumberContains': () => ['316-555', '01', '+1 316', '1'],
      'callcap.destinationNumberContains': () => ['70', '316', '(316) 555-70'],
    },
  },
  judges: {
    CALL: {
      search: (call: Call, wanted: string) => call.campaign?.name?.includes(wanted) ?? false,
      'callcap.action': (call: Call, wanted: readonly CallcapAction[], data: Data) =>
        wanted.some((action) => WORDS_OF_ACTIONS[action].test(rawOf(call, data).action)),
      'callcap.feature': (call: Call, wanted: readonly CallcapFeature[], data: Data) =>
        wanted.some((feature) => isOf[feature](rawOf(call, data))),
      'callcap.conversationType': (call: Call, wanted: string, data: Data) =>
        wanted === 'ANY' || (rawOf(call, data).unseen?.conversation_type ?? 'call') === wanted.toLowerCase(),
      'callcap.searchMajor': (call: Call, wanted: readonly CallcapMajor[], data: Data) =>
        wanted.some((major) => MAJORS[major] === rawOf(call, data).unseen.major),
      'callcap.mediumIds': (call: Call, wanted: readonly string[], data: Data) =>
        wanted.includes(String(rawOf(call, data).unseen.medium_id)),
      'callcap.revenueEntered': (call: Call, wanted: boolean, data: Data) =>
        rawOf(call, data).unseen.revenue_entered === wanted,
    },
  },
  silent: {
    CALL: {
      'details.accountPath.corporate.externalId details.accountPath.corporate.corporateLabel':
        'the document shows them for divisions and locations, and of the corporate level only id and name',
    },
  },
  // Text conversations stand in the same list.
  hidden: { CALL: { callcap: { conversationType: 'CALL' } } },
  shown: { CALL: { callcap: { conversationType: 'ANY' } } },
  listed,
  readings: {
    words: [
      {
        noun: 'CALL',
        row: {
          action: 'Teleported',
          sentiment: { sentiment: 'Puzzled', view: 'Sideways' },
          callsurance: { change_request: { status: 'Shelved' } },
          callsaver: { outcome: { id: 9, label: 'Lost and found' } },
          accounts: { campaign: { id: 1, direction: 'sideways' } },
        },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'Teleported',
          direction: 'UNKNOWN',
          'sentiment.label': 'UNKNOWN',
          'sentiment.vendorLabel': 'Puzzled',
          'sentiment.view': 'UNKNOWN',
          'sentiment.vendorView': 'Sideways',
          'details.line.direction': 'UNKNOWN',
          'details.callsurance.changeRequest.status': null,
          'details.callsurance.changeRequest.vendorStatus': 'Shelved',
          'details.callsaver.outcome': null,
          'details.callsaver.outcomeLabel': 'Lost and found',
        },
      },
    ],
    times: [
      {
        noun: 'CALL',
        row: {
          start_datetime: '2026-07-15T14:00:00Z',
          end_datetime: '2026-07-15T14:40:00Z',
          last_modified: '2026-07-16T00:00:01Z',
          callsaver: { date: '2026-07-16T00:00:02Z' },
        },
        expected: {
          startedAt: Date.UTC(2026, 6, 15, 14),
          endedAt: Date.UTC(2026, 6, 15, 14, 40),
          updatedAt: Date.UTC(2026, 6, 16, 0, 0, 1),
          'details.callsaver.recordedAt': Date.UTC(2026, 6, 16, 0, 0, 2),
          'details.timeZone': 'US/Central',
        },
      },
    ],
    durations: [
      { noun: 'CALL', row: { duration: 570 }, expected: { durationSeconds: 570 } },
      { noun: 'CALL', row: { duration: '61' }, expected: { durationSeconds: 61 } },
    ],
    numbers: [
      {
        noun: 'CALL',
        row: {
          caller: { caller_id: '316-555-3333' },
          accounts: {
            campaign: { id: 1, callcap_number: '866-555-4444', destination_number: '(316) 555-5555' },
          },
        },
        expected: {
          from: '+13165553333',
          to: '+13165555555',
          'contact.phone': '+13165553333',
          'details.line.trackingNumber': '+18665554444',
        },
      },
      { noun: 'CALL', row: { caller: { caller_id: '5551' } }, expected: { from: '5551' } },
    ],
  },
})
