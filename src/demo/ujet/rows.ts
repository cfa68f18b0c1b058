// Rows of the nouns that stand still while the sandbox runs: menus, teams and statuses.
import type { Row } from '../shelf.ts'
import type { Agent } from './agents.ts'
import type { Company } from './company.ts'
import type { Menu } from './menus.ts'
import type { Team } from './teams.ts'
import { createRandom } from '../random.ts'
import { hiddenAsText } from './quirks.ts'
import { STATUS_ROWS } from './statuses.ts'
import { toTeamStub } from './teams.ts'

const presentAgents = (company: Company): Agent[] =>
  company.agents.filter((agent) => agent.goneAt === Infinity)

export function toTeamRows(company: Company): Row[] {
  const agents = presentAgents(company)
  return company.teams.map((team) => toTeamRow(team, agents))
}

function toTeamRow(team: Team, agents: readonly Agent[]): Row {
  const row = { ...toTeamStub(team), assignees: toAssignees(team, agents) }
  return team.id % 9 === 0 ? { ...row, agents_count: String(team.agentCount) } : row
}

/** The document shows one object; real rows hold an array; tenants differ. */
function toAssignees(team: Team, agents: readonly Agent[]): unknown {
  const members = agents.filter((agent) => agent.teams.includes(team)).map((agent) => agent.stub)
  if (members.length === 0) return team.id % 2 === 0 ? null : []
  return members.length === 1 ? members[0] : members
}

export function toMenuRows(company: Company): Row[] {
  const random = createRandom(`${company.seed}/menu-rows`)
  const agents = presentAgents(company)
  const teams = company.teams.filter((team) => team.leaf && !team.deleted)
  return company.menus.map((menu) => {
    const terms = {
      lang: random.pick(['en', 'en', 'es', 'fr', 'de']),
      queue_level: 'primary',
      channel_type: channelType(menu),
    }
    const serving = agents.filter((agent) => agent.menus.includes(menu)).slice(0, 12)
    const team = menu.leaf && teams.length > 0 ? random.pick(teams) : undefined
    const row: Row = {
      ...menu.stub,
      agent_assignments: serving.map(({ stub }) =>
        Object.assign({ group_type: 'agent', assignee: stub }, terms),
      ),
      team_assignments:
        team === undefined ? [] : [{ ...terms, group_type: 'team', team: toTeamRow(team, agents) }],
    }
    if (menu.id % 31 === 0) row.localized_names = { es: menu.name }
    return menu.id % 5 === 0 ? hiddenAsText(row) : row
  })
}

function channelType(menu: Menu): string {
  if (menu.channel === 'email') return 'email'
  return menu.channel === 'ivr' || menu.id % 2 === 0 ? 'voice_call' : 'chat'
}

export function toStatusRows(): Row[] {
  return [...STATUS_ROWS.values()].map((row) => Object.assign({}, row))
}
