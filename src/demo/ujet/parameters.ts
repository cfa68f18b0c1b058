// UJET's parameter tables. A parameter in no table is refused, Postman variables included.
import {
  ACTIVITIES,
  CALL_FAIL_REASONS,
  CALL_STATUSES,
  CALL_TYPE_LABELS,
  CHAT_FAIL_REASONS,
  CHAT_STATUSES,
} from './words.ts'
import { CHAT_TYPES, EMAIL_STATUSES, MENU_LANGUAGES, MENU_TYPES } from './words.ts'

export type Parameter =
  | { readonly kind: 'count' }
  | { readonly kind: 'column'; readonly columns: readonly string[] }
  | { readonly kind: 'direction' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'record' }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly required: boolean }
  | { readonly kind: 'minutes' }
  /** Any of the given values; `field` is a path, e.g. `agent_info.id`. */
  | { readonly kind: 'any'; readonly field: string; readonly values?: readonly string[] }
  | { readonly kind: 'booleans'; readonly field: string }
  | Range

export interface Range {
  readonly kind: 'from' | 'to'
  readonly field: string
  readonly of: 'time' | 'number'
}

export type Parameters = Readonly<Record<string, Parameter>>

const PAGING: Parameters = { page: { kind: 'count' }, per: { kind: 'count' } }

const sorting = (columns: string): Parameters => ({
  sort_column: { kind: 'column', columns: columns.split(/\s+/) },
  sort_direction: { kind: 'direction' },
})

const any = (name: string, field: string = name, values?: readonly string[]): Parameters => ({
  [`${name}[]`]: values === undefined ? { kind: 'any', field } : { kind: 'any', field, values },
})

const booleans = (name: string): Parameters => ({ [`${name}[]`]: { kind: 'booleans', field: name } })

const ranges = (of: 'time' | 'number', ...fields: string[]): Parameters =>
  Object.fromEntries(
    fields.flatMap((field) => [
      [`${field}[from]`, { kind: 'from', field, of }],
      [`${field}[to]`, { kind: 'to', field, of }],
    ]),
  )

const WITH_DELETED: Parameters = { with_deleted: { kind: 'flag' } }
const RECORD: Parameters = { record_id: { kind: 'record' }, ...WITH_DELETED }

const LEVELS: Parameters = {
  channel: { kind: 'choice', values: ['call', 'chat'], required: true },
  minutes: { kind: 'minutes' },
}

export const PARAMETERS = {
  agents: {
    ...PAGING,
    ...sorting(`id email created_at last_login_time first_name middle_name last_name avatar_url agent_number
      status_updated_at crm_authenticated online wrap_up call_count chat_count location`),
    ...any('id'),
    ...any('agent_number'),
    ...any('status_id', 'status.id'),
    ...booleans('online'),
    ...booleans('wrap_up'),
    ...any('location'),
    ...ranges('time', 'last_login_time', 'status_updated_at'),
  },
  activities: {
    ...PAGING,
    ...sorting('id agent_id started_at ended_at duration activity call_id chat_id'),
    ...ranges('time', 'started_at', 'ended_at'),
    ...ranges('number', 'duration'),
    ...any('id'),
    ...any('agent_id'),
    ...any('activity', 'activity', ACTIVITIES),
    ...any('whodunnit_id', 'whodunnit.id'),
    ...any('call_id'),
    ...any('chat_id'),
  },
  // UJET accepts paging, sorting and `updated_at` although the table lacks them.
  calls: {
    ...PAGING,
    ...sorting(`id parent_id call_uuid lang call_type session_type_v2 status sub_status created_at queued_at
      assigned_at connected_at ends_at scheduled_at updated_at wait_duration queue_duration call_duration
      hold_duration rating has_feedback voip_provider out_ticket_id out_ticket_url verified recording_url
      recording_permission voicemail_reason deflection disconnected_by finish_reason fail_details fail_reason
      adapter_fail_code adapter_fail_message support_number offer_type answer_type outbound_number`),
    ...ranges('time', 'connected_at', 'updated_at', 'queued_at'),
    ...ranges('number', 'rating', 'call_duration', 'hold_duration'),
    ...any('agent_id', 'agent_info.id'),
    ...any('end_user_id', 'end_user.id'),
    ...any('call_status', 'status', CALL_STATUSES),
    ...any('call_fail_reason', 'fail_reason', CALL_FAIL_REASONS),
    ...booleans('verified'),
    ...any('call_type', 'call_type', [...CALL_TYPE_LABELS.keys()]),
    ...any('support_number'),
  },
  chats: {
    ...PAGING,
    ...sorting(`id lang chat_type session_type_v2 status sub_status created_at assigned_at ends_at updated_at
      first_msg_sent_at last_msg_sent_at wait_duration queue_duration chat_duration verified rating has_feedback
      out_ticket_id out_ticket_url finish_reason fail_reason message_count average_response_time
      longest_response_time offer_type`),
    ...ranges(
      'time',
      'assigned_at',
      'ends_at',
      'updated_at',
      'created_at',
      'first_msg_sent_at',
      'last_msg_sent_at',
    ),
    ...ranges('number', 'rating', 'chat_duration', 'message_count', 'average_response_time'),
    ...ranges('number', 'longest_response_time', 'wait_duration'),
    ...any('id'),
    ...any('agent_id', 'agent_info.id'),
    ...any('end_user_id', 'end_user.id'),
    ...any('chat_type', 'chat_type', CHAT_TYPES),
    ...any('chat_status', 'status', CHAT_STATUSES),
    ...booleans('verified'),
    ...any('chat_fail_reason', 'fail_reason', CHAT_FAIL_REASONS),
  },
  emails: {
    ...PAGING,
    ...sorting(`id lang email_status created_at assigned_at finished_at updated_at queue_duration email_duration
      out_ticket_id out_ticket_url total_thread_numbers`),
    ...ranges('time', 'assigned_at', 'finished_at', 'updated_at', 'created_at'),
    ...ranges('number', 'total_thread_numbers'),
    ...any('id'),
    ...any('agent_id', 'agent_info.id'),
    ...any('end_user_id', 'end_user.id'),
    ...any('email_status', 'email_status', EMAIL_STATUSES),
  },
  menus: {
    ...PAGING,
    ...sorting('id name parent_id position deleted hidden menu_type output_msg'),
    ...any('id'),
    ...any('name'),
    ...any('parent_id'),
    ...any('position'),
    ...any('menu_type', 'menu_type', MENU_TYPES),
    ...booleans('hidden'),
    ...WITH_DELETED,
  },
  teams: {
    ...PAGING,
    ...sorting('id name parent_id position deleted agents_count'),
    ...ranges('number', 'agents_count'),
    ...any('id'),
    ...any('name'),
    ...any('parent_id'),
    ...any('position'),
    ...WITH_DELETED,
  },
  campaigns: PAGING,
  contacts: PAGING,
  /** Unpaged endpoints accept paging and ignore it. */
  whole: PAGING,
  menuTree: {
    ...PAGING,
    menu_type: { kind: 'choice', values: MENU_TYPES, required: false },
    lang: { kind: 'choice', values: MENU_LANGUAGES, required: false },
  },
  levels: { ...PAGING, ...LEVELS },
  record: RECORD,
  none: {},
} satisfies Record<string, Parameters>

/** Named among Postman variables only; the switch `unproven` decides their effect. */
export const UNPROVEN_OF_CALLS: Parameters = { ...any('id'), ...ranges('time', 'created_at') }
