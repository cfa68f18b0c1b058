// The header `x-freshness`: how old an answer may be for the client that sends it.
import type { Freshness } from '../domain/freshness.ts'
import { InputError, kindOf } from '../domain/errors.ts'
import { USUAL_FRESHNESS } from '../domain/freshness.ts'

/** What a word of the header says, by the number that stands behind it; null where that makes no sense. */
type Meaning = (seconds: number | null) => Partial<Freshness> | null

const WORDS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['max-age', (seconds) => (seconds === null ? null : { maxAgeMs: seconds * 1000 })],
  ['max-stale', (seconds) => (seconds === null ? null : { maxStaleMs: seconds * 1000 })],
  ['only-if-cached', (seconds) => (seconds === null ? { onlyIfCached: true } : null)],
])

/** A week says as much as any larger number. */
const WORD = /^([a-z-]+)(?:=(\d{1,6}))?$/

/** Undefined without the header. Throws InputError for one that says anything else than the words there are, once each. */
export function toFreshness(header: string | null): Freshness | undefined {
  if (header === null) return undefined
  const said = header.split(',').map((word) => toWord(word.trim().toLowerCase()))
  const keys = said.flatMap((one) => Object.keys(one ?? {}))
  if (said.includes(null) || new Set(keys).size < said.length) {
    const expected =
      'max-age=<seconds>, max-stale=<seconds> or only-if-cached, or several of them with commas'
    throw new InputError(`Header "x-freshness": expected ${expected}, got ${kindOf(header)}.`)
  }
  return Object.assign({}, USUAL_FRESHNESS, ...said)
}

function toWord(text: string): Partial<Freshness> | null {
  const [, word = '', seconds] = WORD.exec(text) ?? []
  return WORDS.get(word)?.(seconds === undefined ? null : Number(seconds)) ?? null
}
