// Fields and filters that only Allo-Media's calls have, e.g. `processingStatus`.
import type { Call } from '../../domain/call.ts'
import type { WordOf } from '../../domain/words.ts'
import type { Wire } from '../wire.ts'
import { defineOwnFilters, words } from '../../domain/filter.ts'
import { detailsOf } from '../../domain/noun.ts'
import { defineWords } from '../../domain/words.ts'
import { ifKnown, reader, toFlag, toInstant, toNumber, toObject, toWord } from '../wire.ts'

/** The end of processing, not of the telephone call. */
export const ALLO_MEDIA_PROCESSING_STATUSES = defineWords(
  'AlloMediaProcessingStatus',
  'How Allo-Media’s processing of a call ended; not how the telephone call went.',
  {
    QUALIFIED: 'Transcribed and analysed.',
    VOID: 'There was nothing to analyse, for example because the caller hung up before an agent answered.',
  },
)
type AlloMediaProcessingStatus = WordOf<typeof ALLO_MEDIA_PROCESSING_STATUSES>

export const ALLO_MEDIA_AUDIO_STATES = defineWords(
  'AlloMediaAudioState',
  'Whether the recording of a call is available.',
  {
    AVAILABLE: 'It is available.',
    MISSING: 'There is none, or it was deleted.',
    UNKNOWN: 'A word unknown to Switchboard.',
  },
)
type AlloMediaAudioState = WordOf<typeof ALLO_MEDIA_AUDIO_STATES>

export const ALLO_MEDIA_CALL_FILTERS = defineOwnFilters<Call>()('ALLO_MEDIA', {
  processingStatus: words(
    (call: Call) => detailsOf<AlloMediaCallDetails>('ALLO_MEDIA', call)?.processingStatus,
    ALLO_MEDIA_PROCESSING_STATUSES,
    'How the processing ended; calls of both outcomes when absent.',
  ),
})

export const processingWords = { QUALIFIED: 'qualified', VOID: 'void' } as const

const toProcessingStatus = reader<AlloMediaProcessingStatus>(processingWords)
const toAudioState = reader<AlloMediaAudioState>({ AVAILABLE: 'available', MISSING: 'missing' })

/** No document shows the last five. */
export type AlloMediaCallDetails = ReturnType<typeof toDetails>

export function toDetails(row: Wire, isExcluded: (field: string) => boolean) {
  const { obfuscated, speechModel, ivrEnd } = toTranscriptMeta(row.transcript_json)
  return {
    vendor: 'ALLO_MEDIA' as const,
    processingStatus: ifKnown(toProcessingStatus(row.status)),
    qualifiedAt: toInstant(row.qualified),
    ingestedAt: toInstant(row.created_at),
    ivrEnd: toNumber(row.ivr_end) ?? ivrEnd,
    audioState: toAudioState(row.audio_state),
    metadata: row.metadata ?? null,
    inboundLeg: row.in ?? null,
    outboundLeg: row.out ?? null,
    ...(isExcluded('transcript_json') ? {} : { transcriptObfuscated: obfuscated, speechModel }),
    ...(isExcluded('tracking_info') ? {} : { trackingInfo: row.tracking_info ?? null }),
    ...(isExcluded('qualification') ? {} : { qualification: row.qualification ?? null }),
  }
}

export function toTranscriptMeta(value: unknown) {
  const meta = toObject(toObject(value)?.meta)
  return {
    language: toWord(meta?.lang),
    obfuscated: toFlag(meta?.obfuscated),
    speechModel: toWord(meta?.asr_model),
    ivrEnd: toNumber(meta?.ivr_end),
  }
}
