// Current agent statuses.
import type { CurrentAgentStatus as Row } from '../../domain/current-agent-status.ts'
import { builder } from '../schema/builder.ts'
import { rowType } from '../schema/row-type.ts'
import { filterInput } from '../schema/inputs.ts'
import { defineConnection } from '../schema/connection.ts'
import { queryList } from '../schema/list-field.ts'
import { Agent, AgentStatus } from '../schema/refs.ts'
import { watchedList } from '../schema/watch.ts'

const CurrentAgentStatus = rowType<Row>()('CurrentAgentStatus', {
  description:
    'What one signed-in agent is doing at this moment. UJET only. UNVERIFIED: every field, because the vendor describes the answer in prose only.',
  fields: {
    id: [
      'ID',
      'One for each agent, `current-agent-status:<account>:<vendor’s id of the agent>`. It stays the same while the agent is signed in, and cannot be looked up.',
      { nullable: false },
    ],
    agent: [Agent, 'The agent.', { unverified: true }],
    status: [AgentStatus, 'The status the agent is in.', { unverified: true }],
    startedAt: ['DateTime', 'Since when the agent is in that status.', { unverified: true }],
    durationSeconds: [
      'Float',
      'How long the agent has been in that status.',
      { unit: 'seconds', unverified: true },
    ],
    onHold: ['Boolean', 'Whether the agent holds a contact waiting.', { unverified: true }],
    holdSeconds: ['Float', 'How long that hold has lasted.', { unit: 'seconds', unverified: true }],
    raw: ['JSON', 'The row as the vendor sent it, because its shape is documented nowhere.', { pii: 'TEXT' }],
  },
})

const list = {
  noun: 'CURRENT_AGENT_STATUS',
  type: defineConnection('CURRENT_AGENT_STATUS', CurrentAgentStatus),
  filter: filterInput('CURRENT_AGENT_STATUS'),
  first: 1000,
} as const

builder.queryFields((t) => ({
  currentAgentStatuses: queryList(t, {
    ...list,
    description:
      'The status of each signed-in agent at this moment, at most a few seconds old; one upstream request for each account, whatever the filter.',
  }),
}))

builder.subscriptionFields((t) => ({
  currentAgentStatuses: watchedList(t, {
    ...list,
    description:
      'The status of each signed-in agent: the list at once and again after each change, at most 1000 rows. Sent as Server-Sent Events. UJET only.',
  }),
}))
