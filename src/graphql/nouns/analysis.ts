// Analysis of calls: transcript, summary, sentiment, tags.
import type {
  CallTag as CallTagRow,
  Sentiment as SentimentRow,
  TranscriptTurn as TranscriptTurnRow,
  TranscriptWord as TranscriptWordRow,
} from '../../domain/analysis.ts'
import { rowFields, rowType } from '../schema/row-type.ts'
import { CallSummary } from '../schema/refs.ts'
import { SPEAKERS, SENTIMENT_LABELS } from '../../domain/analysis.ts'

const TranscriptWord = rowType<TranscriptWordRow>()('TranscriptWord', {
  description: 'One word of a turn. Allo-Media only.',
  fields: {
    text: ['String', 'The word.', { pii: 'TEXT' }],
    startSeconds: [
      'Float',
      'When the word began, counted from the start of the recording.',
      { unit: 'seconds', unverified: 'the unit' },
    ],
    durationSeconds: ['Float', 'How long the word lasted.', { unit: 'seconds', unverified: 'the unit' }],
    score: ['Float', 'How sure the speech recognition is of the word.', { unverified: 'its range' }],
  },
})

export const TranscriptTurn = rowType<TranscriptTurnRow>()('TranscriptTurn', {
  description: 'One stretch of speech by one speaker.',
  fields: {
    speaker: [SPEAKERS, 'Who spoke.'],
    vendorSpeaker: [
      'String',
      'The vendor’s own mark of the speaker, such as `in` or `out` at Allo-Media, null when there is none.',
    ],
    text: ['String', 'What was said.', { pii: 'TEXT' }],
    startSeconds: [
      'Float',
      'When the turn began, counted from the start of the recording.',
      { unit: 'seconds', vendors: ['ALLO_MEDIA', 'TWIN'], unverified: 'the unit' },
    ],
    durationSeconds: [
      'Float',
      'How long the turn lasted.',
      { unit: 'seconds', vendors: ['ALLO_MEDIA'], unverified: 'the unit' },
    ],
    words: [[TranscriptWord], 'The words of the turn with their times.', { vendors: ['ALLO_MEDIA'] }],
  },
})

CallSummary.implement({
  description: 'What a call was about, in the words of the vendor’s analysis.',
  fields: (t) =>
    rowFields(t, {
      text: [
        'String',
        'The summary; where the vendor gives several, the first; `CallcapCallDetails.summaries` has all of them.',
        { pii: 'TEXT' },
      ],
      vendorKind: [
        'String',
        'What the summary looks at, in the vendor’s words, for example `Outcome Focused`.',
        { vendors: ['CALLCAP'] },
      ],
    }),
})

export const CallTag = rowType<CallTagRow>()('CallTag', {
  description: 'A label put on a call by the vendor’s analysis or by its staff.',
  fields: {
    label: [
      'String',
      'The text to show; at Allo-Media it may change while `vendorId` does not.',
      { pii: 'TEXT', piiVendors: ['TWIN'] },
    ],
    vendorId: [
      'ID',
      'The vendor’s own id of the tag: a number at Callcap, a UUID at Allo-Media.',
      { vendors: ['CALLCAP', 'ALLO_MEDIA'] },
    ],
    value: [
      'String',
      'The vendor’s word for the tag at Callcap, what the analysis found for it at Allo-Media, for example a word heard.',
      { pii: 'TEXT', vendors: ['CALLCAP', 'ALLO_MEDIA'] },
    ],
    vendorKind: ['String', 'The vendor’s kind of tag, for example `keyword`.', { vendors: ['ALLO_MEDIA'] }],
    confidence: ['Float', 'How sure the analysis is, from 0 to 1.', { vendors: ['ALLO_MEDIA'] }],
    packageVendorId: [
      'ID',
      'The vendor’s own id of the package of tags that the tag belongs to.',
      { vendors: ['ALLO_MEDIA'] },
    ],
    packageLabel: ['String', 'The name of that package.', { vendors: ['ALLO_MEDIA'] }],
  },
})

export const Sentiment = rowType<SentimentRow>()('Sentiment', {
  description: 'How a conversation felt, as the vendor’s analysis judged it. Callcap only.',
  fields: {
    label: [SENTIMENT_LABELS, 'The overall feeling.'],
    vendorLabel: ['String', 'The vendor’s own word for the overall feeling, for example `Neutral`.'],
    satisfied: ['Boolean', 'Whether the contact seemed satisfied.'],
    frustrated: ['Boolean', 'Whether the contact seemed frustrated.'],
    frustratedReason: ['String', 'Why the contact seemed frustrated, null when not.', { pii: 'TEXT' }],
    view: [
      SENTIMENT_LABELS,
      'The contact’s view, as a feeling.',
      { unverified: 'what exactly it is a view of' },
    ],
    vendorView: ['String', 'The vendor’s own word for `view`, for example `Neutral`.'],
    viewReason: ['String', 'Why the contact took that view.', { pii: 'TEXT' }],
    concernClass: [
      'String',
      'The type of the contact’s concern, in the vendor’s words.',
      { unverified: 'the list of words' },
    ],
  },
})
