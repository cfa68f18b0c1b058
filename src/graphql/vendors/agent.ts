// What only one vendor knows of agents: its fields, and its filters.
import type { Agent as Row } from '../../domain/agent.ts'
import type { Types } from '../schema/builder.ts'
import { describeNested } from './nested.ts'
import { TwinAgentFilter } from './twin.ts'
import { WhippyAgentDetails, WhippyAgentFilter } from './whippy-agent.ts'

export function vendorAgentFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>) {
  return {
    whippy: t.expose('whippy', {
      type: WhippyAgentDetails,
      description: 'Everything else that Whippy tells about its AI agents and users.',
    }),
  }
}

export function vendorAgentFilters(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  return {
    whippy: t.field({ type: WhippyAgentFilter, description: describeNested('WHIPPY', 'agents') }),
    twin: t.field({ type: TwinAgentFilter, description: describeNested('TWIN', 'agents') }),
  }
}
