// The rows of the agents, which follow what the agents do.
import type { Row } from '../shelf.ts'
import type { Agent } from './agents.ts'
import type { Company } from './company.ts'
import type { Presence } from './roster.ts'
import { createRandom } from '../random.ts'
import { bendAgent } from './quirks.ts'
import { STATUS_ROWS } from './words.ts'
import { toTeamStub } from './menus.ts'

interface Attendance {
  readonly rows: () => Row[]
  advance(now: number): void
  holdSince(agentId: unknown, now: number): number | null
}

/** Rows are written on first access. */
export function createAttendance({ agents, roster, seed, start, personal }: Company): Attendance {
  const present = agents.filter((agent) => agent.goneAt === Infinity)
  const known = new Map<Agent, { presence: Presence; row: Row }>()
  const rows: Row[] = []
  let now = start

  function write(agent: Agent): void {
    const presence = roster.presence(agent, now)
    const before = known.get(agent)
    if (before !== undefined && isSame(before.presence, presence)) return
    const plain = toAgentRow(agent, presence)
    const quirk = createRandom(`${seed}/agent-quirk/${agent.id}`)
    const row = quirk.chance(0.1) ? bendAgent(plain, quirk, personal) : plain
    // A removed row stays removed.
    const index = before === undefined ? rows.length : rows.indexOf(before.row)
    if (index >= 0) rows[index] = row
    known.set(agent, { presence, row })
  }

  return {
    rows() {
      if (known.size === 0) for (const agent of present) write(agent)
      return rows
    },
    advance(to) {
      now = to
      for (const agent of known.keys()) write(agent)
    },
    holdSince(agentId, at) {
      const agent = present.find((one) => one.id === agentId)
      return agent === undefined ? null : roster.presence(agent, at).holdSince
    },
  }
}

function isSame(a: Presence, b: Presence): boolean {
  return a.status === b.status && a.since === b.since && a.calls === b.calls && a.chats === b.chats
}

function toAgentRow(agent: Agent, presence: Presence): Row {
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
