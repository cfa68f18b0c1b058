// UJET's enums for calls.
import {
  ANSWER_TYPES,
  DISCONNECTED_BY,
  RECORDING_PERMISSIONS,
  UJET_CALL_STATUSES,
  UJET_CALL_TYPES,
} from './details.ts'
import { enumOf } from '../../graphql/schema/enum.ts'

export const UjetCallType = enumOf(
  'UjetCallType',
  'The types of call at UJET. UNVERIFIED: how the labels of answers and the class names of filters pair, which is partly inferred.',
  UJET_CALL_TYPES,
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

export const UjetCallStatus = enumOf(
  'UjetCallStatus',
  'Statuses of calls at UJET: the sixteen by which the vendor filters.',
  UJET_CALL_STATUSES,
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

export const RecordingPermission = enumOf(
  'RecordingPermission',
  'Whether an end user allowed a recording. UNVERIFIED: the vendor’s list, which is partly inferred.',
  RECORDING_PERMISSIONS,
  {
    NOT_ASKED: 'Not asked.',
    GRANTED: 'Allowed.',
    DENIED: 'Not allowed.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

export const DisconnectedBy = enumOf(
  'DisconnectedBy',
  'Who hung up; the vendor’s list is open.',
  DISCONNECTED_BY,
  {
    END_USER: 'The end user.',
    AGENT: 'The agent.',
    UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
  },
)

export const AnswerType = enumOf(
  'AnswerType',
  'How a contact was answered; only MANUAL is in the primary document.',
  ANSWER_TYPES,
  {
    MANUAL: 'The agent took it.',
    AUTO: 'It was given to the agent.',
    DEFLECTION: 'It was sent elsewhere.',
    OUTBOUND: 'It was dialled out.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
