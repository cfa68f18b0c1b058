// The teams of the sandbox company, a tree of three levels.
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'

export interface Team {
  readonly id: number
  readonly name: string
  readonly parent: Team | null
  readonly position: number
  readonly deleted: boolean
  leaf: boolean
  /** How many agents belong to it. */
  agentCount: number
}

const REGIONS = ['North', 'South', 'East', 'West', 'Remote']
const CRAFTS = ['Care', 'Sales', 'Support', 'Retention']

export function createTeams(random: Random, count: number): Team[] {
  const teams: Team[] = []
  const add = (name: string, parent: Team | null): Team => {
    const deleted = parent?.parent != null && teams.length > 6 && random.chance(0.18)
    const siblings = teams.filter((team) => team.parent === parent).length
    if (parent !== null) parent.leaf = false
    const team = {
      id: 11 + teams.length,
      name,
      parent,
      position: siblings + 1,
      deleted,
      leaf: true,
      agentCount: 0,
    }
    teams.push(team)
    return team
  }
  const regionCount = Math.max(1, Math.min(REGIONS.length, Math.round(count / 7)))
  const roots = REGIONS.slice(0, regionCount).map((region) => add(region, null))
  const middles = roots.flatMap((root) => [add(`${root.name} Care`, root), add(`${root.name} Sales`, root)])
  while (teams.length < count || teams.length < roots.length + 2 * middles.length) {
    const middle = middles[teams.length % middles.length] ?? null
    add(`${middle?.parent?.name ?? ''} ${random.pick(CRAFTS)} ${teams.length}`, middle)
  }
  return teams
}

export function toTeamStub(team: Team): Row {
  return {
    id: team.id,
    name: team.name,
    parent_id: team.parent?.id ?? null,
    position: team.position,
    deleted: team.deleted,
    agents_count: team.agentCount,
  }
}
