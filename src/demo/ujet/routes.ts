// The paths of UJET's Manager API and what each gives.
import type { Row } from '../shelf.ts'
import type { Parameters } from './parameters.ts'
import type { Query } from './query.ts'
import type { Collection } from './values.ts'
import type { World } from './world.ts'
import {
  currentAgents,
  currentMenus,
  menuTree,
  teamTree,
  operationHours,
  levelsByGroup,
  levelsByPath,
} from './reports.ts'
import { PARAMETERS } from './parameters.ts'
import { toText } from './values.ts'
import { createFinder } from '../simulator.ts'

export interface Visit {
  readonly world: World
  readonly query: Query
  readonly id: string
  readonly now: number
}

export type Route = { readonly allowed: Parameters } & (
  | { readonly kind: 'list'; readonly collection: Collection; rows(visit: Visit): readonly Row[] }
  | { readonly kind: 'one'; readonly collection: Collection }
  | { readonly kind: 'whole'; body(visit: Visit): unknown }
)

const list = (collection: Collection, allowed: Parameters): Route => ({
  kind: 'list',
  collection,
  allowed,
  rows: ({ world }) => world.data[collection],
})

const one = (collection: Collection, allowed: Parameters = PARAMETERS.none): Route => ({
  kind: 'one',
  collection,
  allowed,
})

const whole = (allowed: Parameters, body: (visit: Visit) => unknown): Route => ({
  kind: 'whole',
  allowed,
  body,
})

const CONTACTS: Route = {
  kind: 'list',
  collection: 'contacts',
  allowed: PARAMETERS.contacts,
  rows: ({ world, id }) => world.data.contacts.filter((contact) => toText(contact.campaign_id) === id),
}

/** First match wins: literal words precede `{id}`. */
const ROUTES: readonly (readonly [path: string, route: Route])[] = [
  ['/agents', list('agents', PARAMETERS.agents)],
  ['/agents/current_status', whole(PARAMETERS.whole, ({ world, now }) => currentAgents(world, now))],
  ['/agents/{id}', one('agents')],
  ['/agent_activity_logs', list('activities', PARAMETERS.activities)],
  ['/calls', list('calls', PARAMETERS.calls)],
  ['/calls/{id}', one('calls')],
  ['/chats', list('chats', PARAMETERS.chats)],
  ['/chats/{id}', one('chats')],
  ['/emails', list('emails', PARAMETERS.emails)],
  ['/emails/{id}', one('emails')],
  ['/menus', list('menus', PARAMETERS.menus)],
  [
    '/menus/tree',
    whole(PARAMETERS.menuTree, ({ world, query }) =>
      menuTree(world.data, query.choices.menu_type, query.choices.lang),
    ),
  ],
  ['/menus/current_status', whole(PARAMETERS.whole, ({ world, now }) => currentMenus(world, now))],
  ['/menus/sla', whole(PARAMETERS.levels, (visit) => levels(visit, levelsByPath))],
  ['/menus/sla_by_queue_group', whole(PARAMETERS.levels, (visit) => levels(visit, levelsByGroup))],
  ['/menus/operation_hours', whole(PARAMETERS.whole, ({ world }) => operationHours(world))],
  ['/menus/{id}', one('menus', PARAMETERS.record)],
  ['/teams', list('teams', PARAMETERS.teams)],
  ['/teams/tree', whole(PARAMETERS.whole, ({ world }) => teamTree(world.data))],
  ['/teams/{id}', one('teams', PARAMETERS.record)],
  ['/user_statuses', whole(PARAMETERS.whole, ({ world }) => world.data.statuses)],
  ['/campaigns', list('campaigns', PARAMETERS.campaigns)],
  ['/campaigns/{id}', one('campaigns')],
  ['/campaigns/{id}/contacts', CONTACTS],
  [
    '/settings/organization',
    whole(PARAMETERS.none, () => ({ id: 1, name: 'Sandbox Company', subdomain: 'sandbox' })),
  ],
]

type Levels = (world: World, channel: string, minutes: number, now: number) => Row[]

function levels({ world, query, now }: Visit, compute: Levels): Row[] {
  return compute(world, query.choices.channel ?? '', Number(query.choices.minutes), now)
}

export const findRoute = createFinder(ROUTES, '\\d+')
