// Processed calls. The document lists only some of their fields; unknown ones are ignored.
import type { Call, CallStatus } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { AlloMediaAudioState, AlloMediaCallDetails, AlloMediaProcessingStatus } from './details.ts'
import type { AccountIdentity } from '../define.ts'
import type { Params, Send } from '../filters.ts'
import type { Wire } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { SESSION_PARTS } from '../../domain/session.ts'
import { ALLO_MEDIA_CALL_FILTERS } from './details.ts'
import { defineResource } from '../define.ts'
import { absent, exact, lookedUp, nested, noMatch, supersetOf } from '../filters.ts'
import {
  fromTable,
  fromTableOrNull,
  toInstant,
  toList,
  toNumber,
  toObject,
  toTable,
  toWord,
} from '../wire.ts'
import { between, optIns, pages, toExcluded } from './api.ts'
import { toParties } from './metadata.ts'
import { toTag, toTranscript, toTranscriptMeta } from './transcript.ts'

const processingWords = { QUALIFIED: 'qualified', VOID: 'void' } as const

/** UNVERIFIED: that a processed call is completed. Documented: nobody answered a void one. */
const statusWords = { COMPLETED: 'qualified', MISSED: 'void' } as const satisfies Partial<
  Record<CallStatus, string>
>

const audioWords = { AVAILABLE: 'available', MISSING: 'missing' } as const

const processingStatuses = toTable<AlloMediaProcessingStatus>(processingWords)
const statuses = toTable<CallStatus>(statusWords)
const audioStates = toTable<AlloMediaAudioState>(audioWords)

/** The vendor has two states, so our other words match nothing; UNKNOWN reads both. */
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
    ...SESSION_PARTS,
    'recordingUrl',
    'queuedAt',
    'connectedAt',
    'endedAt',
    'scheduledAt',
    'queueSeconds',
    'holdSeconds',
    'virtualAgent',
    'menu',
    'rating',
    'sentiment',
    'voicemail',
    'verified',
    'summary',
    'notes',
    'revenue',
    'price',
  ],
  path: 'calls',
  paging: pages,
  seekable: true,
  // The end of processing; a later deletion of the recording leaves no trace.
  changes: {},
  // The vendor omits void calls by default.
  constants: { status: 'qualified,void' },
  optIns,
  sorting: {
    byDefault: 'STARTED_AT',
    // UNVERIFIED: that `qualified` sorts newest first, like `timestamp`.
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
  toRow: (row, account, _filter, _index, sent = {}) => toCall(toObject(row), account, sent),
})

function toCall(row: Wire | null, account: AccountIdentity, sent: Params) {
  const vendorId = toWord(row?.unique_id)
  if (row === null || vendorId === null) return null
  const isExcluded = toExcluded(sent)
  return {
    ...identify('CALL', account, vendorId),
    status: fromTable(statuses, row.status),
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
  } satisfies Call
}

/** UNVERIFIED: that the text is a label, not an id. */
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

function toDetails(row: Wire, isExcluded: (field: string) => boolean): AlloMediaCallDetails {
  const { obfuscated, speechModel, ivrEnd } = toTranscriptMeta(row.transcript_json)
  const processingStatus = fromTable(processingStatuses, row.status)
  return {
    vendor: 'ALLO_MEDIA',
    processingStatus: processingStatus === 'UNKNOWN' ? null : processingStatus,
    qualifiedAt: toInstant(row.qualified),
    ingestedAt: toInstant(row.created_at),
    ivrEnd: toNumber(row.ivr_end) ?? ivrEnd,
    audioState: fromTableOrNull(audioStates, toWord(row.audio_state)?.toLowerCase()),
    metadata: row.metadata ?? null,
    inboundLeg: row.in ?? null,
    outboundLeg: row.out ?? null,
    ...(isExcluded('transcript_json') ? {} : { transcriptObfuscated: obfuscated, speechModel }),
    ...(isExcluded('tracking_info') ? {} : { trackingInfo: row.tracking_info ?? null }),
    ...(isExcluded('qualification') ? {} : { qualification: row.qualification ?? null }),
  }
}
