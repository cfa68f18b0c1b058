// Transcripts, and the tags of their analysis.
import type { CallTag, TranscriptTurn, TranscriptWord } from '../../domain/analysis.ts'
import type { Wire } from '../wire.ts'
import { toFlag, toList, toNumber, toObject, toWord } from '../wire.ts'

/** UNVERIFIED: that times are seconds. Neither of `in` and `out` is documented as the customer. */
export function toTranscript(value: unknown): readonly TranscriptTurn[] | null {
  return toList(toObject(value)?.callData, (turn) => ({
    speaker: 'UNKNOWN',
    vendorSpeaker: toWord(turn.from),
    text: toWord(turn.content),
    startSeconds: toNumber(turn.datetime),
    durationSeconds: toNumber(turn.duration),
    words: toList(turn.words, toSpokenWord),
  }))
}

function toSpokenWord(word: Wire): TranscriptWord {
  return {
    text: toWord(word.value),
    startSeconds: toNumber(word.start),
    durationSeconds: toNumber(word.length),
    score: toNumber(word.score),
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

export function toTag(tag: Wire): CallTag {
  const bundle = toObject(tag.package)
  return {
    vendor: 'ALLO_MEDIA',
    label: toWord(tag.label),
    vendorId: toWord(tag.uuid),
    value: toWord(tag.value),
    vendorKind: toWord(tag.type),
    confidence: toNumber(tag.confidence),
    packageVendorId: toWord(bundle?.uuid),
    packageLabel: toWord(bundle?.label),
  }
}
