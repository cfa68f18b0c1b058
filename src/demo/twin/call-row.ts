/** A call session as TWIN's list writes it, as far as it has happened. */
import type { Personal } from '../people.ts'
import { createRandom, type Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import { bendCall } from './quirks.ts'
import { turns } from './words.ts'
import { toTime } from './values.ts'

export type Telling = {
  now: number
  personal: Personal
  /** What stands as the start of what is never dialled. */
  unstarted: 'null' | 'created'
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
    /** No field of the list, but what `companyId` filters by. */
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

/** UNVERIFIED: which keys a turn has, and whether the parts of a dialogue are counted in seconds. */
function toTalk(plan: CallPlan, { now, personal }: Telling, random: Random): Row {
  const said = plan.answered && plan.endsAt <= now
  const spoken = said ? turns.slice(0, random.int(1, turns.length)) : []
  return {
    duration: said ? plan.botSeconds + plan.operatorSeconds : 0,
    botDuration: said ? plan.botSeconds : 0,
    operatorDuration: said ? plan.operatorSeconds : 0,
    transferredToOperator: said && plan.operatorSeconds > 0,
    responder: said ? random.weighted(responders) : null,
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

/** UNVERIFIED: the words for who answered are published nowhere. */
const responders = [
  [85, 'HUMAN'],
  [15, 'ANSWERING_MACHINE'],
] as const

/** What is known a little after the end. */
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
