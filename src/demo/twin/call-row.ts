// A call session as TWIN's list writes it, as far as it has happened.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { createRandom } from '../random.ts'
import { TURNS, toTime } from './words.ts'

export interface Telling {
  readonly now: number
  readonly personal: Personal
  /** `startedAt` of a session that is never dialled. */
  readonly unstarted: 'null' | 'created'
}

export function toCallRow(plan: CallPlan, telling: Telling): Row {
  const random = createRandom(`${plan.seed}/row`)
  const { personal, now } = telling
  const quirk = createRandom(`${plan.seed}/quirk`)
  const row = {
    id: plan.id,
    phone: plan.client.phone,
    taskId: plan.task.id,
    taskName: plan.task.name,
    botId: plan.task.bot.id,
    botName: plan.task.bot.name,
    regionId: plan.client.regionId,
    // UNVERIFIED: seconds, as in the vendor's telephony.
    timezone: plan.client.offsetHours * 3600,
    externalId: plan.client.externalId,
    shortNumber: random.chance(0.1) ? personal.mark('1234') : null,
    linkToLog: personal.url(`logs/${plan.id}`),
    additional: toAdditional(personal, random),
    /** Not in answers; `companyId` filters by it. */
    companyId: plan.task.companyId,
    ...toTimes(plan, telling, random.chance(0.1) ? 3 : 0),
    ...toTalk(plan, telling, random),
    ...toAccounts(plan, telling, random),
  }
  return quirk.chance(0.12) ? bendCall(row, { random: quirk, personal, settled: plan.settledAt <= now }) : row
}

function toTimes(plan: CallPlan, { now, unstarted }: Telling, offsetHours: number): Row {
  const changes = [...plan.phases.map(([at]) => at), plan.settledAt]
  const { startedAt, createdAt } = plan
  const begun = startedAt !== null && startedAt <= now
  const stand = unstarted === 'created' ? toTime(createdAt, offsetHours) : null
  return {
    status: plan.phases.findLast(([at]) => at <= now)?.[1] ?? 'SCHEDULED',
    isFinished: plan.endsAt <= now,
    createdAt: toTime(createdAt, offsetHours),
    updatedAt: toTime(changes.findLast((at) => at <= now) ?? createdAt, offsetHours),
    startedAt: begun ? toTime(startedAt, offsetHours) : stand,
  }
}

/** UNVERIFIED: keys of a turn, and seconds as the unit of durations. */
function toTalk(plan: CallPlan, { now, personal }: Telling, random: Random): Row {
  const said = plan.answered && plan.endsAt <= now
  const spoken = said ? TURNS.slice(0, random.int(1, TURNS.length)) : []
  return {
    duration: said ? plan.botSeconds + plan.operatorSeconds : 0,
    botDuration: said ? plan.botSeconds : 0,
    operatorDuration: said ? plan.operatorSeconds : 0,
    transferredToOperator: said && plan.operatorSeconds > 0,
    responder: said ? random.weighted(RESPONDERS) : null,
    messages: spoken.map(([role, text], index) => ({
      role,
      text: personal.mark(text),
      time: index * 4,
      confidence: role === 'CLIENT' ? 0.9 : null,
    })),
    messagesAsString: said
      ? spoken.map(([role, text]) => `${role}: ${personal.mark(text)}`).join('\n')
      : null,
  }
}

/** UNVERIFIED: the responder's words. */
const RESPONDERS = [
  [85, 'HUMAN'],
  [15, 'ANSWERING_MACHINE'],
] as const

function toAccounts(plan: CallPlan, { now, personal }: Telling, random: Random): Row {
  const settled = plan.answered && plan.settledAt <= now
  const interested = personal.mark(random.pick(['yes', 'no', 'later']))
  const asList = random.chance(0.3)
  return {
    price: settled ? Math.round((plan.botSeconds * 0.05 + plan.operatorSeconds * 0.01) * 100) / 100 : 0,
    recordPath: settled ? personal.url(`records/${plan.id}.mp3`) : null,
    nps: settled && random.chance(0.3) ? random.int(0, 10) : null,
    // UNVERIFIED: an object or a list.
    dialogResults: settled ? (asList ? [{ name: 'interested', value: interested }] : { interested }) : null,
    // UNVERIFIED: texts or objects.
    markers: settled && random.chance(0.4) ? toMarkers(personal, asList) : [],
  }
}

const toMarkers = (personal: Personal, asList: boolean): unknown[] =>
  asList ? [personal.mark('callback'), personal.mark('polite')] : [{ name: personal.mark('callback') }]

function toAdditional(personal: Personal, random: Random): Row | null {
  return random.chance(0.6) ? { source: personal.mark('list-7'), segment: personal.mark('gold') } : null
}

interface Bending {
  readonly random: Random
  readonly personal: Personal
  /** The row is final: earlier statuses are always known words. */
  readonly settled: boolean
}

type Quirk = (row: Row, bending: Bending) => void

const numbersAsText: Quirk = (row) => {
  for (const key of ['duration', 'price', 'botDuration', 'operatorDuration', 'nps', 'regionId']) {
    if (typeof row[key] === 'number') row[key] = String(row[key])
  }
}

const KEPT_BY_NULLS: ReadonlySet<string> = new Set([
  'id',
  'status',
  'createdAt',
  'startedAt',
  'updatedAt',
  'companyId',
])

/** Fields that sort, find or update a row are never null. */
const nulls: Quirk = (row, { random }) => {
  const keys = Object.keys(row).filter((key) => !KEPT_BY_NULLS.has(key))
  for (let count = random.int(1, 5); count > 0; count--) row[random.pick(keys)] = null
}

const unknownKeysWithin: Quirk = (row, { personal }) => {
  row.additional = { depersonalized: false, note: personal.mark('a key nobody documents') }
}

/** E.g. `{"__proto__": …}`, which a careless merge writes to a prototype. */
const hostileKeys: Quirk = (row) => {
  const additional = {}
  for (const key of ['__proto__', 'constructor']) {
    const value = { polluted: true }
    Object.defineProperty(additional, key, { value, enumerable: true, writable: true, configurable: true })
  }
  row.additional = additional
}

const unknownStatus: Quirk = (row, { settled }) => {
  if (settled) row.status = 'ROBOT_CHECK'
}

const zoneAsText: Quirk = (row) => {
  row.timezone = '+03:00'
}

const numericExternalId: Quirk = (row, { personal }) => {
  if (personal.mark('') === '') row.externalId = 778_899
}

const flagsAsNumbers: Quirk = (row) => {
  for (const key of ['isFinished', 'transferredToOperator']) row[key] = row[key] === true ? 1 : 0
}

const QUIRKS: readonly (readonly [number, Quirk])[] = [
  [4, numbersAsText],
  [3, nulls],
  [2, unknownKeysWithin],
  [1, hostileKeys],
  [1, unknownStatus],
  [1, zoneAsText],
  [1, numericExternalId],
  [1, flagsAsNumbers],
]

export function bendCall(row: Row, bending: Bending): Row {
  for (let count = bending.random.int(1, 2); count > 0; count--) {
    bending.random.weighted(QUIRKS)(row, bending)
  }
  return row
}
