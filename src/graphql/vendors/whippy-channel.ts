// A number or mailbox of the company at Whippy, as other rows carry it.
import type { WhippyChannel as ChannelRow } from '../../domain/vendors/whippy.ts'
import { builder } from '../schema/builder.ts'

export const WhippyChannel = builder.objectRef<ChannelRow>('WhippyChannel').implement({
  description:
    'A number or mailbox of the company at Whippy. It is no Node and is not looked up: where a row carries only its id, everything else is null.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      description: 'Whippy’s id of the channel, for use in `WhippyCallFilter.channelIds`.',
    }),
    name: t.exposeString('name', {
      description: 'What the company calls the channel, null where the row gives its id only.',
    }),
    phoneNumber: t.expose('phoneNumber', {
      type: 'PhoneNumber',
      description: 'The telephone number that callers dial for the channel.',
    }),
    timeZone: t.expose('timeZone', {
      type: 'TimeZone',
      description: 'The zone in which the channel keeps its hours.',
    }),
    channelType: t.exposeString('channelType', {
      description: 'The kind of channel in Whippy’s word, for example `phone` or `email`.',
    }),
    supportsAiAgent: t.exposeBoolean('supportsAiAgent', {
      description: 'Whether an AI agent may answer here.',
    }),
  }),
})
