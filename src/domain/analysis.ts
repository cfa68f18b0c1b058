// The analysis of a call: transcript, topics and mood, by the vendor and its staff.
import type { Known } from './noun.ts'
import type { Vendor } from './vendor.ts'
import type { WordOf } from './words.ts'
import { defineWords } from './words.ts'

export const SPEAKERS = defineWords('Speaker', 'Who spoke a turn.', {
  AGENT: 'A human agent of the company.',
  BOT: 'An AI agent or a bot of the company.',
  CONTACT: 'The person outside the company.',
  UNKNOWN: 'The vendor does not say; always so at Allo-Media, which marks the leg and not the person.',
})
export type Speaker = WordOf<typeof SPEAKERS>

/** Speech of one speaker, in seconds from the start of the recording. */
export type TranscriptTurn = Known<{
  speaker: Speaker
  vendorSpeaker: string
  text: string
  startSeconds: number
  durationSeconds: number
  words: readonly TranscriptWord[]
}>

/** A word of a turn, timed like it. */
export type TranscriptWord = Known<{
  text: string
  startSeconds: number
  durationSeconds: number
  /** The certainty of the recognition. */
  score: number
}>

export type CallSummary = Known<{ text: string; vendorKind: string }>

export type CallTag = { readonly vendor: Vendor } & Known<{
  label: string
  vendorId: string
  value: string
  vendorKind: string
  /** From 0 to 1. */
  confidence: number
  packageVendorId: string
  packageLabel: string
}>

export const SENTIMENT_LABELS = defineWords('SentimentLabel', 'A feeling in one word.', {
  POSITIVE: 'Good.',
  NEUTRAL: 'Neither good nor bad.',
  NEGATIVE: 'Bad.',
  UNKNOWN:
    'A word of the vendor that Switchboard does not know yet, or none; only `Neutral` is documented at Callcap.',
})
export type SentimentLabel = WordOf<typeof SENTIMENT_LABELS>

export type Sentiment = Known<{
  label: SentimentLabel
  vendorLabel: string
  satisfied: boolean
  frustrated: boolean
  frustratedReason: string
  view: SentimentLabel
  vendorView: string
  viewReason: string
  concernClass: string
}>
