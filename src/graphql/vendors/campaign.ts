// What only one vendor knows of campaigns: its fields, and its filters.
import type { Campaign as Row } from '../../domain/campaign.ts'
import type { Types } from '../schema/builder.ts'
import { describeNested } from './nested.ts'
import { TwinCampaignDetails, TwinCampaignFilter } from './twin.ts'
import { WhippyCampaignDetails, WhippyCampaignFilter } from './whippy-campaign.ts'

export function vendorCampaignFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>) {
  return {
    whippy: t.expose('whippy', {
      type: WhippyCampaignDetails,
      description: 'Everything else that Whippy tells about its campaigns and sequences.',
    }),
    twin: t.expose('twin', {
      type: TwinCampaignDetails,
      description: 'Everything else that TWIN tells about its call tasks.',
    }),
  }
}

export function vendorCampaignFilters(t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) {
  return {
    whippy: t.field({ type: WhippyCampaignFilter, description: describeNested('WHIPPY', 'campaigns') }),
    twin: t.field({ type: TwinCampaignFilter, description: describeNested('TWIN', 'campaigns') }),
  }
}
