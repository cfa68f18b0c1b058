// Campaigns and sequences, two lists of one noun.
import type { Campaign, CampaignStatus } from '../../domain/campaign.ts'
import type { AccountIdentity } from '../define.ts'
import type { WhippyCampaignKind } from './details.ts'
import { identify } from '../../domain/id.ts'
import { toPhoneNumber } from '../../domain/phone.ts'
import { defineResource } from '../define.ts'
import { exact, nested, noMatch, texts } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toObject, toWord } from '../wire.ts'
import { pages, toChannels, toTime, toUser, userIds } from './api.ts'
import { WHIPPY_CAMPAIGN_FILTERS } from './details.ts'

// No document lists the words.
const toStatus = reader<CampaignStatus>({
  CREATED: ['draft', 'scheduled'],
  STARTED: ['active', 'running', 'in_progress', 'sending'],
  PAUSED: 'paused',
  FINISHED: ['completed', 'complete', 'finished', 'sent'],
})

const none = exact(() => noMatch)

const NOT_OF_SEQUENCES = nested(WHIPPY_CAMPAIGN_FILTERS, {
  title: none,
  status: none,
  channelIds: none,
  channelNumber: none,
  createdByIds: none,
  updatedByIds: none,
})

const sequences = defineResource('CAMPAIGN', {
  lacks: CONTACT_CENTRE.CAMPAIGN,
  path: 'sequences',
  paging: pages,
  filters: { whippy: NOT_OF_SEQUENCES },
  toRow: (row, account) => toCampaign(row, 'SEQUENCE', account),
})

export const campaigns = defineResource('CAMPAIGN', {
  lacks: CONTACT_CENTRE.CAMPAIGN,
  path: 'campaigns',
  paging: pages,
  besides: sequences,
  lookUp: { by: 'whole' },
  carries: { createdBy: ['kind'], updatedBy: ['kind'] },
  filters: {
    whippy: nested(WHIPPY_CAMPAIGN_FILTERS, {
      title: exact((title) => ({ title })),
      status: exact(texts('status[]')),
      channelIds: exact(texts('channels[][id]')),
      channelNumber: exact((numbers, settings) =>
        texts('channels[][phone]')(
          numbers.map((number) => toPhoneNumber(number)),
          settings,
        ),
      ),
      createdByIds: exact(userIds('created_by[]')),
      updatedByIds: exact(userIds('updated_by[]')),
    }),
  },
  toRow: (row, account) => toCampaign(row, 'CAMPAIGN', account),
})

function toCampaign(value: unknown, kind: WhippyCampaignKind, account: AccountIdentity) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('CAMPAIGN', account, vendorId),
    name: toWord(row.title) ?? toWord(row.name),
    status: toStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
    details: {
      vendor: 'WHIPPY',
      kind,
      channels: toChannels(row.channels, account),
      createdBy: toUser(row.created_by, account),
      updatedBy: toUser(row.updated_by, account),
    },
  } satisfies Campaign
}
