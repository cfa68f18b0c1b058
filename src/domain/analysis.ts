// The analysis of a call: transcript, topics and mood, by the vendor and its staff.
import type { Known } from './noun.ts'
import type { Vendor } from './vendor.ts'

export const SPEAKERS = ['AGENT', 'BOT', 'CONTACT', 'UNKNOWN'] as const
export type Speaker = (typeof SPEAKERS)[number]

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
