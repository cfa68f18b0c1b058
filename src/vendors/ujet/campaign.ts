// Dialler campaigns. Their document names no parameter.
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
import { identify } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { toInstant, toInteger, toNumber, toObject, toWord } from '../wire.ts'
import { pages } from './api.ts'
import { MENU_STUB, toMenuStub } from './stubs.ts'
import { reader } from './words.ts'

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
  toRow: (row, account) => toCampaign(toObject(row), account),
})

function toCampaign(row: Wire | null, account: AccountIdentity) {
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('CAMPAIGN', account, vendorId),
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
  } satisfies Campaign
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
