// Which agents to list, and in which order.
import type { AgentOrderField } from '../../domain/agent.ts'
import { AGENT_KINDS } from '../../domain/agent.ts'
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { defineOrder } from '../schema/order.ts'
import { DateTimeRange, IntRange } from '../schema/scalars.ts'
import { vendorAgentFilters } from '../vendors/parts.ts'
import { selectionFields } from '../schema/words.ts'

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

export const AgentFilter = builder.inputType('AgentFilter', {
  description: 'Which agents to list; every field given must hold, and within one list any value may.',
  fields: (t) => ({
    ...selectionFields(t),
    ids: t.idList({
      description: 'The global ids of the agents to keep; only the accounts of the ids are asked.',
    }),
    name: t.string({
      pii: 'NAME',
      description:
        'A part of the name, compared without regard to case and accents: `jose r` keeps José Ruiz. Switchboard filters.',
    }),
    email: t.field({
      type: ['EmailAddress'],
      pii: 'EMAIL',
      description: 'The e-mail addresses to keep, each whole and in any case. Switchboard filters.',
    }),
    kind: t.field({
      type: [AgentKind],
      description: 'The kinds of agent to keep; an account that has none of them is not asked.',
    }),
    agentNumber: t.stringList({
      pii: 'ID',
      vendors: ['UJET'],
      description: 'The agent numbers to keep; the vendor filters.',
    }),
    statusIds: t.idList({
      vendors: ['UJET'],
      description:
        'The global ids of the statuses to keep, as `AgentStatus.id` gives them; the vendor filters.',
    }),
    online: t.boolean({
      vendors: ['UJET', 'TWIN'],
      description: 'Whether the agent is signed in; the vendor filters.',
    }),
    inWrapUp: t.boolean({
      vendors: ['UJET'],
      description: 'Whether the agent is finishing work after a contact; the vendor filters.',
    }),
    location: t.stringList({ vendors: ['UJET'], description: 'The locations to keep; the vendor filters.' }),
    lastLoginAt: t.field({
      type: DateTimeRange,
      vendors: ['UJET'],
      description: 'When the agent last signed in; the vendor filters.',
    }),
    statusUpdatedAt: t.field({
      type: DateTimeRange,
      vendors: ['UJET'],
      description: 'When the status last changed; the vendor filters.',
    }),
    callCount: t.field({
      type: IntRange,
      vendors: ['UJET'],
      description: 'The number of calls; Switchboard filters.',
    }),
    chatCount: t.field({
      type: IntRange,
      vendors: ['UJET'],
      description: 'The number of chats; Switchboard filters.',
    }),
    ...vendorAgentFilters(t),
  }),
})

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
