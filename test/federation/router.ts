// Routers in one process, each over a supergraph of its own composer.
import type { Subgraph } from '../../examples/supergraph/compose.ts'
import assert from 'node:assert/strict'
import { composeServices as composeByApollo } from '@apollo/composition'
import { ApolloGateway } from '@apollo/gateway'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { composeServices as composeByGuild } from '@theguild/federation-composition'
import { parse } from 'graphql'
import { forApolloGateway } from '../../examples/supergraph/compose.ts'

interface Result {
  readonly data?: any
  readonly errors?: readonly unknown[] | undefined
}

export interface Router {
  ask(query: string): Promise<Result>
  stop(): Promise<unknown>
}

type Start = (subgraphs: Subgraph[]) => Promise<Router>

const startHive: Start = async (subgraphs) => {
  const { supergraphSdl, errors = [] } = composeByGuild(subgraphs)
  assert.deepEqual(errors, [])
  const runtime = createGatewayRuntime({ supergraph: supergraphSdl ?? '', logging: false })
  return {
    ask: async (query) => {
      const response = await runtime.fetch('http://router.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      return (await response.json()) as Result
    },
    stop: async () => runtime[Symbol.asyncDispose](),
  }
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

const startApollo: Start = async (subgraphs) => {
  const { supergraphSdl, errors = [] } = composeByApollo(forApolloGateway(subgraphs))
  assert.deepEqual(errors, [])
  const gateway = new ApolloGateway({ supergraphSdl: supergraphSdl ?? '', logger: quiet })
  const { executor } = await gateway.load()
  return {
    ask: async (query) => {
      // The rest is what a server around the gateway would add.
      const result = await executor({
        document: parse(query),
        request: { query },
        operationName: null,
        context: {},
        queryHash: query,
        cache: new Map(),
        schema: undefined,
        metrics: {},
        overallCachePolicy: undefined,
        logger: quiet,
      } as never)
      return JSON.parse(JSON.stringify(result))
    },
    stop: () => gateway.stop(),
  }
}

/** Two routers over composed subgraphs. */
export const ROUTERS: Readonly<Record<string, Start>> = {
  'Hive Gateway': startHive,
  'Apollo Gateway': startApollo,
}
