// Filter and order of agents, e.g. `{ online: true }`.
import type { AgentOrderField } from '../../domain/agent.ts'
import { filterInput } from '../schema/filter-input.ts'
import { AGENT_KINDS } from '../../domain/agent.ts'
import { enumOf } from '../schema/enum.ts'
import { defineOrder } from '../schema/order.ts'

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

export const AgentFilter = filterInput('AGENT')

export const AgentOrder = defineOrder<AgentOrderField>(
  'AGENT',
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
