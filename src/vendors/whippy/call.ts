// Calls. No document shows the answer of the call search.
// Source: calls among a conversation's messages, keys of filters.
import type { Agent } from '../../domain/agent.ts'
import type { Speaker, TranscriptTurn } from '../../domain/analysis.ts'
import type { Call, CallDirection, CallStatus } from '../../domain/call.ts'
import type { Contact } from '../../domain/session.ts'
import type { RequestSpec } from '../../upstream/request-spec.ts'
import type { AccountIdentity, RequestParts } from '../define.ts'
import type { Wire } from '../wire.ts'
import type {
  WhippyAttachment,
  WhippyAttachmentKind,
  WhippyCallDetails,
  WhippyCompletionRating,
} from './details.ts'
import { byId, defineResource } from '../define.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { reader, toContactRef, toFlag, toList, toNumber, toObject, toPhone, toRef, toWord } from '../wire.ts'
import { pages, toChannel, toOne, toTime, toUser } from './api.ts'
import { callFilters, callStatuses, completionRatings } from './call-filters.ts'

export const calls = defineResource('CALL', {
  lacks: [...CONTACT_CENTRE.CALL, 'endedAt', 'sentiment', 'notes', 'tags', 'revenue', 'price'],
  path: 'calls/search',
  paging: pages,
  // No sorting is documented; the order is probed.
  seekable: true,
  request: toSearch,
  carries: { agent: ['kind'], 'details.aiAgent': ['kind'], 'details.user': ['kind'] },
  filters: callFilters,
  // The unit of the rows' durations is documented nowhere.
  untold: ['durationSeconds'],
  lookUp: { by: 'one', unproven: true, ask: () => ({ path: 'calls/{id}', query: {} }), row: toOne },
  toRow: byId('CALL', toCall),
})

/** The search's minimum, so that it gives up before our timeout. */
const SEARCH_TIMEOUT_MS = '15000'

const NUMBERS: ReadonlySet<string> = new Set(['min_duration', 'max_duration'])

/** A reading POST: paging in the query, filters in the body. */
function toSearch({ path, page, params }: RequestParts): RequestSpec {
  const filters = Object.entries(params).map(([key, value]) => {
    if (NUMBERS.has(key)) return [key, Number(value)]
    return [key, key === 'voicemail' ? value === 'true' : value]
  })
  return {
    path,
    // The document describes it without its name.
    query: { ...page, timeout: SEARCH_TIMEOUT_MS },
    body: { type: 'application/json', text: JSON.stringify(Object.fromEntries(filters)) },
  }
}

const toDirection = reader<CallDirection>({ INBOUND: 'INBOUND', OUTBOUND: 'OUTBOUND' })
const toCallStatus = reader<CallStatus>(callStatuses)
const toRating = reader<WhippyCompletionRating>(completionRatings)

/**
 * Merges metadata and analysis into the call, whose own keys win.
 * The place of `agent_id`, `duration` and the like is undocumented.
 */
function flatten(row: Wire): Wire {
  const metadata = toObject(row.metadata) ?? {}
  const analysis = toObject(row.analysis) ?? toObject(metadata.analysis) ?? {}
  const told = [analysis, metadata, row].flatMap((one) =>
    Object.entries(one).filter(([, value]) => value !== null && value !== undefined),
  )
  // Own keys only, even for a key such as `constructor`.
  return Object.fromEntries(told)
}

function toCall(nested: Wire, account: AccountIdentity) {
  const row = flatten(nested)
  const aiAgent = toAiAgent(row.agent_id, account)
  const user = toUser(row.user_id, account)
  const direction = toDirection(row.direction) ?? 'UNKNOWN'
  const attachments = toList(row.attachments, toAttachment)
  const summary = toWord(row.call_summary)
  return {
    direction,
    status: toStatus(row),
    vendorStatus: toWord(row.delivery_status),
    startedAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
    durationSeconds: toSeconds(row.duration),
    from: toPhone(row.from),
    to: toPhone(row.to),
    language: toWord(row.language),
    agent: aiAgent ?? user,
    campaign: toRef('CAMPAIGN', account, row.campaign_id),
    contact: toContact(row, direction, account),
    voicemail: toFlag(row.voicemail),
    recordingUrl: attachments?.find(({ kind }) => kind === 'RECORDING')?.url ?? null,
    transcript: toTranscript(row.body, aiAgent !== null),
    summary: summary === null ? null : { text: summary, vendorKind: null },
    outcome: toWord(row.call_completion_rating),
    details: { ...toDetails(row, account), aiAgent, user, attachments },
  } satisfies Partial<Call>
}

function toStatus(row: Wire): CallStatus {
  if (toFlag(row.voicemail) === true) return 'VOICEMAIL'
  return toCallStatus(row.delivery_status) ?? 'UNKNOWN'
}

/** Of milliseconds. */
function toSeconds(value: unknown): number | null {
  const duration = toNumber(value)
  return duration === null ? null : duration / 1000
}

function toAiAgent(value: unknown, account: AccountIdentity): Agent | null {
  const ref = toRef('AGENT', account, value)
  return ref && { ...ref, kind: 'AI' }
}

/** The contact's number is the one that is not the company's. */
function toContact(row: Wire, direction: CallDirection, account: AccountIdentity): Contact | null {
  const ref = toContactRef(account, row.contact_id)
  const numbers = { INBOUND: row.from, OUTBOUND: row.to, INTERNAL: null, UNKNOWN: null }
  const phone = toPhone(numbers[direction])
  return ref === null && phone === null ? null : { id: null, vendorId: null, ...ref, phone }
}

function toDetails(row: Wire, account: AccountIdentity): WhippyCallDetails {
  const [sequence, step, stepContact] = [row.sequence_id, row.step_id, row.step_contact_id].map(toWord)
  return {
    vendor: 'WHIPPY',
    conversation: toRef('CHAT', account, row.conversation_id),
    channel: toChannel(row.channel_id, account),
    sequenceStep:
      sequence || step || stepContact
        ? { sequenceVendorId: sequence, stepVendorId: step, stepContactVendorId: stepContact }
        : null,
    mode: toWord(row.mode),
    completionRating: toRating(row.call_completion_rating),
    translatedTranscript: toWord(row.translated_body),
    translationLanguage: toWord(row.translation_language),
    insertedAt: toTime(row.inserted_at),
    metadata: row.metadata ?? null,
  }
}

function toAttachment(row: Wire): WhippyAttachment {
  const [contentType, url] = [toWord(row.content_type), toWord(row.url)]
  return { kind: toKind(contentType, url), contentType, url }
}

/** Two files are JSON; addresses distinguish them. */
function toKind(contentType: string | null, url: string | null): WhippyAttachmentKind {
  if (contentType?.startsWith('audio/') === true) return 'RECORDING'
  if (contentType?.includes('json') !== true) return 'UNKNOWN'
  const name = url?.split(/[?#]/)[0]?.split('/').at(-1)?.toLowerCase() ?? ''
  if (name.includes('transcript')) return 'TRANSCRIPT'
  return name.includes('analysis') ? 'ANALYSIS' : 'UNKNOWN'
}

const MARKED = /^(Agent|User|Contact):\s*/

/**
 * Lines without a mark continue the previous turn.
 * `User` is the caller of an AI agent, else the company's user.
 */
function toTranscript(body: unknown, byAi: boolean): readonly TranscriptTurn[] | null {
  const text = toWord(body)
  if (text === null) return null
  const turns: { mark: string | null; lines: string[] }[] = []
  for (const line of text.split(/\r?\n/)) {
    const mark = MARKED.exec(line)?.[1] ?? null
    const last = turns.at(-1)
    if (mark === null && last !== undefined) last.lines.push(line)
    else turns.push({ mark, lines: [line.replace(MARKED, '')] })
  }
  const own = turns.some(({ mark }) => mark === 'Contact')
  return turns.map(({ mark, lines }) => ({
    speaker: toSpeaker(mark, byAi, own),
    vendorSpeaker: mark,
    text: lines.join('\n').trim(),
  }))
}

function toSpeaker(mark: string | null, byAi: boolean, userIsOurs: boolean): Speaker {
  if (mark === 'Agent') return byAi ? 'BOT' : 'AGENT'
  if (mark === 'User') return userIsOurs ? 'AGENT' : 'CONTACT'
  return mark === 'Contact' ? 'CONTACT' : 'UNKNOWN'
}
