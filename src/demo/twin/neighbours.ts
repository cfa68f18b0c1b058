/** The lists beside the calls: users, bots, call tasks and chat sessions. */
import { answer } from '../simulator.ts'
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import { toPeriod } from './calls.ts'
import { toMessages } from './chats.ts'
import { listRows, paging, type Paging } from './page.ts'
import { readQuery, Refusal, wordsOf, type Parameters } from './query.ts'
import { mentions, textOf } from './values.ts'

export type Neighbourhood = { paging: Paging; upperInclusive: boolean; personal: Personal }

/** UNVERIFIED: the SDK's lists all take `sort`; by which fields is not published. */
const sorted: Parameters = { ...paging, sort: { kind: 'sort', columns: ['createdAt', 'updatedAt'] } }

export const plainList = (search: URLSearchParams, rows: readonly Row[], rules: Paging): Response =>
  listRows(rows, readQuery(search, sorted), { paging: rules })

const userParameters: Parameters = {
  ...sorted,
  companyId: { kind: 'count', low: 1 },
  userId: { kind: 'words' },
  roles: { kind: 'words' },
  online: { kind: 'flag' },
}

export function listUsers(search: URLSearchParams, rows: readonly Row[], rules: Paging): Response {
  const given = readQuery(search, userParameters)
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

const taskParameters: Parameters = {
  ...paging,
  keyword: { kind: 'text' },
  // Our copy of the list of words breaks off, so any will do.
  status: { kind: 'words' },
  from: { kind: 'time' },
  to: { kind: 'time' },
  sort: { kind: 'sort', columns: ['status'] },
}

/** UNVERIFIED: which date of a task `from` and `to` mean. */
export function listTasks(search: URLSearchParams, rows: readonly Row[], around: Neighbourhood): Response {
  const given = readQuery(search, taskParameters)
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
  return listRows(messages, readQuery(search, paging), { paging: around.paging })
}

function findRow(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => textOf(one.id) === id)
  if (row === undefined) throw new Refusal('Not found.', null, 404)
  return row
}
