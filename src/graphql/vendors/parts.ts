// Parts of nouns that single vendors add: the union `details` of a row.
import type { ObjectRef } from '@pothos/core'
import type { Vendor } from '../../domain/vendor.ts'
import type { AgentDetails as AgentRow } from '../../domain/vendors/agent.ts'
import type { CallDetails as CallRow } from '../../domain/vendors/call.ts'
import type { CampaignDetails as CampaignRow } from '../../domain/vendors/campaign.ts'
import type { ChatDetails as ChatRow } from '../../domain/vendors/chat.ts'
import type { Types } from '../schema/builder.ts'
import { builder } from '../schema/builder.ts'
import { AlloMediaCallDetails } from './allo-media.ts'
import { CallcapCallDetails } from './callcap.ts'
import { TwinCallDetails, TwinCampaignDetails } from './twin.ts'
import { UjetCallDetails } from './ujet.ts'
import { WhippyAgentDetails, WhippyCallDetails, WhippyCampaignDetails, WhippyChatDetails } from './whippy.ts'

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
