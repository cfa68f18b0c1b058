// People whom a campaign dials.
// UNVERIFIED: the path and the rows. Source: the sibling API's keys to create a contact, and its statuses' labels.
import type { CampaignContactStatus } from '../../domain/campaign-contact.ts'
import type { Wire } from '../wire.ts'
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { exact } from '../filters.ts'
import { toAddress, toObject, toPhone, toWord } from '../wire.ts'
import { pages } from './api.ts'
import { firstOf } from './unpublished.ts'
import { reader } from './words.ts'

const toStatus = reader<CampaignContactStatus>({
  UPCOMING: 'Upcoming',
  DIALING: 'Dialing',
  QUEUED: 'Queued',
  CONNECTED: 'Connected',
  FINISHED: 'Finished',
  TRANSFERRED: 'Transferred',
  TRANSFERRED_AND_FINISHED: 'Transferred and Finished',
  NOT_PICKED_UP: 'Not Picked Up',
  NOT_REACHED: 'Not Reached to Contact',
  ABANDONED_BY_CONTACT: 'Abandoned by Contact',
  ABANDONED_BY_DIALER: 'Abandoned by Dialer',
  SKIPPED: 'Skipped',
  SKIPPED_AND_CLOSED: 'Skipped & Closed',
  INVALID_NUMBER: 'Invalid Number',
  INVALID_OUTBOUND_NUMBER: 'Invalid outbound number',
  BLOCKED_NUMBER: 'Blocked phone number',
  CARRIER_ERROR: 'Carrier Error',
  DIALER_ERROR: 'Dialer General Error',
  VOICEMAIL_HUNG_UP: 'Voicemail Hung Up',
  REDIAL_SCHEDULED: 'Redial Scheduled',
  DO_NOT_CALL: 'Do Not Call',
})

const KEYS = {
  id: ['id', 'contact_id', 'contact.id'],
  externalId: ['external_unique_id', 'external_id', 'contact.external_unique_id', 'contact.external_id'],
  name: ['name', 'contact.name'],
  firstName: ['first_name', 'contact.first_name'],
  lastName: ['last_name', 'contact.last_name'],
  email: ['email', 'contact.email'],
  phone: ['phone_number', 'phone', 'contact.phone_number', 'contact.phone'],
  outbound: ['outbound_number', 'contact.outbound_number'],
  status: ['status', 'contact_status', 'contact.status'],
}

export const campaignContacts = defineResource('CAMPAIGN_CONTACT', {
  path: 'campaigns/{campaignId}/contacts',
  paging: pages,
  filters: {
    // The path has it.
    campaignId: exact(() => ({})),
  },
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    const status = firstOf(row, KEYS.status)
    const vendorId = toWord(firstOf(row, KEYS.id))
    return {
      ...place('CAMPAIGN_CONTACT', account, index, vendorId),
      vendorId,
      externalId: toWord(firstOf(row, KEYS.externalId)),
      name: toName(row),
      email: toAddress(firstOf(row, KEYS.email)),
      phone: toPhone(firstOf(row, KEYS.phone)),
      outboundNumber: toPhone(firstOf(row, KEYS.outbound)),
      status: toStatus(status) ?? 'UNKNOWN',
      vendorStatus: toWord(status),
      raw: row,
    }
  },
})

function toName(row: Wire): string | null {
  const parts = [firstOf(row, KEYS.firstName), firstOf(row, KEYS.lastName)].flatMap(
    (part) => toWord(part) ?? [],
  )
  return toWord(firstOf(row, KEYS.name)) ?? (parts.length > 0 ? parts.join(' ') : null)
}
