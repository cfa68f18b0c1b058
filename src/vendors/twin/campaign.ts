// Call tasks, which dial lists of numbers.
// UNVERIFIED: their fields. Source: the list's parameters.
import type { Campaign, CampaignStatus } from '../../domain/campaign.ts'
import type { TwinTaskStatus } from './details.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { TWIN_CAMPAIGN_FILTERS } from './details.ts'
import { defineResource } from '../define.ts'
import { exact, nested } from '../filters.ts'
import { fromTable, toInstant, toObject, toTable, toWord } from '../wire.ts'
import { among, pages } from './api.ts'

/** Our copy of the document cuts off the list of words. */
const taskWords: Readonly<Record<Exclude<TwinTaskStatus, 'UNKNOWN'>, string>> = {
  BLANK: 'BLANK',
  READY: 'READY',
  IN_PROGRESS: 'PROCESS',
  PAUSED: 'PAUSED',
}

const taskStatuses = toTable<TwinTaskStatus>(taskWords)

const statuses: Readonly<Record<TwinTaskStatus, CampaignStatus>> = {
  BLANK: 'CREATED',
  READY: 'CREATED',
  IN_PROGRESS: 'DIALING',
  PAUSED: 'PAUSED',
  UNKNOWN: 'UNKNOWN',
}

const toWords = (status: TwinTaskStatus) => (status === 'UNKNOWN' ? [] : [taskWords[status]])

function wordsOf(status: CampaignStatus): readonly string[] {
  return [...taskStatuses].flatMap(([word, task]) => (statuses[task] === status ? [word] : []))
}

const twinFilters = nested(TWIN_CAMPAIGN_FILTERS, {
  keyword: exact((keyword) => ({ keyword })),
  status: exact(among('status', toWords, () => true)),
  // No document says which date is meant, so rows cannot be post-filtered.
  // Dates are whole seconds: a millisecond earlier, inclusive and exclusive bounds agree.
  period: exact(({ from, to }) => ({
    ...(from === undefined ? {} : { from: toRfc3339(from - 1) }),
    ...(to === undefined ? {} : { to: toRfc3339(to - 1) }),
  })),
})

export const campaigns = defineResource('CAMPAIGN', {
  lacks: [
    'externalId',
    'type',
    'vendorType',
    'mode',
    'vendorMode',
    'startsAt',
    'endsAt',
    'menu',
    'maxAbandonmentPercent',
    'maxRedialCount',
    'redialIntervalMinutes',
    'overdialMultiplier',
    'targetCount',
    'contactStats',
  ],
  path: 'telephony/autoCall',
  service: 'telephony',
  paging: pages(1000),
  lookUp: { by: 'whole' },
  filters: {
    status: exact(among('status', wordsOf, () => true)),
    twin: twinFilters,
  },
  toRow: (row, account) => toCampaign(toObject(row), account),
})

function toCampaign(row: Wire | null, account: AccountIdentity) {
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  const status = fromTable(taskStatuses, row.status)
  return {
    ...identify('CAMPAIGN', account, vendorId),
    name: toWord(row.name),
    status: statuses[status],
    vendorStatus: toWord(row.status),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    details: { vendor: 'TWIN', status },
  } satisfies Campaign
}
