/** The paths of Whippy's API that are read with GET, and what each gives. */
import { field, toText } from '../fields.ts'
import { hash } from '../random.ts'
import type { Row } from '../shelf.ts'
import { parameters, type Parameters } from './parameters.ts'
import type { Collection, Data, World } from './world.ts'

export type Route =
  | {
      kind: 'list'
      allowed: Parameters
      rows(data: Data, id: string): readonly Row[]
      /** Whether rows stand by their creation, as far as they stand in any order. */
      ofEvents?: boolean
      /** What stands beside the rows instead of their number. */
      beside?: (world: World) => Row
    }
  | { kind: 'one'; collection: Collection }
  | { kind: 'conversation' }
  | { kind: 'whole'; body(world: World): Row }

const list = (collection: Collection, allowed: Parameters = parameters.none): Route => ({
  kind: 'list',
  allowed,
  rows: (data) => data[collection],
})

const inner = (
  rows: (data: Data, id: string) => readonly Row[],
  allowed: Parameters = parameters.none,
): Route => ({
  kind: 'list',
  allowed,
  rows,
})

const channelList: Route = {
  kind: 'list',
  allowed: parameters.none,
  rows: (data) => data.channels,
  beside: (world) => ({ organization_id: world.organization().id }),
}

const conversationList: Route = {
  kind: 'list',
  allowed: parameters.conversations,
  rows: (data) => data.conversations,
  ofEvents: true,
}

const one = (collection: Collection): Route => ({ kind: 'one', collection })

const begins = (row: Row): string => toText(row.created_at)

/** Calls are messages of their conversation, oldest first. UNVERIFIED: the order. */
export function messagesOf(data: Data, id: string): Row[] {
  return [...data.messages, ...data.calls]
    .filter((row) => row.conversation_id === id)
    .toSorted((left, right) => (begins(left) < begins(right) ? -1 : 1))
}

function usersOf(data: Data, id: string): Row[] {
  return data.users.filter((user) => {
    const { channels } = user
    return (
      Array.isArray(channels) && channels.some((channel: unknown) => field({ channel }, 'channel.id') === id)
    )
  })
}

/** UNVERIFIED: the rows; here every campaign and sequence reaches the contacts at a few places of the list. */
function reached(data: Data, id: string): Row[] {
  const start = hash(id) % 9
  return data.contacts.filter((_, index) => (index + start) % 9 === 0)
}

/** The first that fits wins. */
const routes: readonly (readonly [path: string, route: Route])[] = [
  ['/agents', list('agents', parameters.agents)],
  ['/agents/{id}', one('agents')],
  ['/users', list('users', parameters.users)],
  ['/channels', channelList],
  ['/channels/{id}', one('channels')],
  ['/channels/{id}/users', inner(usersOf)],
  ['/campaigns', list('campaigns', parameters.campaigns)],
  ['/campaigns/{id}', one('campaigns')],
  ['/campaigns/{id}/contacts', inner(reached)],
  ['/sequences', list('sequences')],
  ['/sequences/{id}', one('sequences')],
  ['/sequences/{id}/contacts', inner(reached)],
  ['/contacts', list('contacts')],
  ['/contacts/{id}', one('contacts')],
  ['/conversations', conversationList],
  ['/conversations/{id}', { kind: 'conversation' }],
  ['/conversations/{id}/messages', inner(messagesOf)],
  ['/organization', { kind: 'whole', body: (world) => world.organization() }],
]

const compiled = routes.map(([path, route]) => ({
  pattern: new RegExp(`^${path.replace('{id}', '([\\w-]+)')}$`),
  route,
}))

export function findRoute(path: string): { route: Route; id: string } | undefined {
  for (const { pattern, route } of compiled) {
    const match = pattern.exec(path)
    if (match !== null) return { route, id: match[1] ?? '' }
  }
  return undefined
}
