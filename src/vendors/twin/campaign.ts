// Call tasks, which dial lists of numbers.
import type { Campaign, CampaignStatus } from '../../domain/campaign.ts'
import type { Wire } from '../wire.ts'
import type { TwinTaskStatus } from './details.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { byId, defineResource } from '../define.ts'
import { exact, nested } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toInstant, toWord } from '../wire.ts'
import { among, meaning, pages, searching } from './api.ts'
import { TWIN_CAMPAIGN_FILTERS } from './details.ts'

/** Our copy of the document cuts off the list of words. */
const taskWords: Readonly<Record<Exclude<TwinTaskStatus, 'UNKNOWN'>, string>> = {
  BLANK: 'BLANK',
  READY: 'READY',
  IN_PROGRESS: 'PROCESS',
  PAUSED: 'PAUSED',
}

const toTaskStatus = reader<TwinTaskStatus>(taskWords)

const statuses: Readonly<Record<TwinTaskStatus, CampaignStatus>> = {
  BLANK: 'CREATED',
  READY: 'CREATED',
  IN_PROGRESS: 'DIALING',
  PAUSED: 'PAUSED',
  UNKNOWN: 'UNKNOWN',
}

const toWords = (status: TwinTaskStatus) => (status === 'UNKNOWN' ? [] : [taskWords[status]])

const twinFilters = nested(TWIN_CAMPAIGN_FILTERS, {
  keyword: exact((words) => searching('keyword', words)),
  status: exact(among('status', toWords, () => true)),
  // No document says which date is meant, so rows cannot be post-filtered.
  // Dates are whole seconds: a millisecond earlier, inclusive and exclusive bounds agree.
  period: exact(({ from, to }) => ({
    ...(from === undefined ? {} : { from: toRfc3339(from - 1) }),
    ...(to === undefined ? {} : { to: toRfc3339(to - 1) }),
  })),
})

export const campaigns = defineResource('CAMPAIGN', {
  lacks: CONTACT_CENTRE.CAMPAIGN,
  path: 'telephony/autoCall',
  service: 'telephony',
  paging: pages(1000),
  lookUp: { by: 'whole' },
  filters: {
    status: exact(among('status', meaning(taskWords, statuses), () => true)),
    twin: twinFilters,
  },
  toRow: byId('CAMPAIGN', toCampaign),
})

function toCampaign(row: Wire) {
  const status = toTaskStatus(row.status) ?? 'UNKNOWN'
  return {
    name: toWord(row.name),
    status: statuses[status],
    vendorStatus: toWord(row.status),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    details: { vendor: 'TWIN', status },
  } satisfies Partial<Campaign>
}
