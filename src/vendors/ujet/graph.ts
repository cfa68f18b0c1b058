// Details and filters of UJET's calls.
import type { UjetCallDetails as DetailsRow, UjetDeflection as DeflectionRow } from './details.ts'
import { builder } from '../../graphql/schema/builder.ts'
import { CALL_FAIL_REASONS, DEFLECTIONS } from '../../domain/session.ts'
import { enumFor } from '../../graphql/schema/enum.ts'
import { Call, MenuPath } from '../../graphql/schema/refs.ts'
import {
  AnswerType,
  DisconnectedBy,
  RecordingPermission,
  UjetCallStatus,
  UjetCallType,
} from './graph-words.ts'
import { defineDetails } from '../../graphql/schema/details.ts'

const UjetDeflection = builder.objectRef<DeflectionRow>('UjetDeflection').implement({
  description: 'One time a call was sent elsewhere. UNVERIFIED: seen in live rows only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of the row.' }),
    transferId: t.exposeID('transferId', {
      description: 'The vendor’s own id of the transfer during which it happened, null outside one.',
    }),
    deflection: t.expose('deflection', {
      type: enumFor(DEFLECTIONS),
      description: 'Where the call was sent.',
    }),
    vendorDeflection: t.exposeString('vendorDeflection', { description: 'The vendor’s own word for that.' }),
    fromMenuPath: t.expose('fromMenuPath', {
      type: MenuPath,
      description: 'The menu it was sent away from.',
    }),
  }),
})

defineDetails<DetailsRow>('UJET', 'CALL', {
  description: 'Fields that UJET documents for a call beyond the fields of Call.',
  fields: (t) => ({
    callUuid: t.exposeID('callUuid', {
      unverified: 'seen in newer rows only',
      description: 'The call’s other id, a UUID.',
    }),
    parentCall: t.expose('parentCall', {
      type: Call,
      description:
        'The call that this one continues, for example the failed call that was called back; only its id comes with the row.',
    }),
    callType: t.expose('callType', { type: UjetCallType, description: 'The way in which the call began.' }),
    vendorCallType: t.exposeString('vendorCallType', {
      description:
        'The vendor’s own words for the type of call: a label such as `Voice Inbound (IVR)`, a class name in older rows.',
    }),
    vendorSessionType: t.exposeString('vendorSessionType', {
      unverified: 'missing in older rows',
      description: 'The newer and finer label beside the older one.',
    }),
    callStatus: t.expose('callStatus', {
      type: UjetCallStatus,
      description: 'The call’s status, finer than `Call.status`; the raw word is `Call.vendorStatus`.',
    }),
    subStatus: t.exposeString('subStatus', {
      unverified: 'the list of labels',
      description:
        'A still finer status as a label to show, for example `Scheduled: Disconnected by unknown`.',
    }),
    assignedAt: t.expose('assignedAt', { type: 'DateTime', description: 'When an agent was chosen.' }),
    waitSeconds: t.exposeFloat('waitSeconds', {
      unit: 'seconds',
      description:
        'How long the end user waited, by the older count that UJET has replaced by `Call.queueSeconds`; rows may carry only one of the two.',
    }),
    hasFeedback: t.exposeBoolean('hasFeedback', { description: 'Whether the end user left feedback.' }),
    verified: t.exposeBoolean('verified', { description: 'Whether the end user was verified.' }),
    voipProvider: t.exposeString('voipProvider', {
      unverified: 'the list of words',
      description: 'The telephony provider in the vendor’s words; newer rows say `deprecated`.',
    }),
    ticketId: t.exposeString('ticketId', { description: 'The id of the ticket in the company’s CRM.' }),
    ticketUrl: t.expose('ticketUrl', {
      type: 'URL',
      description: 'The address of the ticket in the company’s CRM.',
    }),
    recordingPermission: t.expose('recordingPermission', {
      type: RecordingPermission,
      description: 'Whether the end user allowed a recording.',
    }),
    vendorRecordingPermission: t.exposeString('vendorRecordingPermission', {
      description: 'The vendor’s own word for that.',
    }),
    voicemailReason: t.exposeString('voicemailReason', {
      unverified: 'the list of words, of which only `not_voicemail` is documented',
      description: 'Why a voicemail was left, in the vendor’s words.',
    }),
    deflection: t.expose('deflection', {
      type: enumFor(DEFLECTIONS),
      description: 'Where the call was sent instead of to an agent.',
    }),
    vendorDeflection: t.exposeString('vendorDeflection', { description: 'The vendor’s own word for that.' }),
    deflections: t.expose('deflections', {
      type: [UjetDeflection],
      unverified: 'seen in live rows only',
      description: 'Each time the call was sent elsewhere.',
    }),
    disconnectedBy: t.expose('disconnectedBy', { type: DisconnectedBy, description: 'Who hung up.' }),
    vendorDisconnectedBy: t.exposeString('vendorDisconnectedBy', {
      description: 'The vendor’s own word for who hung up.',
    }),
    finishReason: t.exposeString('finishReason', {
      unverified: 'the list of words',
      description: 'Why the call ended, in the vendor’s words such as `no_reason`.',
    }),
    failReason: t.expose('failReason', {
      type: enumFor(CALL_FAIL_REASONS),
      description: 'Why the call failed, NONE when it did not.',
    }),
    vendorFailReason: t.exposeString('vendorFailReason', {
      description: 'The vendor’s own word for why the call failed.',
    }),
    failDetails: t.exposeString('failDetails', {
      pii: 'TEXT',
      description: 'What the vendor wrote about the failure.',
    }),
    adapterFailCode: t.exposeInt('adapterFailCode', {
      description:
        'The telephony adapter’s number for the failure, one of 10001, 11001, 20001 to 20004, 21001 to 21003, 22001, 30001, 30002, 31001, 31002, 32001, 32002, 41001, 42001, 43001, 44001 to 44003, 90001 and 90002, or null.',
    }),
    adapterFailMessage: t.exposeString('adapterFailMessage', {
      description: 'The telephony adapter’s sentence about the failure, one for each number.',
    }),
    supportNumber: t.expose('supportNumber', {
      type: 'PhoneNumber',
      description: 'The company’s number that the end user called; calls over the telephone network only.',
    }),
    outboundNumber: t.expose('outboundNumber', {
      type: 'PhoneNumber',
      pii: 'PHONE',
      unverified: 'whose number it is',
      description: 'The outbound number of the call.',
    }),
    answerType: t.expose('answerType', { type: AnswerType, description: 'How the call was answered.' }),
    vendorAnswerType: t.exposeString('vendorAnswerType', { description: 'The vendor’s own word for that.' }),
    waitTimeSms: t.expose('waitTimeSms', {
      type: ['JSON'],
      pii: 'TEXT',
      unverified: 'the shape of a message',
      description: 'The text messages sent while the end user waited.',
    }),
    inCallSms: t.expose('inCallSms', {
      type: ['JSON'],
      pii: 'TEXT',
      unverified: 'the shape of a message',
      description: 'The text messages sent during the call.',
    }),
  }),
})
