// A processed call as Allo-Media's calls endpoint writes it.
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import type { Company } from './company.ts'
import { isRow } from '../fields.ts'
import { createRandom } from '../random.ts'
import { toTags, toTranscript, QUALIFICATIONS } from './transcript.ts'

/** Fields that `exclude` takes. */
export const FIELDS = (
  'unique_id timestamp qualified created_at duration ivr_end status campaign audio_state metadata tags ' +
  'transcript_json in out tracking_info qualification'
).split(' ')

export function toCallRow(plan: CallPlan, company: Company, now: number): Row {
  const random = createRandom(`${plan.seed}/row`)
  const { personal } = company
  const row = {
    unique_id: plan.id,
    timestamp: toTime(plan.startsAt),
    // UNVERIFIED: analysis of a void call has an end.
    qualified: plan.isVoid && random.chance(0.2) ? null : toTime(plan.qualifiedAt),
    created_at: toTime(plan.ingestedAt),
    // A number in one document, a text in another.
    duration: random.chance(0.5) ? plan.durationSeconds : String(plan.durationSeconds),
    ivr_end: plan.ivrSeconds,
    status: plan.isVoid ? 'void' : 'qualified',
    campaign: plan.campaign,
    audio_state: toAudioState(plan, random, now),
    metadata: toMetadata(plan, company, random),
    tags: plan.isVoid ? [] : toTags(random, personal),
    transcript_json: plan.isVoid ? null : toTranscript(plan, random, personal),
    ...toLegs(plan),
    tracking_info: toTracking(company, random),
    qualification: plan.isVoid ? null : toQualification(company, random),
  }
  return random.chance(0.12) ? bendCall(row, random.fork('quirk'), company) : row
}

const toTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** E.g. `AVAILABLE` in one document, `available` in another. */
function toAudioState(plan: CallPlan, random: Random, now: number): string {
  const state = plan.isVoid || plan.prunedAt <= now ? 'missing' : 'available'
  return random.chance(0.8) ? state.toUpperCase() : state
}

/** Keys and values are the customer's own, e.g. `{ANI: "33199000001", Direction: "IN"}`. */
function toMetadata(plan: CallPlan, company: Company, random: Random): Row {
  const { keys, personal } = company
  return {
    [keys.caller]: plan.caller.number,
    ...(keys.called === undefined ? {} : { [keys.called]: plan.line }),
    ...(plan.agent === null ? {} : { [keys.agent]: plan.agent.full }),
    [keys.direction]: plan.outbound ? 'OUT' : 'IN',
    [keys.client]: plan.caller.clientId,
    // Local, without a zone and in the order of the country.
    ClientCaptureDate: new Date(plan.startsAt + 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ')
      .replaceAll('-', '/'),
    AudioFileLocation: personal.url(`audio/${plan.id}.wav`),
    UDF_text_01: personal.mark('premium'),
    UDF_num_01: String(random.int(1, 99)),
  }
}

/** UNVERIFIED: content of the two legs. */
function toLegs(plan: CallPlan): Row {
  const ours = { number: plan.line }
  const theirs = { number: plan.caller.number }
  const [first, second] = plan.outbound ? [ours, theirs] : [theirs, ours]
  return { in: first, out: plan.isVoid ? null : second }
}

/** UNVERIFIED: fields of the web attribution. */
function toTracking({ personal }: Company, random: Random): Row | null {
  return random.chance(0.15)
    ? { source: 'web', landing_page: personal.url('landing'), keyword: personal.mark('order') }
    : null
}

/** E.g. `"lead"` in one document, `{label: "lead", score: 3}` in another. */
function toQualification({ personal }: Company, random: Random): unknown {
  const label = personal.mark(random.pick(QUALIFICATIONS))
  return random.chance(0.8) ? label : { label, score: random.int(1, 5) }
}

type Quirk = (row: Row, random: Random, company: Company) => void

const numbersAsText: Quirk = (row) => {
  for (const key of ['duration', 'ivr_end']) if (typeof row[key] === 'number') row[key] = String(row[key])
  if (!Array.isArray(row.tags)) return
  row.tags = row.tags
    .filter(isRow)
    .map((tag) => Object.assign({}, tag, { confidence: String(tag.confidence) }))
}

const KEPT_BY_NULLS: ReadonlySet<string> = new Set(['unique_id', 'timestamp', 'qualified', 'status'])

/** Fields that sort, find or update a row are never null. */
const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => !KEPT_BY_NULLS.has(key))
  for (let count = random.int(1, 5); count > 0; count--) row[random.pick(keys)] = null
}

const unknownKeys: Quirk = (row, _random, { personal }) => {
  row.emotion = { score: 0.4, note: personal.mark('a key nobody documents') }
}

/** E.g. `{"__proto__": …}`, which a careless merge writes to a prototype. */
const hostileKeys: Quirk = (row) => {
  if (!isRow(row.metadata)) return
  for (const key of ['__proto__', 'constructor']) {
    const value = { polluted: true }
    Object.defineProperty(row.metadata, key, { value, enumerable: true, writable: true, configurable: true })
  }
}

/** Customers fill metadata by hand. */
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
