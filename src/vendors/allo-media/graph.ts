// Details of Allo-Media's calls in the graph.
import type * as rows from './details.ts'
import { defineDetails } from '../../graphql/schema/refs.ts'
import { ALLO_MEDIA_PROCESSING_STATUSES, ALLO_MEDIA_AUDIO_STATES } from './details.ts'

defineDetails<rows.AlloMediaCallDetails>()('ALLO_MEDIA', 'CALL', {
  description:
    'Fields that Allo-Media documents for a call beyond the fields of Call. It lists a call only once its processing is over, and publishes no full list of fields.',
  fields: {
    processingStatus: [
      ALLO_MEDIA_PROCESSING_STATUSES,
      'How the processing ended, null for a word that Switchboard does not know; the raw word is `Call.vendorStatus`.',
    ],
    qualifiedAt: ['DateTime', 'When the processing ended, which is also `Call.updatedAt`.'],
    ingestedAt: ['DateTime', 'When the call reached Allo-Media.'],
    ivrEnd: [
      'Float',
      'The end of the part in the telephone menu, as the vendor sends it.',
      { unverified: 'its unit' },
    ],
    audioState: [ALLO_MEDIA_AUDIO_STATES, 'Whether the recording is available.'],
    transcriptObfuscated: [
      'Boolean',
      'Whether personal data was taken out of the transcript; requested from the vendor only when selected.',
    ],
    speechModel: [
      'String',
      'The speech recognition that made the transcript; requested from the vendor only when selected.',
    ],
    metadata: [
      'JSON',
      'What the company attached to the call under keys of its own, as the vendor sends it.',
      { pii: 'TEXT' },
    ],
    inboundLeg: [
      'JSON',
      'The inbound leg, as the vendor sends it.',
      { pii: 'TEXT', unverified: 'its content' },
    ],
    outboundLeg: [
      'JSON',
      'The outbound leg, as the vendor sends it.',
      { pii: 'TEXT', unverified: 'its content' },
    ],
    trackingInfo: [
      'JSON',
      'What is known of the visit to the web site, as the vendor sends it.',
      { pii: 'TEXT', unverified: 'its content' },
    ],
    qualification: [
      'JSON',
      'The qualification of the call, as the vendor sends it.',
      { pii: 'TEXT', unverified: 'its shape, a label in one document and an object in another' },
    ],
  },
})
