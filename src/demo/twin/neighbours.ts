// The lists beside the calls: users, bots, call tasks, and chat sessions with their messages.
// UNVERIFIED: chats have the paths of the vendor's SDK; their fields are published nowhere.
import type { Personal } from '../people.ts'
import type { Row, Story } from '../shelf.ts'
import type { Paging, Parameters } from './query.ts'
import type { Company } from './company.ts'
import { answer } from '../simulator.ts'
import { toPeriod } from './calls.ts'
import { listRows, PAGING, readQuery, Refusal, wordsOf } from './query.ts'
import { mentions, textOf, TURNS, instantOf, toTime } from './words.ts'
import { MINUTE, SECOND } from '../company-day.ts'
import { flowInstants, whole } from '../flow.ts'
import { createRandom, toUuid } from '../random.ts'

interface Neighbourhood {
  readonly paging: Paging
  readonly upperInclusive: boolean
  readonly personal: Personal
}

/** UNVERIFIED: the columns; the SDK's lists all take `sort`. */
const SORTED: Parameters = { ...PAGING, sort: { kind: 'sort', columns: ['createdAt', 'updatedAt'] } }

export const plainList = (search: URLSearchParams, rows: readonly Row[], rules: Paging): Response =>
  listRows(rows, readQuery(search, SORTED), { paging: rules })

const USER_PARAMETERS: Parameters = {
  ...SORTED,
  companyId: { kind: 'count', low: 1 },
  userId: { kind: 'words' },
  roles: { kind: 'words' },
  online: { kind: 'flag' },
}

export function listUsers(search: URLSearchParams, rows: readonly Row[], rules: Paging): Response {
  const given = readQuery(search, USER_PARAMETERS)
  const [ids, roles] = [wordsOf(given.userId), wordsOf(given.roles)]
  const online = given.online === undefined ? undefined : /^(true|1)$/.test(given.online)
  const wanted = rows.filter(
    (row) =>
      (given.companyId === undefined || textOf(row.companyId) === given.companyId) &&
      (ids?.includes(textOf(row.id)) ?? true) &&
      (roles === undefined ||
        (Array.isArray(row.roles) && row.roles.some((role) => roles.includes(textOf(role))))) &&
      (online === undefined || (row.online === true) === online),
  )
  return listRows(wanted, given, { paging: rules })
}

const TASK_PARAMETERS: Parameters = {
  ...PAGING,
  keyword: { kind: 'text' },
  // The list of words is known in part, so any word is accepted.
  status: { kind: 'words' },
  from: { kind: 'time' },
  to: { kind: 'time' },
  sort: { kind: 'sort', columns: ['status'] },
}

/** UNVERIFIED: `from` and `to` compare `createdAt`. */
export function listTasks(search: URLSearchParams, rows: readonly Row[], around: Neighbourhood): Response {
  const given = readQuery(search, TASK_PARAMETERS)
  const keyword = given.keyword?.toLowerCase()
  const statuses = wordsOf(given.status)
  const tests = toPeriod(given, 'createdAt', around.upperInclusive)
  const wanted = rows.filter(
    (row) =>
      (keyword === undefined || mentions(row, keyword)) &&
      (statuses?.includes(textOf(row.status)) ?? true) &&
      tests.every((test) => test(row)),
  )
  return listRows(wanted, given, { paging: around.paging })
}

export function giveOne(search: URLSearchParams, rows: readonly Row[], id: string): Response {
  readQuery(search, {})
  return answer(200, findRow(rows, id))
}

export function listMessages(
  search: URLSearchParams,
  sessions: readonly Row[],
  id: string,
  around: Neighbourhood,
): Response {
  const messages = toMessages(findRow(sessions, id), around.personal)
  return listRows(messages, readQuery(search, PAGING), { paging: around.paging })
}

function findRow(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => textOf(one.id) === id)
  if (row === undefined) throw new Refusal('Not found.', null, 404)
  return row
}

const FLOW = { label: 'twin/chats', history: 420, liveGapSeconds: 80, slowestGapSeconds: 240 }

export function* chatStories(company: Company): Generator<Story, never> {
  const instants = flowInstants(company.weeks, FLOW)
  for (let number = 1; ; number++) yield toStory(company, number, whole(instants.next().value))
}

function toStory(company: Company, number: number, createdAt: number): Story {
  const seed = `${company.weeks.seed}/twin/chat/${number}`
  const random = createRandom(seed)
  const endsAt = createdAt + random.int(1, 25) * MINUTE
  const bot = random.pick(company.bots)
  const client = random.pick(company.clients)
  const messagesCount = random.int(2, TURNS.length)
  return {
    at: createdAt,
    changes: [endsAt],
    tell: (now) => ({
      id: toUuid(seed),
      chatId: toUuid(`${company.weeks.seed}/channel/${bot.id}`),
      chatName: `${bot.name} on the web`,
      botId: bot.id,
      botName: bot.name,
      clientId: client.externalId,
      status: endsAt <= now ? 'CLOSED' : 'ACTIVE',
      messagesCount,
      createdAt: toTime(createdAt),
      updatedAt: toTime(endsAt <= now ? endsAt : createdAt),
      finishedAt: endsAt <= now ? toTime(endsAt) : null,
    }),
  }
}

function toMessages(session: Row, personal: Personal): Row[] {
  const begin = instantOf(session.createdAt) ?? 0
  return TURNS.slice(0, Number(session.messagesCount ?? 0)).map(([role, text], index) => ({
    id: `${textOf(session.id)}-${index + 1}`,
    sessionId: session.id,
    role,
    body: personal.mark(text),
    createdAt: toTime(begin + index * 20 * SECOND),
  }))
}
