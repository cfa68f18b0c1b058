// Details of UJET's calls in the graph.
import type * as rows from './details.ts'
import { rowType } from '../../graphql/schema/row-type.ts'
import { Call, MenuPath, defineDetails } from '../../graphql/schema/refs.ts'
import { DEFLECTIONS, CALL_FAIL_REASONS } from '../../domain/session.ts'
import {
  ANSWER_TYPES,
  DISCONNECTED_BY,
  RECORDING_PERMISSIONS,
  UJET_CALL_STATUSES,
  UJET_CALL_TYPES,
} from './call-words.ts'

const UjetDeflection = rowType<rows.UjetDeflection>()('UjetDeflection', {
  description: 'One time a call was sent elsewhere. UNVERIFIED: seen in live rows only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the row.'],
    transferId: ['ID', 'The vendor’s own id of the transfer during which it happened, null outside one.'],
    deflection: [DEFLECTIONS, 'Where the call was sent.'],
    vendorDeflection: ['String', 'The vendor’s own word for that.'],
    fromMenuPath: [MenuPath, 'The menu it was sent away from.'],
  },
})

defineDetails<rows.UjetCallDetails>()('UJET', 'CALL', {
  description: 'Fields that UJET documents for a call beyond the fields of Call.',
  fields: {
    callUuid: ['ID', 'The call’s other id, a UUID.', { unverified: 'seen in newer rows only' }],
    parentCall: [
      Call,
      'The call that this one continues, for example the failed call that was called back; only its id comes with the row.',
    ],
    callType: [UJET_CALL_TYPES, 'The way in which the call began.'],
    vendorCallType: [
      'String',
      'The vendor’s own words for the type of call: a label such as `Voice Inbound (IVR)`, a class name in older rows.',
    ],
    vendorSessionType: [
      'String',
      'The newer and finer label beside the older one.',
      { unverified: 'missing in older rows' },
    ],
    callStatus: [
      UJET_CALL_STATUSES,
      'The call’s status, finer than `Call.status`; the raw word is `Call.vendorStatus`.',
    ],
    subStatus: [
      'String',
      'A still finer status as a label to show, for example `Scheduled: Disconnected by unknown`.',
      { unverified: 'the list of labels' },
    ],
    assignedAt: ['DateTime', 'When an agent was chosen.'],
    waitSeconds: [
      'Float',
      'How long the end user waited, by the older count that UJET has replaced by `Call.queueSeconds`; rows may carry only one of the two.',
      { unit: 'seconds' },
    ],
    hasFeedback: ['Boolean', 'Whether the end user left feedback.'],
    verified: ['Boolean', 'Whether the end user was verified.'],
    voipProvider: [
      'String',
      'The telephony provider in the vendor’s words; newer rows say `deprecated`.',
      { unverified: 'the list of words' },
    ],
    ticketId: ['String', 'The id of the ticket in the company’s CRM.'],
    ticketUrl: ['URL', 'The address of the ticket in the company’s CRM.'],
    recordingPermission: [RECORDING_PERMISSIONS, 'Whether the end user allowed a recording.'],
    vendorRecordingPermission: ['String', 'The vendor’s own word for that.'],
    voicemailReason: [
      'String',
      'Why a voicemail was left, in the vendor’s words.',
      { unverified: 'the list of words, of which only `not_voicemail` is documented' },
    ],
    deflection: [DEFLECTIONS, 'Where the call was sent instead of to an agent.'],
    vendorDeflection: ['String', 'The vendor’s own word for that.'],
    deflections: [
      [UjetDeflection],
      'Each time the call was sent elsewhere.',
      { unverified: 'seen in live rows only' },
    ],
    disconnectedBy: [DISCONNECTED_BY, 'Who hung up.'],
    vendorDisconnectedBy: ['String', 'The vendor’s own word for who hung up.'],
    finishReason: [
      'String',
      'Why the call ended, in the vendor’s words such as `no_reason`.',
      { unverified: 'the list of words' },
    ],
    failReason: [CALL_FAIL_REASONS, 'Why the call failed, NONE when it did not.'],
    vendorFailReason: ['String', 'The vendor’s own word for why the call failed.'],
    failDetails: ['String', 'What the vendor wrote about the failure.', { pii: 'TEXT' }],
    adapterFailCode: [
      'Int',
      'The telephony adapter’s number for the failure, one of 10001, 11001, 20001 to 20004, 21001 to 21003, 22001, 30001, 30002, 31001, 31002, 32001, 32002, 41001, 42001, 43001, 44001 to 44003, 90001 and 90002, or null.',
    ],
    adapterFailMessage: [
      'String',
      'The telephony adapter’s sentence about the failure, one for each number.',
    ],
    supportNumber: [
      'PhoneNumber',
      'The company’s number that the end user called; calls over the telephone network only.',
    ],
    outboundNumber: [
      'PhoneNumber',
      'The outbound number of the call.',
      { pii: 'PHONE', unverified: 'whose number it is' },
    ],
    answerType: [ANSWER_TYPES, 'How the call was answered.'],
    vendorAnswerType: ['String', 'The vendor’s own word for that.'],
    waitTimeSms: [
      ['JSON'],
      'The text messages sent while the end user waited.',
      { pii: 'TEXT', unverified: 'the shape of a message' },
    ],
    inCallSms: [
      ['JSON'],
      'The text messages sent during the call.',
      { pii: 'TEXT', unverified: 'the shape of a message' },
    ],
  },
})
