// The company that calls out through TWIN: its bots, tasks, operators and the people they call.
import type { Weeks } from '../flow.ts'
import type { Name, Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import { createCompanyDay, DAY, MINUTE } from '../company-day.ts'
import { createPersonal } from '../people.ts'
import { createRandom, toUuid } from '../random.ts'
import { BOT_NAMES, ROLES, TASK_NAMES, TASK_STATUSES, toTime } from './words.ts'

interface Bot {
  readonly id: string
  readonly name: string
}
export interface Task {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly bot: Bot
  readonly companyId: number
  readonly at: number
}
export interface Client {
  readonly phone: string
  readonly externalId: string
  readonly regionId: number
  readonly offsetHours: number
}

export interface CompanyOptions {
  readonly seed: string
  readonly scale: number
  readonly start: number
  readonly canary: string | undefined
}

export interface Company {
  readonly weeks: Weeks
  readonly personal: Personal
  readonly bots: readonly Bot[]
  readonly tasks: readonly Task[]
  readonly called: readonly Task[]
  readonly clients: readonly Client[]
}

export const LOGIN_USER_ID = 300

export const COMPANY_IDS = { main: 1200, branch: 1201 } as const

export function createCompany({ seed, scale, start, canary }: CompanyOptions): Company {
  const random = createRandom(`${seed}/twin/company`)
  const personal = createPersonal(canary)
  const bots = BOT_NAMES.map((name) => ({ id: toUuid(`${seed}/bot/${name}`), name }))
  const tasks = times(Math.max(7, Math.round(26 * scale)), (index) => ({
    id: toUuid(`${seed}/task/${index}`),
    name: `${TASK_NAMES[index % TASK_NAMES.length]} ${1 + Math.floor(index / TASK_NAMES.length)}`,
    status: TASK_STATUSES[index % TASK_STATUSES.length] ?? 'BLANK',
    bot: random.pick(bots),
    companyId: index % 6 === 4 ? COMPANY_IDS.branch : COMPANY_IDS.main,
    at: start - random.int(22 * 24 * 60, 60 * 24 * 60) * MINUTE,
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
    updatedAt: toTime(task.status === 'PROCESS' ? weeks.start - DAY : task.at),
  }))
}

export function toBotRows({ bots, weeks }: Company): Row[] {
  return bots.map((bot, index) => ({
    id: bot.id,
    name: bot.name,
    companyId: COMPANY_IDS.main,
    createdAt: toTime(weeks.start - (100 + index) * DAY),
    updatedAt: toTime(weeks.start - (30 + index) * DAY),
  }))
}

/** UNVERIFIED: fields of users, bots and tasks; paths and filters are documented. */
export function toUserRows({ weeks, personal }: Company): Row[] {
  const random = createRandom(`${weeks.seed}/twin/users`)
  const count = Math.max(4, Math.round(18 * weeks.scale))
  return times(count, (index) =>
    toUserRow(index, personal.name(random, `twin-${index}`), personal, weeks.start),
  )
}

function toUserRow(index: number, name: Name, personal: Personal, start: number): Row {
  return {
    id: LOGIN_USER_ID + index,
    email: name.email,
    firstName: name.first,
    lastName: name.last,
    phone: personal.mark(`7000555${String(index).padStart(4, '0')}`),
    companyId: index % 5 === 4 ? COMPANY_IDS.branch : COMPANY_IDS.main,
    roles: index === 0 ? ['ADMIN'] : [...(ROLES[index % ROLES.length] ?? [])],
    online: index % 3 !== 1,
    createdAt: toTime(start - (200 - (index % 150)) * DAY),
    updatedAt: toTime(start - (20 - (index % 20)) * DAY),
  }
}
