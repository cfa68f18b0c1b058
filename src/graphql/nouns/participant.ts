// The parties of a call or chat.
import type {
  Participant as ParticipantRow,
  ParticipantStatus as ParticipantStatusWord,
  ParticipantType as ParticipantTypeWord,
} from '../../domain/session.ts'
import { PARTICIPANT_STATUSES, PARTICIPANT_TYPES } from '../../domain/session.ts'
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { Contact } from './contact.ts'
import { CallFailReason } from './fail-reason.ts'
import { Agent } from '../schema/refs.ts'

const ParticipantType = enumOf<ParticipantTypeWord>(
  'ParticipantType',
  'Who a party of a call or chat is.',
  PARTICIPANT_TYPES,
  {
    END_USER: 'The person outside the company.',
    AGENT: 'A human agent.',
    VIRTUAL_AGENT: 'A virtual agent that talks.',
    TASK_VIRTUAL_AGENT: 'A virtual agent that does one task.',
    UNKNOWN: 'A word that Switchboard does not know yet.',
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
    UNKNOWN: 'A word that Switchboard does not know yet.',
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
