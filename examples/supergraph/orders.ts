// The second subgraph: a GraphQL server with `_service` and `_entities`.
// It sends no request to Switchboard; the router resolves its ids.
import type { Server } from 'node:http'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'

export const ordersSdl = readFileSync(new URL('orders.graphql', import.meta.url), 'utf8')

interface Order {
  readonly id: string
  readonly title: string
  readonly call: { readonly id: string }
  readonly takenBy: { readonly id: string }
}

/** A representation, e.g. `{ __typename: 'Call', id: 'call:ujet:1418' }`. */
interface Reference {
  readonly __typename: string
  readonly id: string
}

/** `origins`: e.g. `[['call:ujet:1418', 'agent:ujet:7']]`. */
export function createOrders(origins: readonly (readonly [callId: string, agentId: string])[]): Server {
  const orders = origins.map(([call, agent], index): Order => ({
    id: String(index + 1),
    title: `Order ${index + 1}`,
    call: { id: call },
    takenBy: { id: agent },
  }))
  const find = ({ __typename: type, id }: Reference) =>
    type === 'Order' ? orders.find((order) => order.id === id) : { __typename: type, id }

  const schema = createSchema({
    typeDefs: `${ordersSdl.replace(/^extend schema.*$/m, '').replaceAll(/ @key\([^)]*\)/g, '')}
      scalar _Any
      union _Entity = Order | Call | Agent
      type _Service { sdl: String! }
      extend type Query { _service: _Service!  _entities(representations: [_Any!]!): [_Entity]! }`,
    resolvers: {
      Query: {
        orders: (_: unknown, { first }: { first: number }) => orders.slice(0, first),
        _service: () => ({ sdl: ordersSdl }),
        _entities: (_: unknown, { representations }: { representations: readonly Reference[] }) =>
          representations.map((one) => ({ __typename: one.__typename, ...find(one) })),
      },
      Call: { orders: ({ id }: Reference) => orders.filter(({ call }) => call.id === id) },
      Agent: { orders: ({ id }: Reference) => orders.filter(({ takenBy }) => takenBy.id === id) },
      _Entity: { __resolveType: ({ __typename }: Reference) => __typename },
    },
  })
  const yoga = createYoga({ schema, graphiql: false, logging: false })
  // oxlint-disable-next-line typescript/no-misused-promises -- a listener's promise is its own
  return createServer(yoga)
}
