// The transcript of a call, and the tags that its analysis found.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { hash, toUuid } from '../random.ts'

/** UNVERIFIED: `out` is the agent, who speaks first. */
export const SPEAKERS = ['out', 'in'] as const

export const LINES: Readonly<Record<string, readonly string[]>> = {
  fr: [
    'bonjour que puis-je faire pour vous',
    'je voudrais suivre ma commande',
    'pouvez-vous me donner votre nom',
    'je ne suis pas content du tout',
    'je regarde votre dossier tout de suite',
    'merci beaucoup bonne journée',
  ],
  en: [
    'good morning how can I help',
    'I would like to follow my order',
    'may I have your name please',
    'I am not happy at all',
    'let me look into your file',
    'thank you very much goodbye',
  ],
  es: [
    'buenos días en qué puedo ayudarle',
    'quisiera seguir mi pedido',
    'me puede dar su nombre',
    'no estoy nada contento',
    'miro su expediente ahora mismo',
    'muchas gracias adiós',
  ],
}

export const LANGUAGES: readonly (readonly [number, string])[] = [
  [85, 'fr'],
  [11, 'en'],
  [4, 'es'],
]

interface TagKind {
  readonly label: string
  readonly package: string
  readonly type: string
  readonly value: string
}

/** Only `keyword` is seen in documents. UNVERIFIED: the word for a long text, such as a summary. */
const TAG_KINDS: readonly TagKind[] = [
  { label: 'Greeting', package: 'Quality', type: 'keyword', value: 'bonjour' },
  { label: 'Complaint', package: 'Satisfaction', type: 'keyword', value: 'pas content' },
  { label: 'Thanks', package: 'Satisfaction', type: 'keyword', value: 'merci' },
  { label: 'Order tracking', package: 'Reason', type: 'keyword', value: 'suivre ma commande' },
  { label: 'Cancellation', package: 'Reason', type: 'keyword', value: 'résilier' },
  { label: 'Summary', package: 'Summary', type: 'long_text', value: 'The customer asked about an order.' },
]

export const QUALIFICATIONS = ['hot lead', 'lead', 'existing customer', 'wrong number'] as const

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
