// Plans a call from its start to the end of its analysis, and on to the day its recording is deleted.
import type { Name } from '../people.ts'
import type { Random } from '../random.ts'
import type { Caller, Company } from './company.ts'
import { DAY, HOUR, SECOND } from '../company-day.ts'
import { whole } from '../flow.ts'
import { createRandom, hash } from '../random.ts'

export interface CallPlan {
  readonly number: number
  readonly id: string
  readonly startsAt: number
  readonly durationSeconds: number
  readonly ivrSeconds: number
  /** E.g. the caller hung up before an agent answered. */
  readonly isVoid: boolean
  readonly outbound: boolean
  readonly campaign: string
  readonly line: string
  readonly agent: Name | null
  readonly caller: Caller
  readonly ingestedAt: number
  readonly qualifiedAt: number
  readonly prunedAt: number
  readonly seed: string
}

export function planCall(company: Company, number: number, at: number): CallPlan {
  const seed = `${company.weeks.seed}/allo-media/call/${number}`
  const random = createRandom(seed)
  const startsAt = whole(at)
  const isVoid = random.chance(0.12)
  const ivrSeconds = random.int(4, 40)
  const durationSeconds = ivrSeconds + (isVoid ? random.int(0, 30) : random.int(30, 1200))
  const endsAt = startsAt + durationSeconds * SECOND
  const ingestedAt = endsAt + random.int(5, 40) * SECOND
  return {
    number,
    id: `am-${hash(`${seed}/id`).toString(16).padStart(8, '0')}-${number}`,
    startsAt,
    durationSeconds,
    ivrSeconds,
    isVoid,
    outbound: random.chance(0.3),
    campaign: random.pick(company.campaigns),
    line: random.pick(company.lines),
    agent: isVoid ? null : random.pick(company.agents),
    caller: random.pick(company.callers),
    ingestedAt,
    qualifiedAt: toQualified(random, ingestedAt),
    // Recordings are deleted for data protection, while the call stays.
    prunedAt: startsAt + 17 * DAY,
    seed,
  }
}

/** Analysis takes minutes, rarely hours; a batch of results shares one second. */
function toQualified(random: Random, ingestedAt: number): number {
  const at =
    ingestedAt + (random.chance(0.04) ? random.int(HOUR, 5 * HOUR) : random.int(40 * SECOND, 400 * SECOND))
  const batch = random.chance(0.4) ? 30 * SECOND : SECOND
  return Math.ceil(at / batch) * batch
}
