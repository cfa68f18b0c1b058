// Details of TWIN's calls and call tasks in the graph.
import type * as rows from './details.ts'
import { TWIN_DIAL_STATUSES, TWIN_TASK_STATUSES } from './details.ts'
import { enumOf } from '../../graphql/schema/enum.ts'
import { rowFields } from '../../graphql/schema/builder.ts'
import { defineDetails } from '../../graphql/schema/refs.ts'

defineDetails<rows.TwinCallDetails>('TWIN', 'CALL', {
  description:
    'Fields that TWIN documents for a call beyond the fields of Call; all of them are calls that it placed.',
  fields: (t) =>
    rowFields(t, {
      dialStatus: [
        TwinDialStatus,
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
    }),
})

defineDetails<rows.TwinCampaignDetails>('TWIN', 'CAMPAIGN', {
  description: 'Fields that TWIN documents for a call task beyond the fields of Campaign.',
  fields: (t) =>
    rowFields(t, {
      status: [
        TwinTaskStatus,
        'The task’s status in TWIN’s own steps; the raw word is `Campaign.vendorStatus`.',
        { unverified: 'that rows carry it' },
      ],
    }),
})

const IN_ROWS = 'TWIN does not filter by it.'

const TwinDialStatus = enumOf('TwinDialStatus', 'How dialling went at TWIN.', TWIN_DIAL_STATUSES, {
  SCHEDULED: `Planned. ${IN_ROWS}`,
  DIALING: 'Ringing.',
  IN_PROGRESS: 'The two sides are talking.',
  ANSWERED: 'Picked up.',
  NO_ANSWER: 'Not picked up.',
  BUSY: 'The called side was busy.',
  UNAVAILABLE: 'The called side could not be reached.',
  CANCELED: 'Called off by a user before it was dialled.',
  CONGESTION: 'Refused by the carrier: a bad caller id, too many calls or a wrong number.',
  CHANNEL_UNAVAILABLE: 'Could not be made.',
  FAILED: 'Began and broke off.',
  INVALID_NUMBER: 'The number is malformed.',
  NO_CALLER_ID: 'There was no number to call from. UNVERIFIED: the meaning, taken from the vendor’s word.',
  BLACKLISTED: 'The number is on the blacklist.',
  BLOCKED_BY_LAW:
    'Blocked by the Russian law 230: outside the permitted hours, or too many calls to the number.',
  EXPIRED: `Dialling took more than ten minutes. ${IN_ROWS}`,
  REJECTED: `Refused because the session was over. ${IN_ROWS}`,
  UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `Call.vendorStatus`.',
})

const TwinTaskStatus = enumOf(
  'TwinTaskStatus',
  'Statuses of call tasks at TWIN, which has more words than are published.',
  TWIN_TASK_STATUSES,
  {
    BLANK: 'Made and still empty. UNVERIFIED: the meaning, taken from the vendor’s word.',
    READY: 'Ready to start.',
    IN_PROGRESS: 'At work.',
    PAUSED: 'Held up.',
    UNKNOWN: 'A word unknown to Switchboard; the vendor’s own is `Campaign.vendorStatus`.',
  },
)
