// The sandbox company: its people, teams and queues.
import type { CompanyDay } from '../company-day.ts'
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Agent } from './agents.ts'
import type { Menu, MenuChannel, Queues, Team } from './menus.ts'
import type { Roster, Shifts } from './roster.ts'
import { createCompanyDay, DAY } from '../company-day.ts'
import { createPersonal } from '../people.ts'
import { createRandom } from '../random.ts'
import { createAgents } from './agents.ts'
import { createMenus, toQueues, createTeams } from './menus.ts'
import { createRoster, createShifts } from './roster.ts'

export interface CompanyOptions {
  readonly seed: string
  readonly scale: number
  /** Start of live time. */
  readonly start: number
  readonly canary: string | undefined
}

export interface Company {
  readonly seed: string
  readonly scale: number
  readonly start: number
  readonly personal: Personal
  readonly companyDay: CompanyDay
  readonly menus: readonly Menu[]
  readonly queues: Queues
  readonly teams: readonly Team[]
  readonly agents: readonly Agent[]
  readonly shifts: Shifts
  readonly roster: Roster
  readonly contacts: readonly Contact[]
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

/** Menus deleted today still took contacts a week ago. */
export function pickQueue(random: Random, company: Company, channel: MenuChannel, at: number): Menu | null {
  const { open, ever } = company.queues[channel]
  const queues = at < company.start - 7 * DAY ? ever : open
  return queues.length === 0 ? null : random.pick(queues)
}

export interface Contact {
  readonly id: number
  readonly phone: string
  readonly email: string
  readonly externalId: string
  readonly crmId: string | null
}

function createContacts(random: Random, personal: Personal, count: number): Contact[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 5000 + index,
    phone: personal.phone(random),
    email: personal.name(random, 5000 + index).email,
    externalId: personal.mark(`customer-${random.int(100000, 999999)}`),
    crmId: random.chance(0.8)
      ? personal.mark(`003${String(random.int(0, 999999999)).padStart(9, '0')}`)
      : null,
  }))
}
