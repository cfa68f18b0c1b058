// A call with every field of every detail, times in UTC. `unseen` holds values for searches only.
import type { Personal } from '../people.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import type { Random } from '../random.ts'
import { createRandom } from '../random.ts'
import { toCallsaverRow, toCallsurance, toMajor } from './evaluation.ts'

export function toCallRow(plan: CallPlan, personal: Personal, now: number): Row {
  const over = plan.endsAt <= now
  const analysed = plan.analysedAt <= now
  const { extras, evaluation, revenueAt } = plan
  const row: Row = {
    call_id: plan.callId,
    recording:
      plan.recordedAt <= now ? personal.url(`recording/${plan.callId.replaceAll(':', '_')}.mp3`) : '',
    action: over || plan.conversation === 'text' ? plan.action : 'In Progress',
    start_datetime: toIso(plan.startsAt),
    last_modified: toIso(lastChange(plan, now)),
    end_datetime: over ? toIso(plan.endsAt) : null,
    dtmf: plan.dtmf,
    import: { reference_id: plan.referenceId },
    sentiment: analysed ? extras.sentiment : null,
    duration: over ? plan.durationSeconds : 0,
    rings: plan.rings,
    revenue: revenueAt <= now ? plan.revenue : 0,
    notes: evaluation.workedAt <= now ? evaluation.notes : '',
    ...toParties(plan, personal),
    demographics: extras.demographics,
    callsurance: toCallsurance(evaluation, now),
    callsaver: toCallsaverRow(evaluation, now),
    webmatch: extras.webmatch,
    summaries: analysed ? extras.summaries : [],
    scorecards: evaluation.workedAt <= now ? extras.scorecards : [],
    unseen: toUnseen(plan, now),
  }
  return plan.quirk === null ? row : bendCall(row, createRandom(plan.quirk), personal)
}

const toIso = (at: number): string => new Date(at).toISOString()

function lastChange(plan: CallPlan, now: number): number {
  let last = plan.startsAt
  for (const at of plan.changes) if (at <= now && at > last) last = at
  return last
}

/** UNVERIFIED: an outbound call has the line as caller and the person called as destination. */
function toParties({ campaign, caller, direction }: CallPlan, personal: Personal): Row {
  if (direction !== 'outbound') return { caller, accounts: campaign.accounts }
  const { accounts } = campaign
  const called = { dialed_number: caller.caller_id, destination_number: caller.caller_id }
  return {
    caller: { ...caller, caller_id: personal.mark(campaign.callcapNumber) },
    accounts: { ...accounts, campaign: { ...accounts.campaign, ...called } },
  }
}

function toUnseen(plan: CallPlan, now: number): Row {
  return {
    conversation_type: plan.conversation,
    direction: plan.direction,
    medium_id: plan.campaign.mediumId,
    callconnect: plan.callconnect,
    revenue_entered: plan.revenueAt <= now,
    major: toMajor(plan.evaluation, now),
  }
}

type Quirk = (row: Row, random: Random, personal: Personal) => void

/** Fields that lists and searches need. */
const NEEDED = new Set(['call_id', 'start_datetime', 'last_modified', 'accounts', 'unseen'])

const nulls: Quirk = (row, random) => {
  const keys = Object.keys(row).filter((key) => !NEEDED.has(key))
  for (let count = random.int(1, 5); count > 0; count--) row[random.pick(keys)] = null
}

const absent: Quirk = (row, random) => {
  delete row[random.pick(['webmatch', 'callsaver', 'callsurance', 'sentiment', 'dtmf', 'import'])]
}

const numbersAsText: Quirk = (row) => {
  if (typeof row.revenue === 'number') row.revenue = row.revenue.toFixed(2)
  for (const key of ['duration', 'rings']) if (typeof row[key] === 'number') row[key] = String(row[key])
}

const unknownKeys: Quirk = (row, _random, personal) => {
  row.call_score = 0.75
  row.extension = { note: personal.mark('a key nobody documents') }
}

/** E.g. `{"__proto__": …}`, which a careless merge writes to a prototype. */
const hostileKeys: Quirk = (row) => {
  const value = { polluted: true }
  Object.defineProperty(row, '__proto__', { value, enumerable: true, writable: true, configurable: true })
}

const unknownWords: Quirk = (row) => {
  if (row.action === 'Missed') row.action = 'Voice Drop'
}

const QUIRKS: readonly (readonly [number, Quirk])[] = [
  [3, nulls],
  [3, absent],
  [4, numbersAsText],
  [2, unknownKeys],
  [1, hostileKeys],
  [1, unknownWords],
]

export function bendCall(row: Row, random: Random, personal: Personal): Row {
  random.weighted(QUIRKS)(row, random, personal)
  return row
}
