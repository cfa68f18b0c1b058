// The activity log of agents.
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { defineConnection } from '../schema/connection.ts'
import { queryList } from '../schema/list-field.ts'
import { identityFields, Node } from '../schema/node.ts'
import { Agent, AgentActivity, AgentStatus, Call, Chat } from '../schema/refs.ts'
import { AGENT_ACTIVITY_TYPES } from '../../domain/agent-activity.ts'

AgentActivity.implement({
  description:
    'One entry of the log of what agents did: signing in, being offered a contact, changing status. UJET only.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'entry'),
    ...rowFields(t, {
      type: [AGENT_ACTIVITY_TYPES, 'What the agent did.'],
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

const AgentActivityOrder = defineOrder('AGENT_ACTIVITY', {
  field: 'What activities can be ordered by; the vendor sorts.',
})

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
