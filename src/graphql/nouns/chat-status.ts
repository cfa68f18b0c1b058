// Enums of chats.
import type {
  ChatFailReason as FailReason,
  ChatStatus as Status,
  ChatType as Type,
} from '../../domain/chat.ts'
import { CHAT_FAIL_REASONS, CHAT_STATUSES, CHAT_TYPES } from '../../domain/chat.ts'
import { enumOf } from '../schema/enum.ts'

export const ChatType = enumOf<Type>('ChatType', 'How a person reached the company by text.', CHAT_TYPES, {
  MOBILE: 'From the company’s mobile app.',
  WEB: 'From the company’s web site.',
  SMS: 'By text message.',
  WHATSAPP: 'By WhatsApp; seen in answers of UJET, whose filter does not know it.',
  UNKNOWN: 'Words that Switchboard does not know yet.',
})

export const ChatStatus = enumOf<Status>('ChatStatus', 'Statuses of chats.', CHAT_STATUSES, {
  QUEUED: 'Waiting in a queue.',
  ASSIGNED: 'With an agent.',
  FINISHED: 'Ended in good order.',
  CANCELED: 'Called off before it was finished.',
  FAILED: 'Broken off by a fault; `Chat.failReason` tells which.',
  NO_RESPONSE: 'Ended because nobody wrote any more.',
  UNKNOWN: 'The row carries no status, or a word that Switchboard does not know yet.',
})

export const ChatFailReason = enumOf<FailReason>(
  'ChatFailReason',
  'Why a chat failed; the vendor filters by NONE, UNKNOWN, NO_RESPONSE and EXPIRED, and the rest Switchboard filters.',
  CHAT_FAIL_REASONS,
  {
    NONE: 'It did not fail.',
    UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
    NO_RESPONSE: 'Nobody wrote any more.',
    EXPIRED: 'It waited too long.',
    AFTER_HOURS: 'The company was closed.',
    ESCALATION_FAILED: 'A virtual agent could not hand it over.',
    MENU_SELECTION_EXPIRED: 'The person took too long to choose a menu.',
    END_USER_OPTED_OUT: 'The person has opted out of messages.',
    OVER_CAPACITY_EMAIL: 'The queue was full and the person was sent to e-mail.',
    GROUP_DELETED: 'The group it belonged to was deleted without a substitute.',
  },
)
