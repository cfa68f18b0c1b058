/**
 * A call as a message of its conversation, as far as it has happened. UNVERIFIED: that a search shows calls so, and that
 * it shows the fields which are known as filters only (`mode`, `voicemail`, `call_completion_rating`,
 * `agent_version_id`). The duration stands in milliseconds here, as in the filters, whatever an answer tells.
 */
import type { Personal } from '../people.ts'
import { createRandom } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { bendCall } from './quirks.ts'
import { toMicroTime, toPlainTime, toUuid } from './spellings.ts'

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
    // UNVERIFIED: how a call reads that goes on.
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

/** An AI agent's call has three files; a human's has its recording. */
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
