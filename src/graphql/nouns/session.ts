// The parts that calls, chats and e-mails are made of: the way through the menus, hand-overs, offers and media.
import type {
  Deflection as DeflectionWord,
  MenuPath as MenuPathRow,
  OfferEvent as OfferEventRow,
  Photo as PhotoRow,
  Transfer as TransferRow,
  TransferStatus as TransferStatusWord,
  Video as VideoRow,
} from '../../domain/session.ts'
import { DEFLECTIONS, TRANSFER_STATUSES } from '../../domain/session.ts'
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { CallFailReason } from './fail-reason.ts'
import { Agent, Menu } from '../schema/refs.ts'

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
      description: 'The vendor’s word for the sort of photo; only `photo` is documented.',
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
    UNKNOWN: 'A word that Switchboard does not know yet.',
  },
)

const TransferStatus = enumOf<TransferStatusWord>(
  'TransferStatus',
  'How far a transfer has come; the vendor’s list is open.',
  TRANSFER_STATUSES,
  {
    TRANSFERRING: 'On its way.',
    TRANSFERRED: 'Done.',
    UNKNOWN: 'A word that Switchboard does not know yet.',
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
      unverified: 'that a virtual agent stands here where no human did it',
      description: 'The agent who handed it over.',
    }),
    toAgent: t.expose('toAgent', {
      type: Agent,
      unverified: 'that a virtual agent stands here where no human did it',
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
