// Plans a call session from its planning to the day's accounts.
import type { Random } from '../random.ts'
import type { Client, Company, Task } from './company.ts'
import { MINUTE, SECOND } from '../company-day.ts'
import { whole } from '../flow.ts'
import { createRandom, toUuid } from '../random.ts'
import { OUTCOMES } from './words.ts'

export interface CallPlan {
  readonly id: string
  readonly seed: string
  readonly task: Task
  readonly client: Client
  /** Ascending; the latest begun phase is the status. */
  readonly phases: readonly (readonly [at: number, status: string])[]
  readonly createdAt: number
  /** `null`: never dialled. */
  readonly startedAt: number | null
  readonly endsAt: number
  /** Price, recording and results appear at this instant. */
  readonly settledAt: number
  readonly answered: boolean
  readonly botSeconds: number
  readonly operatorSeconds: number
}

/** Numbers enter the session list in batches, so many sessions share `createdAt`. */
const BATCH_MS = 2 * MINUTE

const batchOf = (startsAt: number): number => Math.floor((startsAt - 20 * SECOND) / BATCH_MS) * BATCH_MS

export function planCall(company: Company, number: number, at: number): CallPlan {
  const seed = `${company.weeks.seed}/twin/call/${number}`
  const random = createRandom(seed)
  const startsAt = whole(at)
  const createdAt = batchOf(startsAt)
  const { status, dialled } = random.weighted(OUTCOMES)
  const answered = status === 'ANSWERED'
  const answeredAt = startsAt + random.int(4, 35) * SECOND
  const { botSeconds, operatorSeconds } = talk(random, answered)
  const endsAt = dialled ? answeredAt + (botSeconds + operatorSeconds) * SECOND : startsAt
  return {
    id: toUuid(seed),
    seed,
    task: random.pick(company.called),
    client: random.pick(company.clients),
    phases: [
      [createdAt, 'SCHEDULED'],
      ...(dialled ? ([[startsAt, 'DIAL']] as const) : []),
      ...(answered ? ([[answeredAt, 'INPROGRESS']] as const) : []),
      [endsAt, status],
    ],
    createdAt,
    startedAt: dialled ? startsAt : null,
    endsAt,
    settledAt: endsAt + random.int(10, 90) * SECOND,
    answered,
    botSeconds,
    operatorSeconds,
  }
}

function talk(random: Random, answered: boolean): { botSeconds: number; operatorSeconds: number } {
  if (!answered) return { botSeconds: 0, operatorSeconds: 0 }
  return { botSeconds: random.int(5, 120), operatorSeconds: random.chance(0.25) ? random.int(20, 400) : 0 }
}
