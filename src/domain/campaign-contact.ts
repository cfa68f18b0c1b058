// A person whom a campaign calls.
import type { PlacedRow } from './noun.ts'
import type { Orders } from './order.ts'
import type { WordOf } from './words.ts'
import { defineFilters, words, choosing } from './filter.ts'
import { rawIdKey, sortBy } from './order.ts'
import { defineWords } from './words.ts'

export const CAMPAIGN_CONTACT_STATUSES = defineWords(
  'CampaignContactStatus',
  'States of the attempt to reach a person. UNVERIFIED: the words, which are those of a sibling API of UJET.',
  {
    UPCOMING: 'The turn is still to come.',
    DIALING: 'Being dialled.',
    QUEUED: 'Waiting for an agent.',
    CONNECTED: 'Talking to an agent.',
    FINISHED: 'The call was finished.',
    TRANSFERRED: 'The call was transferred.',
    TRANSFERRED_AND_FINISHED: 'The call was transferred and finished.',
    NOT_PICKED_UP: 'Nobody picked up.',
    NOT_REACHED: 'No connection to the person came about.',
    ABANDONED_BY_CONTACT: 'The person hung up before an agent came.',
    ABANDONED_BY_DIALER: 'The dialler let the person go because no agent was free.',
    SKIPPED: 'Skipped.',
    SKIPPED_AND_CLOSED: 'Skipped for good.',
    INVALID_NUMBER: 'The number is invalid.',
    INVALID_OUTBOUND_NUMBER: 'The outbound number is invalid.',
    BLOCKED_NUMBER: 'The number is blocked.',
    CARRIER_ERROR: 'An error of the carrier.',
    DIALER_ERROR: 'An error of the dialler.',
    VOICEMAIL_HUNG_UP: 'A voicemail answered and was hung up on.',
    REDIAL_SCHEDULED: 'To be dialled again.',
    DO_NOT_CALL: 'Must not be called.',
    UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorStatus`.',
  },
)
export type CampaignContactStatus = WordOf<typeof CAMPAIGN_CONTACT_STATUSES>

interface CampaignContactFields {
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

export const CAMPAIGN_CONTACT_ORDERS = {
  ID: sortBy((contact: CampaignContact) => rawIdKey(contact.vendorId), 'The vendor’s own id.', { pii: 'ID' }),
} satisfies Orders<CampaignContact>
