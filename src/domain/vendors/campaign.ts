// What only one vendor knows of campaigns, gathered: further fields, and the filters that narrow one vendor's rows.
import type { FilterValues } from '../filter.ts'
import { defineFilters, nested } from '../filter.ts'
import type { Campaign } from '../campaign.ts'
import type { TwinCampaignDetails } from './twin.ts'
import type { WhippyCampaignDetails } from './whippy.ts'
import { TWIN_CAMPAIGN_FILTERS } from './twin.ts'
import { WHIPPY_CAMPAIGN_FILTERS, whippyCampaign } from './whippy.ts'

/** One member for each vendor that has more to say of campaigns, told apart by `vendor`. */
export type CampaignDetails = WhippyCampaignDetails | TwinCampaignDetails

export const VENDOR_CAMPAIGN_FILTERS = defineFilters<Campaign>()({
  whippy: nested('WHIPPY', WHIPPY_CAMPAIGN_FILTERS, {
    meant: (campaign: Campaign) => whippyCampaign(campaign)?.kind !== 'SEQUENCE',
    leavesOut: 'sequences',
  }),
  twin: nested('TWIN', TWIN_CAMPAIGN_FILTERS),
})

export type VendorCampaignFilter = FilterValues<typeof VENDOR_CAMPAIGN_FILTERS>
