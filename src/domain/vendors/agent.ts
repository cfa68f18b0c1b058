// What only one vendor knows of agents, gathered: further fields, and the filters that narrow one vendor's rows.
import type { FilterValues } from '../filter.ts'
import { defineFilters, nested } from '../filter.ts'
import type { Agent } from '../agent.ts'
import type { WhippyAgentDetails } from './whippy.ts'
import { TWIN_AGENT_FILTERS } from './twin.ts'
import { WHIPPY_AGENT_FILTERS } from './whippy.ts'

/** One member for each vendor that has more to say of agents, e.g. `{ vendor: 'WHIPPY', state: 'ENABLED' }`. */
export type AgentDetails = WhippyAgentDetails

export const VENDOR_AGENT_FILTERS = defineFilters<Agent>()({
  whippy: nested('WHIPPY', WHIPPY_AGENT_FILTERS, { leavesOut: 'AI agents' }),
  twin: nested('TWIN', TWIN_AGENT_FILTERS, {
    meant: ({ kind }: Agent) => kind === 'HUMAN',
    leavesOut: 'bots',
  }),
})

export type VendorAgentFilter = FilterValues<typeof VENDOR_AGENT_FILTERS>
