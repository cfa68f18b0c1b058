// Everything that can be listed, and what its filters and orders mean: the one table that knows all nouns.
import type { Agent, AgentFilter, AgentOrderField } from './agent.ts'
import type { Predicates } from './filter.ts'
import type { Order, SortKeys } from './order.ts'
import { agentOrders, agentPredicates } from './agent.ts'
import { byId, newestFirst } from './order.ts'

/** The row, the filter and the order fields of each noun. */
export interface Lists {
  AGENT: { row: Agent; filter: AgentFilter; field: AgentOrderField }
}

export type ListNoun = keyof Lists

export interface ListMeaning<N extends ListNoun> {
  /** Event nouns are read page by page in their order; reference nouns whole, and sorted here. */
  readonly read: 'PAGES' | 'WHOLE'
  readonly predicates: Predicates<Lists[N]['filter'], Lists[N]['row']>
  readonly orders: SortKeys<Lists[N]['row']> & Readonly<Record<Lists[N]['field'], unknown>>
  readonly byDefault: Order<Lists[N]['row']>
}

export const LISTS: { readonly [N in ListNoun]: ListMeaning<N> } = {
  AGENT: { read: 'WHOLE', predicates: agentPredicates, orders: agentOrders, byDefault: byId },
}
