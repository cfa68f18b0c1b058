// Words shared by several nouns, the Manager API's and ours.
// The vendor's lists are open: an unknown word reads as UNKNOWN.
import type { Channel } from '../../domain/channel.ts'
import type { MenuType } from '../../domain/menu.ts'
import type { CallFailReason, Deflection } from '../../domain/session.ts'
import type { Words } from '../wire.ts'
import { reader } from '../wire.ts'

/** Words of `call_fail_reason[]`; other tenants' rows may have more. */
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

export const toDeflection = reader<Deflection>(deflections, { NONE: '0' })

/** Words of `menu_type[]`. */
export const filterableMenuTypes: Words<MenuType> = {
  IVR: 'ivr_menu',
  MOBILE: 'mobile_menu',
  WEB: 'web_menu',
}

export const toMenuType = reader<MenuType>(filterableMenuTypes, { EMAIL: 'email_menu' })

// Three vocabularies: assignments have `chat`, service levels `call`, waiting times `voice_call`.
export const toChannel = reader<Channel>(
  { CALL: 'call', CHAT: 'chat', EMAIL: 'email' },
  { CALL: 'voice_call' },
)
