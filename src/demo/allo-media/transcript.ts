// The transcript of a call and the tags that its analysis found.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { hash } from '../random.ts'
import { LANGUAGES, LINES, SPEAKERS, TAG_KINDS } from './words.ts'

const SPEECH_MODELS = ['asr-2', 'asr-3'] as const

export function toTranscript(plan: CallPlan, random: Random, personal: Personal): Row {
  const lang = random.weighted(LANGUAGES)
  let at = plan.ivrSeconds + 1.2
  const turns = Array.from({ length: random.int(2, 6) }, (_, index) => {
    const turn = toTurn(random.pick(LINES[lang] ?? []), at, personal)
    at += 0.5 + turn.duration
    return { from: SPEAKERS[index % SPEAKERS.length], ...turn }
  })
  return {
    callData: turns,
    callUniqueId: plan.id,
    meta: {
      ivr_end: plan.ivrSeconds,
      obfuscated: random.chance(0.3),
      lang,
      asr_model: random.pick(SPEECH_MODELS),
    },
  }
}

interface Turn {
  readonly content: string
  readonly datetime: number
  readonly duration: number
  readonly words: Row[]
}

function toTurn(line: string, at: number, personal: Personal): Turn {
  let start = at
  const words = line.split(' ').map((word) => {
    const length = round(0.1 + word.length * 0.06)
    const spoken = { value: personal.mark(word), start: round(start), length, score: round(scoreOf(word)) }
    start += length + 0.05
    return spoken
  })
  return { content: personal.mark(line), datetime: round(at), duration: round(start - at), words }
}

const round = (value: number): number => Math.round(value * 100) / 100
const scoreOf = (word: string): number => 0.7 + (hash(word) % 30) / 100

export function toTags(random: Random, personal: Personal): Row[] {
  return TAG_KINDS.filter(() => random.chance(0.35)).map((kind) => ({
    uuid: toUuid(`tag/${kind.label}`),
    label: kind.label,
    confidence: random.chance(0.5) ? 1 : random.int(40, 99) / 100,
    type: kind.type,
    value: personal.mark(kind.value),
    package: { uuid: toUuid(`package/${kind.package}`), label: kind.package },
  }))
}

/** The same for the same text: a tag keeps its identifier whatever it is called later. */
function toUuid(text: string): string {
  const digits = [1, 2, 3, 4].map((part) => hash(`${text}/${part}`).toString(16).padStart(8, '0')).join('')
  const block = (from: number, to: number): string => digits.slice(from, to)
  return `${block(0, 8)}-${block(8, 12)}-4${block(12, 15)}-a${block(15, 18)}-${block(18, 30)}`
}
