// Details and filters of Allo-Media's calls.
import type {
  AlloMediaAudioState as AudioStateWord,
  AlloMediaCallDetails as DetailsRow,
  AlloMediaProcessingStatus as ProcessingStatusWord,
} from './details.ts'
import { ALLO_MEDIA_AUDIO_STATES, ALLO_MEDIA_PROCESSING_STATUSES } from './details.ts'
import { enumOf } from '../../graphql/schema/enum.ts'
import { defineDetails } from '../../graphql/schema/details.ts'

const AlloMediaProcessingStatus = enumOf<ProcessingStatusWord>(
  'AlloMediaProcessingStatus',
  'How Allo-Media’s processing of a call ended; not how the telephone call went.',
  ALLO_MEDIA_PROCESSING_STATUSES,
  {
    QUALIFIED: 'Transcribed and analysed.',
    VOID: 'There was nothing to analyse, for example because the caller hung up before an agent answered.',
  },
)

const AlloMediaAudioState = enumOf<AudioStateWord>(
  'AlloMediaAudioState',
  'Whether the recording of a call is available.',
  ALLO_MEDIA_AUDIO_STATES,
  {
    AVAILABLE: 'It is available.',
    MISSING: 'There is none, or it was deleted.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)

defineDetails<DetailsRow>('ALLO_MEDIA', 'CALL', {
  description:
    'Fields that Allo-Media documents for a call beyond the fields of Call. It lists a call only once its processing is over, and publishes no full list of fields.',
  fields: (t) => ({
    processingStatus: t.expose('processingStatus', {
      type: AlloMediaProcessingStatus,
      description:
        'How the processing ended, null for a word that Switchboard does not know; the raw word is `Call.vendorStatus`.',
    }),
    qualifiedAt: t.expose('qualifiedAt', {
      type: 'DateTime',
      description: 'When the processing ended, which is also `Call.updatedAt`.',
    }),
    ingestedAt: t.expose('ingestedAt', {
      type: 'DateTime',
      description: 'When the call reached Allo-Media.',
    }),
    ivrEnd: t.exposeFloat('ivrEnd', {
      unverified: 'its unit',
      description: 'The end of the part in the telephone menu, as the vendor sends it.',
    }),
    audioState: t.expose('audioState', {
      type: AlloMediaAudioState,
      description: 'Whether the recording is available.',
    }),
    transcriptObfuscated: t.exposeBoolean('transcriptObfuscated', {
      description:
        'Whether personal data was taken out of the transcript; requested from the vendor only when selected.',
    }),
    speechModel: t.exposeString('speechModel', {
      description:
        'The speech recognition that made the transcript; requested from the vendor only when selected.',
    }),
    metadata: t.expose('metadata', {
      type: 'JSON',
      pii: 'TEXT',
      description: 'What the company attached to the call under keys of its own, as the vendor sends it.',
    }),
    inboundLeg: t.expose('inboundLeg', {
      type: 'JSON',
      pii: 'TEXT',
      unverified: 'its content',
      description: 'The inbound leg, as the vendor sends it.',
    }),
    outboundLeg: t.expose('outboundLeg', {
      type: 'JSON',
      pii: 'TEXT',
      unverified: 'its content',
      description: 'The outbound leg, as the vendor sends it.',
    }),
    trackingInfo: t.expose('trackingInfo', {
      type: 'JSON',
      pii: 'TEXT',
      unverified: 'its content',
      description: 'What is known of the visit to the web site, as the vendor sends it.',
    }),
    qualification: t.expose('qualification', {
      type: 'JSON',
      pii: 'TEXT',
      unverified: 'its shape, a label in one document and an object in another',
      description: 'The qualification of the call, as the vendor sends it.',
    }),
  }),
})
