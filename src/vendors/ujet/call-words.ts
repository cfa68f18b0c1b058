// UJET's words for calls: rows have labels, filters take class names.
import type { CallDirection, CallStatus } from '../../domain/call.ts'
import type { CallFailReason } from '../../domain/session.ts'
import type { Sent } from '../filters.ts'
import type { Words } from '../wire.ts'
import type { WordOf } from '../../domain/words.ts'
import { noMatch, supersetOf } from '../filters.ts'
import { reader, toWord } from '../wire.ts'
import { filterableFailReasons, toFailReason } from './words.ts'
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

const STEPS = entriesOf(callStatusWords)
const REASONS = entriesOf(failures)

/**
 * Exact when every step of each wanted status is sent.
 * Some failed calls need a superset; other steps cannot be sent.
 */
export function sendStatuses(wanted: readonly CallStatus[]): Sent {
  if (wanted.includes('UNKNOWN')) return supersetOf({})
  const ofFailed = OF_FAILED.filter((status) => wanted.includes(status))
  const steps = STEPS.filter(
    ([step]) => wanted.includes(statuses[step]) || (step === 'FAILED' && ofFailed.length > 0),
  )
  if (steps.length === 0) return noMatch
  const params = { 'call_status[]': steps.map(([, word]) => word) }
  if (ofFailed.length === 0 || ofFailed.length === OF_FAILED.length) return params
  const narrow = steps.length === 1 && !wanted.includes('FAILED')
  const reasons = REASONS.filter(([, status]) => wanted.includes(status))
  const words = reasons.flatMap(([reason]) => filterableFailReasons[reason] ?? [])
  return supersetOf(narrow ? { ...params, 'call_fail_reason[]': words } : params)
}

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

export const toRecordingPermission = reader<RecordingPermission>({
  NOT_ASKED: 'not_asked',
  GRANTED: 'granted',
  DENIED: 'denied',
})

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
