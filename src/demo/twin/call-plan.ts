/** Plans a call session from its planning to the day's accounts. */
import { minute, second } from '../company-day.ts'
import { whole } from '../flow.ts'
import { createRandom, type Random } from '../random.ts'
import type { Client, Company, Task } from './company.ts'
import { outcomes } from './words.ts'
import { toUuid } from './values.ts'

export type CallPlan = {
  id: string
  seed: string
  task: Task
  client: Client
  /** Ascending; the session has the status of the last phase that has begun. */
  phases: readonly (readonly [at: number, status: string])[]
  createdAt: number
  /** Null when the number is never dialled. */
  startedAt: number | null
  endsAt: number
  /** When the price, the recording and the results are there. */
  settledAt: number
  answered: boolean
  botSeconds: number
  operatorSeconds: number
}

/** A list's numbers are put into the session list together, so many sessions are created at one instant. */
const batchMs = 2 * minute

export const batchOf = (startsAt: number): number => Math.floor((startsAt - 20 * second) / batchMs) * batchMs

export function planCall(company: Company, number: number, at: number): CallPlan {
  const seed = `${company.weeks.seed}/twin/call/${number}`
  const random = createRandom(seed)
  const startsAt = whole(at)
  const createdAt = batchOf(startsAt)
  const { status, dialled } = random.weighted(outcomes)
  const answered = status === 'ANSWERED'
  const answeredAt = startsAt + random.int(4, 35) * second
  const { botSeconds, operatorSeconds } = talk(random, answered)
  const endsAt = dialled ? answeredAt + (botSeconds + operatorSeconds) * second : startsAt
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
    settledAt: endsAt + random.int(10, 90) * second,
    answered,
    botSeconds,
    operatorSeconds,
  }
}

function talk(random: Random, answered: boolean): { botSeconds: number; operatorSeconds: number } {
  if (!answered) return { botSeconds: 0, operatorSeconds: 0 }
  return { botSeconds: random.int(5, 120), operatorSeconds: random.chance(0.25) ? random.int(20, 400) : 0 }
}
