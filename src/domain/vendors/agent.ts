// What only one vendor knows of agents, gathered: further fields, and the filters that narrow one vendor's rows.
import type { Agent } from '../agent.ts'
import type { Predicates } from '../filter.ts'
import type { TwinAgentFilter } from './twin.ts'
import type { WhippyAgentDetails, WhippyAgentFilter } from './whippy.ts'
import { matchesTwinAgent } from './twin.ts'
import { matchesWhippyAgent } from './whippy.ts'

/** One member for each vendor that has more to say of agents, e.g. `{ vendor: 'WHIPPY', state: 'ENABLED' }`. */
export type AgentDetails = WhippyAgentDetails

export interface VendorAgentFilter {
  whippy?: WhippyAgentFilter | undefined
  twin?: TwinAgentFilter | undefined
}

export const vendorAgentPredicates: Predicates<VendorAgentFilter, Agent> = {
  whippy: matchesWhippyAgent,
  twin: matchesTwinAgent,
}
