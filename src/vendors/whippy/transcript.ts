// Transcripts from one text, e.g. `User: Hello`.
import type { Speaker, TranscriptTurn } from '../../domain/analysis.ts'
import { toWord } from '../wire.ts'

const MARKED = /^(Agent|User|Contact):\s*/

/**
 * Lines without a mark continue the previous turn.
 * `User` is the caller when an AI agent spoke, and the company's user when the caller is `Contact` (UNVERIFIED).
 */
export function toTranscript(body: unknown, byAi: boolean): readonly TranscriptTurn[] | null {
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
