// Fields and filters that only UJET's calls have, e.g. `callType`.
import type { Call } from '../../domain/call.ts'
import type { Known } from '../../domain/noun.ts'
import type { CallFailReason, Deflection, MenuPath } from '../../domain/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { WordOf } from '../../domain/words.ts'
import { CALL_FAIL_REASONS } from '../../domain/session.ts'
import { defineOwnFilters, timeRange, phones, words } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'

export const UJET_CALL_TYPES = defineWords(
  'UjetCallType',
  'The types of call at UJET. UNVERIFIED: how the labels of answers and the class names of filters pair, which is partly inferred.',
  {
    IVR_INBOUND: 'From the end user’s telephone into the telephone menu.',
    APP_INBOUND: 'From the company’s mobile app.',
    WEB_CALLBACK: 'Asked for on the company’s web site, and called back.',
    APP_SCHEDULED: 'Scheduled in the company’s mobile app, and called by an agent.',
    WEB_SCHEDULED: 'Scheduled on the company’s web site, and called by an agent.',
    OUTBOUND: 'Dialled by an agent to an outside line.',
    AGENT_SCHEDULED: 'Scheduled by an agent. UNVERIFIED: its label in answers.',
    ACTION_ONLY:
      'Handled by the company’s own telephony and only linked to the app. UNVERIFIED: its label in answers.',
    UNKNOWN: 'Words that Switchboard does not know yet, such as those of newer sorts.',
  },
)
export type UjetCallType = WordOf<typeof UJET_CALL_TYPES>

export const UJET_CALL_STATUSES = defineWords(
  'UjetCallStatus',
  'Statuses of calls at UJET: the sixteen by which the vendor filters.',
  {
    SELECTING: 'The end user is still choosing in the menus.',
    QUEUED: 'Asked for, and being offered to agents.',
    ASSIGNED: 'An agent was chosen.',
    CONNECTING: 'The two sides are being connected.',
    CONNECTED: 'The two sides are talking.',
    FINISHED: 'Ended without a fault.',
    FAILED: 'Ended by a fault; `UjetCallDetails.failReason` tells which.',
    SWITCHING: 'Being tried again with another telephony provider.',
    RECOVERED: 'A failed call that was called back without a fault.',
    SCHEDULED: 'To be made later.',
    ACTION_ONLY: 'Connected by the company’s own telephony.',
    ACTION_ONLY_FINISHED: 'Connected by the company’s own telephony, and finished.',
    DEFLECTED: 'Sent elsewhere, because the queue was full or closed.',
    VOICEMAIL: 'The end user is leaving a voicemail.',
    VOICEMAIL_RECEIVED: 'A voicemail was left that no agent has heard.',
    VOICEMAIL_READ: 'A voicemail was left and opened by an agent.',
    UNKNOWN: 'A word unknown to Switchboard, such as those of virtual agents and campaigns.',
  },
)
export type UjetCallStatus = WordOf<typeof UJET_CALL_STATUSES>

export const RECORDING_PERMISSIONS = defineWords(
  'RecordingPermission',
  'Whether an end user allowed a recording. UNVERIFIED: the vendor’s list, which is partly inferred.',
  {
    NOT_ASKED: 'Not asked.',
    GRANTED: 'Allowed.',
    DENIED: 'Not allowed.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type RecordingPermission = WordOf<typeof RECORDING_PERMISSIONS>

export const DISCONNECTED_BY = defineWords('DisconnectedBy', 'Who hung up; the vendor’s list is open.', {
  END_USER: 'The end user.',
  AGENT: 'The agent.',
  UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
})
export type DisconnectedBy = WordOf<typeof DISCONNECTED_BY>

export const ANSWER_TYPES = defineWords(
  'AnswerType',
  'How a contact was answered; only MANUAL is in the primary document.',
  {
    MANUAL: 'The agent took it.',
    AUTO: 'It was given to the agent.',
    DEFLECTION: 'It was sent elsewhere.',
    OUTBOUND: 'It was dialled out.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type AnswerType = WordOf<typeof ANSWER_TYPES>

export type UjetDeflection = Known<{
  vendorId: string
  transferId: string
  deflection: Deflection
  vendorDeflection: string
  fromMenuPath: MenuPath
}>

export type UjetCallDetails = { readonly vendor: 'UJET' } & Known<{
  callUuid: string
  parentCall: Call
  callType: UjetCallType
  vendorCallType: string
  vendorSessionType: string
  callStatus: UjetCallStatus
  subStatus: string
  assignedAt: Instant
  waitSeconds: number
  hasFeedback: boolean
  verified: boolean
  voipProvider: string
  ticketId: string
  ticketUrl: string
  recordingPermission: RecordingPermission
  vendorRecordingPermission: string
  voicemailReason: string
  deflection: Deflection
  vendorDeflection: string
  deflections: readonly UjetDeflection[]
  disconnectedBy: DisconnectedBy
  vendorDisconnectedBy: string
  finishReason: string
  failReason: CallFailReason
  vendorFailReason: string
  failDetails: string
  adapterFailCode: number
  adapterFailMessage: string
  supportNumber: string
  outboundNumber: string
  answerType: AnswerType
  vendorAnswerType: string
  /** No document shows a message. */
  waitTimeSms: readonly unknown[]
  inCallSms: readonly unknown[]
}>

export const UJET_CALL_FILTERS = defineOwnFilters<Call>()('UJET', {
  callType: words(
    (call: Call) => ujetDetails(call)?.callType,
    UJET_CALL_TYPES,
    'The types of call to keep; the vendor filters by all but UNKNOWN.',
  ),
  callStatus: words(
    (call: Call) => ujetDetails(call)?.callStatus,
    UJET_CALL_STATUSES,
    'The statuses to keep, finer than `CallFilter.status`; the vendor filters by all but UNKNOWN.',
  ),
  failReason: words(
    (call: Call) => ujetDetails(call)?.failReason,
    CALL_FAIL_REASONS,
    'Why the call failed; the vendor filters by the first twenty-one.',
  ),
  supportNumber: phones(
    (call: Call) => ujetDetails(call)?.supportNumber,
    'The company’s numbers that the end user called, calls over the telephone network only.',
  ),
  assignedAt: timeRange((call: Call) => ujetDetails(call)?.assignedAt, 'When an agent was chosen.', {
    unverified: 'as a filter of the vendor, which names it among its variables and in no call table',
  }),
})

const ujetDetails = (call: Call) => detailsOf<UjetCallDetails>('UJET', call)
