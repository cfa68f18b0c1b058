// Two subgraphs for a supergraph, and a variant for Apollo's JavaScript gateway.
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

/** The input of composition libraries. */
export function toSubgraphs(urls: { readonly switchboard: string; readonly orders: string }): Subgraph[] {
  return [
    { name: 'switchboard', url: urls.switchboard, typeDefs: parse(switchboardSdl) },
    { name: 'orders', url: urls.orders, typeDefs: parse(ordersSdl) },
  ]
}

/** `@apollo/gateway` cannot enforce these directives and refuses a supergraph with them. */
const ENFORCED_BY_ROUTERS = new Set(['authenticated', 'requiresScopes', 'policy'])

/** Removes directives that `@apollo/gateway` refuses. Switchboard still checks every field. */
export function forApolloGateway(subgraphs: readonly Subgraph[]): Subgraph[] {
  return subgraphs.map(({ typeDefs, ...subgraph }) => ({
    ...subgraph,
    typeDefs: visit(typeDefs, {
      Directive: (node) => (ENFORCED_BY_ROUTERS.has(node.name.value) ? null : undefined),
      // The names imported by `@link`.
      StringValue: (node, _key, parent) =>
        Array.isArray(parent) && ENFORCED_BY_ROUTERS.has(node.value.replace('@', '')) ? null : undefined,
      [Kind.DIRECTIVE_DEFINITION]: (node) => (ENFORCED_BY_ROUTERS.has(node.name.value) ? null : undefined),
    }),
  }))
}
