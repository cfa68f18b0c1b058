// The word lists of UJET's Manager API, as its document spells them, and the statuses of agents.
import type { Row } from '../shelf.ts'

export interface CallKind {
  /** Value of `call_type[]`, e.g. `IvrCall`. */
  readonly filter: string
  /** Value in rows; the class name where no label is published. */
  readonly label: string
  readonly sessionType: string
  readonly channel: 'ivr' | 'mobile' | 'web' | 'outbound'
}

const callKind = (
  filter: string,
  label: string,
  sessionType: string,
  channel: CallKind['channel'],
): CallKind => ({
  filter,
  label,
  sessionType,
  channel,
})

export const CALL_KINDS = {
  ivr: callKind('IvrCall', 'Voice Inbound (IVR)', 'Voice Inbound (IVR)', 'ivr'),
  app: callKind('IncomingCallApp', 'Voice Inbound (App)', 'Voice Inbound (Mobile)', 'mobile'),
  web: callKind('IncomingCallWeb', 'Voice Callback (Web)', 'Voice Callback (Web)', 'web'),
  scheduledApp: callKind('ScheduledCallApp', 'Voice Scheduled (App)', 'Voice Scheduled (Mobile)', 'mobile'),
  scheduledWeb: callKind('ScheduledCallWeb', 'Voice Scheduled (Web)', 'Voice Scheduled (Web)', 'web'),
  outbound: callKind('OutboundCall', 'Voice Outbound', 'Voice Outbound', 'outbound'),
  agentScheduled: callKind('AgentScheduledCall', 'AgentScheduledCall', 'Voice Scheduled (API)', 'outbound'),
  actionOnly: callKind('ActionOnlyCall', 'ActionOnlyCall', 'Voice Inbound (Mobile)', 'mobile'),
}

/** Class name → labels, e.g. `IvrCall` → `Voice Inbound (IVR)`, and itself for older tenants. */
export const CALL_TYPE_LABELS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(CALL_KINDS).map((kind) => [kind.filter, [kind.label, kind.filter]]),
)

const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

export const CALL_STATUSES =
  list(`scheduled queued assigned connecting switching connected finished failed recovered
  deflected selecting action_only action_only_finished voicemail voicemail_received voicemail_read`)

export const CALL_FAIL_REASONS =
  list(`nothing unknown expired eu_canceled eu_rejected eu_abandoned eu_in_menu_abandoned
  eu_busy eu_wrong_number eu_no_answer eu_noti_failed ag_canceled ag_ignored ag_mic_no_device ag_mic_denied
  voip_twilio_error voip_tokbox_error voip_invalid_token voip_conn_general voip_conn_timeout voip_conn_signal`)

export const CHAT_TYPES = [
  'Messaging Inbound (App Chat)',
  'Messaging Inbound (Web Chat)',
  'Messaging (SMS)',
] as const

export const CHAT_STATUSES = list('queued assigned finished canceled failed no_response')
export const CHAT_FAIL_REASONS = list('nothing unknown no_response expired')
export const EMAIL_STATUSES = list('unopened active paused resolved closed reopened')

/** E-mail queues say `email_menu`, which the filter refuses. */
export const MENU_TYPES = list('ivr_menu mobile_menu web_menu')
export const MENU_LANGUAGES = list('en es fr de')

export const ACTIVITIES = list(`login logout call_outbound_dialing deltacast_call_notification_offered
  deltacast_call_pick_up_attempt deltacast_call_picked_up deltacast_call_projected deltacast_call_missed
  deltacast_call_bounced multicast_call_notification_offered multicast_call_pick_up_attempt
  multicast_call_picked_up user_status_changed chat_notification_offered chat_pick_up_attempt chat_picked_up
  status_after_inquiries_applied`)

/** Adapter codes of the fail reasons that carry one. */
export const ADAPTER_FAILURES: Readonly<Record<string, readonly [code: number, message: string]>> = {
  unknown: [10001, 'This call encountered an unexpected error.'],
  expired: [11001, 'This call expired while waiting in queue.'],
  eu_canceled: [20001, 'This call was cancelled by the customer.'],
  eu_abandoned: [20003, 'This call was abandoned by the customer.'],
  eu_in_menu_abandoned: [20004, 'This call was abandoned by the customer during menu selection.'],
  eu_busy: [21001, 'The call could not be connected; the customer’s line is busy.'],
  eu_wrong_number: [21002, 'The dialed phone number is invalid.'],
  eu_no_answer: [21003, 'This call was was not answered by the customer.'],
  eu_noti_failed: [22001, 'The push notification to start this call failed to send.'],
  ag_canceled: [30001, 'This call was cancelled.'],
  ag_ignored: [30002, 'This expired call was not attended.'],
  ag_mic_no_device: [31001, 'Unable to detect microphone. Please check your device settings and try again.'],
  voip_twilio_error: [41001, 'An unexpected error occurred with the call connection.'],
  voip_conn_general: [44001, 'This call has encountered an unexpected error.'],
  voip_conn_timeout: [44002, 'This call is terminated because the connection timed out.'],
}

/** Labels of contacts with their keys in `contact_stats`. */
export const CONTACT_STATUSES: readonly (readonly [
  weight: number,
  status: string,
  counts: readonly string[],
])[] = [
  [40, 'Upcoming', ['Upcoming', 'Remaining', 'Not yet reached']],
  [3, 'Dialing', ['Dialing', 'Running', 'Remaining', 'Not yet reached']],
  [2, 'Queued', ['Queued', 'Running', 'Remaining', 'Not yet reached']],
  [2, 'Connected', ['Connected', 'Running', 'Remaining', 'Reached']],
  [20, 'Finished', ['Finished', 'Completed', 'Reached']],
  [2, 'Transferred', ['Transferred', 'Running', 'Remaining', 'Reached']],
  [2, 'Transferred and Finished', ['Transferred and Finished', 'Completed', 'Reached']],
  [8, 'Not Picked Up', ['Not Picked Up', 'Completed', 'Not reached']],
  [4, 'Not Reached to Contact', ['Not Reached to Contact', 'Completed', 'Not reached']],
  [3, 'Abandoned by Contact', ['Abandoned by Contact', 'Completed', 'Reached']],
  [2, 'Skipped', ['Skipped', 'Completed', 'Not reached']],
  [2, 'Skipped & Closed', ['Skipped & Closed', 'Completed', 'Not reached']],
  [1, 'Invalid Number', ['Invalid Number or Name', 'Completed', 'Not reached']],
  [1, 'Carrier Error', ['Carrier Error', 'Completed', 'Not reached']],
  [1, 'Abandoned by Dialer', ['Abandoned by Dialer', 'Completed', 'Not reached']],
  [2, 'Voicemail Hung Up', ['Voicemail Hung Up', 'Completed', 'Not reached']],
  [1, 'Dialer General Error', ['Dialer General Error', 'Completed', 'Not reached']],
  [3, 'Redial Scheduled', ['Redial Scheduled', 'Remaining', 'Not yet reached']],
  [1, 'Do Not Call', ['Do Not Call', 'Completed', 'Not reached']],
  [1, 'Invalid outbound number', ['Invalid outbound number', 'Completed', 'Not reached']],
]

/** Ids of statuses that the simulator sets. */
export const STATUS = {
  available: 0,
  unavailable: -1,
  onBreak: -2,
  specialTask: -3,
  meal: -4,
  missedCall: -5,
  wrapUp: -6,
  inCall: -7,
  inChat: -8,
  offline: -10,
  ownMeal: 21,
  training: 22,
  coaching: 23,
  backOffice: 24,
  outreach: 25,
} as const

/** Two are called `Meal`, as at real tenants; one colour is undocumented. */
const NAMES: readonly (readonly [id: number, name: string, color: string])[] = [
  [STATUS.available, 'Available', 'green'],
  [STATUS.unavailable, 'Unavailable', 'red'],
  [STATUS.onBreak, 'Break', 'yellow'],
  [STATUS.specialTask, 'Special Task', 'pink'],
  [STATUS.meal, 'Meal', 'brown'],
  [STATUS.missedCall, 'Missed Call', 'red'],
  [STATUS.wrapUp, 'Wrap-up', 'blue_grey'],
  [STATUS.inCall, 'In-call', 'purple'],
  [STATUS.inChat, 'In-chat', 'light_blue'],
  [STATUS.offline, 'Offline', 'grey'],
  [STATUS.ownMeal, 'Meal', 'brown'],
  [STATUS.training, 'Training', 'indigo'],
  [STATUS.coaching, 'Coaching', 'indigo'],
  [STATUS.backOffice, 'Back Office', 'pink'],
  [STATUS.outreach, 'Outreach', 'magenta'],
]

/** Status rows by id. */
export const STATUS_ROWS: ReadonlyMap<number, Row> = new Map(
  NAMES.map(([id, name, color]) => {
    const own = id > 0
    const setting = Object.freeze({
      restricted: own,
      all_roles_restricted: id === STATUS.outreach,
      breakthrough_enabled: id === STATUS.unavailable || id === STATUS.backOffice,
    })
    const custom = Object.freeze(own ? [1, id % 5] : [])
    return [
      id,
      Object.freeze({ id, wfm_id: own ? 700 + id : null, name, color, setting, custom_roles: custom }),
    ]
  }),
)
