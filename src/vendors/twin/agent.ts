// Bots and users, lists of two services.
import type { Agent } from '../../domain/agent.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { givenKeys } from '../../domain/filter.ts'
import { identify, parseId } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact, nested, noMatch, superset, supersetOf } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { toAddress, toFlag, toFullName, toInstant, toObject, toWord } from '../wire.ts'
import { commaList, ofCompany, pages } from './api.ts'
import { TWIN_AGENT_FILTERS } from './details.ts'

/** Prefixes users' numbers, e.g. `user-7`, since bots are agents too. */
const USER = 'user-'

const lacks = [...CONTACT_CENTRE.AGENT, 'details'] as const

const userFilters = nested(TWIN_AGENT_FILTERS, {
  companyId: exact((id) => ofCompany('companyId', id)),
  role: exact((roles) => (roles.length === 0 ? noMatch : { roles: commaList(roles) })),
})

const rawIds = (ids: readonly string[]) => ids.flatMap((id) => parseId(id)?.vendorId ?? [])

/** Bots have no company, roles or presence. */
const bots = defineResource('AGENT', {
  lacks,
  path: 'bots',
  service: 'bot',
  paging: pages(1000),
  filters: {
    ids: superset((ids) => (rawIds(ids).some((id) => !id.startsWith(USER)) ? {} : noMatch)),
    // Bots have none.
    email: exact(() => noMatch),
    kind: exact((kinds) => (kinds.includes('BOT') ? {} : noMatch)),
    online: exact(() => noMatch),
    twin: exact((filter) => (givenKeys(filter).length === 0 ? {} : noMatch)),
  },
  toRow: (row, account) => toBotRow(toObject(row), account),
})

export const agents = defineResource('AGENT', {
  lacks,
  path: 'users',
  service: 'auth',
  paging: pages(1000),
  // One request for each of two short lists.
  lookUp: { by: 'whole' },
  filters: {
    ids: superset((ids) => {
      const [first, ...rest] = rawIds(ids).filter((id) => id.startsWith(USER))
      if (first === undefined) return noMatch
      // Several ids are unverified.
      return rest.length > 0 ? supersetOf({}) : { userId: first.slice(USER.length) }
    }),
    kind: exact((kinds) => (kinds.includes('HUMAN') ? {} : noMatch)),
    online: exact((online) => ({ online: String(online) })),
    twin: userFilters,
  },
  besides: bots,
  toRow: (row, account) => toUser(toObject(row), account),
})

const NOT_OF_BOTS = {
  firstName: null,
  middleName: null,
  lastName: null,
  email: null,
  avatarUrl: null,
  online: null,
  roles: null,
}

/** Fields of bots in other rows. */
export const BOT_STUB = ['kind', 'name', ...Object.keys(NOT_OF_BOTS)]

export function toBot(id: unknown, name: unknown, account: AccountIdentity) {
  const vendorId = toWord(id)
  if (vendorId === null) return null
  const bot = identify('AGENT', account, vendorId)
  return { ...bot, kind: 'BOT', name: toWord(name), ...NOT_OF_BOTS } satisfies Agent
}

function toBotRow(row: Wire | null, account: AccountIdentity) {
  const bot = toBot(row?.id, row?.name, account)
  return bot && { ...bot, createdAt: toInstant(row?.createdAt) }
}

function toUser(row: Wire | null, account: AccountIdentity) {
  const number = toWord(row?.id)
  if (row === null || number === null) return null
  return {
    ...identify('AGENT', account, `${USER}${number}`),
    kind: 'HUMAN',
    name: toWord(row.name) ?? toFullName(row.firstName, row.lastName),
    firstName: toWord(row.firstName),
    middleName: toWord(row.middleName),
    lastName: toWord(row.lastName),
    email: toAddress(row.email),
    avatarUrl: toWord(row.avatarUrl),
    online: toFlag(row.online),
    createdAt: toInstant(row.createdAt),
    roles: toRoles(row.roles),
  } satisfies Agent
}

/** Texts, or objects with a name. */
function toRoles(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null
  return value.flatMap((role: unknown) => toWord(role) ?? toWord(toObject(role)?.name) ?? [])
}
