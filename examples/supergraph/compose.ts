// Two subgraphs as one supergraph, and the variant that Apollo's JavaScript gateway takes.
import type { DocumentNode } from 'graphql'
import { readFileSync } from 'node:fs'
import { Kind, parse, visit } from 'graphql'
import { ordersSdl } from './orders.ts'

export interface Subgraph {
  readonly name: string
  readonly url: string
  readonly typeDefs: DocumentNode
}

const switchboardSdl = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8')

/** The services that any composition library takes. */
export function toSubgraphs(urls: { readonly switchboard: string; readonly orders: string }): Subgraph[] {
  return [
    { name: 'switchboard', url: urls.switchboard, typeDefs: parse(switchboardSdl) },
    { name: 'orders', url: urls.orders, typeDefs: parse(ordersSdl) },
  ]
}

/** Directives whose rules only a router enforces; a gateway that cannot enforce them refuses the supergraph. */
const ENFORCED_BY_ROUTERS = new Set(['authenticated', 'requiresScopes', 'policy'])

/**
 * The same without directives that `@apollo/gateway` refuses. Nothing becomes open by that: Switchboard checks every
 * field itself.
 */
export function forApolloGateway(subgraphs: readonly Subgraph[]): Subgraph[] {
  return subgraphs.map(({ typeDefs, ...subgraph }) => ({
    ...subgraph,
    typeDefs: visit(typeDefs, {
      Directive: (node) => (ENFORCED_BY_ROUTERS.has(node.name.value) ? null : undefined),
      // Names that the schema imports from the federation's specification.
      StringValue: (node, _key, parent) =>
        Array.isArray(parent) && ENFORCED_BY_ROUTERS.has(node.value.replace('@', '')) ? null : undefined,
      [Kind.DIRECTIVE_DEFINITION]: (node) => (ENFORCED_BY_ROUTERS.has(node.name.value) ? null : undefined),
    }),
  }))
}
