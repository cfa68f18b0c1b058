// UJET before the conformance suite.
import type { Noun } from '../../../src/domain/noun.ts'
import type { UjetSwitches } from '../../../src/demo/ujet/ujet.ts'
import { createUjet } from '../../../src/demo/ujet/ujet.ts'
import { conform } from '../conformance.ts'
import { accountOf } from '../subject.ts'

const COLLECTIONS: Partial<Record<Noun, string>> = {
  CALL: 'calls',
  CHAT: 'chats',
  EMAIL: 'emails',
  AGENT_ACTIVITY: 'activities',
  MENU: 'menus',
  CAMPAIGN: 'campaigns',
}

/** Contacts of two campaigns, more than fit on a page; the made-up ones have few. */
const contacts = Array.from({ length: 250 }, (_, index) => ({
  id: index + 1,
  campaign_id: index % 5 === 0 ? 2 : 1,
  name: `Contact ${index}`,
  status: ['Upcoming', 'Finished', 'Skipped & Closed', 'Whatever'][index % 4],
}))

const INSTANT = '2026-01-15T08:00:00.000Z'

function listed(noun: Noun, rows: readonly object[]): UjetSwitches {
  const times = { created_at: INSTANT, started_at: INSTANT, updated_at: INSTANT }
  const own = rows.map((row, index) => Object.assign({ id: index + 1 }, times, row))
  return { rows: { [COLLECTIONS[noun] ?? '']: own } }
}

const EMAIL_LACKS = [
  ...'afterWorkSeconds event holdSeconds vendorEvent waitSeconds'
    .split(' ')
    .map((one) => `handleDurations.${one}`),
  ...'event serviceLevelAbandonSeconds serviceLevelEvent serviceLevelTargetPercent serviceLevelTargetSeconds transferId transferred vendorEvent vendorServiceLevelEvent'
    .split(' ')
    .map((one) => `queueDurations.${one}`),
  ...'assignedAt connectedAt deflection durationSeconds failReason fromQueuePriority toQueuePriority vendorAnswerPath vendorDeflection vendorFailReason waitSeconds'
    .split(' ')
    .map((one) => `transfers.${one}`),
].join(' ')

const personal = `{
  agents(orderBy: { field: LAST_NAME, direction: ASC }) { edges { cursor } pageInfo { endCursor } accounts { message } }
}`

conform<UjetSwitches>({
  account: accountOf('UJET'),
  // With this seed a small company has what is rare: somebody on hold, somebody in each queue, a hidden menu. Nothing
  // is deleted in any, until it is done here.
  simulate: (options) => {
    const ujet = createUjet({ ...options, seed: 14, rows: { contacts, ...options.rows } })
    const { menus, teams } = ujet.data
    if (options.rows === undefined)
      for (const rows of [menus, teams]) Object.assign(rows.at(-1)!, { deleted: true })
    return ujet
  },
  variants: {
    'unproven parameters are ignored': { unproven: 'ignored' },
    'unproven parameters are refused': { unproven: 'refused' },
    'calls are not sorted': { callSort: 'ignored' },
    'sorting calls is refused': { callSort: 'refused' },
    'calls are neither sorted nor bounded': { callSort: 'ignored', unproven: 'ignored' },
    'everything unproven is refused': { callSort: 'refused', unproven: 'refused' },
    'there are no totals': { headers: { total: false, link: true } },
    'there are no links': { headers: { total: true, link: false } },
    'there are neither totals nor links': { headers: { total: false, link: false } },
    'pages are shorter than documented': { clamp: 60 },
  },
  samples: {
    CAMPAIGN_CONTACT: { campaignId: () => ['campaign:ujet:1', 'campaign:ujet:2'] },
    MENU_TREE: { language: () => ['en', 'fr'] },
    SERVICE_LEVEL: { minutes: () => [10, 600] },
  },
  always: {
    SERVICE_LEVEL: { channel: 'CALL', minutes: 600, groupBy: 'MENU' },
    CAMPAIGN_CONTACT: { campaignId: 'campaign:ujet:1' },
  },
  unseen: {
    SERVICE_LEVEL: ['channel', 'minutes', 'groupBy'],
    CAMPAIGN_CONTACT: ['campaignId'],
    MENU_TREE: ['language'],
  },
  hidden: { MENU: { withDeleted: false }, TEAM: { withDeleted: false } },
  shown: { MENU: { withDeleted: true }, TEAM: { withDeleted: true } },
  listed,
  silent: {
    AGENT: {
      'availabilityPreferences.voiceCall.mobile.campaign availabilityPreferences.voiceCall.web.campaign':
        'the document shows it for calls over the telephone network, whose rules have the same type',
    },
    CALL: {
      'handleDurations.assignmentType queueDurations.assignmentType': 'e-mails only',
      'participants.entryType': 'chats only',
      'participants.adapterFailCode participants.adapterFailMessage':
        'no call of the sandbox fails for one participant alone',
      'details.deflections.transferId': 'no call of the sandbox is deflected after a transfer',
      'participants.contact.crmId participants.contact.externalId participants.contact.phone':
        'a participant carries the id of its contact alone',
      'virtualAgent.avatarUrl': 'the sandbox’s virtual agents have no pictures',
    },
    CHAT: {
      'handleDurations.assignmentType queueDurations.assignmentType': 'e-mails only',
      'participants.adapterFailCode participants.adapterFailMessage': 'calls only',
      'participants.contact.crmId participants.contact.externalId participants.contact.phone':
        'a participant carries the id of its contact alone',
    },
    EMAIL: {
      'contact.phone': 'the identifier of a contact who writes is an address',
      [EMAIL_LACKS]:
        'the document shows it for calls or chats, whose stretches and transfers have the same type',
    },
    MENU_TREE: { parentId: 'the root of a tree has no parent' },
    TEAM_TREE: { parentId: 'the root of a tree has no parent' },
    CAMPAIGN: {
      'contactStats.others.count contactStats.others.label':
        'the sandbox has no counts that nobody documents',
    },
  },
  skips: {
    'AGENT: has rows for and against a value of kind': 'the list is that of human agents',
  },
  readings: {
    times: [
      {
        noun: 'CALL',
        row: {
          created_at: '2026-07-15T14:00:00.250Z',
          ends_at: '2026-07-15T16:30:00+02:00',
          queued_at: null,
        },
        expected: {
          startedAt: Date.UTC(2026, 6, 15, 14, 0, 0, 250),
          endedAt: Date.UTC(2026, 6, 15, 14, 30),
          queuedAt: null,
        },
      },
    ],
    durations: [
      {
        noun: 'CALL',
        row: { call_duration: 61, hold_duration: '7', queue_duration: 0 },
        expected: { durationSeconds: 61, holdSeconds: 7, queueSeconds: 0 },
      },
      {
        noun: 'CHAT',
        row: { chat_duration: 61 },
        expected: { durationSeconds: 61 },
      },
    ],
    numbers: [
      {
        noun: 'CALL',
        row: {
          call_type: 'Voice Inbound (IVR)',
          support_number: '+1 (316) 555-0100',
          end_user: { id: 1, identifier: '0044 1632 960001' },
        },
        expected: { from: '+441632960001', to: '+13165550100', 'contact.phone': '+441632960001' },
      },
      {
        noun: 'CALL',
        row: { support_number: '611' },
        expected: { 'details.supportNumber': '611' },
      },
    ],
    words: [
      {
        noun: 'CALL',
        row: { status: 'teleported', call_type: 'Voice Telepathy', fail_reason: 'eu_shy' },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'teleported',
          direction: 'UNKNOWN',
          'details.callStatus': 'UNKNOWN',
          'details.callType': 'UNKNOWN',
          'details.vendorCallType': 'Voice Telepathy',
          'details.failReason': 'UNKNOWN',
          'details.vendorFailReason': 'eu_shy',
        },
      },
      {
        noun: 'CHAT',
        row: { status: 'dreaming', chat_type: 'Messaging (Fax)' },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'dreaming',
          type: 'UNKNOWN',
          vendorType: 'Messaging (Fax)',
        },
      },
      {
        noun: 'EMAIL',
        row: { email_status: 'snoozed' },
        expected: { status: 'UNKNOWN', vendorStatus: 'snoozed' },
      },
      {
        noun: 'AGENT_ACTIVITY',
        row: { activity: 'break_extended' },
        expected: { type: 'UNKNOWN', vendorType: 'break_extended' },
      },
      {
        noun: 'MENU',
        row: { menu_type: 'fax_menu' },
        expected: { type: 'UNKNOWN', vendorType: 'fax_menu' },
      },
      {
        noun: 'CAMPAIGN',
        row: { status: 'lost', mode: 'guessing', campaign_type: 'whispered' },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'lost',
          mode: 'UNKNOWN',
          vendorMode: 'guessing',
          type: 'UNKNOWN',
          vendorType: 'whispered',
        },
      },
    ],
  },
  personal: [
    { query: personal },
    { query: '{ call(id: "call:ujet:100001") { from to } agent(id: "agent:ujet:1") { name email } }' },
  ],
})
