// `npm start`: orders and Switchboard's demo behind one router, on http://localhost:4100/graphql or `PORT`.
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { composeServices } from '@theguild/federation-composition'
import { toSubgraphs } from './compose.ts'
import { createOrders } from './orders.ts'

const switchboard = process.env.SWITCHBOARD_URL ?? 'http://localhost:4000/graphql'

/** Calls with an agent; an order refers to both. */
async function readOrigins(): Promise<[string, string][]> {
  const response = await fetch(switchboard, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: '{ calls(filter: { vendors: [UJET] }, first: 100) { nodes { id agent { id } } } }',
    }),
  })
  const { data } = (await response.json()) as {
    data: { calls: { nodes: { id: string; agent: { id: string } | null }[] } }
  }
  return data.calls.nodes.flatMap(({ id, agent }) => (agent === null ? [] : [[id, agent.id]]))
}

const orders = createOrders(await readOrigins()).listen(0, '127.0.0.1')
await once(orders, 'listening')
// A server that listens on a port has an address of this form.
const { port: ordersPort } = orders.address() as AddressInfo
const { supergraphSdl, errors } = composeServices(
  toSubgraphs({ switchboard, orders: `http://127.0.0.1:${ordersPort}/graphql` }),
)
if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'the subgraphs do not compose')
const router = createGatewayRuntime({
  supergraph: supergraphSdl,
  logging: 'warn',
  // Subscriptions are sent by GET, and the demo has no sign-in whose header would do.
  transportEntries: { switchboard: { headers: [['graphql-require-preflight', '1']] } },
})
const port = Number(process.env.PORT ?? 4100)
createServer(router).listen(port, '127.0.0.1', () => {
  console.log(`One graph of orders, calls and agents: http://localhost:${port}/graphql`)
})
