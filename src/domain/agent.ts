// Someone or something that takes calls, chats or e-mails for the company.
import type { FilterValues } from './filter.ts'
import { defineFilters, timeRange, numberRange, texts, text, addresses, flag, words, ids } from './filter.ts'
import type { AgentStatus } from './agent-status.ts'
import type { Channel } from './channel.ts'
import type { Menu } from './menu.ts'
import type { Known, Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import type { Team } from './team.ts'
import type { Instant } from './time.ts'
import type { AgentDetails } from './vendors/agent.ts'
import { VENDOR_AGENT_FILTERS } from './vendors/agent.ts'
import { rawIdKey } from './order.ts'

export const AGENT_KINDS = ['HUMAN', 'AI', 'BOT', 'VIRTUAL', 'UNKNOWN'] as const
export type AgentKind = (typeof AGENT_KINDS)[number]

export interface AgentFields {
  details: AgentDetails
  kind: AgentKind
  name: string
  firstName: string
  middleName: string
  lastName: string
  email: string
  avatarUrl: string
  agentNumber: string
  status: AgentStatus
  statusUpdatedAt: Instant
  createdAt: Instant
  lastLoginAt: Instant
  crmAuthenticated: boolean
  online: boolean
  inWrapUp: boolean
  callCount: number
  chatCount: number
  location: string
  roles: readonly string[]
  availabilityPreferences: AvailabilityPreferences
  channels: readonly AgentChannel[]
  teams: readonly Team[]
}

export type Agent = Row<'AGENT', AgentFields>

/** Which kinds of contact an agent is available for. */
export type AvailabilityPreferences = Known<{
  vendorId: string
  createdAt: Instant
  updatedAt: Instant
  userCount: number
  voiceCall: VoiceCallAvailability
  chat: ChatAvailability
}>

export type VoiceCallAvailability = Known<{
  ivr: VoiceCallRules
  mobile: VoiceCallRules
  web: VoiceCallRules
  transfer: boolean
}>

export type VoiceCallRules = Known<{
  incoming: boolean
  campaign: boolean
  voicemail: boolean
  scheduled: boolean
  callback: boolean
}>

export type ChatAvailability = Known<{
  mobile: ChatRules
  web: ChatRules
  sms: ChatRules
  whatsapp: ChatRules
  transfer: boolean
}>

export type ChatRules = Known<{ incoming: boolean }>

/** One menu that an agent serves, with the channel. */
export type AgentChannel = Known<{ channel: Channel; vendorChannel: string; menu: Menu }>

export const AGENT_FILTERS = defineFilters<Agent>()({
  ids: ids('AGENT'),
  name: text('name'),
  email: addresses('email'),
  kind: words('kind', AGENT_KINDS),
  agentNumber: texts('agentNumber'),
  statusIds: ids('AGENT_STATUS', 'status'),
  online: flag('online'),
  inWrapUp: flag('inWrapUp'),
  location: texts('location'),
  lastLoginAt: timeRange('lastLoginAt'),
  statusUpdatedAt: timeRange('statusUpdatedAt'),
  callCount: numberRange('callCount'),
  chatCount: numberRange('chatCount'),
  ...VENDOR_AGENT_FILTERS,
})

export type AgentFilter = FilterValues<typeof AGENT_FILTERS>

/** What agents can be ordered by, and where each stands in that order. */
export const agentOrders = {
  ID: (agent) => rawIdKey(agent.vendorId),
  CREATED_AT: (agent) => agent.createdAt,
  LAST_LOGIN_AT: (agent) => agent.lastLoginAt,
  STATUS_UPDATED_AT: (agent) => agent.statusUpdatedAt,
  FIRST_NAME: (agent) => agent.firstName,
  MIDDLE_NAME: (agent) => agent.middleName,
  LAST_NAME: (agent) => agent.lastName,
  EMAIL: (agent) => agent.email,
  AGENT_NUMBER: (agent) => agent.agentNumber,
  LOCATION: (agent) => agent.location,
  ONLINE: (agent) => agent.online,
  IN_WRAP_UP: (agent) => agent.inWrapUp,
  CRM_AUTHENTICATED: (agent) => agent.crmAuthenticated,
  CALL_COUNT: (agent) => agent.callCount,
  CHAT_COUNT: (agent) => agent.chatCount,
} satisfies SortKeys<Agent>

export type AgentOrderField = keyof typeof agentOrders
