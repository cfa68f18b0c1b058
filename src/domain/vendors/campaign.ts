// What only one vendor knows of campaigns, gathered: further fields, and the filters that narrow one vendor's rows.
import type { Campaign } from '../campaign.ts'
import type { Predicates } from '../filter.ts'
import type { TwinCampaignDetails, TwinCampaignFilter } from './twin.ts'
import type { WhippyCampaignDetails, WhippyCampaignFilter } from './whippy.ts'
import { matchesTwinCampaign } from './twin.ts'
import { matchesWhippyCampaign } from './whippy.ts'

/** One member for each vendor that has more to say of campaigns, told apart by `vendor`. */
export type CampaignDetails = WhippyCampaignDetails | TwinCampaignDetails

export interface VendorCampaignFilter {
  whippy?: WhippyCampaignFilter | undefined
  twin?: TwinCampaignFilter | undefined
}

export const vendorCampaignPredicates: Predicates<VendorCampaignFilter, Campaign> = {
  whippy: matchesWhippyCampaign,
  twin: matchesTwinCampaign,
}
