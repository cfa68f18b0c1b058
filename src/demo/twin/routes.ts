// The paths of TWIN's services and what each gives.
import type { Personal } from '../people.ts'
import type { Quota } from '../quota.ts'
import type { CallDialect } from './calls.ts'
import type { Data } from './data.ts'
import type { Credentials, Tokens } from './sign-in.ts'
import { answer, createFinder } from '../simulator.ts'
import { listCalls } from './calls.ts'
import { LOGIN_USER_ID } from './company.ts'
import { giveOne, listMessages, listTasks, listUsers, plainList } from './neighbours.ts'
import { Refusal } from './query.ts'
import { login, refresh } from './sign-in.ts'

/** UNVERIFIED: `auth`, `bot` and `chat`, which follow the other two. */
export const BASE_PATHS = {
  analytics: '/analyse/api/v1',
  auth: '/iam/api/v1',
  telephony: '/cis/api/v1',
  bot: '/bot/api/v1',
  chat: '/chat/api/v1',
} as const

export interface Services {
  readonly clock: { now(): number }
  readonly data: Data
  readonly tokens: Tokens
  readonly credentials: Credentials
  readonly personal: Personal
  readonly quota: Quota | undefined
  readonly dialect: CallDialect
}

interface Visit extends Services {
  readonly search: URLSearchParams
  readonly id: string
}

const { analytics, auth, telephony, bot, chat } = BASE_PATHS

const ROUTES: readonly (readonly [path: string, give: (visit: Visit) => Response])[] = [
  [`${analytics}/search/cis/calls`, ({ search, data, dialect }) => listCalls(search, data.calls, dialect)],
  [`${telephony}/telephony/autoCall`, (visit) => listTasks(visit.search, visit.data.tasks, around(visit))],
  [`${auth}/users`, ({ search, data, dialect }) => listUsers(search, data.users, dialect)],
  [`${auth}/users/me`, ({ search, data }) => giveOne(search, data.users, String(LOGIN_USER_ID))],
  [`${auth}/users/{id}`, ({ search, data, id }) => giveOne(search, data.users, id)],
  [`${bot}/bots`, ({ search, data, dialect }) => plainList(search, data.bots, dialect)],
  [`${bot}/bots/{id}`, ({ search, data, id }) => giveOne(search, data.bots, id)],
  [`${chat}/sessions`, ({ search, data, dialect }) => plainList(search, data.chats, dialect)],
  [`${chat}/sessions/{id}`, ({ search, data, id }) => giveOne(search, data.chats, id)],
  [
    `${chat}/sessions/{id}/messages`,
    (visit) => listMessages(visit.search, visit.data.chats, visit.id, around(visit)),
  ],
]

const around = ({ dialect, personal }: Visit) => ({
  paging: dialect,
  upperInclusive: dialect.upperInclusive,
  personal,
})

const findRoute = createFinder(ROUTES, '[^/]+')

const LOGIN_PATH = `${auth}/auth/login`
const REFRESH_PATH = `${auth}/auth/refresh`

/** The response to a refused request (401, 429); `undefined`: accepted. */
export function refuse(request: Request, { quota, tokens }: Services, at: number): Response | undefined {
  if (quota?.refuse(at) !== undefined) return answer(429, { error: 'Too many requests.', details: null })
  const { pathname } = new URL(request.url)
  if (pathname === LOGIN_PATH || pathname === REFRESH_PATH) return undefined
  const [, token] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  const error = token === undefined ? 'User is not authenticated.' : tokens.complaint(token, at)
  return error === undefined ? undefined : answer(401, { error, details: null })
}

export async function respond(request: Request, services: Services): Promise<Response> {
  const { pathname, searchParams: search } = new URL(request.url)
  const { credentials, tokens, clock } = services
  try {
    if (pathname === LOGIN_PATH) return await login(request, credentials, tokens, clock.now())
    if (pathname === REFRESH_PATH) return await refresh(request, tokens, clock.now())
    const found = findRoute(pathname)
    if (found === undefined) throw new Refusal('Not found.', null, 404)
    if (request.method !== 'GET') throw new Refusal('Method not allowed.', null, 405)
    return found.route({ ...services, search, id: decodeURIComponent(found.id) })
  } catch (error) {
    if (error instanceof Refusal)
      return answer(error.status, { error: error.message, details: error.details })
    if (error instanceof URIError) return answer(404, { error: 'Not found.', details: null })
    throw error
  }
}
