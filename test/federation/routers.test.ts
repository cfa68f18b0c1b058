// Two routers in front of Switchboard and a neighbour: a query goes from orders through their calls to agents and back,
// and what the router asks for in one request costs one request at the vendor.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import type { Served } from '../support/server.ts'
import type { Router } from './router.ts'
import { toSubgraphs } from '../../examples/supergraph/compose.ts'
import { createOrders } from '../../examples/supergraph/orders.ts'
import { startServer } from '../support/server.ts'
import { ROUTERS } from './router.ts'

const MANY = 100

for (const [name, start] of Object.entries(ROUTERS))
  describe(`a supergraph behind ${name}`, () => {
    let switchboard: Served
    let orders: Server
    let router: Router
    let agentIds: readonly string[]
    let calls: readonly { readonly id: string; readonly agent: { readonly id: string } }[]

    before(async () => {
      switchboard = await startServer({ scale: 1, lively: false })
      const { data } = await switchboard.ask('{ calls(first: 1000) { nodes { id agent { id } } } }')
      calls = data.calls.nodes.filter(({ agent }: { agent: unknown }) => agent !== null).slice(0, MANY)
      agentIds = switchboard.sandbox.data.agents.slice(0, MANY).map(({ id }) => `agent:ujet:${String(id)}`)
      orders = createOrders(calls.map(({ id }, index) => [id, agentIds[index] ?? '']))
      orders.listen(0, '127.0.0.1')
      await once(orders, 'listening')
      // A server that listens on a port has an address of this form.
      const { port } = orders.address() as AddressInfo
      router = await start(
        toSubgraphs({ switchboard: switchboard.url, orders: `http://127.0.0.1:${port}/graphql` }),
      )
    })

    after(async () => {
      await router.stop()
      orders.close()
      orders.closeAllConnections()
      await switchboard.stop()
    })

    it('goes from an order through its call to the agent and back', async () => {
      const { data, errors } = await router.ask(
        '{ orders(first: 3) { title call { id startedAt agent { id name orders { title } } } } }',
      )
      assert.equal(errors, undefined)
      for (const [index, { title, call }] of data.orders.entries()) {
        assert.equal(title, `Order ${index + 1}`)
        assert.equal(call.id, calls[index]?.id)
        assert.equal(call.agent.id, calls[index]?.agent.id)
        assert.match(call.startedAt, /^\d{4}-.*Z$/)
        assert.ok(call.agent.name.length > 0)
        const taken = agentIds.indexOf(call.agent.id)
        assert.deepEqual(
          call.agent.orders.map((order: { title: string }) => order.title),
          taken < 0 ? [] : [`Order ${taken + 1}`],
        )
      }
    })

    it(`pays one vendor request for ${MANY} representations`, async () => {
      const sent = switchboard.sandbox.requests.length
      const { data, errors } = await router.ask(`{ orders(first: ${MANY}) { takenBy { id email } } }`)
      assert.equal(errors, undefined)
      assert.deepEqual(
        data.orders.map(({ takenBy }: { takenBy: { id: string } }) => takenBy.id),
        agentIds,
      )
      assert.ok(data.orders.some(({ takenBy }: { takenBy: { email: unknown } }) => takenBy.email !== null))
      // Calls that have grown old since they were listed are renewed behind all this, by requests of their own.
      const paid = switchboard.sandbox.requests.slice(sent).filter(({ path }) => path.endsWith('/agents'))
      assert.equal(paid.length, 1)
    })
  })
