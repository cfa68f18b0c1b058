// Why a call, or a part of one, came to nothing.
import type { CallFailReason as Reason } from '../../domain/session.ts'
import { CALL_FAIL_REASONS } from '../../domain/session.ts'
import { enumOf } from '../schema/enum.ts'

export const CallFailReason = enumOf<Reason>(
  'CallFailReason',
  'Why a call, a transfer or a participant’s connection failed. The last eight come in answers only, and Switchboard filters by them.',
  CALL_FAIL_REASONS,
  {
    NONE: 'It did not fail.',
    UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
    EXPIRED: 'It waited too long in the queue.',
    END_USER_CANCELED: 'The end user called it off.',
    END_USER_REJECTED: 'The end user refused it.',
    END_USER_ABANDONED: 'The end user hung up while waiting.',
    END_USER_ABANDONED_IN_MENU: 'The end user hung up in the menus.',
    END_USER_BUSY: 'The end user’s line was busy.',
    END_USER_WRONG_NUMBER: 'The number dialled is invalid.',
    END_USER_NO_ANSWER: 'The end user did not answer.',
    END_USER_NOTIFICATION_FAILED: 'The notification that starts the call did not reach the app.',
    AGENT_CANCELED: 'The agent called it off.',
    AGENT_IGNORED: 'No agent took it in time.',
    AGENT_MICROPHONE_MISSING: 'No microphone was found at the agent’s place.',
    AGENT_MICROPHONE_DENIED: 'The agent’s microphone could not be used.',
    VOIP_TWILIO_ERROR: 'A fault of the telephony provider Twilio.',
    VOIP_TOKBOX_ERROR: 'A fault of the telephony provider TokBox.',
    VOIP_INVALID_TOKEN: 'The token for the telephony provider was invalid.',
    VOIP_CONNECTION_ERROR: 'A general fault of the connection.',
    VOIP_CONNECTION_TIMEOUT: 'The connection timed out.',
    VOIP_SIGNAL_ERROR: 'A fault of the connection’s signalling.',
    TRANSFER_EXPIRED: 'The transfer waited too long.',
    END_USER_REPEATED_VOICEMAIL: 'The end user already had a voicemail waiting.',
    END_USER_REPEATED_CALLBACK: 'The end user already had a callback waiting.',
    VOIP_NEXMO_ERROR: 'A fault of the telephony provider Nexmo.',
    STUCK: 'The call was stuck because of a fault of the vendor’s API.',
    GROUP_DELETED: 'The group it belonged to was deleted without a substitute.',
    MENU_DELETED: 'The menu it belonged to was deleted.',
    FALLBACK_NUMBER: 'The call went straight to the fallback number.',
  },
)
