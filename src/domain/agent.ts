// Someone or something that takes calls, chats or e-mails for the company.
import type { AgentStatus } from './agent-status.ts'
import type { Channel } from './channel.ts'
import type { Details, Identity, Known, Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import {
  defineFilters,
  timeRange,
  wholeRange,
  texts,
  partOfText,
  addresses,
  flag,
  words,
  ids,
  ownIds,
} from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

export const AGENT_KINDS = defineWords(
  'AgentKind',
  'Whether an agent is a person or a machine, and of which kind.',
  {
    HUMAN: 'A person.',
    AI: 'An AI agent of Whippy.',
    BOT: 'A bot of TWIN.',
    VIRTUAL: 'A virtual agent of UJET, which appears only inside calls and chats.',
    UNKNOWN: 'The row does not say.',
  },
)
export type AgentKind = WordOf<typeof AGENT_KINDS>

interface AgentFields {
  details: Details
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
  teams: readonly Identity<'TEAM'>[]
}

export type Agent = Row<'AGENT', AgentFields>

/** The kinds of contact that an agent may get. */
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
export type AgentChannel = Known<{ channel: Channel; vendorChannel: string; menu: Identity<'MENU'> }>

export const AGENT_FILTERS = defineFilters<Agent>()({
  ids: ownIds('AGENT'),
  name: partOfText(
    'name',
    'A part of the name, compared without regard to case and accents: `jose r` keeps José Ruiz.',
    { pii: 'NAME' },
  ),
  email: addresses('email', 'The e-mail addresses to keep, each whole and in any case.', { pii: 'EMAIL' }),
  kind: words(
    'kind',
    AGENT_KINDS,
    'The kinds of agent to keep; an account that has none of them is not asked.',
  ),
  agentNumber: texts('agentNumber', 'The agent numbers to keep.', { pii: 'ID' }),
  statusIds: ids(
    'AGENT_STATUS',
    'status',
    'The global ids of the statuses to keep, as `AgentStatus.id` gives them.',
  ),
  online: flag('online', 'True keeps agents who are signed in, false those who are not.'),
  inWrapUp: flag('inWrapUp', 'True keeps agents who finish work after a contact, false those who do not.'),
  location: texts('location', 'The locations to keep.'),
  lastLoginAt: timeRange('lastLoginAt', 'When the agent last signed in.'),
  statusUpdatedAt: timeRange('statusUpdatedAt', 'When the status last changed.'),
  callCount: wholeRange('callCount', 'The number of calls.'),
  chatCount: wholeRange('chatCount', 'The number of chats.'),
})

export const AGENT_ORDERS = {
  ID: sortBy(
    (agent: Agent) => rawIdKey(agent.vendorId),
    'The vendor’s own id: numbers by value, then other texts.',
  ),
  CREATED_AT: sortBy('createdAt', 'When the agent was created.'),
  LAST_LOGIN_AT: sortBy('lastLoginAt', 'When the agent last signed in.'),
  STATUS_UPDATED_AT: sortBy('statusUpdatedAt', 'When the status last changed.'),
  FIRST_NAME: sortBy('firstName', 'The first name.', { pii: 'NAME' }),
  MIDDLE_NAME: sortBy('middleName', 'The middle name.', { pii: 'NAME' }),
  LAST_NAME: sortBy('lastName', 'The last name.', { pii: 'NAME' }),
  EMAIL: sortBy('email', 'The e-mail address.', { pii: 'EMAIL' }),
  AGENT_NUMBER: sortBy('agentNumber', 'The agent number.', { pii: 'ID' }),
  LOCATION: sortBy('location', 'The location.'),
  ONLINE: sortBy('online', 'Whether the agent is signed in.'),
  IN_WRAP_UP: sortBy('inWrapUp', 'Whether the agent is finishing work after a contact.'),
  CRM_AUTHENTICATED: sortBy('crmAuthenticated', 'Whether the agent is signed in to the CRM.'),
  CALL_COUNT: sortBy('callCount', 'The number of calls.'),
  CHAT_COUNT: sortBy('chatCount', 'The number of chats.'),
} satisfies Orders<Agent>
