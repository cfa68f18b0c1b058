// Documented fields of UJET's calls beyond the common ones.
import type { UjetCallDetails, UjetDeflection } from './details.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { toFlag, toInstant, toInteger, toList, toNumber, toPhone, toRef, toWord } from '../wire.ts'
import {
  toAnswerType,
  toCallType,
  toDisconnectedBy,
  toRecordingPermission,
  toUjetStatus,
} from './call-words.ts'
import { toMenuPath } from './session.ts'
import { toDeflection, toFailReason } from './words.ts'

export function toDetails(row: Wire, account: AccountIdentity): UjetCallDetails {
  return {
    vendor: 'UJET',
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

function toUjetDeflection(row: Wire, account: AccountIdentity): UjetDeflection {
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
