// An agent as UJET's agents endpoint writes one.
import type { Row } from '../shelf.ts'
import type { Agent } from './agents.ts'
import type { Presence } from './roster.ts'
import { STATUS_ROWS } from './statuses.ts'
import { toTeamStub } from './teams.ts'

export function toAgentRow(agent: Agent, presence: Presence): Row {
  return {
    id: agent.id,
    email: agent.name.email,
    created_at: new Date(agent.createdAt).toISOString(),
    last_login_time: presence.loggedInAt === null ? null : new Date(presence.loggedInAt).toISOString(),
    first_name: agent.name.first,
    middle_name: agent.name.middle,
    last_name: agent.name.last,
    avatar_url: agent.stub.avatar_url,
    agent_number: agent.stub.agent_number,
    status: STATUS_ROWS.get(presence.status),
    status_updated_at: new Date(presence.since).toISOString(),
    crm_authenticated: presence.online,
    online: presence.online,
    wrap_up: presence.wrapUp,
    call_count: presence.calls,
    chat_count: presence.chats,
    location: agent.location,
    roles: agent.id % 12 === 0 ? ['agent', 'manager'] : ['agent'],
    availability_preferences: toAvailability(agent),
    teams: agent.teams.map(toTeamStub),
    channels: agent.menus.map((menu) => ({
      channel_type: agent.skill === 'voice' ? 'voice_call' : agent.skill,
      menu: menu.stub,
    })),
  }
}

function toAvailability(agent: Agent): Row {
  const at = new Date(agent.createdAt).toISOString()
  const voice = agent.skill === 'voice'
  const rules = { incoming: voice, voicemail: voice, scheduled: voice, callback: voice && agent.id % 3 !== 0 }
  const chat = { incoming: agent.skill === 'chat' }
  return {
    id: 1 + (agent.id % 9),
    created_at: at,
    updated_at: at,
    user_count: 1 + ((agent.id * 7) % 40),
    filter_rules: {
      voice_call: { ivr: { ...rules, campaign: voice }, mobile: rules, web: rules, transfer: voice },
      chat: { mobile: chat, web: chat, sms: chat, whatsapp: { incoming: false }, transfer: chat.incoming },
    },
  }
}
