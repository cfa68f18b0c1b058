// Processed calls. The document lists some of their fields only.
import type { CallTag, TranscriptTurn, TranscriptWord } from '../../domain/analysis.ts'
import type { Call, CallStatus } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { AccountIdentity } from '../define.ts'
import type { Params, Send } from '../filters.ts'
import type { Wire } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { byId, defineResource } from '../define.ts'
import { absent, exact, lookedUp, nested, noMatch, supersetOf } from '../filters.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toInstant, toList, toNumber, toObject, toWord } from '../wire.ts'
import { between, optIns, pages, toExcluded } from './api.ts'
import { ALLO_MEDIA_CALL_FILTERS, processingWords, toDetails, toTranscriptMeta } from './details.ts'
import { toParties } from './metadata.ts'

/** Unverified. */
const statusWords = { COMPLETED: 'qualified', MISSED: 'void' } as const satisfies Partial<
  Record<CallStatus, string>
>

const toStatus = reader<CallStatus>(statusWords)

/** Of two states: UNKNOWN reads both, other words match nothing. */
function among<Word extends string>(words: Readonly<Partial<Record<Word, string>>>): Send<readonly Word[]> {
  return (wanted) => {
    const known = wanted.flatMap((word) => words[word] ?? [])
    if (wanted.some((word) => word === 'UNKNOWN')) return supersetOf({})
    return known.length === 0 ? noMatch : { status: known.join(',') }
  }
}

const alloMediaFilters = nested(ALLO_MEDIA_CALL_FILTERS, {
  processingStatus: exact(among(processingWords)),
})

export const calls = defineResource('CALL', {
  lacks: [
    ...CONTACT_CENTRE.CALL,
    'recordingUrl',
    'endedAt',
    'sentiment',
    'voicemail',
    'summary',
    'notes',
    'revenue',
    'price',
  ],
  path: 'calls',
  paging: pages,
  seekable: true,
  // By the end of processing; a later deletion leaves no trace.
  changes: {},
  // The vendor omits void calls by default.
  constants: { status: 'qualified,void' },
  optIns,
  sorting: {
    byDefault: 'STARTED_AT',
    columns: { STARTED_AT: 'timestamp', UPDATED_AT: 'qualified' },
    params: (column) => ({ order: column }),
    directions: ['DESC'],
  },
  lookUp: {
    by: 'one',
    ask: () => ({ path: 'calls/{id}', query: {} }),
    row: (body) => body,
    // `exclude` is documented for the list.
    tellsAll: true,
  },
  filters: {
    ids: lookedUp,
    startedAt: exact(between('timestamp')),
    updatedAt: exact(between('qualified')),
    status: exact(among<CallStatus>(statusWords)),
    contactIds: absent,
    alloMedia: alloMediaFilters,
  },
  toRow: byId('CALL', toCall, 'unique_id'),
})

function toCall(row: Wire, account: AccountIdentity, sent: Params) {
  const isExcluded = toExcluded(sent)
  return {
    status: toStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    startedAt: toInstant(row.timestamp),
    updatedAt: toInstant(row.qualified),
    durationSeconds: toNumber(row.duration),
    campaign: toCampaign(row.campaign, account),
    tags: toList(row.tags, toTag),
    ...toParties(row, account),
    ...(isExcluded('transcript_json') ? {} : toSpeech(row.transcript_json)),
    ...(isExcluded('qualification') ? {} : { outcome: toOutcome(row.qualification) }),
    details: toDetails(row, isExcluded),
  } satisfies Partial<Call>
}

/** Unverified. */
function toCampaign(value: unknown, account: AccountIdentity): Campaign | null {
  const name = toWord(value)
  return name === null ? null : { ...identify('CAMPAIGN', account, name), name }
}

function toSpeech(value: unknown) {
  return { transcript: toTranscript(value), language: toTranscriptMeta(value).language }
}

/** A label in one document, an object in another. */
function toOutcome(value: unknown): string | null {
  return typeof value === 'string' ? toWord(value) : null
}

/** No document assigns `in` and `out` to speakers. */
function toTranscript(value: unknown): readonly TranscriptTurn[] | null {
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

function toTag(tag: Wire): CallTag {
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
