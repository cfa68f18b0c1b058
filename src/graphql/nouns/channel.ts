// The ways in which people reach the company.
import { CHANNELS } from '../../domain/channel.ts'
import { enumOf } from '../schema/enum.ts'

export const Channel = enumOf('Channel', 'The ways in which people reach the company.', CHANNELS, {
  CALL: 'By voice.',
  CHAT: 'By text, whether web, app, SMS or WhatsApp.',
  EMAIL: 'By e-mail.',
  UNKNOWN: 'A word that Switchboard does not know yet; the vendor’s own stands beside it.',
})
