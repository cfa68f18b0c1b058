// A campaign: an effort to reach many people.
import type { Menu } from './menu.ts'
import type { Details, Known, Row } from './noun.ts'
import type { Orders } from './order.ts'
import type { Instant } from './time.ts'
import type { WordOf } from './words.ts'
import { defineFilters, words, ids, ownIds } from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

export const CAMPAIGN_TYPES = defineWords('CampaignType', 'Where the contacts of a campaign come from.', {
  UPLOADED_LIST: 'From files that the company uploaded.',
  EXTERNAL_LIST: 'From a third-party service.',
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorType`.',
})
export type CampaignType = WordOf<typeof CAMPAIGN_TYPES>

export const CAMPAIGN_MODES = defineWords('CampaignMode', 'How the dialler of a campaign works.', {
  PREVIEW: 'The agent sees the contact first and chooses what to do.',
  PREDICTIVE: 'The dialler tells people from machines and connects only people to an agent.',
  PROGRESSIVE: 'The dialler takes a ready agent first and then dials the next contact.',
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorMode`.',
})
export type CampaignMode = WordOf<typeof CAMPAIGN_MODES>

export const CAMPAIGN_STATUSES = defineWords('CampaignStatus', 'Statuses of campaigns.', {
  CREATED: 'Made and not started.',
  STARTED: 'Started, and nothing is dialled yet.',
  DIALING: 'At work.',
  PAUSED: 'Held up by an agent or manager.',
  FINISHED: 'Done with all calls.',
  UNKNOWN:
    'The row carries no status, or a word that Switchboard does not know yet; the vendor’s own is `vendorStatus`.',
})
export type CampaignStatus = WordOf<typeof CAMPAIGN_STATUSES>

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

interface CampaignFields {
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

export const CAMPAIGN_ORDERS = {
  STARTS_AT: sortBy('startsAt', 'When the campaign starts.'),
  CREATED_AT: sortBy('createdAt', 'When the campaign was created.'),
  ENDS_AT: sortBy('endsAt', 'When the campaign ends.'),
  UPDATED_AT: sortBy('updatedAt', 'When the campaign was last changed.'),
  NAME: sortBy('name', 'The name.'),
  STATUS: sortBy('status', 'The status.'),
  ID: sortBy(
    (campaign: Campaign) => rawIdKey(campaign.vendorId),
    'The vendor’s own id: numbers by value, then other texts.',
  ),
} satisfies Orders<Campaign>
