// What only one vendor knows of chats, gathered.
import type { WhippyChatDetails } from './whippy.ts'

/** One member for each vendor that has more to say of chats. */
export type ChatDetails = WhippyChatDetails
