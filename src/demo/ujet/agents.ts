// The human agents of the sandbox company and the virtual ones that share their ids.
import type { Name, Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { Menu, Team } from './menus.ts'
import { DAY } from '../company-day.ts'

export type Skill = 'voice' | 'chat' | 'email'

export interface Agent {
  readonly id: number
  readonly name: Name
  readonly skill: Skill
  readonly location: string | null
  readonly shiftHour: number
  /** First of five working days in a week of seven, 0 to 6. */
  readonly rota: number
  readonly createdAt: number
  /** The agent leaves all lists; old calls still name it. */
  readonly goneAt: number
  readonly teams: Team[]
  readonly menus: Menu[]
  /** The embedded form, frozen and shared. */
  readonly stub: Row
}

/** A bot. Bots and agents share ids, e.g. both have a 1. */
export interface VirtualAgent {
  readonly id: number
  readonly alias: string
}

export const VIRTUAL_AGENTS: readonly VirtualAgent[] = ['Aria', 'Echo', 'Mint', 'Otto', 'Pixel'].map(
  (alias, index) => ({
    id: index + 1,
    alias,
  }),
)

// Fixed by position: the smallest company has every kind of agent on duty.
const SKILLS: readonly Skill[] = ['voice', 'voice', 'chat', 'voice', 'email', 'voice', 'chat', 'voice']
const SHIFT_HOURS = [9, 6, 13, 9, 9, 6, 22, 9, 13, 9]
const ROTAS = [0, 1, 2, 3, 4, 0, 2, 4, 1, 3, 5, 6, 5, 6]
const LOCATIONS = ['Wichita', 'Lisbon', 'Manila', 'Remote', 'Cardiff']

interface Cast {
  readonly random: Random
  readonly personal: Personal
  readonly teams: Team[]
  readonly menus: Menu[]
  readonly start: number
}

export function createAgents(cast: Cast, count: number): Agent[] {
  const teams = cast.teams.filter((team) => team.leaf && !team.deleted)
  const agents = Array.from({ length: count }, (_, index) => createAgent(cast, teams, index))
  // A lead per team of teams.
  const leads = cast.teams.filter((team) => !team.leaf && team.parent !== null)
  for (const [index, team] of leads.entries()) agents[index]?.teams.push(team)
  for (const agent of agents) {
    if (agent.goneAt === Infinity) for (const team of agent.teams) team.agentCount++
  }
  return agents
}

function createAgent(cast: Cast, teams: readonly Team[], index: number): Agent {
  const { random, personal, start } = cast
  const id = index + 1
  const skill = SKILLS[index % SKILLS.length] ?? 'voice'
  const queues = cast.menus.filter((menu) => menu.leaf && !menu.deleted && serves(skill, menu))
  const name = personal.name(random, id)
  return {
    id,
    name,
    skill,
    location: random.chance(0.9) ? random.pick(LOCATIONS) : null,
    shiftHour: SHIFT_HOURS[index % SHIFT_HOURS.length] ?? 9,
    rota: ROTAS[index % ROTAS.length] ?? 0,
    createdAt: start - random.int(30, 900) * DAY,
    goneAt: index % 33 === 5 ? start - 4 * DAY : Infinity,
    teams: distinct(random, teams, random.int(1, 2)),
    menus: distinct(random, queues, random.int(1, 4)),
    stub: Object.freeze({
      id,
      name: name.full,
      last_name: name.last,
      first_name: name.first,
      agent_number: random.chance(0.9) ? toNumber(cast, id) : null,
      avatar_url: random.chance(0.8) ? personal.url(`avatars/${id}.png`) : null,
    }),
  }
}

/** Free text, e.g. `1007` or `Agent No.7`. */
function toNumber({ random, personal }: Cast, id: number): string {
  return personal.mark(random.chance(0.9) ? String(1000 + id) : `Agent No.${id}`)
}

function serves(skill: Skill, menu: Menu): boolean {
  if (skill === 'email') return menu.channel === 'email'
  if (skill === 'chat') return menu.channel === 'mobile' || menu.channel === 'web'
  return menu.channel !== 'email'
}

function distinct<T>(random: Random, from: readonly T[], count: number): T[] {
  return from.length === 0 ? [] : [...new Set(Array.from({ length: count }, () => random.pick(from)))]
}
