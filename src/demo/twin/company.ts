/** The company that calls out through TWIN: its bots, tasks, operators and the people they call. */
import { createCompanyDay, day, minute } from '../company-day.ts'
import type { Weeks } from '../flow.ts'
import { createPersonal, type Name, type Personal } from '../people.ts'
import { createRandom, type Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import { botNames, roles, taskNames, taskStatuses } from './words.ts'
import { toTime, toUuid } from './values.ts'

export type Bot = { id: string; name: string }
export type Task = { id: string; name: string; status: string; bot: Bot; companyId: number; at: number }
export type Client = { phone: string; externalId: string; regionId: number; offsetHours: number }

export type CompanyOptions = { seed: string; scale: number; start: number; canary: string | undefined }

export type Company = {
  weeks: Weeks
  personal: Personal
  bots: readonly Bot[]
  tasks: readonly Task[]
  /** The tasks that have called. */
  called: readonly Task[]
  clients: readonly Client[]
}

/** The user whose e-mail and password sign in. */
export const loginUserId = 300

/** The company of the login, and one below it. */
export const companyIds = { main: 1200, branch: 1201 } as const

export function createCompany({ seed, scale, start, canary }: CompanyOptions): Company {
  const random = createRandom(`${seed}/twin/company`)
  const personal = createPersonal(canary)
  const bots = botNames.map((name) => ({ id: toUuid(`${seed}/bot/${name}`), name }))
  const tasks = times(Math.max(7, Math.round(26 * scale)), (index) => ({
    id: toUuid(`${seed}/task/${index}`),
    name: `${taskNames[index % taskNames.length]} ${1 + Math.floor(index / taskNames.length)}`,
    status: taskStatuses[index % taskStatuses.length] ?? 'BLANK',
    bot: random.pick(bots),
    companyId: index % 6 === 4 ? companyIds.branch : companyIds.main,
    at: start - random.int(22 * 24 * 60, 60 * 24 * 60) * minute,
  }))
  return {
    weeks: { seed, scale, start, companyDay: createCompanyDay(start) },
    personal,
    bots,
    tasks,
    called: tasks.filter((task) => !['READY', 'BLANK'].includes(task.status)),
    clients: times(Math.max(10, Math.round(1300 * scale)), () => toClient(random, personal)),
  }
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** No number in Russia begins with 000. */
function toClient(random: Random, personal: Personal): Client {
  return {
    phone: personal.mark(`7000${String(random.int(0, 9_999_999)).padStart(7, '0')}`),
    externalId: personal.mark(`crm-${random.int(100000, 999999)}`),
    regionId: random.int(1, 85),
    offsetHours: random.pick([3, 3, 3, 5, 7]),
  }
}

export function toTaskRows({ tasks, weeks }: Company): Row[] {
  return tasks.map((task) => ({
    id: task.id,
    name: task.name,
    status: task.status,
    botId: task.bot.id,
    botName: task.bot.name,
    companyId: task.companyId,
    createdAt: toTime(task.at),
    updatedAt: toTime(task.status === 'PROCESS' ? weeks.start - day : task.at),
  }))
}

export function toBotRows({ bots, weeks }: Company): Row[] {
  return bots.map((bot, index) => ({
    id: bot.id,
    name: bot.name,
    companyId: companyIds.main,
    createdAt: toTime(weeks.start - (100 + index) * day),
    updatedAt: toTime(weeks.start - (30 + index) * day),
  }))
}

/** UNVERIFIED: users, bots and tasks are documented by their paths and filters, hardly by their fields. */
export function toUserRows({ weeks, personal }: Company): Row[] {
  const random = createRandom(`${weeks.seed}/twin/users`)
  const count = Math.max(4, Math.round(18 * weeks.scale))
  return times(count, (index) =>
    toUserRow(index, personal.name(random, `twin-${index}`), personal, weeks.start),
  )
}

function toUserRow(index: number, name: Name, personal: Personal, start: number): Row {
  return {
    id: loginUserId + index,
    email: name.email,
    firstName: name.first,
    lastName: name.last,
    phone: personal.mark(`7000555${String(index).padStart(4, '0')}`),
    companyId: index % 5 === 4 ? companyIds.branch : companyIds.main,
    roles: index === 0 ? ['ADMIN'] : [...(roles[index % roles.length] ?? [])],
    online: index % 3 !== 1,
    createdAt: toTime(start - (200 - (index % 150)) * day),
    updatedAt: toTime(start - (20 - (index % 20)) * day),
  }
}
