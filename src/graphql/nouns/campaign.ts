// The type `Campaign`, its filter, order and queries.
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { CAMPAIGN_MODES, CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../domain/campaign.ts'
import { builder, rowFields } from '../schema/builder.ts'
import { Calls } from './call.ts'
import { CampaignContacts, CampaignContactStats } from './campaign-contact.ts'
import { defineConnection } from '../schema/connection.ts'
import { enumOf } from '../schema/enum.ts'
import { listField, queryList } from '../schema/list-field.ts'
import { byIdField, identityFields, Node } from '../schema/node.ts'
import { Campaign, Menu, unionOfDetails } from '../schema/refs.ts'

const CampaignType = enumOf('CampaignType', 'Where the contacts of a campaign come from.', CAMPAIGN_TYPES, {
  UPLOADED_LIST: 'From files that the company uploaded.',
  EXTERNAL_LIST: 'From a third-party service.',
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorType`.',
})

const CampaignMode = enumOf('CampaignMode', 'How the dialler of a campaign works.', CAMPAIGN_MODES, {
  PREVIEW: 'The agent sees the contact first and chooses what to do.',
  PREDICTIVE: 'The dialler tells people from machines and connects only people to an agent.',
  PROGRESSIVE: 'The dialler takes a ready agent first and then dials the next contact.',
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `vendorMode`.',
})

const CampaignStatus = enumOf('CampaignStatus', 'Statuses of campaigns.', CAMPAIGN_STATUSES, {
  CREATED: 'Made and not started.',
  STARTED: 'Started, and nothing is dialled yet.',
  DIALING: 'At work.',
  PAUSED: 'Held up by an agent or manager.',
  FINISHED: 'Done with all calls.',
  UNKNOWN:
    'The row carries no status, or a word that Switchboard does not know yet; the vendor’s own is `vendorStatus`.',
})

Campaign.implement({
  description:
    'One effort to reach many people: campaigns of UJET and Whippy and call tasks of TWIN; Callcap lines and Allo-Media names exist only inside calls. What another row carries of a campaign costs no request; a field that it lacks is looked up.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'campaign'),
    ...rowFields(t, {
      name: ['String', 'What the company calls the campaign.'],
      externalId: ['ID', 'The id of the campaign in the third-party service it comes from.'],
      type: [CampaignType, 'Where the contacts come from.'],
      vendorType: ['String', 'The vendor’s own word for where the contacts come from.'],
      mode: [CampaignMode, 'How the dialler works.'],
      vendorMode: ['String', 'The vendor’s own word for how the dialler works.'],
      status: [CampaignStatus, 'The campaign’s status.', { absent: 'UNKNOWN' }],
      vendorStatus: ['String', 'The vendor’s own status word.'],
      createdAt: ['DateTime', 'When the campaign was created.'],
      startsAt: ['DateTime', 'When the campaign starts or started.'],
      endsAt: ['DateTime', 'When the campaign ends or ended, null when that is open.'],
      updatedAt: ['DateTime', 'When the campaign was last changed.'],
      menu: [Menu, 'The queue whose agents take the calls; it comes with the row.'],
      maxAbandonmentPercent: [
        'Float',
        'The share of calls the dialler may let go unanswered by an agent.',
        { unit: 'percent' },
      ],
      maxRedialCount: ['Int', 'How often a number is dialled again at most.'],
      redialIntervalMinutes: [
        'Int',
        'How long to wait before a number is dialled again.',
        { unit: 'minutes' },
      ],
      overdialMultiplier: ['Float', 'The factor that adjusts how far the dialler dials ahead of its agents.'],
      targetCount: ['Int', 'How many numbers the campaign is to work through.'],
      contactStats: [CampaignContactStats, 'Numbers of contacts by state.'],
      details: [
        unionOfDetails('CAMPAIGN'),
        'Everything else that the campaign’s vendor documents, as the member of that vendor.',
      ],
    }),
    contacts: listField(t, {
      ...CampaignContacts,
      description:
        'The people the campaign is to reach, of UJET and Whippy. Every campaign costs requests of its own and no root list spans several; `contactStats` has their counts and comes with the campaign’s row.',
      within: (campaign) => ({ fixed: { campaignId: campaign.id }, account: campaign.account }),
    }),
    calls: listField(t, {
      ...Calls,
      description:
        'The calls of the campaign; the campaign is added to the filter as `campaignIds`. The calls of UJET do not carry a campaign, so its accounts are skipped and their reports say so. Every campaign costs requests of its own: for many campaigns, `calls(filter: { campaignIds: […] })` is one question.',
      within: (campaign) => ({ ids: { campaignIds: campaign.id }, account: campaign.account }),
    }),
  }),
})

const CampaignOrder = defineOrder(
  'CAMPAIGN',
  {
    STARTS_AT: 'When the campaign starts.',
    CREATED_AT: 'When the campaign was created.',
    ENDS_AT: 'When the campaign ends.',
    UPDATED_AT: 'When the campaign was last changed.',
    NAME: 'The name.',
    STATUS: 'The status.',
    ID: 'The vendor’s own id: numbers by value, then other texts.',
  },
  {
    field:
      'What campaigns can be ordered by; an order that a selected account cannot give is refused with `UNSUPPORTED_ORDER`.',
  },
)

builder.queryFields((t) => ({
  campaign: byIdField(t, 'CAMPAIGN', Campaign, 'One campaign by its global id, null when it does not exist.'),
  campaigns: queryList(t, {
    noun: 'CAMPAIGN',
    type: defineConnection('CAMPAIGN', Campaign),
    filter: filterInput('CAMPAIGN'),
    order: CampaignOrder,
    orderWords: 'global id, ascending',
    description: 'Campaigns and call tasks of all accounts.',
  }),
}))
