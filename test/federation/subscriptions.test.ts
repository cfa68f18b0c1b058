// Subscriptions through Hive Gateway, which sends them to subgraphs by GET.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { GatewayConfig } from '@graphql-hive/gateway-runtime'
import type { Served } from '../support/server.ts'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'
import { readFileSync } from 'node:fs'
import { startServer } from '../support/server.ts'

const SUBGRAPH = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8')
const SECRET = '0123456789abcdef0123456789abcdef'

/** The first event that a client of the router receives. */
async function firstEvent(
  url: string,
  options: Partial<GatewayConfig>,
  headers: Readonly<Record<string, string>> = {},
) {
  const { supergraphSdl } = composeServices([{ name: 'switchboard', url, typeDefs: parse(SUBGRAPH) }])
  assert.ok(supergraphSdl)
  // The union of all kinds of configurations has no common partial type.
  const runtime = createGatewayRuntime({
    supergraph: supergraphSdl,
    logging: false,
    ...options,
  } as GatewayConfig)
  const gone = new AbortController()
  try {
    const response = await runtime.fetch('http://router.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query: 'subscription { currentAgentStatuses { nodes { agent { id } } } }' }),
      signal: gone.signal,
    })
    const decoder = new TextDecoder()
    let text = ''
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true })
      const [, data] = /^data: (.+)\n\n/m.exec(text) ?? []
      if (data !== undefined) return JSON.parse(data)
    }
    throw new Error('the stream ended without an event')
  } finally {
    gone.abort()
    await runtime[Symbol.asyncDispose]()
  }
}

const assertStatuses = ({ data, errors }: { data?: any; errors?: unknown }) => {
  assert.equal(errors, undefined)
  assert.match(data.currentAgentStatuses.nodes[0].agent.id, /^agent:ujet:/)
}

let open: Served
let closed: Served

before(async () => {
  open = await startServer({ scale: 0.1, lively: false })
  closed = await startServer({ scale: 0.1, lively: false }, { signIn: { by: 'router', secret: SECRET } })
})

after(async () => {
  await open.stop()
  await closed.stop()
})

test('with AUTH=router, the headers that the router sends anyway are enough', async () => {
  const propagateHeaders = {
    fromClientToSubgraphs: () => ({
      'x-switchboard-secret': SECRET,
      'x-switchboard-subject': 'ada',
      'x-switchboard-scopes': 'agents:read',
    }),
  }
  assertStatuses(await firstEvent(closed.url, { propagateHeaders }))
})

test('with AUTH=none, the router is set to send a header that needs a preflight', async () => {
  const headers: [string, string][] = [['graphql-require-preflight', '1']]
  assertStatuses(await firstEvent(open.url, { transportEntries: { switchboard: { headers } } }))
  const refused = await firstEvent(open.url, {})
  assert.match(JSON.stringify(refused), /graphql-require-preflight/)
})
