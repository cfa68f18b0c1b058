/** The paths of UJET's Manager API and what each gives. */
import type { Row } from '../shelf.ts'
import { currentAgents, currentMenus } from './current.ts'
import { parameters, type Parameters } from './parameters.ts'
import type { Query } from './query.ts'
import { menuTree, teamTree } from './trees.ts'
import { toText } from './values.ts'
import type { Collection } from './data.ts'
import { operationHours } from './hours.ts'
import { levelsByGroup, levelsByPath } from './levels.ts'
import type { World } from './world.ts'

/** What a route is given besides the query: the ids in its path, and the time. */
export type Visit = { world: World; query: Query; id: string; now: number }

export type Route = { allowed: Parameters } & (
  | { kind: 'list'; collection: Collection; rows(visit: Visit): readonly Row[] }
  | { kind: 'one'; collection: Collection }
  | { kind: 'whole'; body(visit: Visit): unknown }
)

const list = (collection: Collection, allowed: Parameters): Route => ({
  kind: 'list',
  collection,
  allowed,
  rows: ({ world }) => world.data[collection],
})

const one = (collection: Collection, allowed: Parameters = parameters.none): Route => ({
  kind: 'one',
  collection,
  allowed,
})

const whole = (allowed: Parameters, body: (visit: Visit) => unknown): Route => ({
  kind: 'whole',
  allowed,
  body,
})

const contacts: Route = {
  kind: 'list',
  collection: 'contacts',
  allowed: parameters.contacts,
  rows: ({ world, id }) => world.data.contacts.filter((contact) => toText(contact.campaign_id) === id),
}

/** The first that fits wins, so literal words stand before `{id}`. */
const routes: readonly (readonly [path: string, route: Route])[] = [
  ['/agents', list('agents', parameters.agents)],
  ['/agents/current_status', whole(parameters.whole, ({ world, now }) => currentAgents(world, now))],
  ['/agents/{id}', one('agents')],
  ['/agent_activity_logs', list('activities', parameters.activities)],
  ['/calls', list('calls', parameters.calls)],
  ['/calls/{id}', one('calls')],
  ['/chats', list('chats', parameters.chats)],
  ['/chats/{id}', one('chats')],
  ['/emails', list('emails', parameters.emails)],
  ['/emails/{id}', one('emails')],
  ['/menus', list('menus', parameters.menus)],
  [
    '/menus/tree',
    whole(parameters.menuTree, ({ world, query }) =>
      menuTree(world.data, query.choices.menu_type, query.choices.lang),
    ),
  ],
  ['/menus/current_status', whole(parameters.whole, ({ world, now }) => currentMenus(world, now))],
  ['/menus/sla', whole(parameters.levels, (visit) => levels(visit, levelsByPath))],
  ['/menus/sla_by_queue_group', whole(parameters.levels, (visit) => levels(visit, levelsByGroup))],
  ['/menus/operation_hours', whole(parameters.whole, ({ world }) => operationHours(world))],
  ['/menus/{id}', one('menus', parameters.record)],
  ['/teams', list('teams', parameters.teams)],
  ['/teams/tree', whole(parameters.whole, ({ world }) => teamTree(world.data))],
  ['/teams/{id}', one('teams', parameters.record)],
  ['/user_statuses', whole(parameters.whole, ({ world }) => world.data.statuses)],
  ['/campaigns', list('campaigns', parameters.campaigns)],
  ['/campaigns/{id}', one('campaigns')],
  ['/campaigns/{id}/contacts', contacts],
  [
    '/settings/organization',
    whole(parameters.none, () => ({ id: 1, name: 'Sandbox Company', subdomain: 'sandbox' })),
  ],
]

type Levels = (world: World, channel: string, minutes: number, now: number) => Row[]

function levels({ world, query, now }: Visit, compute: Levels): Row[] {
  return compute(world, query.choices.channel ?? '', Number(query.choices.minutes), now)
}

const compiled = routes.map(([path, route]) => ({
  pattern: new RegExp(`^${path.replace('{id}', '(\\d+)')}$`),
  route,
}))

export function findRoute(path: string): { route: Route; id: string } | undefined {
  for (const { pattern, route } of compiled) {
    const match = pattern.exec(path)
    if (match !== null) return { route, id: match[1] ?? '' }
  }
  return undefined
}
