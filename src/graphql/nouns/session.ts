// Parts shared by calls, chats and e-mails: menu path, transfers, participants, offers, media.
import type { Call } from '../../domain/call.ts'
import type {
  CallFailReason as Reason,
  Deflection as DeflectionWord,
  OfferEvent as OfferEventRow,
  Participant as ParticipantRow,
  ParticipantStatus as ParticipantStatusWord,
  ParticipantType as ParticipantTypeWord,
  Photo as PhotoRow,
  Transfer as TransferRow,
  TransferStatus as TransferStatusWord,
  Video as VideoRow,
  VirtualAgent as VirtualAgentRow,
} from '../../domain/session.ts'
import type { Types } from '../schema/builder.ts'
import {
  CALL_FAIL_REASONS,
  DEFLECTIONS,
  PARTICIPANT_STATUSES,
  PARTICIPANT_TYPES,
  TRANSFER_STATUSES,
} from '../../domain/session.ts'
import { builder, rowFields } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { Agent, Menu, MenuPath } from '../schema/refs.ts'
import { Contact } from './contact.ts'
import { HandleDuration, QueueDuration } from './duration.ts'

MenuPath.implement({
  description: 'The way through the menus to the chosen one. UJET only.',
  fields: (t) =>
    rowFields(t, {
      itemCount: ['Int', 'How many menus the way has.'],
      name: ['String', 'The names along the way.'],
      path: [
        'String',
        'The vendor’s ids of the menus along the way, from the root, joined by slashes, for example `6/8`.',
      ],
      menus: [[Menu], 'The menus along the way from the root, read from `path`; their ids cost no request.'],
    }),
})

export const Photo = builder.objectRef<PhotoRow>('Photo').implement({
  description: 'A photo that the end user sent during a call or chat. UJET only.',
  fields: (t) =>
    rowFields(t, {
      vendorId: ['ID', 'The vendor’s own id of the photo.', { pii: 'ID' }],
      vendorType: [
        'String',
        'The vendor’s word for the type of photo; only `photo` is documented.',
        { pii: 'TEXT' },
      ],
      url: ['URL', 'The address of the photo.', { pii: 'URL' }],
    }),
})

export const Video = builder.objectRef<VideoRow>('Video').implement({
  description: 'A video that the end user sent during a call or chat. UJET only.',
  fields: (t) =>
    rowFields(t, {
      vendorId: ['ID', 'The vendor’s own id of the video.', { pii: 'ID' }],
      url: ['URL', 'The address of the video.', { pii: 'URL' }],
    }),
})

export const OfferEvent = builder.objectRef<OfferEventRow>('OfferEvent').implement({
  description: 'One offer of a call or chat to a group of agents. UJET only.',
  fields: (t) =>
    rowFields(t, {
      castAt: ['DateTime', 'When it was offered.'],
      group: ['String', 'The name of the group it was offered to.'],
    }),
})

export const Deflection = enumOf<DeflectionWord>(
  'Deflection',
  'Where a call was sent instead of to an agent; the vendor’s list is open.',
  DEFLECTIONS,
  {
    NONE: 'Nowhere, it went its way.',
    AFTER_HOURS_MESSAGE: 'To a message that the company is closed.',
    OTHER_QUEUE: 'To another queue for the time being.',
    OTHER_PHONE: 'To another telephone number for the time being.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

const TransferStatus = enumOf<TransferStatusWord>(
  'TransferStatus',
  'How far a transfer has come; the vendor’s list is open.',
  TRANSFER_STATUSES,
  {
    TRANSFERRING: 'On its way.',
    TRANSFERRED: 'Done.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

export const Transfer = builder.objectRef<TransferRow>('Transfer').implement({
  description: 'One hand-over of a call, chat or e-mail from a menu or agent to another. UJET only.',
  fields: (t) =>
    rowFields(t, {
      vendorId: ['ID', 'The vendor’s own id of the transfer.'],
      status: [TransferStatus, 'How far the transfer has come.'],
      vendorStatus: ['String', 'The vendor’s own word for that.'],
      failReason: [
        CallFailReason,
        'Why the transfer failed, NONE when it did not; calls and chats, null for e-mails.',
      ],
      vendorFailReason: ['String', 'The vendor’s own word for why the transfer failed.'],
      createdAt: ['DateTime', 'When the transfer was begun.'],
      assignedAt: ['DateTime', 'When the receiving agent was chosen; calls only.'],
      connectedAt: ['DateTime', 'When the receiving agent was connected; calls only.'],
      updatedAt: ['DateTime', 'When the transfer was last changed; calls and e-mails.'],
      durationSeconds: [
        'Float',
        'How long the call lasted after the transfer; calls only.',
        { unit: 'seconds' },
      ],
      waitSeconds: [
        'Float',
        'How long the end user waited for the transfer; calls only.',
        { unit: 'seconds' },
      ],
      deflection: [Deflection, 'Where the call was sent instead of to an agent; calls only.'],
      vendorDeflection: ['String', 'The vendor’s own word or number for that.'],
      fromMenuPath: [MenuPath, 'The menu it came from.'],
      toMenuPath: [MenuPath, 'The menu it was sent to, null when it went straight to an agent.'],
      fromAgent: [
        Agent,
        'The agent who handed it over.',
        { unverified: 'that it is a virtual agent where no human did it' },
      ],
      toAgent: [
        Agent,
        'The agent who took it.',
        { unverified: 'that it is a virtual agent where no human did it' },
      ],
      vendorAnswerPath: [
        'String',
        'How both sides answered, in the vendor’s word such as `manual_to_manual`.',
        { unverified: 'seen in live rows only' },
      ],
      fromQueuePriority: [
        'Int',
        'The priority in the queue it came from.',
        { unverified: 'seen in live rows only' },
      ],
      toQueuePriority: [
        'Int',
        'The priority in the queue it was sent to.',
        { unverified: 'seen in live rows only' },
      ],
    }),
})

export const CallFailReason = enumOf<Reason>(
  'CallFailReason',
  'Why a call, a transfer or a participant’s connection failed. The last eight come in answers only, and Switchboard filters by them.',
  CALL_FAIL_REASONS,
  {
    NONE: 'It did not fail.',
    UNKNOWN: 'The vendor does not know, or it uses a word that Switchboard does not know yet.',
    EXPIRED: 'It waited too long in the queue.',
    END_USER_CANCELED: 'The end user called it off.',
    END_USER_REJECTED: 'The end user refused it.',
    END_USER_ABANDONED: 'The end user hung up while waiting.',
    END_USER_ABANDONED_IN_MENU: 'The end user hung up in the menus.',
    END_USER_BUSY: 'The end user’s line was busy.',
    END_USER_WRONG_NUMBER: 'The number dialled is invalid.',
    END_USER_NO_ANSWER: 'The end user did not answer.',
    END_USER_NOTIFICATION_FAILED: 'The notification that starts the call did not reach the app.',
    AGENT_CANCELED: 'The agent called it off.',
    AGENT_IGNORED: 'No agent took it in time.',
    AGENT_MICROPHONE_MISSING: 'No microphone was found at the agent’s place.',
    AGENT_MICROPHONE_DENIED: 'The agent’s microphone could not be used.',
    VOIP_TWILIO_ERROR: 'A fault of the telephony provider Twilio.',
    VOIP_TOKBOX_ERROR: 'A fault of the telephony provider TokBox.',
    VOIP_INVALID_TOKEN: 'The token for the telephony provider was invalid.',
    VOIP_CONNECTION_ERROR: 'A general fault of the connection.',
    VOIP_CONNECTION_TIMEOUT: 'The connection timed out.',
    VOIP_SIGNAL_ERROR: 'A fault of the connection’s signalling.',
    TRANSFER_EXPIRED: 'The transfer waited too long.',
    END_USER_REPEATED_VOICEMAIL: 'The end user already had a voicemail waiting.',
    END_USER_REPEATED_CALLBACK: 'The end user already had a callback waiting.',
    VOIP_NEXMO_ERROR: 'A fault of the telephony provider Nexmo.',
    STUCK: 'The call was stuck because of a fault of the vendor’s API.',
    GROUP_DELETED: 'The group it belonged to was deleted without a substitute.',
    MENU_DELETED: 'The menu it belonged to was deleted.',
    FALLBACK_NUMBER: 'The call went straight to the fallback number.',
  },
)

export const VirtualAgent = builder.objectRef<VirtualAgentRow>('VirtualAgent').implement({
  description: 'A virtual agent as a call row carries it; it cannot be looked up and is no Agent. UJET only.',
  fields: (t) =>
    rowFields(t, {
      vendorId: [
        'ID',
        'The vendor’s own id of the virtual agent.',
        { unverified: 'whether it shares numbers with human agents' },
      ],
      alias: ['String', 'The alias an administrator gave the virtual agent; it names no person.'],
      avatarUrl: ['URL', 'The address of its picture.', { unverified: true }],
    }),
})

const ParticipantType = enumOf<ParticipantTypeWord>(
  'ParticipantType',
  'Who a party of a call or chat is.',
  PARTICIPANT_TYPES,
  {
    END_USER: 'The person outside the company.',
    AGENT: 'A human agent.',
    VIRTUAL_AGENT: 'A virtual agent that talks.',
    TASK_VIRTUAL_AGENT: 'A virtual agent that does one task.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

const ParticipantStatus = enumOf<ParticipantStatusWord>(
  'ParticipantStatus',
  'How far a party of a call or chat has come.',
  PARTICIPANT_STATUSES,
  {
    WAITING: 'Not yet in.',
    CONNECTED: 'In.',
    FINISHED: 'Gone.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

export const Participant = builder.objectRef<ParticipantRow>('Participant').implement({
  description: 'One party of a call or chat. UJET only.',
  fields: (t) =>
    rowFields(t, {
      vendorId: ['ID', 'The vendor’s own id of the participant.'],
      type: [ParticipantType, 'Who the party is.'],
      vendorType: ['String', 'The vendor’s own word for who the party is.'],
      status: [ParticipantStatus, 'How far the party has come.'],
      vendorStatus: ['String', 'The vendor’s own word for that.'],
      sessionId: ['ID', 'The global id of the call or chat the party takes part in.'],
      agent: [Agent, 'The agent, null for an end user. Only the id is in the row.'],
      contact: [Contact, 'The end user, null for an agent. Only the ids are in the row.'],
      entryType: [
        'String',
        'How the party came in, in the vendor’s words, such as `queue_or_transfer`; chats.',
        { unverified: 'the list of words' },
      ],
      durationSeconds: ['Float', 'How long the party took part.', { unit: 'seconds' }],
      holdSeconds: ['Float', 'How long the party was on hold.', { unit: 'seconds' }],
      connectedAt: ['DateTime', 'When the party came in.'],
      endedAt: ['DateTime', 'When the party left.'],
      failReason: [CallFailReason, 'Why the party’s connection failed, NONE when it did not.'],
      vendorFailReason: ['String', 'The vendor’s own word for why the connection failed.'],
      adapterFailCode: [
        'Int',
        'The telephony adapter’s number for the failure, as in `UjetCallDetails.adapterFailCode`; calls only.',
      ],
      adapterFailMessage: ['String', 'The telephony adapter’s sentence about the failure; calls only.'],
    }),
})

type SharedField =
  | 'menuPath'
  | 'photos'
  | 'videos'
  | 'transfers'
  | 'handleDurations'
  | 'queueDurations'
  | 'participants'
  | 'offerType'
  | 'offerEvents'

type Session = Pick<Call, SharedField>

export function sessionFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Session>, one: 'call' | 'chat') {
  return rowFields(t, {
    menuPath: [MenuPath, 'The way through the menus to the chosen one.'],
    photos: [[Photo], 'The photos the end user sent.'],
    videos: [[Video], 'The videos the end user sent.'],
    transfers: [[Transfer], 'The hand-overs, in the vendor’s order.'],
    handleDurations: [[HandleDuration], `The stretches in which agents handled the ${one}.`],
    queueDurations: [[QueueDuration], `The stretches in which the ${one} waited in a queue.`],
    participants: [[Participant], `The parties of the ${one}.`],
    offerType: [
      'String',
      `How the ${one} was offered, in the vendor’s words: \`cascade\` or null.`,
      { unverified: 'the list of words' },
    ],
    offerEvents: [[OfferEvent], 'The offers to groups of agents, in the vendor’s order.'],
  })
}
