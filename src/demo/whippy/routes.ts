// The paths of Whippy's API that are read with GET, and what each gives.
import type { Row } from '../shelf.ts'
import type { Parameters } from './parameters.ts'
import type { Collection, Data, World } from './world.ts'
import { field, toText } from '../fields.ts'
import { hash } from '../random.ts'
import { PARAMETERS } from './parameters.ts'
import { createFinder } from '../simulator.ts'

export type Route =
  | {
      readonly kind: 'list'
      readonly allowed: Parameters
      rows(data: Data, id: string): readonly Row[]
      /** Rows are sorted by creation. */
      readonly ofEvents?: boolean
      /** Envelope fields instead of `total`. */
      readonly beside?: (world: World) => Row
    }
  | { readonly kind: 'one'; readonly collection: Collection }
  | { readonly kind: 'conversation' }
  | { readonly kind: 'whole'; body(world: World): Row }

const list = (collection: Collection, allowed: Parameters = PARAMETERS.none): Route => ({
  kind: 'list',
  allowed,
  rows: (data) => data[collection],
})

const inner = (
  rows: (data: Data, id: string) => readonly Row[],
  allowed: Parameters = PARAMETERS.none,
): Route => ({
  kind: 'list',
  allowed,
  rows,
})

const CHANNEL_LIST: Route = {
  kind: 'list',
  allowed: PARAMETERS.none,
  rows: (data) => data.channels,
  beside: (world) => ({ organization_id: world.organization().id }),
}

const CONVERSATION_LIST: Route = {
  kind: 'list',
  allowed: PARAMETERS.conversations,
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

/** UNVERIFIED: the rows; here every ninth contact. */
function reached(data: Data, id: string): Row[] {
  const start = hash(id) % 9
  return data.contacts.filter((_, index) => (index + start) % 9 === 0)
}

/** First match wins. */
const ROUTES: readonly (readonly [path: string, route: Route])[] = [
  ['/agents', list('agents', PARAMETERS.agents)],
  ['/agents/{id}', one('agents')],
  ['/users', list('users', PARAMETERS.users)],
  ['/channels', CHANNEL_LIST],
  ['/channels/{id}', one('channels')],
  ['/channels/{id}/users', inner(usersOf)],
  ['/campaigns', list('campaigns', PARAMETERS.campaigns)],
  ['/campaigns/{id}', one('campaigns')],
  ['/campaigns/{id}/contacts', inner(reached)],
  ['/sequences', list('sequences')],
  ['/sequences/{id}', one('sequences')],
  ['/sequences/{id}/contacts', inner(reached)],
  ['/contacts', list('contacts')],
  ['/contacts/{id}', one('contacts')],
  ['/conversations', CONVERSATION_LIST],
  ['/conversations/{id}', { kind: 'conversation' }],
  ['/conversations/{id}/messages', inner(messagesOf)],
  ['/organization', { kind: 'whole', body: (world) => world.organization() }],
]

export const findRoute = createFinder(ROUTES, '[\\w-]+')
