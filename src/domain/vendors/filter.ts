// Which vendor each nested filter belongs to, whichever noun's filter it stands in.
import type { Vendor } from '../vendor.ts'
import type { VendorAgentFilter } from './agent.ts'
import type { VendorCallFilter } from './call.ts'
import type { VendorCampaignFilter } from './campaign.ts'

/** The keys of filters that one vendor has alone. */
export type NestedFilter = keyof VendorCallFilter | keyof VendorAgentFilter | keyof VendorCampaignFilter

const VENDORS_OF_FILTERS: Readonly<Record<NestedFilter, Vendor>> = {
  ujet: 'UJET',
  callcap: 'CALLCAP',
  whippy: 'WHIPPY',
  alloMedia: 'ALLO_MEDIA',
  twin: 'TWIN',
}

/** The vendor whose rows a nested filter narrows, by its key; other keys of a filter are not in it. */
export const VENDOR_OF_FILTER: ReadonlyMap<string, Vendor> = new Map(Object.entries(VENDORS_OF_FILTERS))
