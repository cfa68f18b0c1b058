// Parts shared by calls, chats and e-mails: menu path, transfers, participants, offers, media.
import type { Call } from '../../domain/call.ts'
import type {
  CallFailReason as Reason,
  Deflection as DeflectionWord,
  MenuPath as MenuPathRow,
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
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { Agent, Menu } from '../schema/refs.ts'
import { Contact } from './contact.ts'
import { HandleDuration, QueueDuration } from './duration.ts'

export const MenuPath = builder.objectRef<MenuPathRow>('MenuPath').implement({
  description: 'The way through the menus to the chosen one. UJET only.',
  fields: (t) => ({
    itemCount: t.exposeInt('itemCount', { description: 'How many menus the way has.' }),
    name: t.exposeString('name', { description: 'The names along the way.' }),
    path: t.exposeString('path', {
      description:
        'The vendor’s ids of the menus along the way, from the root, joined by slashes, for example `6/8`.',
    }),
    menus: t.expose('menus', {
      type: [Menu],
      description: 'The menus along the way from the root, read from `path`; their ids cost no request.',
    }),
  }),
})

export const Photo = builder.objectRef<PhotoRow>('Photo').implement({
  description: 'A photo that the end user sent during a call or chat. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { pii: 'ID', description: 'The vendor’s own id of the photo.' }),
    vendorType: t.exposeString('vendorType', {
      pii: 'TEXT',
      description: 'The vendor’s word for the type of photo; only `photo` is documented.',
    }),
    url: t.expose('url', { type: 'URL', pii: 'URL', description: 'The address of the photo.' }),
  }),
})

export const Video = builder.objectRef<VideoRow>('Video').implement({
  description: 'A video that the end user sent during a call or chat. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { pii: 'ID', description: 'The vendor’s own id of the video.' }),
    url: t.expose('url', { type: 'URL', pii: 'URL', description: 'The address of the video.' }),
  }),
})

export const OfferEvent = builder.objectRef<OfferEventRow>('OfferEvent').implement({
  description: 'One offer of a call or chat to a group of agents. UJET only.',
  fields: (t) => ({
    castAt: t.expose('castAt', { type: 'DateTime', description: 'When it was offered.' }),
    group: t.exposeString('group', { description: 'The name of the group it was offered to.' }),
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
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of the transfer.' }),
    status: t.expose('status', { type: TransferStatus, description: 'How far the transfer has come.' }),
    vendorStatus: t.exposeString('vendorStatus', { description: 'The vendor’s own word for that.' }),
    failReason: t.expose('failReason', {
      type: CallFailReason,
      description: 'Why the transfer failed, NONE when it did not; calls and chats, null for e-mails.',
    }),
    vendorFailReason: t.exposeString('vendorFailReason', {
      description: 'The vendor’s own word for why the transfer failed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the transfer was begun.' }),
    assignedAt: t.expose('assignedAt', {
      type: 'DateTime',
      description: 'When the receiving agent was chosen; calls only.',
    }),
    connectedAt: t.expose('connectedAt', {
      type: 'DateTime',
      description: 'When the receiving agent was connected; calls only.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When the transfer was last changed; calls and e-mails.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      unit: 'seconds',
      description: 'How long the call lasted after the transfer; calls only.',
    }),
    waitSeconds: t.exposeFloat('waitSeconds', {
      unit: 'seconds',
      description: 'How long the end user waited for the transfer; calls only.',
    }),
    deflection: t.expose('deflection', {
      type: Deflection,
      description: 'Where the call was sent instead of to an agent; calls only.',
    }),
    vendorDeflection: t.exposeString('vendorDeflection', {
      description: 'The vendor’s own word or number for that.',
    }),
    fromMenuPath: t.expose('fromMenuPath', { type: MenuPath, description: 'The menu it came from.' }),
    toMenuPath: t.expose('toMenuPath', {
      type: MenuPath,
      description: 'The menu it was sent to, null when it went straight to an agent.',
    }),
    fromAgent: t.expose('fromAgent', {
      type: Agent,
      unverified: 'that it is a virtual agent where no human did it',
      description: 'The agent who handed it over.',
    }),
    toAgent: t.expose('toAgent', {
      type: Agent,
      unverified: 'that it is a virtual agent where no human did it',
      description: 'The agent who took it.',
    }),
    vendorAnswerPath: t.exposeString('vendorAnswerPath', {
      unverified: 'seen in live rows only',
      description: 'How both sides answered, in the vendor’s word such as `manual_to_manual`.',
    }),
    fromQueuePriority: t.exposeInt('fromQueuePriority', {
      unverified: 'seen in live rows only',
      description: 'The priority in the queue it came from.',
    }),
    toQueuePriority: t.exposeInt('toQueuePriority', {
      unverified: 'seen in live rows only',
      description: 'The priority in the queue it was sent to.',
    }),
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
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      unverified: 'whether it shares numbers with human agents',
      description: 'The vendor’s own id of the virtual agent.',
    }),
    alias: t.exposeString('alias', {
      description: 'The alias an administrator gave the virtual agent; it names no person.',
    }),
    avatarUrl: t.expose('avatarUrl', {
      type: 'URL',
      unverified: true,
      description: 'The address of its picture.',
    }),
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
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of the participant.' }),
    type: t.expose('type', { type: ParticipantType, description: 'Who the party is.' }),
    vendorType: t.exposeString('vendorType', { description: 'The vendor’s own word for who the party is.' }),
    status: t.expose('status', { type: ParticipantStatus, description: 'How far the party has come.' }),
    vendorStatus: t.exposeString('vendorStatus', { description: 'The vendor’s own word for that.' }),
    sessionId: t.exposeID('sessionId', {
      description: 'The global id of the call or chat the party takes part in.',
    }),
    agent: t.expose('agent', {
      type: Agent,
      description: 'The agent, null for an end user. Only the id is in the row.',
    }),
    contact: t.expose('contact', {
      type: Contact,
      description: 'The end user, null for an agent. Only the ids are in the row.',
    }),
    entryType: t.exposeString('entryType', {
      unverified: 'the list of words',
      description: 'How the party came in, in the vendor’s words, such as `queue_or_transfer`; chats.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      unit: 'seconds',
      description: 'How long the party took part.',
    }),
    holdSeconds: t.exposeFloat('holdSeconds', {
      unit: 'seconds',
      description: 'How long the party was on hold.',
    }),
    connectedAt: t.expose('connectedAt', { type: 'DateTime', description: 'When the party came in.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', description: 'When the party left.' }),
    failReason: t.expose('failReason', {
      type: CallFailReason,
      description: 'Why the party’s connection failed, NONE when it did not.',
    }),
    vendorFailReason: t.exposeString('vendorFailReason', {
      description: 'The vendor’s own word for why the connection failed.',
    }),
    adapterFailCode: t.exposeInt('adapterFailCode', {
      description:
        'The telephony adapter’s number for the failure, as in `UjetCallDetails.adapterFailCode`; calls only.',
    }),
    adapterFailMessage: t.exposeString('adapterFailMessage', {
      description: 'The telephony adapter’s sentence about the failure; calls only.',
    }),
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
  return {
    menuPath: t.expose('menuPath', {
      type: MenuPath,
      description: 'The way through the menus to the chosen one.',
    }),
    photos: t.expose('photos', {
      type: [Photo],
      description: 'The photos the end user sent.',
    }),
    videos: t.expose('videos', {
      type: [Video],
      description: 'The videos the end user sent.',
    }),
    transfers: t.expose('transfers', {
      type: [Transfer],
      description: 'The hand-overs, in the vendor’s order.',
    }),
    handleDurations: t.expose('handleDurations', {
      type: [HandleDuration],
      description: `The stretches in which agents handled the ${one}.`,
    }),
    queueDurations: t.expose('queueDurations', {
      type: [QueueDuration],
      description: `The stretches in which the ${one} waited in a queue.`,
    }),
    participants: t.expose('participants', {
      type: [Participant],
      description: `The parties of the ${one}.`,
    }),
    offerType: t.exposeString('offerType', {
      unverified: 'the list of words',
      description: `How the ${one} was offered, in the vendor’s words: \`cascade\` or null.`,
    }),
    offerEvents: t.expose('offerEvents', {
      type: [OfferEvent],
      description: 'The offers to groups of agents, in the vendor’s order.',
    }),
  }
}
