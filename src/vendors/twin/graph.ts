// Details of TWIN's calls and call tasks in the graph.
import type * as rows from './details.ts'
import { defineDetails } from '../../graphql/schema/refs.ts'
import { TWIN_TASK_STATUSES } from './details.ts'
import { TWIN_DIAL_STATUSES } from './call-words.ts'

defineDetails<rows.TwinCallDetails>()('TWIN', 'CALL', {
  description:
    'Fields that TWIN documents for a call beyond the fields of Call; all of them are calls that it placed.',
  fields: {
    dialStatus: [
      TWIN_DIAL_STATUSES,
      'How dialling went, finer than `Call.status`; the raw word is `Call.vendorStatus`.',
    ],
    createdAt: ['DateTime', 'When TWIN made the row; dialling began at `Call.startedAt`.'],
    botDurationSeconds: [
      'Float',
      'How long the bot took part.',
      { unit: 'seconds', unverified: 'unit and meaning' },
    ],
    operatorDurationSeconds: [
      'Float',
      'How long a human operator took part.',
      { unit: 'seconds', unverified: 'unit and meaning' },
    ],
    transferredToOperator: ['Boolean', 'Whether the call was handed to a human operator.'],
    finished: ['Boolean', 'Whether the call is over.'],
    responder: [
      'String',
      'What answered, in TWIN’s words, where it tells answering machines apart from people.',
      { unverified: 'the list of words' },
    ],
    nps: ['Float', 'How satisfied the called person was.', { unverified: 'its range' }],
    regionId: ['ID', 'The region of the called number, by TWIN’s id.'],
    contactTimeZone: [
      'String',
      'The time zone of the called number, as the vendor sends it.',
      { unverified: 'its form' },
    ],
    shortNumber: ['String', 'A short number.', { pii: 'PHONE', unverified: 'whose it is' }],
    additional: [
      'JSON',
      'What the company attached to the call, unchanged; requested from the vendor only when selected.',
      { pii: 'TEXT' },
    ],
    dialogResults: [
      'JSON',
      'The variables the bot filled in as it spoke, unchanged; requested from the vendor only when selected.',
      { pii: 'TEXT' },
    ],
    messages: [
      'JSON',
      'The turns of `Call.transcript` with everything TWIN adds to them, unchanged; requested from the vendor only when selected.',
      { pii: 'TEXT' },
    ],
    markers: [
      'JSON',
      'The markers set as the bot spoke, unchanged; requested from the vendor only when selected.',
      { pii: 'TEXT', unverified: 'their content' },
    ],
    logUrl: ['URL', 'The address of the technical log.', { pii: 'URL' }],
  },
})

defineDetails<rows.TwinCampaignDetails>()('TWIN', 'CAMPAIGN', {
  description: 'Fields that TWIN documents for a call task beyond the fields of Campaign.',
  fields: {
    status: [
      TWIN_TASK_STATUSES,
      'The task’s status in TWIN’s own steps; the raw word is `Campaign.vendorStatus`.',
      { unverified: 'that rows carry it' },
    ],
  },
})
