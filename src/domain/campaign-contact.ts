// A person whom a campaign calls.
import { defineFilters, words, choosing } from './filter.ts'
import type { PlacedRow } from './noun.ts'
import type { SortKeys } from './order.ts'
import { rawIdKey } from './order.ts'

export const CAMPAIGN_CONTACT_STATUSES = [
  'UPCOMING',
  'DIALING',
  'QUEUED',
  'CONNECTED',
  'FINISHED',
  'TRANSFERRED',
  'TRANSFERRED_AND_FINISHED',
  'NOT_PICKED_UP',
  'NOT_REACHED',
  'ABANDONED_BY_CONTACT',
  'ABANDONED_BY_DIALER',
  'SKIPPED',
  'SKIPPED_AND_CLOSED',
  'INVALID_NUMBER',
  'INVALID_OUTBOUND_NUMBER',
  'BLOCKED_NUMBER',
  'CARRIER_ERROR',
  'DIALER_ERROR',
  'VOICEMAIL_HUNG_UP',
  'REDIAL_SCHEDULED',
  'DO_NOT_CALL',
  'UNKNOWN',
] as const
export type CampaignContactStatus = (typeof CAMPAIGN_CONTACT_STATUSES)[number]

export interface CampaignContactFields {
  vendorId: string
  externalId: string
  name: string
  email: string
  phone: string
  outboundNumber: string
  status: CampaignContactStatus
  vendorStatus: string
  /** The row as the vendor sent it. */
  raw: unknown
}

export type CampaignContact = PlacedRow<'CAMPAIGN_CONTACT', CampaignContactFields>

export const CAMPAIGN_CONTACT_FILTERS = defineFilters<CampaignContact>()({
  // Selects the list; rows do not have it.
  campaignId: choosing<string>('ID', { names: 'CAMPAIGN' }),
  status: words('status', CAMPAIGN_CONTACT_STATUSES, 'The state of the attempt to reach the person.'),
})

export const campaignContactOrders = {
  ID: (contact) => rawIdKey(contact.vendorId),
} satisfies SortKeys<CampaignContact>
