// The ways in which people reach the company, and the numbers and mailboxes that the company has for them.
import type { Known, PlacedRow } from './noun.ts'

export const CHANNELS = ['CALL', 'CHAT', 'EMAIL', 'UNKNOWN'] as const
export type Channel = (typeof CHANNELS)[number]

/** A number or mailbox of the company; most rows carry only its id. */
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
