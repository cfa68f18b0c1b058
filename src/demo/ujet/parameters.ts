/**
 * Which parameters each endpoint takes, after the parameter tables of UJET's document. What stands in no table is
 * refused, also when the document's list of Postman variables names it.
 */
import {
  activities,
  callFailReasons,
  callStatuses,
  callTypeLabels,
  chatFailReasons,
  chatStatuses,
} from './words.ts'
import { chatTypes, emailStatuses, menuLanguages, menuTypes } from './words.ts'

export type Parameter =
  | { kind: 'count' }
  | { kind: 'column'; columns: readonly string[] }
  | { kind: 'direction' }
  | { kind: 'flag' }
  | { kind: 'record' }
  /** One word of a list. */
  | { kind: 'choice'; values: readonly string[]; required: boolean }
  | { kind: 'minutes' }
  /** Any of the values given; `field` is a path into the row. */
  | { kind: 'any'; field: string; values?: readonly string[] }
  | { kind: 'booleans'; field: string }
  | Range

export type Range = { kind: 'from' | 'to'; field: string; of: 'time' | 'number' }

export type Parameters = Readonly<Record<string, Parameter>>

const paging: Parameters = { page: { kind: 'count' }, per: { kind: 'count' } }

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

const withDeleted: Parameters = { with_deleted: { kind: 'flag' } }
const record: Parameters = { record_id: { kind: 'record' }, ...withDeleted }

const levels: Parameters = {
  channel: { kind: 'choice', values: ['call', 'chat'], required: true },
  minutes: { kind: 'minutes' },
}

export const parameters = {
  agents: {
    ...paging,
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
    ...paging,
    ...sorting('id agent_id started_at ended_at duration activity call_id chat_id'),
    ...ranges('time', 'started_at', 'ended_at'),
    ...ranges('number', 'duration'),
    ...any('id'),
    ...any('agent_id'),
    ...any('activity', 'activity', activities),
    ...any('whodunnit_id', 'whodunnit.id'),
    ...any('call_id'),
    ...any('chat_id'),
  },
  // The table has neither paging nor sorting nor `updated_at`; both work all the same.
  calls: {
    ...paging,
    ...sorting(`id parent_id call_uuid lang call_type session_type_v2 status sub_status created_at queued_at
      assigned_at connected_at ends_at scheduled_at updated_at wait_duration queue_duration call_duration
      hold_duration rating has_feedback voip_provider out_ticket_id out_ticket_url verified recording_url
      recording_permission voicemail_reason deflection disconnected_by finish_reason fail_details fail_reason
      adapter_fail_code adapter_fail_message support_number offer_type answer_type outbound_number`),
    ...ranges('time', 'connected_at', 'updated_at', 'queued_at'),
    ...ranges('number', 'rating', 'call_duration', 'hold_duration'),
    ...any('agent_id', 'agent_info.id'),
    ...any('end_user_id', 'end_user.id'),
    ...any('call_status', 'status', callStatuses),
    ...any('call_fail_reason', 'fail_reason', callFailReasons),
    ...booleans('verified'),
    ...any('call_type', 'call_type', [...callTypeLabels.keys()]),
    ...any('support_number'),
  },
  chats: {
    ...paging,
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
    ...any('chat_type', 'chat_type', chatTypes),
    ...any('chat_status', 'status', chatStatuses),
    ...booleans('verified'),
    ...any('chat_fail_reason', 'fail_reason', chatFailReasons),
  },
  emails: {
    ...paging,
    ...sorting(`id lang email_status created_at assigned_at finished_at updated_at queue_duration email_duration
      out_ticket_id out_ticket_url total_thread_numbers`),
    ...ranges('time', 'assigned_at', 'finished_at', 'updated_at', 'created_at'),
    ...ranges('number', 'total_thread_numbers'),
    ...any('id'),
    ...any('agent_id', 'agent_info.id'),
    ...any('end_user_id', 'end_user.id'),
    ...any('email_status', 'email_status', emailStatuses),
  },
  menus: {
    ...paging,
    ...sorting('id name parent_id position deleted hidden menu_type output_msg'),
    ...any('id'),
    ...any('name'),
    ...any('parent_id'),
    ...any('position'),
    ...any('menu_type', 'menu_type', menuTypes),
    ...booleans('hidden'),
    ...withDeleted,
  },
  teams: {
    ...paging,
    ...sorting('id name parent_id position deleted agents_count'),
    ...ranges('number', 'agents_count'),
    ...any('id'),
    ...any('name'),
    ...any('parent_id'),
    ...any('position'),
    ...withDeleted,
  },
  campaigns: paging,
  contacts: paging,
  /** Endpoints that give everything at once accept paging and do not heed it. */
  whole: paging,
  menuTree: {
    ...paging,
    menu_type: { kind: 'choice', values: menuTypes, required: false },
    lang: { kind: 'choice', values: menuLanguages, required: false },
  },
  levels: { ...paging, ...levels },
  record,
  none: {},
} satisfies Record<string, Parameters>

/** In the list of variables only: whether calls obey these is unproven, so a sandbox is told what they do. */
export const unprovenOfCalls: Parameters = { ...any('id'), ...ranges('time', 'created_at') }
