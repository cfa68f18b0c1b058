// Fields and filters that only Allo-Media's calls have, e.g. `processingStatus`.
import { defineOwnFilters, words } from '../../domain/filter.ts'
import type { Call } from '../../domain/call.ts'
import type { Known } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import { detailsOf } from '../../domain/noun.ts'

/** The end of processing, not of the telephone call. */
export const ALLO_MEDIA_PROCESSING_STATUSES = ['QUALIFIED', 'VOID'] as const
export type AlloMediaProcessingStatus = (typeof ALLO_MEDIA_PROCESSING_STATUSES)[number]

export const ALLO_MEDIA_AUDIO_STATES = ['AVAILABLE', 'MISSING', 'UNKNOWN'] as const
export type AlloMediaAudioState = (typeof ALLO_MEDIA_AUDIO_STATES)[number]

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
