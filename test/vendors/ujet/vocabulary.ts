// The lists of words of the Manager API's document, and where a row has them.
import type { ListNoun } from '../../../src/domain/lists.ts'

export const list = (text: string): readonly string[] => text.trim().split(/\s+/)

export interface Documented {
  readonly noun: ListNoun
  readonly parameter: string
  readonly values: readonly string[]
  readonly field: string
  readonly path: string
  readonly ask: (word: unknown) => readonly [key: string, value: unknown]
}

export const failReasons =
  list(`nothing unknown expired eu_canceled eu_rejected eu_abandoned eu_in_menu_abandoned eu_busy
  eu_wrong_number eu_no_answer eu_noti_failed ag_canceled ag_ignored ag_mic_no_device ag_mic_denied
  voip_twilio_error voip_tokbox_error voip_invalid_token voip_conn_general voip_conn_timeout voip_conn_signal`)

export const callStatuses =
  list(`scheduled queued assigned connecting switching connected finished failed recovered deflected
  selecting action_only action_only_finished voicemail voicemail_received voicemail_read`)

/** The lists of values of the document's filters, with the field of a row that has them. */
export const filters: readonly Documented[] = [
  {
    noun: 'AGENT_ACTIVITY',
    parameter: 'activity[]',
    values: list(`login logout call_outbound_dialing deltacast_call_notification_offered
      deltacast_call_pick_up_attempt deltacast_call_picked_up deltacast_call_projected deltacast_call_missed
      deltacast_call_bounced multicast_call_notification_offered multicast_call_pick_up_attempt
      multicast_call_picked_up user_status_changed chat_notification_offered chat_pick_up_attempt chat_picked_up
      status_after_inquiries_applied`),
    field: 'activity',
    path: 'type',
    ask: (word) => ['type', [word]],
  },
  {
    noun: 'CALL',
    parameter: 'call_status[]',
    values: callStatuses,
    field: 'status',
    path: 'details.callStatus',
    ask: (word) => ['ujet', { callStatus: [word] }],
  },
  {
    noun: 'CALL',
    parameter: 'call_fail_reason[]',
    // `unknown` is read and not sent: words that are newer than the document read as UNKNOWN too.
    values: failReasons.filter((reason) => reason !== 'unknown'),
    field: 'fail_reason',
    path: 'details.failReason',
    ask: (word) => ['ujet', { failReason: [word] }],
  },
  {
    noun: 'CALL',
    parameter: 'call_type[]',
    values: list(`IncomingCallApp ScheduledCallApp OutboundCall AgentScheduledCall IvrCall IncomingCallWeb
      ScheduledCallWeb ActionOnlyCall`),
    field: 'call_type',
    path: 'details.callType',
    ask: (word) => ['ujet', { callType: [word] }],
  },
  {
    noun: 'CHAT',
    parameter: 'chat_type[]',
    values: ['Messaging Inbound (App Chat)', 'Messaging Inbound (Web Chat)', 'Messaging (SMS)'],
    field: 'chat_type',
    path: 'type',
    ask: (word) => ['type', [word]],
  },
  {
    noun: 'CHAT',
    parameter: 'chat_status[]',
    values: list('queued assigned finished canceled failed no_response'),
    field: 'status',
    path: 'status',
    ask: (word) => ['status', [word]],
  },
  {
    noun: 'CHAT',
    parameter: 'chat_fail_reason[]',
    // As for calls.
    values: list('nothing no_response expired'),
    field: 'fail_reason',
    path: 'failReason',
    ask: (word) => ['failReason', [word]],
  },
  {
    noun: 'EMAIL',
    parameter: 'email_status[]',
    values: list('unopened active paused resolved closed reopened'),
    field: 'email_status',
    path: 'status',
    ask: (word) => ['status', [word]],
  },
  {
    noun: 'MENU',
    parameter: 'menu_type[]',
    values: list('ivr_menu mobile_menu web_menu'),
    field: 'menu_type',
    path: 'type',
    ask: (word) => ['type', [word]],
  },
]

/** Lists that only answers have: the field of a row, the place in the domain, and word for word. */
export const answers: readonly [
  ListNoun,
  (word: string) => object,
  string,
  Readonly<Record<string, string>>,
][] = [
  [
    'AGENT_ACTIVITY',
    (word) => ({ activity: word }),
    'type',
    {
      call_notification_offered: 'CALL_OFFERED',
      call_pick_up_attempt: 'CALL_PICK_UP_ATTEMPTED',
      call_picked_up: 'CALL_PICKED_UP',
    },
  ],
  [
    'CALL',
    (word) => ({ queue_durations: [{ service_level_event: word }] }),
    'queueDurations.0.serviceLevelEvent',
    {
      in_sla: 'IN_SERVICE_LEVEL',
      not_in_sla: 'OUT_OF_SERVICE_LEVEL',
      excluded: 'EXCLUDED',
    },
  ],
  [
    'CALL',
    (word) => ({ handle_durations: [{ event: word }] }),
    'handleDurations.0.event',
    {
      answered: 'ANSWERED',
      call_finished: 'CALL_FINISHED',
      chat_finished: 'CHAT_FINISHED',
      finished: 'FINISHED',
    },
  ],
  [
    'CALL',
    (word) => ({ participants: [{ type: word }] }),
    'participants.0.type',
    {
      end_user: 'END_USER',
      agent: 'AGENT',
      virtual_agent: 'VIRTUAL_AGENT',
      task_virtual_agent: 'TASK_VIRTUAL_AGENT',
    },
  ],
  [
    'CALL',
    (word) => ({ participants: [{ status: word }] }),
    'participants.0.status',
    {
      waiting: 'WAITING',
      connected: 'CONNECTED',
      finished: 'FINISHED',
    },
  ],
  [
    'CALL',
    (word) => ({ transfers: [{ status: word }] }),
    'transfers.0.status',
    {
      transferring: 'TRANSFERRING',
      transferred: 'TRANSFERRED',
    },
  ],
  [
    'CALL',
    (word) => ({ transfers: [{ fail_reason: word }] }),
    'transfers.0.failReason',
    { nothing: 'NONE', transfer_expired: 'TRANSFER_EXPIRED', unknown: 'UNKNOWN' },
  ],
  [
    'CALL',
    (word) => ({ participants: [{ fail_reason: word }] }),
    'participants.0.failReason',
    { nothing: 'NONE', ag_ignored: 'AGENT_IGNORED' },
  ],
  [
    'CALL',
    (word) => ({ transfers: [{ deflection: word }] }),
    'transfers.0.deflection',
    { '0': 'NONE', no_deflection: 'NONE' },
  ],
  [
    'CALL',
    (word) => ({ deflection_details: [{ deflection: word }] }),
    'details.deflections.0.deflection',
    { temp_redirection_queue: 'OTHER_QUEUE' },
  ],
  [
    'MENU',
    (word) => ({ team_assignments: [{ channel_type: word }] }),
    'teamAssignments.0.channel',
    { chat: 'CHAT', voice_call: 'CALL' },
  ],
  [
    'MENU_TREE',
    (word) => ({ menu_type: word }),
    'type',
    { ivr_menu: 'IVR', mobile_menu: 'MOBILE', web_menu: 'WEB', email_menu: 'EMAIL' },
  ],
  [
    'CALL',
    (word) => ({ deflection: word }),
    'details.deflection',
    {
      no_deflection: 'NONE',
      '0': 'NONE',
      after_hours_message_only: 'AFTER_HOURS_MESSAGE',
      temp_redirection_queue: 'OTHER_QUEUE',
      temp_redirection_phone: 'OTHER_PHONE',
    },
  ],
  [
    'CALL',
    (word) => ({ disconnected_by: word }),
    'details.disconnectedBy',
    {
      disconnected_by_end_user: 'END_USER',
      disconnected_by_agent: 'AGENT',
      disconnected_by_unknown: 'UNKNOWN',
    },
  ],
  [
    'CALL',
    (word) => ({ recording_permission: word }),
    'details.recordingPermission',
    {
      not_asked: 'NOT_ASKED',
      granted: 'GRANTED',
      denied: 'DENIED',
    },
  ],
  [
    'CALL',
    (word) => ({ answer_type: word }),
    'details.answerType',
    {
      manual: 'MANUAL',
      auto: 'AUTO',
      deflection: 'DEFLECTION',
      outbound: 'OUTBOUND',
    },
  ],
  ['CHAT', (word) => ({ chat_type: word }), 'type', { 'Messaging (WhatsApp)': 'WHATSAPP' }],
  ['MENU', (word) => ({ menu_type: word }), 'type', { email_menu: 'EMAIL' }],
  [
    'AGENT',
    (word) => ({ channels: [{ channel_type: word }] }),
    'channels.0.channel',
    {
      chat: 'CHAT',
      call: 'CALL',
      voice_call: 'CALL',
      email: 'EMAIL',
    },
  ],
  [
    'CAMPAIGN',
    (word) => ({ status: word }),
    'status',
    {
      created: 'CREATED',
      started: 'STARTED',
      dialing: 'DIALING',
      pause: 'PAUSED',
      finished: 'FINISHED',
    },
  ],
  [
    'CAMPAIGN',
    (word) => ({ mode: word }),
    'mode',
    {
      preview: 'PREVIEW',
      predictive: 'PREDICTIVE',
      progressive: 'PROGRESSIVE',
    },
  ],
  [
    'CAMPAIGN',
    (word) => ({ campaign_type: word }),
    'type',
    {
      default: 'UPLOADED_LIST',
      external_list: 'EXTERNAL_LIST',
    },
  ],
]
