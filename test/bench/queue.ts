// The bench's tables of the queue: crowds and storms in front of a vendor that allows a request a second, each figure beside
// the best that could be.
import type { Stage } from '../support/gateway.ts'
import { createRandom } from '../../src/demo/random.ts'
import {
  askBesideLists,
  askBesideLookUps,
  askForAnAgentEach,
  askTheSame,
  createLargeStage,
  SLOT_MS,
  usedSlots,
} from '../support/crowds.ts'
import { createStage } from '../support/gateway.ts'
import { askEverySecond, gapsOf, instantsOf, status } from '../support/storms.ts'

export interface CrowdCost {
  readonly crowd: string
  /** What somebody who knew all that will be asked would send. */
  readonly minimum: number
  readonly requests: number
  readonly refused: number
  /** Of those there were while anybody waited; 1 is all. */
  readonly slotsUsed: number
  /** The longest wait, in slots, beside the shortest that it could be. */
  readonly idealWait: number
  readonly wait: number
}

interface Crowd {
  readonly crowd: string
  readonly minimum: number
  readonly idealWait: number
  readonly stage: () => Stage
  /** How long those wait who are looked at. */
  readonly ask: (stage: Stage) => Promise<readonly number[]>
}

const CROWDS: readonly Crowd[] = [
  {
    crowd: '1,000 clients, an agent each',
    minimum: 10,
    idealWait: 9,
    stage: createLargeStage,
    ask: askForAnAgentEach,
  },
  {
    crowd: '1,000 clients, the same list',
    minimum: 1,
    idealWait: 0,
    stage: createStage,
    ask: askTheSame,
  },
  {
    crowd: 'one look-up a second beside a flood of 500',
    // Twenty seconds have twenty look-ups, which no knowledge brings sooner.
    minimum: 20,
    idealWait: 1,
    stage: createLargeStage,
    ask: askBesideLookUps,
  },
  {
    crowd: 'one list a second beside a flood of 500',
    minimum: 520,
    idealWait: 1,
    stage: createStage,
    ask: async (stage) => (await askBesideLists(stage)).waits,
  },
]

export async function measureCrowds(): Promise<readonly CrowdCost[]> {
  const costs: CrowdCost[] = []
  for (const { crowd, minimum, idealWait, stage: create, ask } of CROWDS) {
    const stage = create()
    const waits = await ask(stage)
    const { requests } = stage.sandbox
    costs.push({
      crowd,
      minimum,
      requests: requests.length,
      refused: requests.filter(({ status: code }) => code === 429).length,
      slotsUsed: requests.length > 1 ? round(usedSlots(stage)) : 1,
      idealWait,
      wait: round(Math.max(...waits) / SLOT_MS),
    })
  }
  return costs
}

export interface StormCost {
  readonly storm: string
  /** Of operations, one a second, those that were answered, beside those that could be. */
  readonly idealAnswered: number
  readonly answered: number
  /** Requests upstream, beside those that so many answers take on average. */
  readonly idealRequests: number
  readonly requests: number
  /** Requests sent before a pause was over. */
  readonly inPauses: number
  /** From the vendor's last wish for a pause until requests go at full pace again; 30 at most. */
  readonly fullPaceAfterSeconds: number | null
}

const OPERATIONS = 120
const PAUSE_MS = 5000

interface Storm {
  readonly storm: string
  readonly idealAnswered: number
  /** Of so many requests the vendor answers one. */
  readonly requestsPerAnswer: number
  readonly pauseMs: number
  /** What the vendor says instead of an answer, by the number of the request and the time since the first. */
  readonly answer: (number: number, sinceMs: number) => Response | Promise<Response> | undefined
}

const random = createRandom('bench')
const gone = () => Promise.reject(new TypeError('fetch failed'))

const STORMS: readonly Storm[] = [
  {
    storm: '429 three times, with Retry-After',
    idealAnswered: OPERATIONS,
    requestsPerAnswer: 1,
    pauseMs: PAUSE_MS,
    answer: (number) => (number < 3 ? status(429, { 'retry-after': String(PAUSE_MS / 1000) })() : undefined),
  },
  {
    storm: '429 three times, without',
    idealAnswered: OPERATIONS,
    requestsPerAnswer: 1,
    pauseMs: 1000,
    answer: (number) => (number < 3 ? status(429)() : undefined),
  },
  {
    storm: 'three answers in ten fail',
    idealAnswered: OPERATIONS,
    requestsPerAnswer: 1 / 0.7,
    pauseMs: 0,
    answer: () => (random.chance(0.3) ? status(500)() : undefined),
  },
  {
    storm: 'nothing is answered for a minute',
    idealAnswered: OPERATIONS - 60,
    requestsPerAnswer: 1,
    pauseMs: 0,
    answer: (_, sinceMs) => (sinceMs < 60_000 ? gone() : undefined),
  },
]

export async function measureStorms(): Promise<readonly StormCost[]> {
  const costs: StormCost[] = []
  for (const storm of STORMS) costs.push(await costOf(storm))
  return costs
}

async function costOf({
  storm,
  idealAnswered,
  requestsPerAnswer,
  pauseMs,
  answer,
}: Storm): Promise<StormCost> {
  const stage = createStage()
  const startedAt = stage.clock.now()
  let number = -1
  stage.sandbox.intercept = () => answer((number += 1), stage.clock.now() - startedAt)
  const answers = await askEverySecond(stage, OPERATIONS)
  const answered = answers.filter(({ errors }) => errors.length === 0).length
  const gaps = gapsOf(instantsOf(stage))
  const limits = stage.sandbox.requests.flatMap(({ status: code, at }) =>
    code === 429 ? [at - startedAt] : [],
  )
  const slowUntil = instantsOf(stage).findLast((_, index) => (gaps[index] ?? 0) > SLOT_MS)
  const lastLimitAt = limits.at(-1)
  return {
    storm,
    idealAnswered,
    answered,
    idealRequests: Math.round(answered * requestsPerAnswer) + limits.length,
    requests: gaps.length + 1,
    inPauses: gaps.filter((gap, index) => index < limits.length && gap < pauseMs).length,
    fullPaceAfterSeconds: lastLimitAt === undefined ? null : round(((slowUntil ?? 0) - lastLimitAt) / 1000),
  }
}

const round = (value: number) => Number(value.toFixed(2))
