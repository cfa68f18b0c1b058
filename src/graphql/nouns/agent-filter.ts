// Filter and order of agents, e.g. `{ online: true }`.
import type { AgentOrderField } from '../../domain/agent.ts'
import { filterInput } from '../schema/filter-input.ts'
import { AGENT_KINDS } from '../../domain/agent.ts'
import { enumOf } from '../schema/enum.ts'
import { defineOrder } from '../schema/order.ts'
import { vendorAgentFilters } from '../vendors/parts.ts'

export const AgentKind = enumOf(
  'AgentKind',
  'Whether an agent is a person or a machine, and of which kind.',
  AGENT_KINDS,
  {
    HUMAN: 'A person.',
    AI: 'An AI agent of Whippy.',
    BOT: 'A bot of TWIN.',
    VIRTUAL: 'A virtual agent of UJET, which appears only inside calls and chats.',
    UNKNOWN: 'The row does not say.',
  },
)

export const AgentFilter = filterInput(
  'AGENT',
  'Which agents to list; every field given must hold, and within one list any value may.',
  {
    ids: {
      description: 'The global ids of the agents to keep; only the accounts of the ids are asked.',
    },
    name: {
      pii: 'NAME',
      description:
        'A part of the name, compared without regard to case and accents: `jose r` keeps José Ruiz. Switchboard filters.',
    },
    email: {
      pii: 'EMAIL',
      description: 'The e-mail addresses to keep, each whole and in any case. Switchboard filters.',
    },
    kind: {
      description: 'The kinds of agent to keep; an account that has none of them is not asked.',
    },
    agentNumber: {
      pii: 'ID',
      description: 'The agent numbers to keep; the vendor filters.',
    },
    statusIds: {
      description:
        'The global ids of the statuses to keep, as `AgentStatus.id` gives them; the vendor filters.',
    },
    online: {
      description: 'True keeps agents who are signed in, false those who are not. The vendor filters.',
    },
    inWrapUp: {
      description:
        'True keeps agents who finish work after a contact, false those who do not. The vendor filters.',
    },
    location: { description: 'The locations to keep; the vendor filters.' },
    lastLoginAt: {
      description: 'When the agent last signed in; the vendor filters.',
    },
    statusUpdatedAt: {
      description: 'When the status last changed; the vendor filters.',
    },
    callCount: {
      whole: true,
      description: 'The number of calls; Switchboard filters.',
    },
    chatCount: {
      whole: true,
      description: 'The number of chats; Switchboard filters.',
    },
  },
  vendorAgentFilters,
)

export const AgentOrder = defineOrder<AgentOrderField>(
  'Agent',
  'agents',
  {
    order: 'The order of a list of agents; ties are broken by id, so that the order is total.',
    field:
      'What agents can be ordered by; an order that a selected account cannot give is refused with `UNSUPPORTED_ORDER`.',
  },
  {
    ID: 'The vendor’s own id: numbers by value, then other texts.',
    CREATED_AT: 'When the agent was created.',
    LAST_LOGIN_AT: 'When the agent last signed in.',
    STATUS_UPDATED_AT: 'When the status last changed.',
    FIRST_NAME: 'The first name.',
    MIDDLE_NAME: 'The middle name.',
    LAST_NAME: 'The last name.',
    EMAIL: 'The e-mail address.',
    AGENT_NUMBER: 'The agent number.',
    LOCATION: 'The location.',
    ONLINE: 'Whether the agent is signed in.',
    IN_WRAP_UP: 'Whether the agent is finishing work after a contact.',
    CRM_AUTHENTICATED: 'Whether the agent is signed in to the CRM.',
    CALL_COUNT: 'The number of calls.',
    CHAT_COUNT: 'The number of chats.',
  },
  { FIRST_NAME: 'NAME', MIDDLE_NAME: 'NAME', LAST_NAME: 'NAME', EMAIL: 'EMAIL', AGENT_NUMBER: 'ID' },
)
