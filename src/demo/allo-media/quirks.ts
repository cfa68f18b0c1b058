// The oddities of real rows: numbers as texts, nulls, keys and words that no document names.
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { Company } from './company.ts'

type Quirk = (row: Row, random: Random, company: Company) => void

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const numbersAsText: Quirk = (row) => {
  for (const key of ['duration', 'ivr_end']) if (typeof row[key] === 'number') row[key] = String(row[key])
  if (!Array.isArray(row.tags)) return
  row.tags = row.tags
    .filter(isRow)
    .map((tag) => Object.assign({}, tag, { confidence: String(tag.confidence) }))
}

const KEPT_BY_NULLS: ReadonlySet<string> = new Set(['unique_id', 'timestamp', 'qualified', 'status'])

/** Any field may be null but those by which a row is found and stands in its list. */
const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => !KEPT_BY_NULLS.has(key))
  for (let count = random.int(1, 5); count > 0; count--) row[random.pick(keys)] = null
}

const unknownKeys: Quirk = (row, _random, { personal }) => {
  row.emotion = { score: 0.4, note: personal.mark('a key nobody documents') }
}

/** Keys that a careless merge would write to an object's prototype; customers choose their own. */
const hostileKeys: Quirk = (row) => {
  if (!isRow(row.metadata)) return
  for (const key of ['__proto__', 'constructor']) {
    const value = { polluted: true }
    Object.defineProperty(row.metadata, key, { value, enumerable: true, writable: true, configurable: true })
  }
}

/** Metadata are as good as whoever fills them in. */
const wildDirection: Quirk = (row, random, { keys }) => {
  if (isRow(row.metadata)) row.metadata[keys.direction] = random.pick(['in', 'Inbound', '', 7])
}

const bareMetadata: Quirk = (row, random, { keys }) => {
  if (isRow(row.metadata)) delete row.metadata[random.pick([keys.caller, keys.agent, keys.direction])]
}

const otherAudioState: Quirk = (row) => {
  row.audio_state = 'ARCHIVED'
}

const withoutTranscript: Quirk = (row) => {
  delete row.transcript_json
}

const QUIRKS: readonly (readonly [number, Quirk])[] = [
  [4, numbersAsText],
  [3, nulls],
  [2, unknownKeys],
  [1, hostileKeys],
  [2, wildDirection],
  [2, bareMetadata],
  [1, otherAudioState],
  [1, withoutTranscript],
]

export function bendCall(row: Row, random: Random, company: Company): Row {
  for (let count = random.int(1, 2); count > 0; count--) random.weighted(QUIRKS)(row, random, company)
  return row
}
