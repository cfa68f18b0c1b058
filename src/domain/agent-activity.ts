// An entry in the log of agents: signing in, an offer, a change of status.
import { defineFilters, timeRange, numberRange, words, ids, ownIds } from './filter.ts'
import type { Agent } from './agent.ts'
import type { AgentStatus } from './agent-status.ts'
import type { Call } from './call.ts'
import type { Chat } from './chat.ts'
import type { Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import type { Instant } from './time.ts'
import { rawIdKey } from './order.ts'

export const AGENT_ACTIVITY_TYPES = [
  'LOGIN',
  'LOGOUT',
  'STATUS_CHANGED',
  'PENDING_STATUS_APPLIED',
  'OUTBOUND_CALL_DIALED',
  'CALL_OFFERED',
  'CALL_PICK_UP_ATTEMPTED',
  'CALL_PICKED_UP',
  'DELTACAST_CALL_OFFERED',
  'DELTACAST_CALL_PICK_UP_ATTEMPTED',
  'DELTACAST_CALL_PICKED_UP',
  'DELTACAST_CALL_PROJECTED',
  'DELTACAST_CALL_MISSED',
  'DELTACAST_CALL_BOUNCED',
  'MULTICAST_CALL_OFFERED',
  'MULTICAST_CALL_PICK_UP_ATTEMPTED',
  'MULTICAST_CALL_PICKED_UP',
  'CHAT_OFFERED',
  'CHAT_PICK_UP_ATTEMPTED',
  'CHAT_PICKED_UP',
  'UNKNOWN',
] as const
export type AgentActivityType = (typeof AGENT_ACTIVITY_TYPES)[number]

export interface AgentActivityFields {
  type: AgentActivityType
  vendorType: string
  agent: Agent
  actor: Agent
  status: AgentStatus
  startedAt: Instant
  endedAt: Instant
  durationSeconds: number
  call: Call
  chat: Chat
}

export type AgentActivity = Row<'AGENT_ACTIVITY', AgentActivityFields>

export const AGENT_ACTIVITY_FILTERS = defineFilters<AgentActivity>()({
  ids: ownIds('AGENT_ACTIVITY'),
  agentIds: ids('AGENT', 'agent', 'The global ids of the agents whose log to read.'),
  actorIds: ids('AGENT', 'actor', 'The global ids of the agents who caused the entry.'),
  type: words('type', AGENT_ACTIVITY_TYPES, 'What the agent did.'),
  startedAt: timeRange(
    'startedAt',
    'When it began; without a bound Switchboard sets one, because the vendor suffers from open ranges here.',
  ),
  endedAt: timeRange('endedAt', 'When it ended.'),
  durationSeconds: numberRange('durationSeconds', 'How long it lasted, as a whole number.', {
    unit: 'seconds',
  }),
  callIds: ids('CALL', 'call', 'The global ids of the calls it was about.'),
  chatIds: ids('CHAT', 'chat', 'The global ids of the chats it was about.'),
})

export const agentActivityOrders = {
  STARTED_AT: (activity) => activity.startedAt,
  ENDED_AT: (activity) => activity.endedAt,
  DURATION_SECONDS: (activity) => activity.durationSeconds,
  ID: (activity) => rawIdKey(activity.vendorId),
  AGENT_ID: (activity) => rawIdKey(activity.agent?.vendorId),
  // The vendor sorts by its own words.
  TYPE: (activity) => activity.vendorType,
  CALL_ID: (activity) => rawIdKey(activity.call?.vendorId),
  CHAT_ID: (activity) => rawIdKey(activity.chat?.vendorId),
} satisfies SortKeys<AgentActivity>
