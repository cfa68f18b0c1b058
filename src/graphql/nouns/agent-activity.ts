// The activity log of agents.
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { AGENT_ACTIVITY_TYPES } from '../../domain/agent-activity.ts'
import { builder, rowFields } from '../schema/builder.ts'
import { defineConnection } from '../schema/connection.ts'
import { enumOf } from '../schema/enum.ts'
import { queryList } from '../schema/list-field.ts'
import { identityFields, Node } from '../schema/node.ts'
import { Agent, AgentActivity, AgentStatus, Call, Chat } from '../schema/refs.ts'

const eitherCasting = (what: string) =>
  `${what}, by either way of casting; as a filter Switchboard applies it.`
const swapped = 'The vendor’s own table swaps the descriptions of the two words.'

const AgentActivityType = enumOf('AgentActivityType', 'What an agent did.', AGENT_ACTIVITY_TYPES, {
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

AgentActivity.implement({
  description:
    'One entry of the log of what agents did: signing in, being offered a contact, changing status. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'entry'),
    ...rowFields(t, {
      type: [AgentActivityType, 'What the agent did.'],
      vendorType: ['String', 'The vendor’s own word for what the agent did.'],
      agent: [
        Agent,
        'The agent whose log this is; only the id comes with the row, anything else costs a look-up.',
      ],
      actor: [
        Agent,
        'Who caused the entry, which may be another agent or a manager; name, number and picture come with the row.',
      ],
      status: [AgentStatus, 'The status the agent was in or changed to.'],
      startedAt: ['DateTime', 'When it began.'],
      endedAt: ['DateTime', 'When it ended, null while it lasts.'],
      durationSeconds: ['Float', 'How long it lasted.', { unit: 'seconds' }],
      call: [Call, 'The call it was about, null when it was about none; only the id comes with the row.'],
      chat: [Chat, 'The chat it was about, null when it was about none; only the id comes with the row.'],
    }),
  }),
})

const AgentActivityOrder = defineOrder(
  'AGENT_ACTIVITY',
  {
    STARTED_AT: 'When it began; the default, newest first.',
    ENDED_AT: 'When it ended.',
    DURATION_SECONDS: 'How long it lasted.',
    ID: 'The vendor’s own id.',
    AGENT_ID: 'The vendor’s own id of the agent.',
    TYPE: 'What the agent did, by the vendor’s own word.',
    CALL_ID: 'The vendor’s own id of the call it was about.',
    CHAT_ID: 'The vendor’s own id of the chat it was about.',
  },
  { field: 'What activities can be ordered by; the vendor sorts.' },
)

export const AgentActivities = {
  noun: 'AGENT_ACTIVITY',
  type: defineConnection('AGENT_ACTIVITY', AgentActivity),
  filter: filterInput('AGENT_ACTIVITY'),
  order: AgentActivityOrder,
} as const

builder.queryFields((t) => ({
  agentActivities: queryList(t, {
    ...AgentActivities,
    description: 'The log of what agents did, newest first.',
  }),
}))
