// The type `Campaign`, its filter, order and queries.
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { builder } from '../schema/builder.ts'
import { rowFields } from '../schema/row-type.ts'
import { Calls } from './call.ts'
import { CampaignContacts, CampaignContactStats } from './campaign-contact.ts'
import { defineConnection } from '../schema/connection.ts'
import { listField, queryList } from '../schema/list-field.ts'
import { byIdField, identityFields, Node } from '../schema/node.ts'
import { Campaign, Menu, unionOfDetails } from '../schema/refs.ts'
import { CAMPAIGN_TYPES, CAMPAIGN_MODES, CAMPAIGN_STATUSES } from '../../domain/campaign.ts'

Campaign.implement({
  description:
    'One effort to reach many people: campaigns of UJET and Whippy and call tasks of TWIN; Callcap lines and Allo-Media names exist only inside calls. What another row carries of a campaign costs no request; a field that it lacks is looked up.',
  interfaces: [Node],
  fields: (t) => ({
    ...identityFields(t, 'campaign'),
    ...rowFields(t, {
      name: ['String', 'What the company calls the campaign.'],
      externalId: ['ID', 'The id of the campaign in the third-party service it comes from.'],
      type: [CAMPAIGN_TYPES, 'Where the contacts come from.'],
      vendorType: ['String', 'The vendor’s own word for where the contacts come from.'],
      mode: [CAMPAIGN_MODES, 'How the dialler works.'],
      vendorMode: ['String', 'The vendor’s own word for how the dialler works.'],
      status: [CAMPAIGN_STATUSES, 'The campaign’s status.', { absent: 'UNKNOWN' }],
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

const CampaignOrder = defineOrder('CAMPAIGN', {
  field:
    'What campaigns can be ordered by; an order that a selected account cannot give is refused with `UNSUPPORTED_ORDER`.',
})

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
