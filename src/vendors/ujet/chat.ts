// Chats of the Manager API.
import type { Chat, ChatFailReason, ChatStatus, ChatType } from '../../domain/chat.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire, Words } from '../wire.ts'
import { byId, defineResource } from '../define.ts'
import { exact, local, words } from '../filters.ts'
import { reader, toFlag, toInstant, toInteger, toNumber, toWord } from '../wire.ts'
import { byIds, flag, numbers, sorting, times } from './api.ts'
import { toHandlers } from './participant.ts'
import { sessions, toLiveSession, sessionFilters } from './session.ts'

/** Unlike `call_type[]`, `chat_type[]` takes the labels of rows. */
const types: Words<ChatType> = {
  MOBILE: 'Messaging Inbound (App Chat)',
  WEB: 'Messaging Inbound (Web Chat)',
  SMS: 'Messaging (SMS)',
}

const statuses: Words<ChatStatus> = {
  QUEUED: 'queued',
  ASSIGNED: 'assigned',
  FINISHED: 'finished',
  CANCELED: 'canceled',
  FAILED: 'failed',
  NO_RESPONSE: 'no_response',
}

const failReasons: Words<ChatFailReason> = {
  NONE: 'nothing',
  NO_RESPONSE: 'no_response',
  EXPIRED: 'expired',
}

const toChatType = reader<ChatType>(types, { WHATSAPP: 'Messaging (WhatsApp)' })
const toChatStatus = reader<ChatStatus>(statuses)
const toChatFailReason = reader<ChatFailReason>(failReasons, {
  UNKNOWN: 'unknown',
  AFTER_HOURS: 'after_hours',
  ESCALATION_FAILED: 'escalation_failed',
  MENU_SELECTION_EXPIRED: 'expired_menu_selection',
  END_USER_OPTED_OUT: 'end_user_opt_out',
  OVER_CAPACITY_EMAIL: 'over_cap_email',
  GROUP_DELETED: 'group_deleted_no_substitute',
})

export const chats = defineResource('CHAT', {
  ...sessions,
  lacks: ['campaign', 'details'],
  path: 'chats',
  sorting: sorting(
    {
      STARTED_AT: 'created_at',
      ASSIGNED_AT: 'assigned_at',
      ENDED_AT: 'ends_at',
      UPDATED_AT: 'updated_at',
      FIRST_MESSAGE_AT: 'first_msg_sent_at',
      LAST_MESSAGE_AT: 'last_msg_sent_at',
      DURATION_SECONDS: 'chat_duration',
      QUEUE_SECONDS: 'queue_duration',
      WAIT_SECONDS: 'wait_duration',
      MESSAGE_COUNT: 'message_count',
      AVERAGE_RESPONSE_SECONDS: 'average_response_time',
      LONGEST_RESPONSE_SECONDS: 'longest_response_time',
      RATING: 'rating',
      STATUS: 'status',
      SUB_STATUS: 'sub_status',
      TYPE: 'chat_type',
      LANGUAGE: 'lang',
      VERIFIED: 'verified',
      HAS_FEEDBACK: 'has_feedback',
      TICKET_ID: 'out_ticket_id',
      FINISH_REASON: 'finish_reason',
      FAIL_REASON: 'fail_reason',
      OFFER_TYPE: 'offer_type',
      ID: 'id',
    },
    'STARTED_AT',
  ),
  lookUp: byIds,
  filters: {
    ...sessionFilters,
    endedAt: exact(times('ends_at')),
    firstMessageAt: exact(times('first_msg_sent_at')),
    lastMessageAt: exact(times('last_msg_sent_at')),
    rating: exact(numbers('rating', 5)),
    durationSeconds: exact(numbers('chat_duration')),
    waitSeconds: exact(numbers('wait_duration')),
    messageCount: exact(numbers('message_count')),
    averageResponseSeconds: exact(numbers('average_response_time')),
    longestResponseSeconds: exact(numbers('longest_response_time')),
    type: exact(words('chat_type[]', types)),
    status: exact(words('chat_status[]', statuses)),
    verified: exact(flag('verified[]')),
    failReason: exact(words('chat_fail_reason[]', failReasons)),
    // `lang[]` is in the document's variable list, in no table.
    language: local,
  },
  toRow: byId('CHAT', toChat),
})

function toChat(row: Wire, account: AccountIdentity) {
  return {
    ...toLiveSession(row, account),
    type: toChatType(row.chat_type) ?? 'UNKNOWN',
    vendorType: toWord(row.chat_type),
    vendorSessionType: toWord(row.session_type_v2),
    status: toChatStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    subStatus: toWord(row.sub_status),
    assignedAt: toInstant(row.assigned_at),
    endedAt: toInstant(row.ends_at),
    firstMessageAt: toInstant(row.first_msg_sent_at),
    lastMessageAt: toInstant(row.last_msg_sent_at),
    durationSeconds: toNumber(row.chat_duration),
    waitSeconds: toNumber(row.wait_duration),
    messageCount: toInteger(row.message_count),
    averageResponseSeconds: toNumber(row.average_response_time),
    longestResponseSeconds: toNumber(row.longest_response_time),
    verified: toFlag(row.verified),
    hasFeedback: toFlag(row.has_feedback),
    ticketId: toWord(row.out_ticket_id),
    ticketUrl: toWord(row.out_ticket_url),
    finishReason: toWord(row.finish_reason),
    failReason: toChatFailReason(row.fail_reason),
    vendorFailReason: toWord(row.fail_reason),
    agent: toHandlers(row, account).agent,
  } satisfies Partial<Chat>
}
