// What Allo-Media documents about a call beyond the common fields, and the filters that only its calls know.
import type { FilterValues } from '../filter.ts'
import { defineFilters, words } from '../filter.ts'
import type { Call } from '../call.ts'
import type { Known } from '../noun.ts'
import type { Instant } from '../time.ts'

/** A state of processing, which is not how the telephone call went. */
export const ALLO_MEDIA_PROCESSING_STATUSES = ['QUALIFIED', 'VOID'] as const
export type AlloMediaProcessingStatus = (typeof ALLO_MEDIA_PROCESSING_STATUSES)[number]

export const ALLO_MEDIA_AUDIO_STATES = ['AVAILABLE', 'MISSING', 'UNKNOWN'] as const
export type AlloMediaAudioState = (typeof ALLO_MEDIA_AUDIO_STATES)[number]

/** The last five hold what the customer sends or no document shows. */
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

export const ALLO_MEDIA_CALL_FILTERS = defineFilters<Call>()({
  processingStatus: words(
    (call: Call) => alloMediaDetails(call)?.processingStatus,
    ALLO_MEDIA_PROCESSING_STATUSES,
    'How the processing ended; calls of both outcomes when absent.',
  ),
})

export type AlloMediaCallFilter = FilterValues<typeof ALLO_MEDIA_CALL_FILTERS>

/** What Allo-Media documents about a call, null for calls of other vendors. */
export function alloMediaDetails(call: Call): AlloMediaCallDetails | null {
  return call.details?.vendor === 'ALLO_MEDIA' ? call.details : null
}
