// Kinds of contact, and the company's numbers and mailboxes.
import type { Known, PlacedRow } from './noun.ts'
import type { WordOf } from './words.ts'
import { defineWords } from './words.ts'

export const CHANNELS = defineWords('Channel', 'The ways in which people reach the company.', {
  CALL: 'By voice.',
  CHAT: 'By text, whether web, app, SMS or WhatsApp.',
  EMAIL: 'By e-mail.',
  UNKNOWN: 'A word unknown to Switchboard; the field beside it has the vendor’s own.',
})
export type Channel = WordOf<typeof CHANNELS>

/** A number or mailbox; most rows have only its id. */
export type OwnChannel = {
  /** The name of the account. */
  readonly account: string
} & Known<{
  vendorId: string
  name: string
  phoneNumber: string
  timeZone: string
  channelType: string
  supportsAiAgent: boolean
}>

/** One entry of an account's list of channels. */
export type ChannelRow = PlacedRow<'CHANNEL', { channel: OwnChannel }>
