// A number or mailbox of the company at Whippy, as other rows carry it.
import type { Context } from '../schema/context.ts'
import type { WhippyChannel as ChannelRow } from '../../domain/vendors/whippy.ts'
import { builder } from '../schema/builder.ts'

/** A field that most rows do not carry. */
function told<K extends Exclude<keyof ChannelRow, 'account' | 'vendorId'>>(field: K, description: string) {
  return {
    asks: { by: 'CHANNELS' },
    description: `${description} Fetched from the account’s list of channels where the row lacks it.`,
    resolve: (row: ChannelRow, _: object, { gather, ask }: Context) => {
      const known = row[field]
      if (known !== undefined || row.vendorId == null) return known ?? null
      return gather.channel(row.account, row.vendorId, ask).then((channel) => channel?.[field] ?? null)
    },
  } as const
}

export const WhippyChannel = builder.objectRef<ChannelRow>('WhippyChannel').implement({
  description:
    'A number or mailbox of the company at Whippy. It is no Node, and a viewer who may see its row may see it whole. Most rows carry only the id. Any other field then reads the account’s list of channels: one upstream request for all rows, kept for 10 minutes. It is null where the list lacks the channel, and an error where Whippy refuses the list. UNVERIFIED: the path and the keys of that list.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      description: 'Whippy’s id of the channel, for use in `WhippyCallFilter.channelIds`.',
    }),
    name: t.string(told('name', 'The name that the company gave the channel.')),
    phoneNumber: t.field({
      type: 'PhoneNumber',
      ...told('phoneNumber', 'The telephone number that callers dial for the channel.'),
    }),
    timeZone: t.field({
      type: 'TimeZone',
      ...told('timeZone', 'The zone in which the channel keeps its hours.'),
    }),
    channelType: t.string(
      told('channelType', 'The kind of channel in Whippy’s word, for example `phone` or `email`.'),
    ),
    supportsAiAgent: t.boolean(told('supportsAiAgent', 'Whether an AI agent may answer here.')),
  }),
})
