// Random filters of every noun of UJET, with values that its random rows have.
import type { Lists } from '../../src/domain/lists.ts'
import type { VendorKey } from '../../src/domain/vendor.ts'
import type { Draw } from './golden-draw.ts'
import type { GoldenNoun } from './golden-ujet-rows.ts'
import { AGENT_ACTIVITY_TYPES } from '../../src/domain/agent-activity.ts'
import { AGENT_KINDS } from '../../src/domain/agent.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../src/domain/call.ts'
import { CAMPAIGN_MODES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../src/domain/campaign.ts'
import { CHAT_FAIL_REASONS, CHAT_STATUSES, CHAT_TYPES } from '../../src/domain/chat.ts'
import { EMAIL_STATUSES } from '../../src/domain/email.ts'
import { MENU_TYPES } from '../../src/domain/menu.ts'
import { CALL_FAIL_REASONS } from '../../src/domain/session.ts'
import { UJET_CALL_STATUSES, UJET_CALL_TYPES } from '../../src/vendors/ujet/details.ts'
import { drawKeys, numbers, PHONES, some, times } from './golden-draw.ts'

export const UJET_ACCOUNTS = ['ujet', 'emea'] as const

type Filters<N extends GoldenNoun> = {
  readonly [K in Exclude<keyof Lists[N]['filter'], VendorKey>]-?:
    ((draw: Draw) => NonNullable<Lists[N]['filter'][K]>) | null
} & { readonly ujet?: (draw: Draw) => object }

export function drawUjetFilter<N extends GoldenNoun>(noun: N, draw: Draw): Lists[N]['filter'] {
  const table = Object.entries<((draw: Draw) => unknown) | null>(FILTERS[noun])
  const keys = table.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))
  return Object.fromEntries(drawKeys(draw.random, keys).map(([key, value]) => [key, value(draw)]))
}

/** Ids of both accounts, some of which name nothing. */
const ids =
  (word: string, most = 5) =>
  ({ random }: Draw): string[] =>
    Array.from(
      { length: random.int(1, 4) },
      () => `${word}:${random.pick(UJET_ACCOUNTS)}:${random.int(1, most)}`,
    )

/** Of calls, the filter that UJET alone has. */
export const drawUjetOwn = (draw: Draw): NonNullable<Lists['CALL']['filter']['ujet']> =>
  draw.random.pick([
    { callType: some(UJET_CALL_TYPES)(draw) },
    { callStatus: some(UJET_CALL_STATUSES)(draw) },
    { failReason: some(CALL_FAIL_REASONS)(draw) },
    { supportNumber: some(PHONES)(draw) },
    { assignedAt: times(draw) },
  ])

const FILTERS: { readonly [N in GoldenNoun]: Filters<N> } = {
  CALL: {
    ids: ids('call', 40),
    startedAt: times,
    updatedAt: times,
    queuedAt: times,
    connectedAt: times,
    endedAt: times,
    scheduledAt: times,
    direction: some(CALL_DIRECTIONS),
    status: some(CALL_STATUSES),
    agentIds: ids('agent'),
    // The rows of this vendor do not carry these, so its accounts would be skipped.
    campaignIds: null,
    search: null,
    menuIds: ids('menu'),
    contactIds: ids('contact'),
    from: some(PHONES),
    to: some(PHONES),
    durationSeconds: numbers,
    holdSeconds: numbers,
    queueSeconds: numbers,
    rating: numbers,
    language: some(['en', 'fr', 'FR', 'de']),
    voicemail: ({ random }) => random.chance(0.5),
    verified: ({ random }) => random.chance(0.5),
    ujet: drawUjetOwn,
  },
  CHAT: {
    ids: ids('chat', 40),
    startedAt: times,
    assignedAt: times,
    endedAt: times,
    updatedAt: times,
    firstMessageAt: times,
    lastMessageAt: times,
    rating: numbers,
    durationSeconds: numbers,
    waitSeconds: numbers,
    queueSeconds: numbers,
    messageCount: numbers,
    averageResponseSeconds: numbers,
    longestResponseSeconds: numbers,
    agentIds: ids('agent'),
    contactIds: ids('contact'),
    menuIds: ids('menu'),
    type: some(CHAT_TYPES),
    status: some(CHAT_STATUSES),
    verified: ({ random }) => random.chance(0.5),
    failReason: some(CHAT_FAIL_REASONS),
    language: some(['en', 'fr', 'FR', 'de']),
  },
  EMAIL: {
    ids: ids('email', 40),
    startedAt: times,
    assignedAt: times,
    endedAt: times,
    updatedAt: times,
    agentIds: ids('agent'),
    contactIds: ids('contact'),
    status: some(EMAIL_STATUSES),
    threadCount: numbers,
    menuIds: ids('menu'),
    language: some(['en', 'fr', 'FR', 'de']),
  },
  AGENT_ACTIVITY: {
    ids: ids('agent-activity', 40),
    agentIds: ids('agent'),
    actorIds: ids('agent'),
    type: some(AGENT_ACTIVITY_TYPES),
    startedAt: times,
    endedAt: times,
    durationSeconds: numbers,
    callIds: ids('call'),
    chatIds: ids('chat'),
  },
  AGENT: {
    ids: ids('agent', 40),
    name: ({ random }) => random.pick(['a', 'BO', 'ý', 'nobody']),
    email: some(['p1@example.com', 'P2@example.com', 'nobody@example.com']),
    kind: some(AGENT_KINDS),
    agentNumber: some(['n0', 'n1', 'n2', 'n3']),
    statusIds: some(['agent-status:ujet:0', 'agent-status:emea:-2', 'agent-status:ujet:7']),
    online: ({ random }) => random.chance(0.5),
    inWrapUp: ({ random }) => random.chance(0.5),
    location: some(['Lisbon', 'Wichita', 'Cardiff']),
    lastLoginAt: times,
    statusUpdatedAt: times,
    callCount: numbers,
    chatCount: numbers,
  },
  MENU: {
    ids: ids('menu', 40),
    name: some(['Sales', 'Night', 'Day']),
    parentIds: ids('menu'),
    position: some([0, 1, 2, 3]),
    type: some(MENU_TYPES),
    hidden: ({ random }) => random.chance(0.5),
    withDeleted: ({ random }) => random.chance(0.7),
  },
  TEAM: {
    ids: ids('team', 40),
    name: some(['Sales', 'Night', 'Day']),
    parentIds: ids('team'),
    position: some([0, 1, 2, 3]),
    agentCount: numbers,
    withDeleted: ({ random }) => random.chance(0.7),
  },
  CAMPAIGN: {
    ids: ids('campaign', 40),
    type: some(CAMPAIGN_TYPES),
    mode: some(CAMPAIGN_MODES),
    status: some(CAMPAIGN_STATUSES),
    menuIds: ids('menu'),
  },
}
