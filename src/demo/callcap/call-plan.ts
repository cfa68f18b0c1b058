// Plans a call, or a text conversation, from the moment it comes in to the last word about it.
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { Campaign, Company } from './company.ts'
import type { Evaluation, Extras } from './evaluation.ts'
import { MINUTE, SECOND } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { evaluate, evaluationChanges, createExtras } from './evaluation.ts'

export interface CallPlan {
  readonly callId: string
  readonly startsAt: number
  readonly endsAt: number
  readonly conversation: 'call' | 'text'
  readonly direction: Campaign['direction']
  /** Outcome after the end, e.g. `Answer`. */
  readonly action: string
  readonly durationSeconds: number
  readonly rings: number
  readonly dtmf: string
  readonly revenue: number
  readonly revenueAt: number
  readonly campaign: Campaign
  readonly caller: Row
  readonly callconnect: boolean
  readonly referenceId: string | null
  readonly recordedAt: number
  /** Sentiment and summaries appear at this instant. */
  readonly analysedAt: number
  readonly evaluation: Evaluation
  readonly extras: Extras
  /** Instants at which the row changes, unsorted. */
  readonly changes: readonly number[]
  /** Seed of the row's oddities; `null`: a plain row. */
  readonly quirk: string | null
}

/** UNVERIFIED: all words but `Answer`. */
const OUTCOMES = [
  [80, 'Answer'],
  [12, 'Missed'],
  [1, 'Hangup'],
  [1, 'Busy'],
  [3, 'Blocked'],
] as const

type Course = Pick<CallPlan, 'action' | 'endsAt' | 'durationSeconds' | 'rings'>

export function planCall(company: Company, serial: number, startsAt: number): CallPlan {
  const random = createRandom(`${company.seed}/callcap/call/${serial}`)
  const { personal, csrs } = company
  const conversation = random.chance(0.06) ? 'text' : 'call'
  const campaign = random.pick(company.campaigns)
  const course = conversation === 'text' ? chat(random, startsAt) : ring(random, startsAt)
  const { endsAt } = course
  const answered = course.action === 'Answer'
  const worked = evaluate({ random, personal, csrs, endsAt })
  const evaluation = answered
    ? worked
    : { ...worked, workedAt: Infinity, requestedAt: Infinity, decidedAt: Infinity, savedAt: Infinity }
  const later = (probability: number, low: number, high: number): number =>
    answered && random.chance(probability) ? endsAt + random.int(low, high) * SECOND : Infinity
  const [recordedAt, analysedAt, revenueAt] = [
    later(0.95, 20, 200),
    later(0.8, 120, 600),
    later(0.15, 600, 9000),
  ]
  return {
    callId: toCallId(company, serial, startsAt),
    startsAt,
    conversation,
    campaign,
    ...course,
    direction: campaign.direction,
    dtmf: answered && random.chance(0.2) ? personal.mark(`${random.int(100, 999)}#`) : '',
    revenue: random.int(40, 900),
    revenueAt,
    caller: random.pick(company.callers),
    callconnect: random.chance(0.05),
    referenceId: random.chance(0.1) ? `zyx${serial}_import` : null,
    recordedAt,
    analysedAt,
    evaluation,
    extras: createExtras(random, personal),
    changes: [startsAt, endsAt, recordedAt, analysedAt, revenueAt, ...evaluationChanges(evaluation)],
    quirk: random.chance(0.1) ? `${company.seed}/callcap/quirk/${serial}` : null,
  }
}

/** `987654_23_11_19_2012_17:07:29_12`. UNVERIFIED: all parts but the instant. */
function toCallId({ zone }: Company, serial: number, startsAt: number): string {
  const [date = '', time = ''] = zone.local(startsAt).split(' ')
  const [year, month, dayOfMonth] = date.split('-')
  return `${900000 + serial}_${10 + (serial % 80)}_${month}_${dayOfMonth}_${year}_${time}_${1 + (serial % 30)}`
}

function ring(random: Random, startsAt: number): Course {
  const action = random.weighted(OUTCOMES)
  const rings = action === 'Blocked' ? 0 : random.int(1, 9)
  const talkSeconds = action === 'Answer' ? Math.round(15 + 1500 * random.next() ** 2.5) : 0
  // Ringing counts between start and end, rarely much more.
  const idle = random.chance(0.03) ? random.int(5, 30) * MINUTE : 0
  return {
    action,
    rings,
    durationSeconds: talkSeconds,
    endsAt: startsAt + (rings * 6 + talkSeconds) * SECOND + idle,
  }
}

/** UNVERIFIED: shape of a text conversation among calls. */
function chat(random: Random, startsAt: number): Course {
  return { action: 'Text', rings: 0, durationSeconds: 0, endsAt: startsAt + random.int(1, 3 * 60) * MINUTE }
}
