// Fields and filters that only Allo-Media's calls have, e.g. `processingStatus`.
import type { Call } from '../../domain/call.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import type { WordOf } from '../../domain/words.ts'
import { defineOwnFilters, words } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'

/** The end of processing, not of the telephone call. */
export const ALLO_MEDIA_PROCESSING_STATUSES = defineWords(
  'AlloMediaProcessingStatus',
  'How Allo-Media’s processing of a call ended; not how the telephone call went.',
  {
    QUALIFIED: 'Transcribed and analysed.',
    VOID: 'There was nothing to analyse, for example because the caller hung up before an agent answered.',
  },
)
export type AlloMediaProcessingStatus = WordOf<typeof ALLO_MEDIA_PROCESSING_STATUSES>

export const ALLO_MEDIA_AUDIO_STATES = defineWords(
  'AlloMediaAudioState',
  'Whether the recording of a call is available.',
  {
    AVAILABLE: 'It is available.',
    MISSING: 'There is none, or it was deleted.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
export type AlloMediaAudioState = WordOf<typeof ALLO_MEDIA_AUDIO_STATES>

/** No document shows the last five. */
export type AlloMediaCallDetails = { readonly vendor: 'ALLO_MEDIA' } & Known<{
  processingStatus: AlloMediaProcessingStatus
  qualifiedAt: Instant
  ingestedAt: Instant
  ivrEnd: number
  audioState: AlloMediaAudioState
  transcriptObfuscated: boolean
  speechModel: string
  metadata: unknown
  inboundLeg: unknown
  outboundLeg: unknown
  trackingInfo: unknown
  qualification: unknown
}>

export const ALLO_MEDIA_CALL_FILTERS = defineOwnFilters<Call>()('ALLO_MEDIA', {
  processingStatus: words(
    (call: Call) => detailsOf<AlloMediaCallDetails>('ALLO_MEDIA', call)?.processingStatus,
    ALLO_MEDIA_PROCESSING_STATUSES,
    'How the processing ended; calls of both outcomes when absent.',
  ),
})
