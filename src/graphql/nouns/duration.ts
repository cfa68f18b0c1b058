// Handling and waiting times of calls, chats and e-mails.
import type { ConsumerHandleDuration as ConsumerRow } from '../../domain/email.ts'
import type {
  DurationEvent as DurationEventWord,
  HandleDuration as HandleRow,
  QueueDuration as QueueRow,
  ServiceLevelEvent as ServiceLevelEventWord,
} from '../../domain/session.ts'
import type { Types } from '../schema/builder.ts'
import { DURATION_EVENTS, SERVICE_LEVEL_EVENTS } from '../../domain/session.ts'
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'
import { Agent } from '../schema/refs.ts'

const DurationEvent = enumOf<DurationEventWord>(
  'DurationEvent',
  'What ended a stretch of handling or waiting; the vendor’s list is open.',
  DURATION_EVENTS,
  {
    ANSWERED: 'An agent answered.',
    CALL_FINISHED: 'The call was finished.',
    CHAT_FINISHED: 'The chat was finished.',
    FINISHED: 'It was finished, as newer rows say for every channel.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

const ServiceLevelEvent = enumOf<ServiceLevelEventWord>(
  'ServiceLevelEvent',
  'Whether a wait kept the service level.',
  SERVICE_LEVEL_EVENTS,
  {
    IN_SERVICE_LEVEL: 'Answered within the target.',
    OUT_OF_SERVICE_LEVEL: 'Not answered within the target.',
    EXCLUDED: 'Not counted, for example because the end user left early.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

/** Fields of both types. */
type Stretch = Pick<HandleRow, keyof HandleRow & keyof QueueRow>

function stretchFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Stretch>, stretch: 'stretch' | 'wait') {
  return {
    vendorId: t.exposeID('vendorId', {
      unverified: 'seen in newer rows only',
      description: 'The vendor’s own id of the row.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: `When the ${stretch} began.` }),
    endedAt: t.expose('endedAt', { type: 'DateTime', description: `When the ${stretch} ended.` }),
    event: t.expose('event', {
      type: DurationEvent,
      description: `What ended the ${stretch}; calls and chats.`,
    }),
    vendorEvent: t.exposeString('vendorEvent', {
      description: `The vendor’s own word for what ended the ${stretch}.`,
    }),
    menuPathId: t.exposeID('menuPathId', {
      description: 'The vendor’s own id of the menu path; it is not the id of a menu.',
    }),
    menuPathName: t.exposeString('menuPathName', {
      unverified: 'for calls and chats, where only newer rows have it',
      description: 'The names along the menu path.',
    }),
    language: t.exposeString('language', {
      description: 'The language as the vendor’s code, for example `en`.',
    }),
    assignmentType: t.exposeString('assignmentType', {
      unverified: 'the list of words',
      description: 'How the e-mail came to the agent or queue, in the vendor’s words; e-mails only.',
    }),
  }
}

export const HandleDuration = builder.objectRef<HandleRow>('HandleDuration').implement({
  description:
    'One stretch in which an agent handled a call, chat or e-mail; talk and the work after it may be separate rows, so add them up. UJET only.',
  fields: (t) => ({
    ...stretchFields(t, 'stretch'),
    agent: t.expose('agent', {
      type: Agent,
      description: 'The agent who handled it; only the id comes with the row.',
    }),
    handleSeconds: t.exposeFloat('handleSeconds', {
      unit: 'seconds',
      description: 'How long the call, the chat or the e-mail itself was handled.',
    }),
    afterWorkSeconds: t.exposeFloat('afterWorkSeconds', {
      unit: 'seconds',
      description: 'How long the agent worked on it afterwards; calls and chats.',
    }),
    waitSeconds: t.exposeFloat('waitSeconds', {
      unit: 'seconds',
      description: 'How long the end user waited; calls and chats.',
    }),
    holdSeconds: t.exposeFloat('holdSeconds', {
      unit: 'seconds',
      unverified: 'seen in newer rows only',
      description: 'How long the contact was on hold; calls only.',
    }),
    transferred: t.exposeBoolean('transferred', {
      description: 'Whether it came to the agent by a transfer.',
    }),
    transferId: t.exposeID('transferId', {
      unverified: 'for calls, where only newer rows have it',
      description: 'The vendor’s own id of that transfer; e-mails and calls.',
    }),
  }),
})

export const QueueDuration = builder.objectRef<QueueRow>('QueueDuration').implement({
  description: 'One stretch in which a call, chat or e-mail waited in a queue. UJET only.',
  fields: (t) => ({
    ...stretchFields(t, 'wait'),
    agent: t.expose('agent', {
      type: Agent,
      description: 'The agent who ended the wait, null when nobody did; only the id comes with the row.',
    }),
    queueSeconds: t.exposeFloat('queueSeconds', { unit: 'seconds', description: 'How long the wait was.' }),
    transferred: t.exposeBoolean('transferred', {
      description: 'Whether it came to the queue by a transfer; calls and chats.',
    }),
    transferId: t.exposeID('transferId', {
      unverified: 'seen in newer rows only',
      description: 'The vendor’s own id of the transfer that led to the queue.',
    }),
    serviceLevelEvent: t.expose('serviceLevelEvent', {
      type: ServiceLevelEvent,
      description: 'Whether the wait kept the service level; calls and chats.',
    }),
    vendorServiceLevelEvent: t.exposeString('vendorServiceLevelEvent', {
      description: 'The vendor’s own word for that.',
    }),
    serviceLevelTargetPercent: t.exposeFloat('serviceLevelTargetPercent', {
      unit: 'percent',
      description: 'The share of waits that should keep the target; calls and chats.',
    }),
    serviceLevelTargetSeconds: t.exposeFloat('serviceLevelTargetSeconds', {
      unit: 'seconds',
      description: 'Within how long a wait should end; calls and chats.',
    }),
    serviceLevelAbandonSeconds: t.exposeFloat('serviceLevelAbandonSeconds', {
      unit: 'seconds',
      description: 'Up to how long an abandoned wait is left out of the service level; calls and chats.',
    }),
  }),
})

export const ConsumerHandleDuration = builder.objectRef<ConsumerRow>('ConsumerHandleDuration').implement({
  description: 'One stretch in which an e-mail was handled, seen from the person outside. UJET only.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', { description: 'The vendor’s own id of the stretch.' }),
    handleSeconds: t.exposeFloat('handleSeconds', {
      unit: 'seconds',
      description: 'How long the e-mail was handled.',
    }),
    attachmentCount: t.exposeInt('attachmentCount', { description: 'How many files there were.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the stretch began.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', description: 'When the stretch ended.' }),
  }),
})
