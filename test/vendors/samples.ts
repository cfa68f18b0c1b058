// Values to filter by: how they are taken from rows, and which are tried of the filters that all vendors share.
import type { Lists } from '../../src/domain/lists.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { VendorKey } from '../../src/domain/vendor.ts'
import { AGENT_ACTIVITY_TYPES } from '../../src/domain/agent-activity.ts'
import { AGENT_KINDS } from '../../src/domain/agent.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../src/domain/call.ts'
import { CAMPAIGN_CONTACT_STATUSES } from '../../src/domain/campaign-contact.ts'
import { CAMPAIGN_MODES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../src/domain/campaign.ts'
import { CHANNELS } from '../../src/domain/channel.ts'
import { CHAT_FAIL_REASONS, CHAT_STATUSES, CHAT_TYPES } from '../../src/domain/chat.ts'
import { EMAIL_STATUSES } from '../../src/domain/email.ts'
import { MENU_TYPES } from '../../src/domain/menu.ts'

/** Values of a filter that some of the rows have and others have not; what rows do not tell, the simulator's data do. */
export type Values<Row, Value> = (rows: readonly Row[], data: any) => readonly Value[]

type RowOf<N extends Noun> = Lists[N]['row']
type FilterOf<N extends Noun> = Lists[N]['filter']

type Total<Row, Filter> = { readonly [K in keyof Filter]-?: Values<Row, NonNullable<Filter[K]>> }

/** The suite fails where one of the vendor's own filters has no values. */
export type Samples = {
  readonly [N in Noun]?: {
    readonly [K in keyof FilterOf<N>]?: K extends VendorKey
      ? Readonly<Record<string, Values<RowOf<N>, any>>>
      : Values<RowOf<N>, NonNullable<FilterOf<N>[K]>>
  }
}

type CommonSamples = { readonly [N in Noun]: Total<RowOf<N>, Omit<FilterOf<N>, VendorKey>> }

type Maybe<T> = T | null | undefined

function distinct<Row, T>(rows: readonly Row[], valueOf: (row: Row) => Maybe<T>): readonly T[] {
  return [...new Set(rows.flatMap((row) => valueOf(row) ?? []))] as T[]
}

/** Each value alone, up to five, and the first two together. */
export function lists<Row, T>(valueOf: (row: Row) => Maybe<T>): Values<Row, readonly T[]> {
  return (rows) => alone(distinct(rows, valueOf).slice(0, 5))
}

/** Each word there is alone, and the first two together. */
export function words<T>(all: readonly T[]): Values<unknown, readonly T[]> {
  return () => alone(all)
}

function alone<T>(values: readonly T[]): readonly (readonly T[])[] {
  return [...values.map((value) => [value]), ...(values.length > 1 ? [values.slice(0, 2)] : [])]
}

/** As rows have them, and the language alone of those that have a country. */
function languages<Row>(valueOf: (row: Row) => Maybe<string>): Values<Row, readonly string[]> {
  return (rows) => {
    const codes = distinct(rows, valueOf)
    return alone([...new Set(codes.flatMap((code) => [code, code.split('-')[0] ?? code]))].slice(0, 6))
  }
}

export function singles<Row, T>(valueOf: (row: Row) => Maybe<T>): Values<Row, T> {
  return (rows) => distinct(rows, valueOf).slice(0, 5)
}

/** From, to and between values that rows have, so that bounds are met exactly; a bound alone leaves most rows out. */
export function ranges<Row>(
  valueOf: (row: Row) => Maybe<number>,
): Values<Row, { from?: number; to?: number }> {
  return (rows) => {
    const values = distinct(rows, valueOf).toSorted((a, b) => a - b)
    const last = values.length - 1
    const [low, high] = [values[Math.floor(last / 4)], values[Math.ceil((last * 3) / 4)]]
    if (low === undefined || high === undefined) return []
    return [{ from: high }, { to: low }, ...(low < high ? [{ from: low, to: high }] : [])]
  }
}

export function always<T>(...values: readonly T[]): Values<unknown, T> {
  return () => values
}

/** Total over the filters of every noun, so that none goes untried. */
export const COMMON: CommonSamples = {
  CALL: {
    ids: lists((call) => call.id),
    startedAt: ranges((call) => call.startedAt),
    updatedAt: ranges((call) => call.updatedAt),
    queuedAt: ranges((call) => call.queuedAt),
    connectedAt: ranges((call) => call.connectedAt),
    endedAt: ranges((call) => call.endedAt),
    scheduledAt: ranges((call) => call.scheduledAt),
    direction: words(CALL_DIRECTIONS),
    status: words(CALL_STATUSES),
    agentIds: lists((call) => call.agent?.id),
    campaignIds: lists((call) => call.campaign?.id),
    menuIds: lists((call) => call.menu?.id),
    contactIds: lists((call) => call.contact?.id),
    from: lists((call) => call.from),
    to: lists((call) => call.to),
    durationSeconds: ranges((call) => call.durationSeconds),
    holdSeconds: ranges((call) => call.holdSeconds),
    queueSeconds: ranges((call) => call.queueSeconds),
    rating: ranges((call) => call.rating),
    language: languages((call) => call.language),
    voicemail: always(true, false),
    verified: always(true, false),
    search: singles((call) => call.transcript?.[0]?.text),
  },
  AGENT: {
    ids: lists((agent) => agent.id),
    name: singles((agent) => agent.name?.split(' ')[0]?.toUpperCase()),
    email: lists((agent) => agent.email?.toUpperCase()),
    kind: words(AGENT_KINDS),
    agentNumber: lists((agent) => agent.agentNumber),
    statusIds: lists((agent) => agent.status?.id),
    online: always(true, false),
    inWrapUp: always(true, false),
    location: lists((agent) => agent.location),
    lastLoginAt: ranges((agent) => agent.lastLoginAt),
    statusUpdatedAt: ranges((agent) => agent.statusUpdatedAt),
    callCount: ranges((agent) => agent.callCount),
    chatCount: ranges((agent) => agent.chatCount),
  },
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
    type: words(CHAT_TYPES),
    status: words(CHAT_STATUSES),
    verified: always(true, false),
    failReason: words(CHAT_FAIL_REASONS),
    language: languages((chat) => chat.language),
  },
  EMAIL: {
    ids: lists((email) => email.id),
    startedAt: ranges((email) => email.startedAt),
    assignedAt: ranges((email) => email.assignedAt),
    endedAt: ranges((email) => email.endedAt),
    updatedAt: ranges((email) => email.updatedAt),
    agentIds: lists((email) => email.agent?.id),
    contactIds: lists((email) => email.contact?.id),
    status: words(EMAIL_STATUSES),
    threadCount: ranges((email) => email.threadCount),
    menuIds: lists((email) => email.menu?.id),
    language: languages((email) => email.language),
  },
  MENU: {
    ids: lists((menu) => menu.id),
    name: lists((menu) => menu.name),
    parentIds: lists((menu) => menu.parent?.id),
    position: lists((menu) => menu.position),
    type: words(MENU_TYPES),
    hidden: always(true, false),
    withDeleted: always(true, false),
  },
  TEAM: {
    ids: lists((team) => team.id),
    name: lists((team) => team.name),
    parentIds: lists((team) => team.parent?.id),
    position: lists((team) => team.position),
    agentCount: ranges((team) => team.agentCount),
    withDeleted: always(true, false),
  },
  CAMPAIGN: {
    ids: lists((campaign) => campaign.id),
    type: words(CAMPAIGN_TYPES),
    mode: words(CAMPAIGN_MODES),
    status: words(CAMPAIGN_STATUSES),
    menuIds: lists((campaign) => campaign.menu?.id),
  },
  AGENT_STATUS: { ids: lists((status) => status.id) },
  AGENT_ACTIVITY: {
    ids: lists((activity) => activity.id),
    agentIds: lists((activity) => activity.agent?.id),
    actorIds: lists((activity) => activity.actor?.id),
    type: words(AGENT_ACTIVITY_TYPES),
    startedAt: ranges((activity) => activity.startedAt),
    endedAt: ranges((activity) => activity.endedAt),
    durationSeconds: ranges((activity) => activity.durationSeconds),
    callIds: lists((activity) => activity.call?.id),
    chatIds: lists((activity) => activity.chat?.id),
  },
  CAMPAIGN_CONTACT: { campaignId: () => [], status: words(CAMPAIGN_CONTACT_STATUSES) },
  CURRENT_AGENT_STATUS: {
    agentIds: lists((row) => row.agent?.id),
    statusIds: lists((row) => row.status?.id),
    onHold: singles((row) => row.onHold),
  },
  MENU_TREE: { menuType: always('IVR', 'WEB', 'MOBILE'), language: always('en', 'fr') },
  TEAM_TREE: {},
  CURRENT_MENU_STATUS: { menuIds: lists((row) => row.menu?.id), channel: words(CHANNELS) },
  SERVICE_LEVEL: {
    channel: always('CALL', 'CHAT'),
    minutes: always(10, 600),
    groupBy: always('MENU', 'QUEUE_GROUP'),
  },
  OPERATION_HOURS: {},
}
