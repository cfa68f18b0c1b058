// A campaign: an effort to reach many people.
import { defineFilters, words, ids, ownIds } from './filter.ts'
import type { Menu } from './menu.ts'
import type { Details, Known, Row } from './noun.ts'
import type { SortKeys } from './order.ts'
import type { Instant } from './time.ts'
import { rawIdKey } from './order.ts'

export const CAMPAIGN_TYPES = ['UPLOADED_LIST', 'EXTERNAL_LIST', 'UNKNOWN'] as const
export type CampaignType = (typeof CAMPAIGN_TYPES)[number]

export const CAMPAIGN_MODES = ['PREVIEW', 'PREDICTIVE', 'PROGRESSIVE', 'UNKNOWN'] as const
export type CampaignMode = (typeof CAMPAIGN_MODES)[number]

export const CAMPAIGN_STATUSES = ['CREATED', 'STARTED', 'DIALING', 'PAUSED', 'FINISHED', 'UNKNOWN'] as const
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

/** The labels with a field of their own. */
export const CONTACT_STATS = [
  'contacts',
  'remaining',
  'completed',
  'running',
  'upcoming',
  'dialing',
  'queued',
  'connected',
  'finished',
  'transferred',
  'transferredAndFinished',
  'reached',
  'notReached',
  'notYetReached',
  'notPickedUp',
  'notReachedToContact',
  'abandonedByContact',
  'abandonedByDialer',
  'skipped',
  'skippedAndClosed',
  'invalidNumberOrName',
  'invalidOutboundNumber',
  'carrierError',
  'dialerGeneralError',
  'voicemailHungUp',
  'doNotCall',
  'redialScheduled',
  'redials',
  'averageRedialsPerNumber',
] as const
export type ContactStat = (typeof CONTACT_STATS)[number]

/** Contacts by label, e.g. `{ remaining: 12 }`. `null`: the row lacks the label. */
export type CampaignContactStats = Known<Record<ContactStat, number>> & {
  /** Labels without a field of their own. */
  readonly others: readonly CampaignContactStat[]
}

export interface CampaignContactStat {
  readonly label: string
  readonly count: number | null
}

export interface CampaignFields {
  details: Details
  name: string
  externalId: string
  type: CampaignType
  vendorType: string
  mode: CampaignMode
  vendorMode: string
  status: CampaignStatus
  vendorStatus: string
  createdAt: Instant
  startsAt: Instant
  endsAt: Instant
  updatedAt: Instant
  menu: Menu
  maxAbandonmentPercent: number
  maxRedialCount: number
  redialIntervalMinutes: number
  overdialMultiplier: number
  targetCount: number
  contactStats: CampaignContactStats
}

export type Campaign = Row<'CAMPAIGN', CampaignFields>

export const CAMPAIGN_FILTERS = defineFilters<Campaign>()({
  ids: ownIds('CAMPAIGN'),
  type: words('type', CAMPAIGN_TYPES, 'Where the contacts come from.'),
  mode: words('mode', CAMPAIGN_MODES, 'How the dialler works.'),
  status: words('status', CAMPAIGN_STATUSES, 'The statuses to keep.'),
  menuIds: ids('MENU', 'menu', 'The global ids of the queues whose agents take the calls.'),
})

export const campaignOrders = {
  STARTS_AT: (campaign) => campaign.startsAt,
  CREATED_AT: (campaign) => campaign.createdAt,
  ENDS_AT: (campaign) => campaign.endsAt,
  UPDATED_AT: (campaign) => campaign.updatedAt,
  NAME: (campaign) => campaign.name,
  STATUS: (campaign) => campaign.status,
  ID: (campaign) => rawIdKey(campaign.vendorId),
} satisfies SortKeys<Campaign>
