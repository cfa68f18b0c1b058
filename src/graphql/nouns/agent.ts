// The type `Agent`, its filter, order and queries.
import type { Agent as Row } from '../../domain/agent.ts'
import type { Noun } from '../../domain/noun.ts'
import type { Types } from '../schema/builder.ts'
import type { ListField } from '../schema/list-field.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { AgentActivities } from './agent-activity.ts'
import { AgentChannel, AvailabilityPreferences } from './availability.ts'
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { Calls } from './call.ts'
import { Chats } from './chat.ts'
import { defineConnection } from '../schema/connection.ts'
import { Emails } from './email.ts'
import { listField, queryList } from '../schema/list-field.ts'
import { Node, byIdField, identityFields } from '../schema/node.ts'
import { Agent, AgentStatus, Team, unionOfDetails } from '../schema/refs.ts'
import { AGENT_KINDS } from '../../domain/agent.ts'

const AgentFilter = filterInput('AGENT')

const AgentOrder = defineOrder('AGENT', {
  field:
    'What agents can be ordered by; an order that a selected account cannot give is refused with `UNSUPPORTED_ORDER`.',
})

Agent.implement({
  description:
    'Someone or something that takes calls, chats or e-mails for the company. What another row carries of an agent costs no request; a field that it lacks is looked up.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'agent'),
    ...rowFields(t, {
      kind: [AGENT_KINDS, 'Whether the agent is a person or a machine, and of which kind.'],
      name: [
        'String',
        'The name to show; comes with calls, chats, e-mails, menus and teams and costs no request there.',
        { pii: 'NAME' },
      ],
      firstName: ['String', 'The first name.', { pii: 'NAME' }],
      middleName: ['String', 'The middle name; only the agent’s own row has it.', { pii: 'NAME' }],
      lastName: ['String', 'The last name.', { pii: 'NAME' }],
      email: ['EmailAddress', 'The e-mail address the agent signs in with.', { pii: 'EMAIL' }],
      avatarUrl: ['URL', 'The address of the agent’s picture.', { pii: 'URL' }],
      agentNumber: [
        'String',
        'The number an administrator gave the agent, as a text because some companies use letters too.',
        { pii: 'ID' },
      ],
      status: [
        AgentStatus,
        'The status the agent was in when the row was read; `currentAgentStatuses` has the present one.',
      ],
      statusUpdatedAt: [
        'DateTime',
        'When the status last changed, the only mark of change that an agent’s row carries.',
      ],
      createdAt: ['DateTime', 'When the agent was created.'],
      lastLoginAt: ['DateTime', 'When the agent last signed in.'],
      crmAuthenticated: ['Boolean', 'Whether the agent is signed in to the company’s CRM.'],
      online: ['Boolean', 'Whether the agent is signed in.'],
      inWrapUp: ['Boolean', 'Whether the agent is finishing work after a contact.'],
      callCount: [
        'Int',
        'The agent’s number of calls, as the vendor counts it.',
        { unverified: 'whether these are the calls of now or all of them' },
      ],
      chatCount: [
        'Int',
        'The agent’s number of chats, as the vendor counts it.',
        { unverified: 'whether these are the chats of now or all of them' },
      ],
      location: ['String', 'Where the agent works, as an administrator wrote it.'],
      roles: [
        ['String'],
        'The roles in the vendor’s words.',
        { unverified: 'at UJET, where only `agent` is documented' },
      ],
      availabilityPreferences: [
        AvailabilityPreferences,
        'Which kinds of contact the agent is available for; null where the company’s UJET leaves it out.',
      ],
      channels: [[AgentChannel], 'The menus the agent serves, each with its channel.'],
      teams: [[Team], 'The teams the agent belongs to; they come with the agent’s row.'],
      details: [
        unionOfDetails('AGENT'),
        'Everything else that the agent’s vendor documents, as the member of that vendor.',
      ],
    }),
    calls: listOfAgent(t, Calls, 'calls', 'The calls the agent handled'),
    chats: listOfAgent(t, Chats, 'chats', 'The chats the agent handled'),
    emails: listOfAgent(t, Emails, 'emails', 'The e-mails the agent handled'),
    activities: listOfAgent(
      t,
      AgentActivities,
      'agentActivities',
      'What the agent did, from the activity log',
    ),
  }),
})

function listOfAgent<N extends Noun>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>,
  list: Omit<ListField<N, Row>, 'description' | 'within'>,
  root: string,
  what: string,
) {
  return listField(t, {
    ...list,
    description: `${what}; the agent is added to the filter as \`agentIds\`. Every agent costs requests of its own: for many agents, \`${root}(filter: { agentIds: […] })\` is one question.`,
    within: (agent) => ({ ids: { agentIds: agent.id }, account: agent.account }),
  })
}

export const Agents = {
  noun: 'AGENT',
  type: defineConnection('AGENT', Agent),
  filter: AgentFilter,
  order: AgentOrder,
  orderWords: 'global id, ascending',
} as const

builder.queryFields((t) => ({
  agent: byIdField(t, 'AGENT', Agent, 'One agent by its global id, null when it does not exist.'),
  agents: queryList(t, { ...Agents, description: 'Agents of all accounts: people, AI agents and bots.' }),
}))
