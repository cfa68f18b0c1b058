// TWIN before the conformance suite.
import type { Agent } from '../../../src/domain/agent.ts'
import type { Call } from '../../../src/domain/call.ts'
import type { Campaign } from '../../../src/domain/campaign.ts'
import type { Noun } from '../../../src/domain/noun.ts'
import type { TimeRange } from '../../../src/domain/filter.ts'
import type { Data } from '../../../src/demo/twin/data.ts'
import type { TwinSwitches } from '../../../src/demo/twin/twin.ts'
import { createTwin } from '../../../src/demo/twin/twin.ts'
import { conform } from '../conformance.ts'
import { distinct, ranges } from '../../support/filters.ts'
import { accountOf } from '../subject.ts'

/** The sandbox's own row, with what answers never show. */
function rawOf({ vendorId }: Call | Agent, rows: readonly any[]): any {
  return rows.find(({ id }) => String(id) === vendorId.replace('user-', ''))
}

const COLLECTIONS: Partial<Record<Noun, string>> = {
  CALL: 'calls',
  CHAT: 'chats',
  AGENT: 'users',
  CAMPAIGN: 'tasks',
}

const INSTANT = '2026-01-15T17:00:00+03:00'

/** Other lists of the noun are empty, so that the row stands first. */
function listed(noun: Noun, rows: readonly object[]): TwinSwitches {
  const own = rows.map((row, index) => ({ id: `t${index}`, createdAt: INSTANT, startedAt: INSTANT, ...row }))
  return { rows: { bots: [], [COLLECTIONS[noun] ?? '']: own } }
}

conform<TwinSwitches>({
  account: accountOf('TWIN'),
  simulate: createTwin,
  variants: {
    'what is not dialled has no start': { unstarted: 'null' },
    'what is not dialled starts when it is made': { unstarted: 'created' },
    'the upper bound belongs to its range': { upperBoundInclusive: true },
    'the upper bound does not belong to its range': { upperBoundInclusive: false },
    'pages are shorter than asked for': { beyond: 'clamped', clamp: 60 },
    'tokens live for a few seconds': { tokenSeconds: 3 },
  },
  samples: {
    CALL: {
      search: (calls) => distinct(calls.map(({ campaign }) => campaign?.name?.toLowerCase())).slice(0, 5),
      'twin.companyId': () => ['1200', '1201'],
    },
    AGENT: { 'twin.companyId': () => ['1200', '1201'] },
    CAMPAIGN: {
      'twin.keyword': (campaigns) =>
        distinct(campaigns.map(({ name }) => name?.split(' ')[0]?.toLowerCase())).slice(0, 5),
      'twin.period': (campaigns) => ranges(campaigns.flatMap(({ createdAt }) => createdAt ?? [])),
    },
  },
  judges: {
    CALL: {
      search: (call: Call, wanted: string, { calls }: Data) =>
        rawOf(call, calls).taskName?.toLowerCase().includes(wanted) ?? false,
      'twin.companyId': (call: Call, wanted: string, { calls }: Data) =>
        String(rawOf(call, calls).companyId) === wanted,
    },
    AGENT: {
      'twin.companyId': (agent: Agent, wanted: string, { users }: Data) =>
        String(rawOf(agent, users)?.companyId) === wanted,
    },
    CAMPAIGN: {
      'twin.keyword': (campaign: Campaign, wanted: string) =>
        campaign.name?.toLowerCase().includes(wanted) ?? false,
      'twin.period': ({ createdAt }: Campaign, { from = 0, to = Infinity }: TimeRange) =>
        createdAt! >= from && createdAt! < to,
    },
  },
  listed,
  skips: {
    'CALL: has rows for and against a value of direction':
      'the list is that of calls made by tasks, which all go out',
  },
  silent: {
    AGENT: { 'middleName avatarUrl': 'the sandbox’s users have neither' },
    CHAT: { 'contact.phone': 'chat sessions name their client and do not describe it' },
  },
  readings: {
    words: [
      {
        noun: 'CALL',
        row: { status: 'ROBOT_CHECK', messages: [{ role: 'ROOF', text: 'hello' }] },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'ROBOT_CHECK',
          'details.dialStatus': 'UNKNOWN',
          'transcript.0.speaker': 'UNKNOWN',
          'transcript.0.vendorSpeaker': 'ROOF',
        },
      },
      {
        noun: 'CAMPAIGN',
        row: { status: 'FINISHED' },
        expected: { status: 'UNKNOWN', vendorStatus: 'FINISHED', 'details.status': 'UNKNOWN' },
      },
      {
        noun: 'CHAT',
        row: { status: 'LOST' },
        expected: { status: 'UNKNOWN', vendorStatus: 'LOST' },
      },
    ],
    times: [
      {
        noun: 'CALL',
        row: {
          createdAt: '2026-07-15T17:00:00+03:00',
          startedAt: '2026-07-15T14:00:03Z',
          updatedAt: '2026-07-15T14:30:00.250+00:00',
        },
        expected: {
          startedAt: Date.UTC(2026, 6, 15, 14, 0, 3),
          updatedAt: Date.UTC(2026, 6, 15, 14, 30, 0, 250),
          'details.createdAt': Date.UTC(2026, 6, 15, 14),
        },
      },
      {
        noun: 'CALL',
        row: { startedAt: null },
        expected: { startedAt: Date.UTC(2026, 0, 15, 14) },
      },
      {
        noun: 'CHAT',
        row: { finishedAt: '2026-07-15T17:00:00+03:00' },
        expected: { startedAt: Date.UTC(2026, 0, 15, 14), endedAt: Date.UTC(2026, 6, 15, 14) },
      },
    ],
    durations: [
      {
        noun: 'CALL',
        row: { duration: '61', botDuration: 40, operatorDuration: 21 },
        expected: {
          durationSeconds: 61,
          'details.botDurationSeconds': 40,
          'details.operatorDurationSeconds': 21,
        },
      },
    ],
    numbers: [
      {
        noun: 'CALL',
        row: { phone: '70000000000' },
        expected: { to: '+70000000000', 'contact.phone': '+70000000000' },
      },
      { noun: 'CALL', row: { phone: '8 (000) 000' }, expected: { to: '8 (000) 000' } },
    ],
  },
})
