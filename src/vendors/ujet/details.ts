// Fields and filters that only UJET's calls have, e.g. `callType`.
import { CALL_FAIL_REASONS } from '../../domain/session.ts'
import { defineOwnFilters, timeRange, phones, words } from '../../domain/filter.ts'
import type { Call } from '../../domain/call.ts'
import type { Known } from '../../domain/noun.ts'
import type { CallFailReason, Deflection, MenuPath } from '../../domain/session.ts'
import type { Instant } from '../../domain/time.ts'
import { detailsOf } from '../../domain/noun.ts'

export const UJET_CALL_TYPES = [
  'IVR_INBOUND',
  'APP_INBOUND',
  'WEB_CALLBACK',
  'APP_SCHEDULED',
  'WEB_SCHEDULED',
  'OUTBOUND',
  'AGENT_SCHEDULED',
  'ACTION_ONLY',
  'UNKNOWN',
] as const
export type UjetCallType = (typeof UJET_CALL_TYPES)[number]

export const UJET_CALL_STATUSES = [
  'SELECTING',
  'QUEUED',
  'ASSIGNED',
  'CONNECTING',
  'CONNECTED',
  'FINISHED',
  'FAILED',
  'SWITCHING',
  'RECOVERED',
  'SCHEDULED',
  'ACTION_ONLY',
  'ACTION_ONLY_FINISHED',
  'DEFLECTED',
  'VOICEMAIL',
  'VOICEMAIL_RECEIVED',
  'VOICEMAIL_READ',
  'UNKNOWN',
] as const
export type UjetCallStatus = (typeof UJET_CALL_STATUSES)[number]

export const RECORDING_PERMISSIONS = ['NOT_ASKED', 'GRANTED', 'DENIED', 'UNKNOWN'] as const
export type RecordingPermission = (typeof RECORDING_PERMISSIONS)[number]

export const DISCONNECTED_BY = ['END_USER', 'AGENT', 'UNKNOWN'] as const
export type DisconnectedBy = (typeof DISCONNECTED_BY)[number]

export const ANSWER_TYPES = ['MANUAL', 'AUTO', 'DEFLECTION', 'OUTBOUND', 'UNKNOWN'] as const
export type AnswerType = (typeof ANSWER_TYPES)[number]

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
