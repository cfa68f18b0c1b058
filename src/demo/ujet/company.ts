/** The sandbox company: its people, teams and queues. */
import { createCompanyDay, day, type CompanyDay } from '../company-day.ts'
import { createPersonal, type Personal } from '../people.ts'
import { createRandom, type Random } from '../random.ts'
import { createAgents, type Agent } from './agents.ts'
import { createMenus, toQueues, type Menu, type MenuChannel, type Queues } from './menus.ts'
import { createContacts, type Contact } from './contacts.ts'
import { createRoster, type Roster } from './roster.ts'
import { createShifts, type Shifts } from './shifts.ts'
import { createTeams, type Team } from './teams.ts'

export type CompanyOptions = {
  seed: string
  scale: number
  /** When the company begins to be watched. */
  start: number
  canary: string | undefined
}

export type Company = {
  seed: string
  scale: number
  start: number
  personal: Personal
  companyDay: CompanyDay
  menus: readonly Menu[]
  queues: Queues
  teams: readonly Team[]
  agents: readonly Agent[]
  shifts: Shifts
  roster: Roster
  contacts: readonly Contact[]
}

export function createCompany({ seed, scale, start, canary }: CompanyOptions): Company {
  const random = createRandom(`${seed}/company`)
  const personal = createPersonal(canary)
  const companyDay = createCompanyDay(start)
  const teams = createTeams(random.fork('teams'), Math.round(35 * scale))
  const menus = createMenus(random.fork('menus'), Math.round(140 * scale))
  const cast = { random: random.fork('agents'), personal, teams, menus, start }
  const agents = createAgents(cast, Math.max(8, Math.round(258 * scale)))
  const shifts = createShifts(seed, companyDay)
  return {
    seed,
    scale,
    start,
    personal,
    companyDay,
    menus,
    queues: toQueues(menus),
    teams,
    agents,
    shifts,
    roster: createRoster(agents, shifts),
    contacts: createContacts(random.fork('contacts'), personal, Math.max(20, Math.round(1500 * scale))),
  }
}

/** A queue of that channel; menus that are deleted today still took contacts a week ago. */
export function pickQueue(random: Random, company: Company, channel: MenuChannel, at: number): Menu | null {
  const { open, ever } = company.queues[channel]
  const queues = at < company.start - 7 * day ? ever : open
  return queues.length === 0 ? null : random.pick(queues)
}
