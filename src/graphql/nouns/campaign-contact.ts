// Contacts of a campaign, and their numbers by state.
import type {
  CampaignContactStat as Stat,
  CampaignContactStats as Stats,
  ContactStat,
} from '../../domain/campaign.ts'
import type { CampaignContact as Row } from '../../domain/campaign-contact.ts'
import { CONTACT_STATS } from '../../domain/campaign.ts'
import { builder } from '../schema/builder.ts'
import { rowType } from '../schema/row-type.ts'
import { defineOrder, filterInput } from '../schema/inputs.ts'
import { defineConnection } from '../schema/connection.ts'
import { CAMPAIGN_CONTACT_STATUSES } from '../../domain/campaign-contact.ts'

const CampaignContact = rowType<Row>()('CampaignContact', {
  description:
    'One person a campaign is to reach: UJET and Whippy. UNVERIFIED: the rows of UJET, which shows only what is sent to create one.',
  fields: {
    id: [
      'ID',
      'One for each contact, `campaign-contact:<account>:<vendor’s id of the contact>`. It stays the same between answers, and cannot be looked up.',
      { pii: 'ID' },
    ],
    vendorId: ['ID', 'The vendor’s own id of the contact.', { pii: 'ID' }],
    externalId: ['ID', 'The id by which the company itself knows the person.', { pii: 'ID' }],
    name: ['String', 'The name.', { pii: 'NAME' }],
    email: ['EmailAddress', 'The e-mail address.', { pii: 'EMAIL' }],
    phone: ['PhoneNumber', 'The number to reach.', { pii: 'PHONE' }],
    outboundNumber: [
      'PhoneNumber',
      'The company’s number that the person sees.',
      { pii: 'PHONE', vendors: ['UJET'], unverified: true },
    ],
    status: [CAMPAIGN_CONTACT_STATUSES, 'The state of the attempt to reach the person.'],
    vendorStatus: ['String', 'The vendor’s own word for that.'],
    raw: [
      'JSON',
      'The row as the vendor sent it, because its shape is documented nowhere.',
      { pii: 'TEXT', vendors: ['UJET'] },
    ],
  },
})

const CampaignContactOrder = defineOrder('CAMPAIGN_CONTACT', {
  order: 'The order of the people whom a campaign is to reach.',
  field: 'What the contacts of a campaign can be ordered by.',
})

export const CampaignContacts = {
  noun: 'CAMPAIGN_CONTACT',
  type: defineConnection('CAMPAIGN_CONTACT', CampaignContact),
  filter: filterInput('CAMPAIGN_CONTACT', 'below'),
  order: CampaignContactOrder,
  orderWords: 'the vendor’s own order',
} as const

const STATS: Readonly<Record<ContactStat, string>> = {
  contacts: 'All contacts.',
  remaining: 'Contacts still to be worked on.',
  completed: 'Contacts done with.',
  running: 'Contacts being worked on.',
  upcoming: 'Contacts whose turn is still to come.',
  dialing: 'Contacts being dialled.',
  queued: 'Contacts waiting for an agent.',
  connected: 'Contacts talking to an agent.',
  finished: 'Contacts whose call was finished.',
  transferred: 'Contacts who were transferred.',
  transferredAndFinished: 'Contacts who were transferred and whose call was finished.',
  reached: 'Contacts who were reached.',
  notReached: 'Contacts who could not be reached.',
  notYetReached: 'Contacts who have not been reached yet.',
  notPickedUp: 'Contacts who did not pick up.',
  notReachedToContact: 'Contacts to whom no connection came about.',
  abandonedByContact: 'Contacts who hung up before an agent came.',
  abandonedByDialer: 'Contacts whom the dialler let go because no agent was free.',
  skipped: 'Contacts who were skipped.',
  skippedAndClosed: 'Contacts who were skipped for good.',
  invalidNumberOrName: 'Contacts with an invalid number or name.',
  invalidOutboundNumber: 'Contacts for whom the outbound number was invalid.',
  carrierError: 'Contacts lost to an error of the carrier.',
  dialerGeneralError: 'Contacts lost to an error of the dialler.',
  voicemailHungUp: 'Contacts whose voicemail answered and was hung up on.',
  doNotCall: 'Contacts who must not be called.',
  redialScheduled: 'Contacts who are to be dialled again.',
  redials: 'How many times numbers were dialled again.',
  averageRedialsPerNumber: 'How many times each number was dialled again on average.',
}

const CampaignContactStat = rowType<Stat>()('CampaignContactStat', {
  description: 'One count under a label of the vendor. UJET only.',
  fields: {
    label: ['String', 'The vendor’s label.', { nullable: false }],
    count: ['Float', 'The number under it.'],
  },
})

export const CampaignContactStats = builder.objectRef<Stats>('CampaignContactStats').implement({
  description: 'Numbers of a campaign’s contacts by state. A label that the row lacks is null. UJET only.',
  fields: (t) => ({
    ...Object.fromEntries(
      CONTACT_STATS.map((stat) => [
        stat,
        stat === 'averageRedialsPerNumber'
          ? t.exposeFloat(stat, { description: STATS[stat] })
          : t.exposeInt(stat, { description: STATS[stat] }),
      ]),
    ),
    others: t.expose('others', {
      type: [CampaignContactStat],
      nullable: false,
      description: 'Labels that Switchboard does not know yet, empty when there are none.',
    }),
  }),
})
