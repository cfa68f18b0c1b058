// Whippy's own part of the graph for chats: what it documents about a conversation beyond the common fields.
import type { WhippyChatDetails as DetailsRow } from '../../domain/vendors/whippy.ts'
import { builder } from '../schema/builder.ts'
import { WhippyChannel } from './whippy-channel.ts'
import { WhippyChannelType, WhippyConversationStatus } from './whippy-words.ts'

export const WhippyChatDetails = builder.objectRef<DetailsRow>('WhippyChatDetails').implement({
  description: 'What Whippy tells about a conversation beyond the fields of Chat.',
  fields: (t) => ({
    channel: t.expose('channel', {
      type: WhippyChannel,
      description: 'The channel the conversation runs over.',
    }),
    channelType: t.expose('channelType', {
      type: WhippyChannelType,
      description: 'The kind of that channel.',
    }),
    conversationStatus: t.expose('conversationStatus', {
      type: WhippyConversationStatus,
      description: 'Where the conversation stands at Whippy; the raw word is `Chat.vendorStatus`.',
    }),
    assignedTeamVendorId: t.exposeID('assignedTeamVendorId', {
      description: 'The team the conversation is assigned to, by Whippy’s id.',
    }),
    unreadCount: t.exposeInt('unreadCount', { description: 'How many messages nobody has read.' }),
  }),
})
