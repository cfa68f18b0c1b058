// Transcripts and markers of calls.
// Their keys are unverified. Unread ones stay in details.
import type { CallTag, Speaker, TranscriptTurn } from '../../domain/analysis.ts'
import type { Wire } from '../wire.ts'
import { reader, toList, toNumber, toObject, toWord } from '../wire.ts'

const toSpeaker = reader<Speaker>({
  BOT: ['bot', 'robot', 'assistant'],
  AGENT: ['operator', 'agent'],
  CONTACT: ['client', 'user', 'human'],
})

/** From turns, else from the same dialogue as plain text. */
export function toTranscript(messages: unknown, text: unknown): readonly TranscriptTurn[] | null {
  const turns = toList(messages, toTurn)
  if (turns !== null && turns.length > 0) return turns
  const lines = toWord(text)?.split('\n') ?? null
  return lines?.flatMap((line) => toSpokenLine(line) ?? []) ?? turns
}

function toTurn(turn: Wire): TranscriptTurn | null {
  const role = toWord(turn.role) ?? toWord(turn.from)
  const text = toWord(turn.text) ?? toWord(turn.message) ?? toWord(turn.body)
  if (role === null && text === null) return null
  return {
    ...toSaid(role, text),
    startSeconds: toNumber(turn.time),
    durationSeconds: toNumber(turn.duration),
  }
}

/** E.g. `BOT: Good afternoon`. */
function toSpokenLine(line: string): TranscriptTurn | null {
  const [, role = null, text = line] = /^(\w+): *(.*)$/.exec(line.trim()) ?? []
  return text.trim() === ''
    ? null
    : { ...toSaid(role, text.trim()), startSeconds: null, durationSeconds: null }
}

function toSaid(role: string | null, text: string | null) {
  return { speaker: toSpeaker(role) ?? 'UNKNOWN', vendorSpeaker: role, text, words: null }
}

/** Texts or objects. */
export function toTags(value: unknown): readonly CallTag[] | null {
  if (value === null || value === undefined) return null
  const markers: readonly unknown[] = Array.isArray(value) ? value : [value]
  return markers.flatMap((one) => toTag(one) ?? [])
}

function toTag(value: unknown): CallTag | null {
  const marker = toObject(value)
  const label = marker === null ? toWord(value) : (toWord(marker.name) ?? toWord(marker.label))
  if (label === null && marker === null) return null
  return {
    vendor: 'TWIN',
    label,
    vendorId: toWord(marker?.id),
    value: toWord(marker?.value),
    vendorKind: toWord(marker?.type),
  }
}
