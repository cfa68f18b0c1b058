// Plans a call from the moment it comes in to the last word about it.
import type { Random } from '../random.ts'
import type { Agent, Company, Contact } from './company.ts'
import { SECOND } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { toUuid } from './spellings.ts'

export interface CallPlan {
  readonly id: string
  readonly createdAt: number
  readonly endsAt: number
  readonly direction: 'INBOUND' | 'OUTBOUND'
  readonly contact: Contact
  /** Outbound calls to unknown people lack the contact. */
  readonly known: boolean
  readonly userId: unknown
  readonly agent: Agent | undefined
  readonly agentVersionId: string | null
  readonly campaignId: unknown
  readonly sequenceId: unknown
  readonly deliveryStatus: string
  readonly mode: string
  readonly language: string
  readonly voicemail: boolean
  readonly durationMs: number
  /** Transcript, recording, rating and summary appear at this instant. */
  readonly analysedAt: number
  readonly rating: string | null
  /** Instants at which the row changes. */
  readonly changes: readonly number[]
  /** Times lack a zone. */
  readonly plainTimes: boolean
  /** Seed of the row's oddities; `null`: a plain row. */
  readonly quirk: string | null
}

/** UNVERIFIED: all words but `call_completed`. */
const DELIVERIES = [
  [80, 'call_completed'],
  [8, 'call_missed'],
  [5, 'call_no_answer'],
  [3, 'call_busy'],
  [4, 'call_failed'],
] as const

/** UNVERIFIED: words of a product whose settings Whippy's agents mirror. */
const RATINGS = [
  [6, 'Complete'],
  [3, 'Partial'],
  [2, 'Incomplete'],
] as const

export function planCall(company: Company, serial: number, createdAt: number): CallPlan {
  const random = createRandom(`${company.seed}/whippy/call/${serial}`)
  const direction = random.chance(0.6) ? 'INBOUND' : 'OUTBOUND'
  const deliveryStatus = random.weighted(DELIVERIES)
  const completed = deliveryStatus === 'call_completed'
  const durationMs = completed ? Math.round(8000 + 900_000 * random.next() ** 2.5) : 0
  const endsAt = createdAt + random.int(2, 25) * SECOND + durationMs
  const analysedAt = completed ? endsAt + random.int(5, 180) * SECOND : Infinity
  return {
    id: toUuid(`${company.seed}/whippy-call/${serial}`),
    createdAt,
    endsAt,
    direction,
    contact: random.pick(company.contacts),
    known: direction === 'INBOUND' || random.chance(0.9),
    ...toHandler(company, random),
    ...toOrigin(company, random, direction),
    deliveryStatus,
    // UNVERIFIED: no mode is documented.
    mode: random.chance(0.9) ? 'phone_call' : 'web_call',
    language: random.weighted([
      [8, 'en'],
      [2, 'es'],
      [1, 'en-US'],
    ]),
    voicemail: direction === 'INBOUND' && random.chance(0.08),
    durationMs,
    analysedAt,
    rating: random.chance(0.85) ? random.weighted(RATINGS) : null,
    changes: [createdAt, endsAt, analysedAt],
    plainTimes: random.chance(0.15),
    quirk: random.chance(0.1) ? `${company.seed}/whippy/quirk/${serial}` : null,
  }
}

/** An AI agent holds two calls of three, a human user the rest. */
function toHandler(
  { agents, users }: Company,
  random: Random,
): Pick<CallPlan, 'userId' | 'agent' | 'agentVersionId'> {
  if (!random.chance(0.66)) return { userId: random.pick(users).id, agent: undefined, agentVersionId: null }
  const agent = random.pick(agents)
  return { userId: null, agent, agentVersionId: random.pick(agent.versionIds) }
}

function toOrigin(
  { campaigns, sequences }: Company,
  random: Random,
  direction: CallPlan['direction'],
): Pick<CallPlan, 'campaignId' | 'sequenceId'> {
  const outbound = direction === 'OUTBOUND'
  return {
    campaignId: outbound && random.chance(0.3) ? random.pick(campaigns).id : null,
    sequenceId: outbound && random.chance(0.2) ? random.pick(sequences).id : null,
  }
}
