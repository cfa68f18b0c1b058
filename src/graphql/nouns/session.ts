// Parts shared by calls, chats and e-mails: menu path, transfers, participants, offers, media.
import type { Call } from '../../domain/call.ts'
import type {
  OfferEvent as OfferEventRow,
  Participant as ParticipantRow,
  Photo as PhotoRow,
  Transfer as TransferRow,
  Video as VideoRow,
  VirtualAgent as VirtualAgentRow,
} from '../../domain/session.ts'
import type { Types } from '../schema/builder.ts'
import { rowFields, rowType } from '../schema/row-type.ts'
import { Agent, Menu, MenuPath } from '../schema/refs.ts'
import { Contact } from './contact.ts'
import { HandleDuration, QueueDuration } from './duration.ts'
import {
  DEFLECTIONS,
  TRANSFER_STATUSES,
  CALL_FAIL_REASONS,
  PARTICIPANT_TYPES,
  PARTICIPANT_STATUSES,
} from '../../domain/session.ts'

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

export const Photo = rowType<PhotoRow>()('Photo', {
  description: 'A photo that the end user sent during a call or chat. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the photo.', { pii: 'ID' }],
    vendorType: [
      'String',
      'The vendor’s word for the type of photo; only `photo` is documented.',
      { pii: 'TEXT' },
    ],
    url: ['URL', 'The address of the photo.', { pii: 'URL' }],
  },
})

export const Video = rowType<VideoRow>()('Video', {
  description: 'A video that the end user sent during a call or chat. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the video.', { pii: 'ID' }],
    url: ['URL', 'The address of the video.', { pii: 'URL' }],
  },
})

export const OfferEvent = rowType<OfferEventRow>()('OfferEvent', {
  description: 'One offer of a call or chat to a group of agents. UJET only.',
  fields: {
    castAt: ['DateTime', 'When it was offered.'],
    group: ['String', 'The name of the group it was offered to.'],
  },
})

export const Transfer = rowType<TransferRow>()('Transfer', {
  description: 'One hand-over of a call, chat or e-mail from a menu or agent to another. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the transfer.'],
    status: [TRANSFER_STATUSES, 'How far the transfer has come.'],
    vendorStatus: ['String', 'The vendor’s own word for that.'],
    failReason: [
      CALL_FAIL_REASONS,
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
    waitSeconds: ['Float', 'How long the end user waited for the transfer; calls only.', { unit: 'seconds' }],
    deflection: [DEFLECTIONS, 'Where the call was sent instead of to an agent; calls only.'],
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
  },
})

export const VirtualAgent = rowType<VirtualAgentRow>()('VirtualAgent', {
  description: 'A virtual agent as a call row carries it; it cannot be looked up and is no Agent. UJET only.',
  fields: {
    vendorId: [
      'ID',
      'The vendor’s own id of the virtual agent.',
      { unverified: 'whether it shares numbers with human agents' },
    ],
    alias: ['String', 'The alias an administrator gave the virtual agent; it names no person.'],
    avatarUrl: ['URL', 'The address of its picture.', { unverified: true }],
  },
})

export const Participant = rowType<ParticipantRow>()('Participant', {
  description: 'One party of a call or chat. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the participant.'],
    type: [PARTICIPANT_TYPES, 'Who the party is.'],
    vendorType: ['String', 'The vendor’s own word for who the party is.'],
    status: [PARTICIPANT_STATUSES, 'How far the party has come.'],
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
    failReason: [CALL_FAIL_REASONS, 'Why the party’s connection failed, NONE when it did not.'],
    vendorFailReason: ['String', 'The vendor’s own word for why the connection failed.'],
    adapterFailCode: [
      'Int',
      'The telephony adapter’s number for the failure, as in `UjetCallDetails.adapterFailCode`; calls only.',
    ],
    adapterFailMessage: ['String', 'The telephony adapter’s sentence about the failure; calls only.'],
  },
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
