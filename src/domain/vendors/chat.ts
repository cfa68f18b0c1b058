// What only one vendor knows of chats, gathered.
import type { WhippyChatDetails } from './whippy.ts'

export interface VendorChatFields {
  whippy: WhippyChatDetails
}
