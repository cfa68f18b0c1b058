// An entry in the log of agents: signing in, an offer, a change of status.
import type { Agent } from './agent.ts'
import type { AgentStatus } from './agent-status.ts'
import type { Call } from './call.ts'
import type { Chat } from './chat.ts'
import type { Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import { defineFilters, timeRange, numberRange, words, ids, ownIds } from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

const eitherCasting = (what: string) =>
  `${what}, by either way of casting; as a filter Switchboard applies it.`
const swapped = 'The vendor’s own table swaps the descriptions of the two words.'

export const AGENT_ACTIVITY_TYPES = defineWords('AgentActivityType', 'What an agent did.', {
  LOGIN: `The agent signed in. ${swapped}`,
  LOGOUT: `The agent signed out. ${swapped}`,
  STATUS_CHANGED: 'The agent changed status.',
  PENDING_STATUS_APPLIED: 'A status chosen during a contact took effect afterwards.',
  OUTBOUND_CALL_DIALED: 'The agent dialled a number.',
  CALL_OFFERED: eitherCasting('A call was offered to the agent'),
  CALL_PICK_UP_ATTEMPTED: eitherCasting('The agent tried to take a call'),
  CALL_PICKED_UP: eitherCasting('The agent took a call'),
  DELTACAST_CALL_OFFERED: 'A call was offered to this agent alone.',
  DELTACAST_CALL_PICK_UP_ATTEMPTED: 'The agent tried to take a call offered to this agent alone.',
  DELTACAST_CALL_PICKED_UP: 'The agent took a call offered to this agent alone.',
  DELTACAST_CALL_PROJECTED: 'A call was projected for this agent alone. UNVERIFIED: the meaning.',
  DELTACAST_CALL_MISSED: 'The agent did not take a call offered to this agent alone.',
  DELTACAST_CALL_BOUNCED: 'A call offered to this agent alone bounced. UNVERIFIED: the meaning.',
  MULTICAST_CALL_OFFERED: 'A call was offered to all agents of its queue.',
  MULTICAST_CALL_PICK_UP_ATTEMPTED: 'The agent tried to take a call offered to all agents of its queue.',
  MULTICAST_CALL_PICKED_UP: 'The agent took a call offered to all agents of its queue.',
  CHAT_OFFERED: 'A chat was offered to the agents of its queue.',
  CHAT_PICK_UP_ATTEMPTED: 'The agent tried to take a chat.',
  CHAT_PICKED_UP: 'The agent took a chat.',
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorType`.',
})
export type AgentActivityType = WordOf<typeof AGENT_ACTIVITY_TYPES>

interface AgentActivityFields {
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

export const AGENT_ACTIVITY_ORDERS = {
  STARTED_AT: sortBy('startedAt', 'When it began; the default, newest first.'),
  ENDED_AT: sortBy('endedAt', 'When it ended.'),
  DURATION_SECONDS: sortBy('durationSeconds', 'How long it lasted.'),
  ID: sortBy((activity: AgentActivity) => rawIdKey(activity.vendorId), 'The vendor’s own id.'),
  AGENT_ID: sortBy(
    (activity: AgentActivity) => rawIdKey(activity.agent?.vendorId),
    'The vendor’s own id of the agent.',
  ),
  // The vendor sorts by its own words.
  TYPE: sortBy('vendorType', 'What the agent did, by the vendor’s own word.'),
  CALL_ID: sortBy(
    (activity: AgentActivity) => rawIdKey(activity.call?.vendorId),
    'The vendor’s own id of the call it was about.',
  ),
  CHAT_ID: sortBy(
    (activity: AgentActivity) => rawIdKey(activity.chat?.vendorId),
    'The vendor’s own id of the chat it was about.',
  ),
} satisfies Orders<AgentActivity>
