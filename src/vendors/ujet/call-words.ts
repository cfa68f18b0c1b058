// UJET's words for calls: rows have labels, filters take class names.
import type { CallDirection, CallStatus } from '../../domain/call.ts'
import type { CallFailReason } from '../../domain/session.ts'
import type { Sent } from '../filters.ts'
import type { Words } from '../wire.ts'
import type {
  AnswerType,
  DisconnectedBy,
  RecordingPermission,
  UjetCallStatus,
  UjetCallType,
} from './details.ts'
import { noMatch, supersetOf } from '../filters.ts'
import { reader, toWord } from '../wire.ts'
import { filterableFailReasons, toFailReason } from './words.ts'

export const callTypeClasses: Words<UjetCallType> = {
  IVR_INBOUND: 'IvrCall',
  APP_INBOUND: 'IncomingCallApp',
  WEB_CALLBACK: 'IncomingCallWeb',
  APP_SCHEDULED: 'ScheduledCallApp',
  WEB_SCHEDULED: 'ScheduledCallWeb',
  OUTBOUND: 'OutboundCall',
  AGENT_SCHEDULED: 'AgentScheduledCall',
  ACTION_ONLY: 'ActionOnlyCall',
}

// The last two classes have no label.
const callTypeLabels: Words<UjetCallType> = {
  IVR_INBOUND: 'Voice Inbound (IVR)',
  APP_INBOUND: 'Voice Inbound (App)',
  WEB_CALLBACK: 'Voice Callback (Web)',
  APP_SCHEDULED: 'Voice Scheduled (App)',
  WEB_SCHEDULED: 'Voice Scheduled (Web)',
  OUTBOUND: 'Voice Outbound',
}

/** Rows of older tenants carry class names. */
export const toCallType = reader<UjetCallType>(callTypeLabels, callTypeClasses)

const directionsByLabel: ReadonlyMap<string, CallDirection> = new Map([
  ['Inbound', 'INBOUND'],
  ['Outbound', 'OUTBOUND'],
  // The company makes the call.
  ['Scheduled', 'OUTBOUND'],
  ['Callback', 'OUTBOUND'],
  ['Campaign', 'OUTBOUND'],
  ['Internal', 'INTERNAL'],
])

const directions: Readonly<Record<UjetCallType, CallDirection>> = {
  IVR_INBOUND: 'INBOUND',
  APP_INBOUND: 'INBOUND',
  WEB_CALLBACK: 'OUTBOUND',
  APP_SCHEDULED: 'OUTBOUND',
  WEB_SCHEDULED: 'OUTBOUND',
  OUTBOUND: 'OUTBOUND',
  AGENT_SCHEDULED: 'OUTBOUND',
  ACTION_ONLY: 'UNKNOWN',
  UNKNOWN: 'UNKNOWN',
}

/** By the label's second word, which covers undocumented types. */
export function toDirection(sessionType: unknown, callType: unknown): CallDirection {
  const told = [sessionType, callType].flatMap((value) => {
    const word = /^Voice (\w+)/.exec(toWord(value) ?? '')?.[1] ?? ''
    return directionsByLabel.get(word) ?? []
  })
  return told[0] ?? directions[toCallType(callType) ?? 'UNKNOWN']
}

export const callStatusWords: Words<UjetCallStatus> = {
  SELECTING: 'selecting',
  QUEUED: 'queued',
  ASSIGNED: 'assigned',
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  FINISHED: 'finished',
  FAILED: 'failed',
  SWITCHING: 'switching',
  RECOVERED: 'recovered',
  SCHEDULED: 'scheduled',
  ACTION_ONLY: 'action_only',
  ACTION_ONLY_FINISHED: 'action_only_finished',
  DEFLECTED: 'deflected',
  VOICEMAIL: 'voicemail',
  VOICEMAIL_RECEIVED: 'voicemail_received',
  VOICEMAIL_READ: 'voicemail_read',
}

export const toUjetStatus = reader<UjetCallStatus>(callStatusWords)

/** A failed call's reason may refine its step. */
const statuses: Readonly<Record<UjetCallStatus, CallStatus>> = {
  SCHEDULED: 'SCHEDULED',
  SELECTING: 'QUEUED',
  QUEUED: 'QUEUED',
  ASSIGNED: 'RINGING',
  CONNECTING: 'RINGING',
  SWITCHING: 'RINGING',
  CONNECTED: 'IN_PROGRESS',
  ACTION_ONLY: 'IN_PROGRESS',
  FINISHED: 'COMPLETED',
  RECOVERED: 'COMPLETED',
  ACTION_ONLY_FINISHED: 'COMPLETED',
  FAILED: 'FAILED',
  DEFLECTED: 'DEFLECTED',
  VOICEMAIL: 'VOICEMAIL',
  VOICEMAIL_RECEIVED: 'VOICEMAIL',
  VOICEMAIL_READ: 'VOICEMAIL',
  UNKNOWN: 'UNKNOWN',
}

/** Other reasons leave a call FAILED. */
const failures: Readonly<Partial<Record<CallFailReason, CallStatus>>> = {
  END_USER_NO_ANSWER: 'MISSED',
  END_USER_ABANDONED: 'MISSED',
  AGENT_IGNORED: 'MISSED',
  END_USER_BUSY: 'BUSY',
  END_USER_CANCELED: 'CANCELED',
  AGENT_CANCELED: 'CANCELED',
}

const OF_FAILED: readonly CallStatus[] = ['MISSED', 'BUSY', 'CANCELED', 'FAILED']

export function toCallStatus(status: unknown, failReason: unknown): CallStatus {
  const step = toUjetStatus(status) ?? 'UNKNOWN'
  const reason = step === 'FAILED' ? toFailReason(failReason) : null
  return (reason && failures[reason]) ?? statuses[step]
}

/**
 * Exact when every step of each wanted status is sent.
 * Some failed calls need a superset; other steps cannot be sent.
 */
export function sendStatuses(wanted: readonly CallStatus[]): Sent {
  if (wanted.includes('UNKNOWN')) return supersetOf({})
  const ofFailed = OF_FAILED.filter((status) => wanted.includes(status))
  const steps = entriesOf(callStatusWords).filter(
    ([step]) => wanted.includes(statuses[step]) || (step === 'FAILED' && ofFailed.length > 0),
  )
  if (steps.length === 0) return noMatch
  const params = { 'call_status[]': steps.map(([, word]) => word) }
  if (ofFailed.length === 0 || ofFailed.length === OF_FAILED.length) return params
  const narrow = steps.length === 1 && !wanted.includes('FAILED')
  const reasons = entriesOf(failures).filter(([, status]) => wanted.includes(status))
  const words = reasons.flatMap(([reason]) => filterableFailReasons[reason] ?? [])
  return supersetOf(narrow ? { ...params, 'call_fail_reason[]': words } : params)
}

export const toRecordingPermission = reader<RecordingPermission>({
  NOT_ASKED: 'not_asked',
  GRANTED: 'granted',
  DENIED: 'denied',
})

export const toDisconnectedBy = reader<DisconnectedBy>({
  END_USER: 'disconnected_by_end_user',
  AGENT: 'disconnected_by_agent',
  UNKNOWN: 'disconnected_by_unknown',
})

export const toAnswerType = reader<AnswerType>({
  MANUAL: 'manual',
  AUTO: 'auto',
  DEFLECTION: 'deflection',
  OUTBOUND: 'outbound',
})

function entriesOf<Key extends string, Value>(
  table: Readonly<Partial<Record<Key, Value>>>,
): readonly [Key, Value][] {
  // Object.entries forgets the key type; these tables have no other keys.
  return Object.entries(table) as [Key, Value][]
}
