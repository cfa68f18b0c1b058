// Someone or something that takes calls, chats or e-mails for the company.
import type { AgentStatus } from './agent-status.ts'
import type { Channel } from './channel.ts'
import type { NumberRange, Predicates, TimeRange } from './filter.ts'
import type { Menu } from './menu.ts'
import type { Known, Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import type { Team } from './team.ts'
import type { Instant } from './time.ts'
import type { AgentDetails, VendorAgentFilter } from './vendors/agent.ts'
import { among, amongAddresses, includesText, inNumbers, inTimes } from './filter.ts'
import { vendorAgentPredicates } from './vendors/agent.ts'
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

export interface AgentFilter extends VendorAgentFilter {
  ids?: readonly string[] | undefined
  name?: string | undefined
  email?: readonly string[] | undefined
  kind?: readonly AgentKind[] | undefined
  agentNumber?: readonly string[] | undefined
  statusIds?: readonly string[] | undefined
  online?: boolean | undefined
  inWrapUp?: boolean | undefined
  location?: readonly string[] | undefined
  lastLoginAt?: TimeRange | undefined
  statusUpdatedAt?: TimeRange | undefined
  callCount?: NumberRange | undefined
  chatCount?: NumberRange | undefined
}

export const agentPredicates: Predicates<AgentFilter, Agent> = {
  ids: (agent, wanted) => wanted.includes(agent.id),
  name: (agent, wanted) => includesText(agent.name, wanted),
  email: (agent, wanted) => amongAddresses(agent.email, wanted),
  kind: (agent, wanted) => among(agent.kind, wanted),
  agentNumber: (agent, wanted) => among(agent.agentNumber, wanted),
  statusIds: (agent, wanted) => among(agent.status?.id, wanted),
  online: (agent, wanted) => among(agent.online, [wanted]),
  inWrapUp: (agent, wanted) => among(agent.inWrapUp, [wanted]),
  location: (agent, wanted) => among(agent.location, wanted),
  lastLoginAt: (agent, wanted) => inTimes(agent.lastLoginAt, wanted),
  statusUpdatedAt: (agent, wanted) => inTimes(agent.statusUpdatedAt, wanted),
  callCount: (agent, wanted) => inNumbers(agent.callCount, wanted),
  chatCount: (agent, wanted) => inNumbers(agent.chatCount, wanted),
  ...vendorAgentPredicates,
}

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
