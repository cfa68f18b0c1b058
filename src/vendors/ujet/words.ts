// The Manager API's words and ours, for what more than one noun uses. Every list of the vendor is open: a word that
// no table knows reads as UNKNOWN.
import type { Channel } from '../../domain/channel.ts'
import type { MenuType } from '../../domain/menu.ts'
import type { CallFailReason, Deflection } from '../../domain/session.ts'
import { toWord } from '../wire.ts'

/** Ours to the vendor's. */
export type Words<Ours extends string> = Readonly<Partial<Record<Ours, string>>>

/** Reads a word by tables from ours to the vendor's; null when the row says nothing. */
export function reader<Ours extends string>(
  ...tables: readonly Words<Ours>[]
): (value: unknown) => Ours | 'UNKNOWN' | null {
  const known = new Map(
    // Object.entries forgets the key type; a table has no other keys than those of its type.
    tables
      .flatMap((table) => Object.entries(table) as [Ours, string][])
      .map(([ours, word]) => [norm(word), ours]),
  )
  return (value) => {
    const word = toWord(value)
    return word === null ? null : (known.get(norm(word)) ?? 'UNKNOWN')
  }
}

/** One word is written `action_only`, `Action Only` or `Skipped & Closed`, depending on the page of the document. */
function norm(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^\da-z]+/g, '_')
}

/** The words that `call_fail_reason[]` takes; rows of other tenants may say more. */
export const filterableFailReasons: Words<CallFailReason> = {
  NONE: 'nothing',
  EXPIRED: 'expired',
  END_USER_CANCELED: 'eu_canceled',
  END_USER_REJECTED: 'eu_rejected',
  END_USER_ABANDONED: 'eu_abandoned',
  END_USER_ABANDONED_IN_MENU: 'eu_in_menu_abandoned',
  END_USER_BUSY: 'eu_busy',
  END_USER_WRONG_NUMBER: 'eu_wrong_number',
  END_USER_NO_ANSWER: 'eu_no_answer',
  END_USER_NOTIFICATION_FAILED: 'eu_noti_failed',
  AGENT_CANCELED: 'ag_canceled',
  AGENT_IGNORED: 'ag_ignored',
  AGENT_MICROPHONE_MISSING: 'ag_mic_no_device',
  AGENT_MICROPHONE_DENIED: 'ag_mic_denied',
  VOIP_TWILIO_ERROR: 'voip_twilio_error',
  VOIP_TOKBOX_ERROR: 'voip_tokbox_error',
  VOIP_INVALID_TOKEN: 'voip_invalid_token',
  VOIP_CONNECTION_ERROR: 'voip_conn_general',
  VOIP_CONNECTION_TIMEOUT: 'voip_conn_timeout',
  VOIP_SIGNAL_ERROR: 'voip_conn_signal',
}

const furtherFailReasons: Words<CallFailReason> = {
  UNKNOWN: 'unknown',
  TRANSFER_EXPIRED: 'transfer_expired',
  END_USER_REPEATED_VOICEMAIL: 'eu_repeated_voicemail',
  END_USER_REPEATED_CALLBACK: 'eu_repeated_callback',
  VOIP_NEXMO_ERROR: 'voip_nexmo_error',
  STUCK: 'stuck_due_to_api_error',
  GROUP_DELETED: 'group_deleted_no_substitute',
  MENU_DELETED: 'menu_deleted',
  FALLBACK_NUMBER: 'direct_pstn_call_to_fallback_number',
}

export const toFailReason = reader<CallFailReason>(filterableFailReasons, furtherFailReasons)

const deflections: Words<Deflection> = {
  NONE: 'no_deflection',
  AFTER_HOURS_MESSAGE: 'after_hours_message_only',
  OTHER_QUEUE: 'temp_redirection_queue',
  OTHER_PHONE: 'temp_redirection_phone',
}

// UNVERIFIED: the 0 that the document shows for a transfer is the number of `no_deflection`.
export const toDeflection = reader<Deflection>(deflections, { NONE: '0' })

/** The menu types that `menu_type[]` takes. */
export const filterableMenuTypes: Words<MenuType> = {
  IVR: 'ivr_menu',
  MOBILE: 'mobile_menu',
  WEB: 'web_menu',
}

export const toMenuType = reader<MenuType>(filterableMenuTypes, { EMAIL: 'email_menu' })

// Three vocabularies: assignments say `chat`, service levels `call`, waiting times `voice_call`.
export const toChannel = reader<Channel>(
  { CALL: 'call', CHAT: 'chat', EMAIL: 'email' },
  { CALL: 'voice_call' },
)
