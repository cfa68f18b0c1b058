// What a vendor's analysis and its staff add to a call: what was said, what it was about, how it felt.
import type { Known } from './noun.ts'
import type { Vendor } from './vendor.ts'

export const SPEAKERS = ['AGENT', 'BOT', 'CONTACT', 'UNKNOWN'] as const
export type Speaker = (typeof SPEAKERS)[number]

/** One stretch of speech by one speaker; instants are seconds from the start of the recording. */
export type TranscriptTurn = Known<{
  speaker: Speaker
  vendorSpeaker: string
  text: string
  startSeconds: number
  durationSeconds: number
  words: readonly TranscriptWord[]
}>

/** One word of a turn, timed like the turn. */
export type TranscriptWord = Known<{
  text: string
  startSeconds: number
  durationSeconds: number
  /** How sure the recognition is. */
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

export const SENTIMENT_LABELS = ['POSITIVE', 'NEUTRAL', 'NEGATIVE', 'UNKNOWN'] as const
export type SentimentLabel = (typeof SENTIMENT_LABELS)[number]

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
