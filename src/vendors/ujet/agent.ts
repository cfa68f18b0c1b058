// Agents of the Manager API: their own rows, and the stubs that other rows carry of them.
import type { Agent, AgentChannel, AvailabilityPreferences } from '../../domain/agent.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact, local, nothing } from '../filters.ts'
import { toFlag, toInstant, toInteger, toList, toObject, toTexts, toWord } from '../wire.ts'
import { toAgentStatus } from './agent-status.ts'
import { ids, pages, texts, times, toChannel } from './api.ts'
import { toMenuStub } from './menu.ts'
import { toTeamStub } from './team.ts'

export const agents = defineResource('AGENT', {
  path: 'agents',
  paging: pages,
  lookUp: { by: 'batch', parameter: 'id[]' },
  filters: {
    ids: exact(ids('id[]')),
    kind: exact((kinds) => (kinds.includes('HUMAN') ? {} : nothing)),
    agentNumbers: exact(texts('agent_number[]')),
    statusIds: exact(ids('status_id[]')),
    online: exact(texts('online[]')),
    inWrapUp: exact(texts('wrap_up[]')),
    locations: exact(texts('location[]')),
    lastLoginAt: exact(times('last_login_time')),
    statusUpdatedAt: exact(times('status_updated_at')),
    // Both stand in the document's variable list and in no table.
    callCount: local,
    chatCount: local,
  },
  toRow: (value, account) => toAgent(toObject(value), account),
})

export function toAgent(row: Wire | null, account: AccountIdentity): Agent | null {
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  const [first, middle, last] = [toWord(row.first_name), toWord(row.middle_name), toWord(row.last_name)]
  return {
    ...identify('AGENT', account, vendorId),
    kind: 'HUMAN',
    // The agent's own row has no `name`, which the stubs elsewhere have.
    name: toWord(row.name) ?? ([first, last].filter(Boolean).join(' ') || null),
    firstName: first,
    middleName: middle,
    lastName: last,
    email: toWord(row.email)?.toLowerCase() ?? null,
    avatarUrl: toWord(row.avatar_url),
    agentNumber: toWord(row.agent_number),
    status: toAgentStatus(toObject(row.status), account),
    statusUpdatedAt: toInstant(row.status_updated_at),
    createdAt: toInstant(row.created_at),
    lastLoginAt: toInstant(row.last_login_time),
    crmAuthenticated: toFlag(row.crm_authenticated),
    online: toFlag(row.online),
    inWrapUp: toFlag(row.wrap_up),
    callCount: toInteger(row.call_count),
    chatCount: toInteger(row.chat_count),
    location: toWord(row.location),
    roles: toTexts(row.roles),
    availabilityPreferences: toAvailability(toObject(row.availability_preferences)),
    channels: toList(row.channels, (channel) => toAgentChannel(channel, account)),
    teams: toList(row.teams, (team) => toTeamStub(team, account)),
  }
}
