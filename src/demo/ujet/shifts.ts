// When each agent works and, as far as agents choose for themselves, in which status.
import type { CompanyDay } from '../company-day.ts'
import type { Random } from '../random.ts'
import type { Agent } from './agents.ts'
import { HOUR, minute, second } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { STATUS } from './statuses.ts'

/** A stretch of time in one status. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly status: number
}

export interface Shifts {
  /** The stretches of the shift that begins on that day of the company; none on a day off. */
  of(agent: Agent, dayNumber: number): readonly Stretch[]
  /** The latest shift that has begun: today's, or an earlier one for nights and days off. */
  latest(agent: Agent, at: number): readonly Stretch[]
  /** Whether a shift is under way, and neither just begun nor about to end. */
  isOn(agent: Agent, at: number): boolean
}

const WORK_HOURS = 9

export function createShifts(seed: string, companyDay: CompanyDay): Shifts {
  const known = new Map<string, readonly Stretch[]>()

  function of(agent: Agent, dayNumber: number): readonly Stretch[] {
    if (!works(agent, dayNumber)) return []
    const key = `${seed}/shift/${agent.id}/${dayNumber}`
    const shift = known.get(key) ?? createShift(createRandom(key), agent, companyDay.startOf(dayNumber))
    known.set(key, shift)
    return shift
  }

  function isOnOf(agent: Agent, dayNumber: number, at: number): boolean {
    const into = at - companyDay.startOf(dayNumber) - agent.shiftHour * HOUR
    return into > 20 * minute && into < (WORK_HOURS - 0.5) * HOUR && works(agent, dayNumber)
  }

  return {
    of,
    latest(agent, at) {
      const today = companyDay.dayOf(at)
      for (let back = 0; back < 5; back++) {
        const shift = of(agent, today - back)
        if ((shift[0]?.from ?? Infinity) <= at) return shift
      }
      return []
    },
    isOn(agent, at) {
      const today = companyDay.dayOf(at)
      return at < agent.goneAt && (isOnOf(agent, today, at) || isOnOf(agent, today - 1, at))
    },
  }
}

/** Five days of seven, shifted from agent to agent so that every day is staffed. */
function works(agent: Agent, dayNumber: number): boolean {
  return (((dayNumber + agent.rota) % 7) + 7) % 7 < 5
}

/** Work and pauses in turn, from a little after the hour to a little before it. */
function createShift(random: Random, agent: Agent, midnight: number): Stretch[] {
  const opensAt = midnight + agent.shiftHour * HOUR
  const end = opensAt + WORK_HOURS * HOUR - random.int(0, 600) * second
  const stretches: Stretch[] = []
  for (let from = opensAt + random.int(0, 900) * second; from < end; from = stretches.at(-1)?.to ?? end) {
    const pausing = stretches.length % 2 === 1
    const [id, low, high] = pausing ? random.weighted(PAUSES) : ([STATUS.available, 35, 130] as const)
    const to = Math.min(end, from + random.int(low * 60, high * 60) * second)
    stretches.push({ from, to, status: id })
  }
  return stretches
}

/** Statuses to pause in, with the fewest and the most minutes. */
const PAUSES: readonly (readonly [number, readonly [status: number, low: number, high: number]])[] = [
  [5, [STATUS.onBreak, 8, 18]],
  [2, [STATUS.meal, 25, 45]],
  [1, [STATUS.ownMeal, 25, 45]],
  [2, [STATUS.unavailable, 2, 9]],
  [1, [STATUS.missedCall, 1, 3]],
  [1, [STATUS.specialTask, 15, 40]],
  [1, [STATUS.training, 30, 60]],
  [1, [STATUS.coaching, 15, 30]],
  [1, [STATUS.backOffice, 20, 40]],
  [0.5, [STATUS.outreach, 20, 40]],
]
