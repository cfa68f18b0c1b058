// Details of Allo-Media's calls in the graph.
import type * as rows from './details.ts'
import { ALLO_MEDIA_AUDIO_STATES, ALLO_MEDIA_PROCESSING_STATUSES } from './details.ts'
import { enumOf } from '../../graphql/schema/enum.ts'
import { rowFields } from '../../graphql/schema/builder.ts'
import { defineDetails } from '../../graphql/schema/refs.ts'

const AlloMediaProcessingStatus = enumOf(
  'AlloMediaProcessingStatus',
  'How Allo-Media’s processing of a call ended; not how the telephone call went.',
  ALLO_MEDIA_PROCESSING_STATUSES,
  {
    QUALIFIED: 'Transcribed and analysed.',
    VOID: 'There was nothing to analyse, for example because the caller hung up before an agent answered.',
  },
)

const AlloMediaAudioState = enumOf(
  'AlloMediaAudioState',
  'Whether the recording of a call is available.',
  ALLO_MEDIA_AUDIO_STATES,
  {
    AVAILABLE: 'It is available.',
    MISSING: 'There is none, or it was deleted.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

defineDetails<rows.AlloMediaCallDetails>('ALLO_MEDIA', 'CALL', {
  description:
    'Fields that Allo-Media documents for a call beyond the fields of Call. It lists a call only once its processing is over, and publishes no full list of fields.',
  fields: (t) =>
    rowFields(t, {
      processingStatus: [
        AlloMediaProcessingStatus,
        'How the processing ended, null for a word that Switchboard does not know; the raw word is `Call.vendorStatus`.',
      ],
      qualifiedAt: ['DateTime', 'When the processing ended, which is also `Call.updatedAt`.'],
      ingestedAt: ['DateTime', 'When the call reached Allo-Media.'],
      ivrEnd: [
        'Float',
        'The end of the part in the telephone menu, as the vendor sends it.',
        { unverified: 'its unit' },
      ],
      audioState: [AlloMediaAudioState, 'Whether the recording is available.'],
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
    }),
})
