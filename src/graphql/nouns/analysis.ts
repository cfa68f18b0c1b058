// Analysis of calls: transcript, summary, sentiment, tags.
import type {
  CallSummary as CallSummaryRow,
  CallTag as CallTagRow,
  Sentiment as SentimentRow,
  SentimentLabel as SentimentLabelWord,
  Speaker as SpeakerWord,
  TranscriptTurn as TranscriptTurnRow,
  TranscriptWord as TranscriptWordRow,
} from '../../domain/analysis.ts'
import { SENTIMENT_LABELS, SPEAKERS } from '../../domain/analysis.ts'
import { builder } from '../schema/builder.ts'
import { enumOf } from '../schema/enum.ts'

const Speaker = enumOf<SpeakerWord>('Speaker', 'Who spoke a turn.', SPEAKERS, {
  AGENT: 'A human agent of the company.',
  BOT: 'An AI agent or a bot of the company.',
  CONTACT: 'The person outside the company.',
  UNKNOWN: 'The vendor does not say; always so at Allo-Media, which marks the leg and not the person.',
})

const TranscriptWord = builder.objectRef<TranscriptWordRow>('TranscriptWord').implement({
  description: 'One word of a turn. Allo-Media only.',
  fields: (t) => ({
    text: t.exposeString('text', { pii: 'TEXT', description: 'The word.' }),
    startSeconds: t.exposeFloat('startSeconds', {
      unit: 'seconds',
      unverified: 'the unit',
      description: 'When the word began, counted from the start of the recording.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      unit: 'seconds',
      unverified: 'the unit',
      description: 'How long the word lasted.',
    }),
    score: t.exposeFloat('score', {
      unverified: 'its range',
      description: 'How sure the speech recognition is of the word.',
    }),
  }),
})

export const TranscriptTurn = builder.objectRef<TranscriptTurnRow>('TranscriptTurn').implement({
  description: 'One stretch of speech by one speaker.',
  fields: (t) => ({
    speaker: t.expose('speaker', { type: Speaker, description: 'Who spoke.' }),
    vendorSpeaker: t.exposeString('vendorSpeaker', {
      description:
        'The vendor’s own mark of the speaker, such as `in` or `out` at Allo-Media, null when there is none.',
    }),
    text: t.exposeString('text', { pii: 'TEXT', description: 'What was said.' }),
    startSeconds: t.exposeFloat('startSeconds', {
      unit: 'seconds',
      vendors: ['ALLO_MEDIA', 'TWIN'],
      unverified: 'the unit',
      description: 'When the turn began, counted from the start of the recording.',
    }),
    durationSeconds: t.exposeFloat('durationSeconds', {
      unit: 'seconds',
      vendors: ['ALLO_MEDIA'],
      unverified: 'the unit',
      description: 'How long the turn lasted.',
    }),
    words: t.expose('words', {
      type: [TranscriptWord],
      vendors: ['ALLO_MEDIA'],
      description: 'The words of the turn with their times.',
    }),
  }),
})

export const CallSummary = builder.objectRef<CallSummaryRow>('CallSummary').implement({
  description: 'What a call was about, in the words of the vendor’s analysis.',
  fields: (t) => ({
    text: t.exposeString('text', {
      pii: 'TEXT',
      description:
        'The summary; where the vendor gives several, the first; `CallcapCallDetails.summaries` has all of them.',
    }),
    vendorKind: t.exposeString('vendorKind', {
      vendors: ['CALLCAP'],
      description: 'What the summary looks at, in the vendor’s words, for example `Outcome Focused`.',
    }),
  }),
})

export const CallTag = builder.objectRef<CallTagRow>('CallTag').implement({
  description: 'A label put on a call by the vendor’s analysis or by its staff.',
  fields: (t) => ({
    label: t.exposeString('label', {
      pii: 'TEXT',
      piiVendors: ['TWIN'],
      description: 'The text to show; at Allo-Media it may change while `vendorId` does not.',
    }),
    vendorId: t.exposeID('vendorId', {
      vendors: ['CALLCAP', 'ALLO_MEDIA'],
      description: 'The vendor’s own id of the tag: a number at Callcap, a UUID at Allo-Media.',
    }),
    value: t.exposeString('value', {
      pii: 'TEXT',
      vendors: ['CALLCAP', 'ALLO_MEDIA'],
      description:
        'The vendor’s word for the tag at Callcap, what the analysis found for it at Allo-Media, for example a word heard.',
    }),
    vendorKind: t.exposeString('vendorKind', {
      vendors: ['ALLO_MEDIA'],
      description: 'The vendor’s kind of tag, for example `keyword`.',
    }),
    confidence: t.exposeFloat('confidence', {
      vendors: ['ALLO_MEDIA'],
      description: 'How sure the analysis is, from 0 to 1.',
    }),
    packageVendorId: t.exposeID('packageVendorId', {
      vendors: ['ALLO_MEDIA'],
      description: 'The vendor’s own id of the package of tags that the tag belongs to.',
    }),
    packageLabel: t.exposeString('packageLabel', {
      vendors: ['ALLO_MEDIA'],
      description: 'The name of that package.',
    }),
  }),
})

const SentimentLabel = enumOf<SentimentLabelWord>(
  'SentimentLabel',
  'A feeling in one word.',
  SENTIMENT_LABELS,
  {
    POSITIVE: 'Good.',
    NEUTRAL: 'Neither good nor bad.',
    NEGATIVE: 'Bad.',
    UNKNOWN:
      'A word of the vendor that Switchboard does not know yet, or none; only `Neutral` is documented at Callcap.',
  },
)

export const Sentiment = builder.objectRef<SentimentRow>('Sentiment').implement({
  description: 'How a conversation felt, as the vendor’s analysis judged it. Callcap only.',
  fields: (t) => ({
    label: t.expose('label', { type: SentimentLabel, description: 'The overall feeling.' }),
    vendorLabel: t.exposeString('vendorLabel', {
      description: 'The vendor’s own word for the overall feeling, for example `Neutral`.',
    }),
    satisfied: t.exposeBoolean('satisfied', { description: 'Whether the contact seemed satisfied.' }),
    frustrated: t.exposeBoolean('frustrated', { description: 'Whether the contact seemed frustrated.' }),
    frustratedReason: t.exposeString('frustratedReason', {
      pii: 'TEXT',
      description: 'Why the contact seemed frustrated, null when not.',
    }),
    view: t.expose('view', {
      type: SentimentLabel,
      unverified: 'what exactly it is a view of',
      description: 'The contact’s view, as a feeling.',
    }),
    vendorView: t.exposeString('vendorView', {
      description: 'The vendor’s own word for `view`, for example `Neutral`.',
    }),
    viewReason: t.exposeString('viewReason', { pii: 'TEXT', description: 'Why the contact took that view.' }),
    concernClass: t.exposeString('concernClass', {
      unverified: 'the list of words',
      description: 'The type of the contact’s concern, in the vendor’s words.',
    }),
  }),
})
