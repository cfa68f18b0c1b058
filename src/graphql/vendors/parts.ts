// Parts of nouns that single vendors add: the union `details` of a row, and one nested input in its filter.
import type { ObjectRef } from '@pothos/core'
import type { Vendor } from '../../domain/vendor.ts'
import type { AgentDetails as AgentRow } from '../../domain/vendors/agent.ts'
import type { CallDetails as CallRow } from '../../domain/vendors/call.ts'
import type { CampaignDetails as CampaignRow } from '../../domain/vendors/campaign.ts'
import type { ChatDetails as ChatRow } from '../../domain/vendors/chat.ts'
import type { Types } from '../schema/builder.ts'
import { VENDOR_NAMES } from '../../domain/vendor.ts'
import { builder } from '../schema/builder.ts'
import { AlloMediaCallDetails, AlloMediaCallFilter } from './allo-media.ts'
import { CallcapCallFilter } from './callcap-filter.ts'
import { CallcapCallDetails } from './callcap.ts'
import {
  TwinAgentFilter,
  TwinCallDetails,
  TwinCallFilter,
  TwinCampaignDetails,
  TwinCampaignFilter,
} from './twin.ts'
import { UjetCallDetails, UjetCallFilter } from './ujet.ts'
import {
  WhippyAgentDetails,
  WhippyAgentFilter,
  WhippyCallDetails,
  WhippyCallFilter,
  WhippyCampaignDetails,
  WhippyCampaignFilter,
  WhippyChatDetails,
} from './whippy.ts'

/** The union `CallDetails` for `Call`. Rows name their member by `vendor`, e.g. `{ vendor: 'TWIN', … }`. */
function defineDetails<Row extends { readonly vendor: Vendor }>(
  type: string,
  many: string,
  members: { readonly [V in Row['vendor']]: ObjectRef<Types, Extract<Row, { vendor: V }>> },
) {
  return builder.unionType(`${type}Details`, {
    description: `Fields that only one vendor documents for its ${many}. Each vendor has its own member.`,
    types: Object.values<ObjectRef<Types, Row>>(members),
    // A row's vendor is one of the members' keys.
    resolveType: ({ vendor }: Row) => members[vendor as Row['vendor']],
  })
}

export const CallDetails = defineDetails<CallRow>('Call', 'calls', {
  UJET: UjetCallDetails,
  CALLCAP: CallcapCallDetails,
  WHIPPY: WhippyCallDetails,
  ALLO_MEDIA: AlloMediaCallDetails,
  TWIN: TwinCallDetails,
})

export const AgentDetails = defineDetails<AgentRow>('Agent', 'agents', { WHIPPY: WhippyAgentDetails })

export const ChatDetails = defineDetails<ChatRow>('Chat', 'chats', { WHIPPY: WhippyChatDetails })

export const CampaignDetails = defineDetails<CampaignRow>('Campaign', 'campaigns', {
  WHIPPY: WhippyCampaignDetails,
  TWIN: TwinCampaignDetails,
})

type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

export function vendorCallFilters(t: InputFields) {
  return {
    ujet: t.field({ type: UjetCallFilter, description: describeNested('UJET', 'calls') }),
    callcap: t.field({ type: CallcapCallFilter, description: describeNested('CALLCAP', 'calls') }),
    whippy: t.field({ type: WhippyCallFilter, description: describeNested('WHIPPY', 'calls') }),
    alloMedia: t.field({ type: AlloMediaCallFilter, description: describeNested('ALLO_MEDIA', 'calls') }),
    twin: t.field({ type: TwinCallFilter, description: describeNested('TWIN', 'calls') }),
  }
}

export function vendorAgentFilters(t: InputFields) {
  return {
    whippy: t.field({ type: WhippyAgentFilter, description: describeNested('WHIPPY', 'agents') }),
    twin: t.field({ type: TwinAgentFilter, description: describeNested('TWIN', 'agents') }),
  }
}

export function vendorCampaignFilters(t: InputFields) {
  return {
    whippy: t.field({ type: WhippyCampaignFilter, description: describeNested('WHIPPY', 'campaigns') }),
    twin: t.field({ type: TwinCampaignFilter, description: describeNested('TWIN', 'campaigns') }),
  }
}

function describeNested(vendor: Vendor, many: string): string {
  const name = VENDOR_NAMES[vendor]
  return `Filters that only ${name} has. They narrow the ${many} of ${name} and keep those of other vendors. Without a selected ${name} account they are \`BAD_USER_INPUT\`.`
}
