// Handling and waiting times of calls, chats and e-mails.
import type { ConsumerHandleDuration as ConsumerRow } from '../../domain/email.ts'
import type { HandleDuration as HandleRow, QueueDuration as QueueRow } from '../../domain/session.ts'
import type { Types } from '../schema/builder.ts'
import { builder } from '../schema/builder.ts'
import { rowFields, rowType } from '../schema/row-type.ts'
import { Agent } from '../schema/refs.ts'
import { DURATION_EVENTS, SERVICE_LEVEL_EVENTS } from '../../domain/session.ts'

/** Fields of both types. */
type Stretch = Pick<HandleRow, keyof HandleRow & keyof QueueRow>

function stretchFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Stretch>, stretch: 'stretch' | 'wait') {
  return rowFields(t, {
    vendorId: ['ID', 'The vendor’s own id of the row.', { unverified: 'seen in newer rows only' }],
    startedAt: ['DateTime', `When the ${stretch} began.`],
    endedAt: ['DateTime', `When the ${stretch} ended.`],
    event: [DURATION_EVENTS, `What ended the ${stretch}; calls and chats.`],
    vendorEvent: ['String', `The vendor’s own word for what ended the ${stretch}.`],
    menuPathId: ['ID', 'The vendor’s own id of the menu path; it is not the id of a menu.'],
    menuPathName: [
      'String',
      'The names along the menu path.',
      { unverified: 'for calls and chats, where only newer rows have it' },
    ],
    language: ['String', 'The language as the vendor’s code, for example `en`.'],
    assignmentType: [
      'String',
      'How the e-mail came to the agent or queue, in the vendor’s words; e-mails only.',
      { unverified: 'the list of words' },
    ],
  })
}

export const HandleDuration = builder.objectRef<HandleRow>('HandleDuration').implement({
  description:
    'One stretch in which an agent handled a call, chat or e-mail; talk and the work after it may be separate rows, so add them up. UJET only.',
  fields: (t) => ({
    ...stretchFields(t, 'stretch'),
    ...rowFields(t, {
      agent: [Agent, 'The agent who handled it; only the id comes with the row.'],
      handleSeconds: [
        'Float',
        'How long the call, the chat or the e-mail itself was handled.',
        { unit: 'seconds' },
      ],
      afterWorkSeconds: [
        'Float',
        'How long the agent worked on it afterwards; calls and chats.',
        { unit: 'seconds' },
      ],
      waitSeconds: ['Float', 'How long the end user waited; calls and chats.', { unit: 'seconds' }],
      holdSeconds: [
        'Float',
        'How long the contact was on hold; calls only.',
        { unit: 'seconds', unverified: 'seen in newer rows only' },
      ],
      transferred: ['Boolean', 'Whether it came to the agent by a transfer.'],
      transferId: [
        'ID',
        'The vendor’s own id of that transfer; e-mails and calls.',
        { unverified: 'for calls, where only newer rows have it' },
      ],
    }),
  }),
})

export const QueueDuration = builder.objectRef<QueueRow>('QueueDuration').implement({
  description: 'One stretch in which a call, chat or e-mail waited in a queue. UJET only.',
  fields: (t) => ({
    ...stretchFields(t, 'wait'),
    ...rowFields(t, {
      agent: [Agent, 'The agent who ended the wait, null when nobody did; only the id comes with the row.'],
      queueSeconds: ['Float', 'How long the wait was.', { unit: 'seconds' }],
      transferred: ['Boolean', 'Whether it came to the queue by a transfer; calls and chats.'],
      transferId: [
        'ID',
        'The vendor’s own id of the transfer that led to the queue.',
        { unverified: 'seen in newer rows only' },
      ],
      serviceLevelEvent: [SERVICE_LEVEL_EVENTS, 'Whether the wait kept the service level; calls and chats.'],
      vendorServiceLevelEvent: ['String', 'The vendor’s own word for that.'],
      serviceLevelTargetPercent: [
        'Float',
        'The share of waits that should keep the target; calls and chats.',
        { unit: 'percent' },
      ],
      serviceLevelTargetSeconds: [
        'Float',
        'Within how long a wait should end; calls and chats.',
        { unit: 'seconds' },
      ],
      serviceLevelAbandonSeconds: [
        'Float',
        'Up to how long an abandoned wait is left out of the service level; calls and chats.',
        { unit: 'seconds' },
      ],
    }),
  }),
})

export const ConsumerHandleDuration = rowType<ConsumerRow>()('ConsumerHandleDuration', {
  description: 'One stretch in which an e-mail was handled, seen from the person outside. UJET only.',
  fields: {
    vendorId: ['ID', 'The vendor’s own id of the stretch.'],
    handleSeconds: ['Float', 'How long the e-mail was handled.', { unit: 'seconds' }],
    attachmentCount: ['Int', 'How many files there were.'],
    startedAt: ['DateTime', 'When the stretch began.'],
    endedAt: ['DateTime', 'When the stretch ended.'],
  },
})
