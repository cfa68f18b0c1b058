// A call as a message of its conversation. The duration is in milliseconds, as in filters. UNVERIFIED:
// searches show calls so, with `mode`, `voicemail`, `call_completion_rating` and `agent_version_id`.
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import type { Random } from '../random.ts'
import { createRandom, hash } from '../random.ts'
import { toMicroTime, toPlainTime, toUuid } from './spellings.ts'
import { isRow, toText } from '../fields.ts'

export function toCallRow(plan: CallPlan, personal: Personal, now: number): Row {
  const over = plan.endsAt <= now
  const analysed = plan.analysedAt <= now
  const { contact, agent, sequenceId } = plan
  const row: Row = {
    id: plan.id,
    conversation_id: contact.conversationId,
    contact_id: plan.known ? contact.id : null,
    channel_id: contact.channel.id,
    campaign_id: plan.campaignId,
    sequence_id: sequenceId,
    step_id: sequenceId === null ? null : toUuid(`${plan.id}/step`),
    step_contact_id: sequenceId === null ? null : toUuid(`${plan.id}/step-contact`),
    user_id: plan.userId,
    type: 'call',
    direction: plan.direction,
    ...toNumbers(plan),
    // UNVERIFIED: the word for a call in progress.
    delivery_status: over ? plan.deliveryStatus : 'call_in_progress',
    body: analysed ? toTranscript(personal, agent !== undefined) : null,
    attachments: analysed ? toAttachments(plan, personal) : [],
    metadata: toMetadata(plan, personal, now),
    language: plan.language,
    ...toTranslation(plan, personal, analysed),
    ...toTimes(plan, now),
    mode: plan.mode,
    voicemail: plan.voicemail,
    call_completion_rating: analysed && agent !== undefined ? plan.rating : null,
    agent_version_id: plan.agentVersionId,
  }
  return plan.quirk === null ? row : bendCall(row, createRandom(plan.quirk), personal)
}

function toNumbers({ direction, contact }: CallPlan): Row {
  const [other, own] = [contact.phone, contact.channel.phone]
  return direction === 'INBOUND' ? { from: other, to: own } : { from: own, to: other }
}

function toTranscript(personal: Personal, ai: boolean): string {
  const own = ai ? 'Agent' : 'User'
  const other = ai ? 'User' : 'Contact'
  return personal.mark(`${own}: Good day, how can I help?\n${other}: I would like to move my appointment.`)
}

/** AI agent: analysis, recording, transcript. Human: the recording. */
function toAttachments({ id, agent }: CallPlan, personal: Personal): Row[] {
  const recording = { content_type: 'audio/x-wav', url: personal.url(`calls/${id}/recording.wav`) }
  const json = (name: string): Row => ({
    content_type: 'application/json',
    url: personal.url(`calls/${id}/${name}.json`),
  })
  return agent === undefined ? [recording] : [json('analysis'), recording, json('transcript')]
}

function toMetadata(
  { agent, endsAt, durationMs, analysedAt }: CallPlan,
  personal: Personal,
  now: number,
): Row | null {
  const duration = endsAt <= now ? durationMs : null
  if (agent === undefined) return durationMs === 0 ? null : { duration }
  const analysis = { call_summary: personal.mark('The caller moved an appointment.') }
  return { agent_id: agent.id, duration, ...(analysedAt <= now ? { analysis } : {}) }
}

function toTranslation({ language }: CallPlan, personal: Personal, analysed: boolean): Row {
  const translated = analysed && language === 'es'
  return {
    translated_body: translated ? personal.mark('Agent: Good day.') : null,
    translation_language: translated ? 'en' : null,
  }
}

function toTimes({ createdAt, endsAt, analysedAt, plainTimes }: CallPlan, now: number): Row {
  const updatedAt = [createdAt, endsAt, analysedAt].findLast((at) => at <= now) ?? createdAt
  const tell = plainTimes ? toPlainTime : toMicroTime
  return {
    created_at: tell(createdAt),
    updated_at: tell(updatedAt),
    inserted_at: toPlainTime(createdAt),
  }
}

type Quirk = (row: Row, random: Random, personal: Personal) => void

/** `id` and `created_at` are never null. */
const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => key !== 'id' && key !== 'created_at')
  for (let count = random.int(1, 6); count > 0; count--) row[random.pick(keys)] = null
}

const absent: Quirk = (row, random) => {
  delete row[random.pick(['metadata', 'attachments', 'language', 'user_id', 'updated_at', 'contact_id'])]
}

const unknownKeys: Quirk = (row, _random, personal) => {
  row.sentiment_hint = { note: personal.mark('a key nobody documents') }
}

/** E.g. `{"__proto__": …}`, which a careless merge writes to a prototype. */
const hostileKeys: Quirk = (row) => {
  const value = { polluted: true }
  Object.defineProperty(row, '__proto__', { value, enumerable: true, writable: true, configurable: true })
}

const unknownWords: Quirk = (row, random) => {
  row[random.pick(['delivery_status', 'call_completion_rating'])] = 'teleported'
}

const userIdAsText: Quirk = (row) => {
  if (typeof row.user_id === 'number') row.user_id = String(row.user_id)
}

const QUIRKS: readonly (readonly [number, Quirk])[] = [
  [4, nulls],
  [2, absent],
  [2, unknownKeys],
  [1, hostileKeys],
  [2, unknownWords],
  [2, userIdAsText],
]

export function bendCall(row: Row, random: Random, personal: Personal): Row {
  random.weighted(QUIRKS)(row, random, personal)
  return row
}

export interface Shape {
  /** Rows with or without `mode`, `voicemail`, rating and agent version. */
  readonly filterFields: 'shown' | 'hidden'
  /** Place of AI agent, duration and analysis; `mixed`: varies by call. */
  readonly place: 'metadata' | 'row' | 'both' | 'mixed'
}

const KNOWN_AS_FILTERS = new Set(['mode', 'voicemail', 'call_completion_rating', 'agent_version_id'])

export function showCall(row: Row, shape: Shape): Row {
  const entries = Object.entries(row).filter(
    ([name]) => shape.filterFields === 'shown' || !KNOWN_AS_FILTERS.has(name),
  )
  return placed(Object.fromEntries(entries), shape.place)
}

const PLACES = ['metadata', 'row', 'both'] as const

function placed(row: Row, place: Shape['place']): Row {
  const where = place === 'mixed' ? PLACES[hash(toText(row.id)) % PLACES.length] : place
  const { metadata, ...rest } = row
  if (where === 'metadata' || !isRow(metadata)) return row
  const flat = { ...rest, ...metadata }
  return where === 'row' ? flat : { ...flat, metadata }
}
