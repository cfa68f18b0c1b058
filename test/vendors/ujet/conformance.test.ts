// UJET before the conformance suite.
import type { Call } from '../../../src/domain/call.ts'
import type { UjetCallFilter } from '../../../src/domain/vendors/ujet.ts'
import type { ListNoun } from '../../../src/domain/lists.ts'
import type { Samples, Switches, Values } from '../scene.ts'
import { ujetDetails } from '../../../src/domain/vendors/ujet.ts'
import { createSandbox } from '../../../src/sandbox/sandbox.ts'
import { UJET } from '../../support/gateway.ts'
import { conform } from '../conformance.ts'
import { always, lists, ranges, singles } from '../scene.ts'

const calls: NonNullable<Samples['CALL']> = {
  startedAt: ranges((call) => call.startedAt),
  updatedAt: ranges((call) => call.updatedAt),
  queuedAt: ranges((call) => call.queuedAt),
  connectedAt: ranges((call) => call.connectedAt),
  direction: lists((call) => call.direction),
  status: lists((call) => call.status, 13),
  agentIds: lists((call) => call.agent?.id),
  campaignIds: always(['campaign:ujet:1']),
  menuIds: lists((call) => call.menu?.id),
  contactIds: lists((call) => call.contact?.id),
  from: lists((call) => call.from),
  to: lists((call) => call.to),
  durationSeconds: ranges((call) => call.durationSeconds),
  holdSeconds: ranges((call) => call.holdSeconds),
  queueSeconds: ranges((call) => call.queueSeconds),
  rating: ranges((call) => call.rating),
  language: lists((call) => call.language),
  voicemail: always(true, false),
  verified: always(true, false),
  search: always('refund'),
  ujet: nested({
    callType: lists((call) => ujetDetails(call)?.callType, 9),
    callStatus: lists((call) => ujetDetails(call)?.callStatus, 17),
    failReason: lists((call) => ujetDetails(call)?.failReason, 12),
    supportNumbers: lists((call) => ujetDetails(call)?.supportNumber),
    assignedAt: ranges((call) => ujetDetails(call)?.assignedAt),
    endedAt: ranges((call) => call.endedAt),
    scheduledAt: ranges((call) => call.scheduledAt),
  }),
  callcap: null,
  whippy: null,
  alloMedia: null,
  twin: null,
}

/** Each value of each part of the nested filter, one at a time. */
function nested(parts: {
  readonly [K in keyof UjetCallFilter]-?: Values<Call, NonNullable<UjetCallFilter[K]>>
}): Values<Call, UjetCallFilter> {
  return (rows) =>
    Object.entries<Values<Call, unknown>>(parts).flatMap(([part, values]) =>
      values(rows).map((value) => ({ [part]: value })),
    )
}

const samples: Samples = {
  CALL: calls,
  CHAT: {
    ids: lists((chat) => chat.id),
    startedAt: ranges((chat) => chat.startedAt),
    assignedAt: ranges((chat) => chat.assignedAt),
    endedAt: ranges((chat) => chat.endedAt),
    updatedAt: ranges((chat) => chat.updatedAt),
    firstMessageAt: ranges((chat) => chat.firstMessageAt),
    lastMessageAt: ranges((chat) => chat.lastMessageAt),
    rating: ranges((chat) => chat.rating),
    durationSeconds: ranges((chat) => chat.durationSeconds),
    waitSeconds: ranges((chat) => chat.waitSeconds),
    queueSeconds: ranges((chat) => chat.queueSeconds),
    messageCount: ranges((chat) => chat.messageCount),
    averageResponseSeconds: ranges((chat) => chat.averageResponseSeconds),
    longestResponseSeconds: ranges((chat) => chat.longestResponseSeconds),
    agentIds: lists((chat) => chat.agent?.id),
    contactIds: lists((chat) => chat.contact?.id),
    menuIds: lists((chat) => chat.menu?.id),
    type: lists((chat) => chat.type),
    status: lists((chat) => chat.status, 7),
    verified: always([true], [false], [true, false]),
    failReason: lists((chat) => chat.failReason, 10),
    language: lists((chat) => chat.language),
  },
  EMAIL: {
    ids: lists((email) => email.id),
    startedAt: ranges((email) => email.startedAt),
    assignedAt: ranges((email) => email.assignedAt),
    endedAt: ranges((email) => email.endedAt),
    updatedAt: ranges((email) => email.updatedAt),
    agentIds: lists((email) => email.agent?.id),
    contactIds: lists((email) => email.contact?.id),
    status: lists((email) => email.status, 7),
    threadCount: ranges((email) => email.threadCount),
    menuIds: lists((email) => email.menu?.id),
    language: lists((email) => email.language),
  },
  AGENT_ACTIVITY: {
    ids: lists((activity) => activity.id),
    agentIds: lists((activity) => activity.agent?.id),
    actorIds: lists((activity) => activity.actor?.id),
    type: lists((activity) => activity.type, 20),
    startedAt: ranges((activity) => activity.startedAt),
    endedAt: ranges((activity) => activity.endedAt),
    durationSeconds: ranges((activity) => activity.durationSeconds),
    callIds: lists((activity) => activity.call?.id),
    chatIds: lists((activity) => activity.chat?.id),
  },
  AGENT: {
    ids: lists((agent) => agent.id),
    kind: always(['HUMAN'], ['AI'], ['VIRTUAL', 'HUMAN']),
    agentNumbers: lists((agent) => agent.agentNumber),
    statusIds: lists((agent) => agent.status?.id),
    online: always([true], [false]),
    inWrapUp: always([true], [false]),
    locations: lists((agent) => agent.location),
    lastLoginAt: ranges((agent) => agent.lastLoginAt),
    statusUpdatedAt: ranges((agent) => agent.statusUpdatedAt),
    callCount: ranges((agent) => agent.callCount),
    chatCount: ranges((agent) => agent.chatCount),
    whippy: null,
    twin: null,
  },
  MENU: {
    ids: lists((menu) => menu.id),
    names: lists((menu) => menu.name),
    parentIds: lists((menu) => menu.parent?.id),
    positions: lists((menu) => menu.position),
    type: lists((menu) => menu.type),
    hidden: always([true], [false]),
    withDeleted: always(true, false),
  },
  TEAM: {
    ids: lists((team) => team.id),
    names: lists((team) => team.name),
    parentIds: lists((team) => team.parent?.id),
    positions: lists((team) => team.position),
    agentCount: ranges((team) => team.agentCount),
    withDeleted: always(true, false),
  },
  CAMPAIGN: {
    ids: lists((campaign) => campaign.id),
    type: lists((campaign) => campaign.type),
    mode: lists((campaign) => campaign.mode),
    status: lists((campaign) => campaign.status),
    menuIds: lists((campaign) => campaign.menu?.id),
    whippy: null,
    twin: null,
  },
  CAMPAIGN_CONTACT: {
    campaignId: always('campaign:ujet:1', 'campaign:ujet:2'),
    status: lists((contact) => contact.status),
  },
  CURRENT_AGENT_STATUS: {
    agentIds: lists((row) => row.agent?.id),
    statusIds: lists((row) => row.status?.id),
    onHold: singles((row) => row.onHold),
  },
  CURRENT_MENU_STATUS: {
    menuIds: lists((row) => row.menu?.id),
    channel: lists((row) => row.channel),
  },
  MENU_TREE: { menuType: always('IVR', 'WEB', 'MOBILE'), language: always('en', 'fr') },
  SERVICE_LEVEL: {
    channel: always('CALL', 'CHAT'),
    minutes: always(10, 600),
    groupBy: always('MENU', 'QUEUE_GROUP'),
  },
}

const COLLECTIONS: Partial<Record<ListNoun, string>> = {
  CALL: 'calls',
  CHAT: 'chats',
  EMAIL: 'emails',
  AGENT_ACTIVITY: 'activities',
}

/** Contacts of two campaigns, more than fit on a page; the made-up ones have few. */
const contacts = Array.from({ length: 250 }, (_, index) => ({
  id: index + 1,
  campaign_id: index % 5 === 0 ? 2 : 1,
  name: `Contact ${index}`,
  status: ['Upcoming', 'Finished', 'Skipped & Closed', 'Whatever'][index % 4],
}))

const INSTANT = '2026-01-15T08:00:00.000Z'

function ties(noun: ListNoun, count: number): Switches {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    created_at: INSTANT,
    started_at: INSTANT,
    updated_at: INSTANT,
  }))
  return { rows: { [COLLECTIONS[noun] ?? '']: rows } }
}

const personal = `
  calls(first: 20) { edges { cursor } nodes { from to contact { id phone } details { ... on UjetCallDetails { failDetails } } }
    pageInfo { endCursor } accounts { message } }
  agents(orderBy: { field: LAST_NAME, direction: ASC }) { edges { cursor } nodes { name email } accounts { message } }
  emails(first: 50) { edges { cursor } nodes { threads { subject } } accounts { message } }
  currentAgentStatuses { nodes { agent { name } raw } accounts { message } }`

conform({
  account: UJET,
  simulate: (clock, switches) => {
    const rows = { contacts, ...switches.rows }
    return createSandbox({ scale: 0.05, lively: false, ...switches, rows, clock }).ujet
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
  samples,
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
  ties,
  strange: [
    {
      noun: 'CALL',
      switches: {
        rows: {
          calls: [
            {
              id: 1,
              created_at: INSTANT,
              status: 'teleported',
              call_type: 'Voice Telepathy',
              fail_reason: 'eu_shy',
            },
          ],
        },
      },
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
      switches: {
        rows: { chats: [{ id: 1, created_at: INSTANT, status: 'dreaming', chat_type: 'Messaging (Fax)' }] },
      },
      expected: {
        status: 'UNKNOWN',
        vendorStatus: 'dreaming',
        type: 'UNKNOWN',
        vendorType: 'Messaging (Fax)',
      },
    },
    {
      noun: 'EMAIL',
      switches: { rows: { emails: [{ id: 1, created_at: INSTANT, email_status: 'snoozed' }] } },
      expected: { status: 'UNKNOWN', vendorStatus: 'snoozed' },
    },
    {
      noun: 'AGENT_ACTIVITY',
      switches: { rows: { activities: [{ id: 1, started_at: INSTANT, activity: 'break_extended' }] } },
      expected: { type: 'UNKNOWN', vendorType: 'break_extended' },
    },
    {
      noun: 'MENU',
      switches: { rows: { menus: [{ id: 1, menu_type: 'fax_menu' }] } },
      expected: { type: 'UNKNOWN', vendorType: 'fax_menu' },
    },
    {
      noun: 'CAMPAIGN',
      switches: {
        rows: { campaigns: [{ id: 1, status: 'lost', mode: 'guessing', campaign_type: 'whispered' }] },
      },
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
  personal: [
    { query: `{ ${personal} }` },
    { query: '{ call(id: "call:ujet:100001") { from to } agent(id: "agent:ujet:1") { name email } }' },
  ],
  badInput: (text) => [
    { query: `{ calls(first: 0, filter: { from: ["${text}"] }) { totalCount } }` },
    { query: `{ calls(after: "${text}") { totalCount } }` },
    { query: `{ calls(filter: { contactIds: ["${text}"] }) { totalCount } }` },
    { query: `{ calls(filter: { accounts: ["${text}"] }) { totalCount } }` },
    { query: `{ calls(filter: { startedAt: { from: "${text}" } }) { totalCount } }` },
    {
      query: 'query ($range: DateTimeRange) { calls(filter: { startedAt: $range }) { totalCount } }',
      variables: { range: { from: text } },
    },
  ],
})
