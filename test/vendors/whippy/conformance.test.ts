// Whippy before the conformance suite.
import type { Call } from '../../../src/domain/call.ts'
import type { Campaign } from '../../../src/domain/campaign.ts'
import type { Noun } from '../../../src/domain/noun.ts'
import type { WhippySwitches } from '../../../src/demo/whippy/whippy.ts'
import type { Data } from '../../../src/demo/whippy/world.ts'
import { whippyCampaign } from '../../../src/vendors/whippy/details.ts'
import { createWhippy } from '../../../src/demo/whippy/whippy.ts'
import { conform } from '../conformance.ts'
import { alone, distinct } from '../../support/filters.ts'
import { accountOf } from '../subject.ts'

/** The sandbox's own row, with what answers never show. */
function rawOf({ vendorId }: Call | Campaign, rows: readonly any[]): any {
  return rows.find(({ id }) => id === vendorId)
}

const COLLECTIONS: Partial<Record<Noun, string>> = {
  CALL: 'calls',
  CHAT: 'conversations',
  AGENT: 'users',
  CAMPAIGN: 'campaigns',
}

/** Other lists of the noun are empty, so that the row stands first. */
function listed(noun: Noun, rows: readonly object[]): WhippySwitches {
  const others = { agents: [], sequences: [] }
  const own = rows.map((row, index) => ({ id: `w${index}`, created_at: '2026-01-15T14:00:00Z', ...row }))
  return { rows: { ...others, [COLLECTIONS[noun] ?? '']: own } }
}

conform<WhippySwitches>({
  account: accountOf('WHIPPY'),
  // By a path that no document names; without it nobody can say which ids name nothing.
  simulate: (options) =>
    createWhippy({ callsById: 'given', ...options, scale: Math.max(0.1, options.scale ?? 0) }),
  variants: {
    'calls come oldest first': { order: 'oldest' },
    'calls come in no order': { order: 'scattered' },
    'bounds belong to their range': { bounds: 'inclusive' },
    'bounds do not belong to their range': { bounds: 'exclusive' },
    'there are no totals': { total: false },
    'pages are shorter than asked for': { clamp: 40 },
    'rows lack what is known as filters only': { filterFields: 'hidden' },
    'agent, duration and analysis stand in the call itself': { place: 'row' },
    'agent, duration and analysis stand in the call and its metadata': { place: 'both' },
    'agent, duration and analysis stand in each call elsewhere': { place: 'mixed' },
  },
  samples: {
    CALL: {
      'whippy.agentVersionIds': (_, { calls }: Data) =>
        alone(distinct(calls.map(({ agent_version_id: id }: any) => id)).slice(0, 5)),
    },
    CAMPAIGN: {
      'whippy.channelNumber': (campaigns) =>
        alone(distinct(campaigns.map((one) => whippyCampaign(one)?.channels?.[0]?.phoneNumber)).slice(0, 5)),
    },
  },
  judges: {
    CALL: {
      'whippy.agentVersionIds': (call: Call, wanted: readonly string[], { calls }: Data) =>
        wanted.includes(rawOf(call, calls).agent_version_id),
    },
    CAMPAIGN: {
      'whippy.channelNumber': (campaign: Campaign, wanted: readonly string[], { campaigns }: Data) =>
        rawOf(campaign, campaigns)?.channels.some(({ phone }: any) => wanted.includes(phone)) ?? false,
    },
  },
  listed,
  silent: {
    CHAT: { 'contact.phone': 'conversations name their contact and do not describe it' },
    AGENT: {
      'details.deletedAt details.deletedBy.id':
        'whether agents that were deleted are listed stands in no document; the sandbox lists none',
    },
  },
  readings: {
    words: [
      {
        noun: 'CALL',
        row: {
          direction: 'SIDEWAYS',
          delivery_status: 'call_teleported',
          call_completion_rating: 'Splendid',
          body: 'Ghost: Boo.',
          attachments: [{ content_type: 'text/plain', url: 'https://files.example.com/1' }],
        },
        expected: {
          direction: 'UNKNOWN',
          status: 'UNKNOWN',
          vendorStatus: 'call_teleported',
          'details.completionRating': 'UNKNOWN',
          outcome: 'Splendid',
          'transcript.0.speaker': 'UNKNOWN',
          'transcript.0.text': 'Ghost: Boo.',
          'details.attachments.0.kind': 'UNKNOWN',
          'details.attachments.0.contentType': 'text/plain',
        },
      },
      {
        noun: 'CHAT',
        row: { status: 'snoozed', channel_type: 'pigeon' },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'snoozed',
          type: 'UNKNOWN',
          vendorType: 'pigeon',
          'details.conversationStatus': 'UNKNOWN',
          'details.channelType': 'UNKNOWN',
        },
      },
      {
        noun: 'AGENT',
        row: { id: 1, state: 'asleep', role: 'wizard' },
        expected: { 'details.state': 'UNKNOWN', roles: ['wizard'] },
      },
      {
        noun: 'CAMPAIGN',
        row: { status: 'hatching' },
        expected: { status: 'UNKNOWN', vendorStatus: 'hatching' },
      },
    ],
    times: [
      {
        noun: 'CALL',
        row: {
          created_at: '2026-07-15T14:00:00.278896Z',
          updated_at: '2026-07-15T16:30:00+02:00',
          inserted_at: '2026-07-15T14:00:01',
        },
        expected: {
          startedAt: Date.UTC(2026, 6, 15, 14, 0, 0, 278),
          updatedAt: Date.UTC(2026, 6, 15, 14, 30),
          'details.insertedAt': Date.UTC(2026, 6, 15, 14, 0, 1),
        },
      },
      {
        noun: 'CHAT',
        row: { last_message_date: '2026-07-15T14:00:01' },
        expected: { lastMessageAt: Date.UTC(2026, 6, 15, 14, 0, 1) },
      },
    ],
    durations: [
      {
        noun: 'CALL',
        row: { metadata: { duration: 61_500 } },
        expected: { durationSeconds: 61.5 },
      },
    ],
    numbers: [
      {
        noun: 'CALL',
        row: { direction: 'INBOUND', from: '+1 (316) 555-0100', to: '555-0199' },
        expected: { from: '+13165550100', to: '555-0199', 'contact.phone': '+13165550100' },
      },
      {
        noun: 'CAMPAIGN',
        row: { channels: [{ phone: '001 316 555 0100' }] },
        expected: { 'details.channels.0.phoneNumber': '+13165550100' },
      },
    ],
  },
})
