// Dialler campaigns and their contacts. The document names no parameter.
import type { CampaignContactStatus } from '../../domain/campaign-contact.ts'
import type {
  Campaign,
  CampaignContactStats,
  CampaignMode,
  CampaignStatus,
  CampaignType,
  ContactStat,
} from '../../domain/campaign.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { CONTACT_STATS } from '../../domain/campaign.ts'
import { place } from '../../domain/id.ts'
import { byId, defineResource } from '../define.ts'
import { exact } from '../filters.ts'
import {
  reader,
  toAddress,
  toFullName,
  toInstant,
  toInteger,
  toNumber,
  toObject,
  toPhone,
  toWord,
} from '../wire.ts'
import { pages } from './api.ts'
import { MENU_STUB, toMenuStub } from './stubs.ts'
import { firstOf } from './unpublished.ts'

const toType = reader<CampaignType>({ UPLOADED_LIST: 'default', EXTERNAL_LIST: 'external_list' })

const toMode = reader<CampaignMode>({
  PREVIEW: 'preview',
  PREDICTIVE: 'predictive',
  PROGRESSIVE: 'progressive',
})

const toStatus = reader<CampaignStatus>({
  CREATED: 'created',
  STARTED: 'started',
  DIALING: 'dialing',
  PAUSED: 'pause',
  FINISHED: 'finished',
})

const toStat = reader<ContactStat>({
  contacts: 'Contacts',
  remaining: 'Remaining',
  completed: 'Completed',
  running: 'Running',
  upcoming: 'Upcoming',
  dialing: 'Dialing',
  queued: 'Queued',
  connected: 'Connected',
  finished: 'Finished',
  transferred: 'Transferred',
  transferredAndFinished: 'Transferred and Finished',
  reached: 'Reached',
  notReached: 'Not reached',
  notYetReached: 'Not yet reached',
  notPickedUp: 'Not Picked Up',
  notReachedToContact: 'Not Reached to Contact',
  abandonedByContact: 'Abandoned by Contact',
  abandonedByDialer: 'Abandoned by Dialer',
  skipped: 'Skipped',
  skippedAndClosed: 'Skipped & Closed',
  invalidNumberOrName: 'Invalid Number or Name',
  invalidOutboundNumber: 'Invalid outbound number',
  carrierError: 'Carrier Error',
  dialerGeneralError: 'Dialer General Error',
  voicemailHungUp: 'Voicemail Hung Up',
  doNotCall: 'Do Not Call',
  redialScheduled: 'Redial Scheduled',
  redials: 'Redials',
  averageRedialsPerNumber: 'Average Redials per Number',
})

export const campaigns = defineResource('CAMPAIGN', {
  path: 'campaigns',
  paging: pages,
  lookUp: { by: 'whole' },
  lacks: ['details'],
  carries: { menu: MENU_STUB },
  filters: {},
  toRow: byId('CAMPAIGN', toCampaign),
})

function toCampaign(row: Wire, account: AccountIdentity) {
  return {
    name: toWord(row.name),
    externalId: toWord(row.external_campaign_id),
    type: toType(row.campaign_type),
    vendorType: toWord(row.campaign_type),
    mode: toMode(row.mode),
    vendorMode: toWord(row.mode),
    status: toStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    createdAt: toInstant(row.created_at),
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    updatedAt: toInstant(row.updated_at),
    menu: toMenuStub(row.queue, account),
    maxAbandonmentPercent: toNumber(row.max_abandonment_percent),
    maxRedialCount: toInteger(row.max_redial_count),
    redialIntervalMinutes: toInteger(row.redial_interval_minutes),
    overdialMultiplier: toNumber(row.overdial_adjustment_multiplier),
    targetCount: toInteger(row.target_number_to_process),
    contactStats: toContactStats(toObject(row.contact_stats)),
  } satisfies Partial<Campaign>
}

function toContactStats(row: Wire | null): CampaignContactStats | null {
  if (row === null) return null
  const counts = new Map<ContactStat, number | null>()
  const further: { label: string; count: number | null }[] = []
  for (const [label, value] of Object.entries(row)) {
    const stat = toStat(label)
    if (stat === null || stat === 'UNKNOWN') further.push({ label, count: toNumber(value) })
    else counts.set(stat, stat === 'averageRedialsPerNumber' ? toNumber(value) : toInteger(value))
  }
  return {
    ...Object.fromEntries(CONTACT_STATS.map((stat) => [stat, counts.get(stat) ?? null])),
    others: further,
  }
}

const toContactStatus = reader<CampaignContactStatus>({
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
      name:
        toWord(firstOf(row, KEYS.name)) ??
        toFullName(firstOf(row, KEYS.firstName), firstOf(row, KEYS.lastName)),
      email: toAddress(firstOf(row, KEYS.email)),
      phone: toPhone(firstOf(row, KEYS.phone)),
      outboundNumber: toPhone(firstOf(row, KEYS.outbound)),
      status: toContactStatus(status) ?? 'UNKNOWN',
      vendorStatus: toWord(status),
      raw: row,
    }
  },
})
