// Whippy's own part of the graph for campaigns: what it tells of campaigns and sequences beyond the common fields, and
// the filters that only its campaigns have.
import type { WhippyCampaignDetails as DetailsRow } from '../../domain/vendors/whippy.ts'
import { builder } from '../schema/builder.ts'
import { Agent } from '../schema/refs.ts'
import { WhippyChannel } from './whippy-channel.ts'
import { WhippyCampaignKind } from './whippy-words.ts'

const ONLY_A_FILTER = 'that rows carry it, since Whippy documents it as a filter only'

export const WhippyCampaignDetails = builder.objectRef<DetailsRow>('WhippyCampaignDetails').implement({
  description: 'What Whippy tells about a campaign or sequence beyond the fields of Campaign.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: WhippyCampaignKind,
      description: 'Whether it is a campaign or a sequence.',
    }),
    channels: t.expose('channels', {
      type: [WhippyChannel],
      unverified: ONLY_A_FILTER,
      description: 'The channels it sends from.',
    }),
    createdBy: t.expose('createdBy', {
      type: Agent,
      unverified: ONLY_A_FILTER,
      description: 'The user who made it.',
    }),
    updatedBy: t.expose('updatedBy', {
      type: Agent,
      unverified: ONLY_A_FILTER,
      description: 'The user who changed it last.',
    }),
  }),
})

export const WhippyCampaignFilter = builder.inputType('WhippyCampaignFilter', {
  description:
    'Filters for campaigns that only Whippy has; every field given must hold, and within one list any value may. They leave out its sequences.',
  fields: (t) => ({
    title: t.string({ description: 'The name of the campaign, or a part of it, in any case.' }),
    status: t.stringList({
      unverified: 'the list of words',
      description: 'The statuses in Whippy’s words, as in `Campaign.vendorStatus`.',
    }),
    channelIds: t.idList({
      description: 'The channels, by Whippy’s ids as `WhippyChannel.vendorId` gives them.',
    }),
    channelNumber: t.field({ type: ['PhoneNumber'], description: 'The channels, by their numbers.' }),
    createdByIds: t.idList({ description: 'The global ids of the users who made the campaign.' }),
    updatedByIds: t.idList({ description: 'The global ids of the users who changed the campaign last.' }),
  }),
})
