// What only one vendor knows of chats.
import type { Chat as Row } from '../../domain/chat.ts'
import type { Types } from '../schema/builder.ts'
import { WhippyChatDetails } from './whippy-chat.ts'

export function vendorChatFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>) {
  return {
    whippy: t.expose('whippy', {
      type: WhippyChatDetails,
      description: 'Everything else that Whippy tells about its conversations.',
    }),
  }
}
