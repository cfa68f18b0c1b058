// Fields and filters that only UJET's calls have, e.g. `callType`.
import type { Call } from '../../domain/call.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { CALL_FAIL_REASONS } from '../../domain/session.ts'
import { defineOwnFilters, timeRange, phones, words } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import {
  UJET_CALL_STATUSES,
  UJET_CALL_TYPES,
  toAnswerType,
  toCallType,
  toDisconnectedBy,
  toRecordingPermission,
  toUjetStatus,
} from './call-words.ts'
import { toDeflection, toFailReason } from './words.ts'
import { toFlag, toInstant, toInteger, toList, toNumber, toPhone, toRef, toWord } from '../wire.ts'
import { toMenuPath } from './session.ts'

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

export type UjetCallDetails = ReturnType<typeof toDetails>

export function toDetails(row: Wire, account: AccountIdentity) {
  return {
    vendor: 'UJET' as const,
    callUuid: toWord(row.call_uuid),
    parentCall: toRef('CALL', account, row.parent_id),
    callType: toCallType(row.call_type) ?? 'UNKNOWN',
    vendorCallType: toWord(row.call_type),
    vendorSessionType: toWord(row.session_type_v2),
    callStatus: toUjetStatus(row.status) ?? 'UNKNOWN',
    subStatus: toWord(row.sub_status),
    assignedAt: toInstant(row.assigned_at),
    waitSeconds: toNumber(row.wait_duration),
    hasFeedback: toFlag(row.has_feedback),
    verified: toFlag(row.verified),
    voipProvider: toWord(row.voip_provider),
    ticketId: toWord(row.out_ticket_id),
    ticketUrl: toWord(row.out_ticket_url),
    supportNumber: toPhone(row.support_number),
    outboundNumber: toPhone(row.outbound_number),
    waitTimeSms: toRawList(row.wait_time_sms),
    inCallSms: toRawList(row.in_call_sms),
    ...toEnd(row, account),
  }
}

function toEnd(row: Wire, account: AccountIdentity) {
  return {
    answerType: toAnswerType(row.answer_type),
    vendorAnswerType: toWord(row.answer_type),
    recordingPermission: toRecordingPermission(row.recording_permission),
    vendorRecordingPermission: toWord(row.recording_permission),
    voicemailReason: toWord(row.voicemail_reason),
    deflection: toDeflection(row.deflection),
    vendorDeflection: toWord(row.deflection),
    deflections: toList(row.deflection_details, (one) => toUjetDeflection(one, account)),
    disconnectedBy: toDisconnectedBy(row.disconnected_by),
    vendorDisconnectedBy: toWord(row.disconnected_by),
    finishReason: toWord(row.finish_reason),
    failReason: toFailReason(row.fail_reason),
    vendorFailReason: toWord(row.fail_reason),
    failDetails: toWord(row.fail_details),
    adapterFailCode: toInteger(row.adapter_fail_code),
    adapterFailMessage: toWord(row.adapter_fail_message),
  }
}

export type UjetDeflection = ReturnType<typeof toUjetDeflection>

function toUjetDeflection(row: Wire, account: AccountIdentity) {
  return {
    vendorId: toWord(row.id),
    transferId: toWord(row.transfer_id),
    deflection: toDeflection(row.deflection),
    vendorDeflection: toWord(row.deflection),
    fromMenuPath: toMenuPath(row.from_menu_path, account),
  }
}

function toRawList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}
