// Kinds of contact, and the company's numbers and mailboxes.
import type { Known, PlacedRow } from './noun.ts'

export const CHANNELS = ['CALL', 'CHAT', 'EMAIL', 'UNKNOWN'] as const
export type Channel = (typeof CHANNELS)[number]

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
