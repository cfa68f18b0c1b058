// Shifts of agents, the next free agent, and the status of an agent at an instant.
import type { CompanyDay } from '../company-day.ts'
import type { Random } from '../random.ts'
import type { Agent, Skill } from './agents.ts'
import { HOUR, MINUTE, SECOND } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { STATUS } from './words.ts'

export interface Stretch {
  readonly from: number
  readonly to: number
  readonly status: number
}

export interface Shifts {
  /** `[]`: a day off. */
  of(agent: Agent, dayNumber: number): readonly Stretch[]
  /** The latest begun shift; at night, yesterday's. */
  latest(agent: Agent, at: number): readonly Stretch[]
  /** The shift has run 20 minutes and lasts another 30. */
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
    return into > 20 * MINUTE && into < (WORK_HOURS - 0.5) * HOUR && works(agent, dayNumber)
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

/** Five days of seven, staggered by `rota`. */
function works(agent: Agent, dayNumber: number): boolean {
  return (((dayNumber + agent.rota) % 7) + 7) % 7 < 5
}

/** Work and pauses in turn. */
function createShift(random: Random, agent: Agent, midnight: number): Stretch[] {
  const opensAt = midnight + agent.shiftHour * HOUR
  const end = opensAt + WORK_HOURS * HOUR - random.int(0, 600) * SECOND
  const stretches: Stretch[] = []
  for (let from = opensAt + random.int(0, 900) * SECOND; from < end; from = stretches.at(-1)?.to ?? end) {
    const pausing = stretches.length % 2 === 1
    const [id, low, high] = pausing ? random.weighted(PAUSES) : ([STATUS.available, 35, 130] as const)
    const to = Math.min(end, from + random.int(low * 60, high * 60) * SECOND)
    stretches.push({ from, to, status: id })
  }
  return stretches
}

/** Weight, then status with its fewest and most minutes. */
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

/** A contact's stretch, with the hold within it. */
interface Occupation extends Stretch {
  readonly holdFrom: number
  readonly holdTo: number
}

export interface Presence {
  readonly status: number
  readonly since: number
  readonly online: boolean
  readonly wrapUp: boolean
  readonly loggedInAt: number | null
  readonly calls: number
  readonly chats: number
  /** Start of the current hold; `null`: none. */
  readonly holdSince: number | null
}

export interface Roster {
  /** An agent on shift and, for voice, not on another call. */
  take(random: Random, skill: Skill, at: number): Agent | null
  /** `heardAt`: arrival of the contact; stretches that ended long before are dropped. */
  occupy(agent: Agent, occupation: Occupation, heardAt: number): void
  presence(agent: Agent, at: number): Presence
}

export function createRoster(agents: readonly Agent[], shifts: Shifts): Roster {
  const occupations = new Map<Agent, readonly Occupation[]>()
  const bySkill = Map.groupBy(agents, (agent) => agent.skill)
  const of = (agent: Agent): readonly Occupation[] => occupations.get(agent) ?? []

  function isFree(agent: Agent, at: number): boolean {
    return !of(agent).some((one) => one.from < at + 10 * MINUTE && one.to > at)
  }

  return {
    take(random, skill, at) {
      const candidates = bySkill.get(skill) ?? []
      const first = random.int(0, candidates.length - 1)
      const fits = (agent: Agent): boolean =>
        shifts.isOn(agent, at) && (skill !== 'voice' || isFree(agent, at))
      return candidates.find((agent, index) => index >= first && fits(agent)) ?? candidates.find(fits) ?? null
    },
    occupy(agent, occupation, heardAt) {
      const recent = of(agent).filter((one) => one.to > heardAt - 3 * HOUR)
      occupations.set(agent, [...recent, occupation])
    },
    presence: (agent, at) => toPresence(shifts.latest(agent, at), of(agent), at),
  }
}

function toPresence(shift: readonly Stretch[], occupations: readonly Occupation[], at: number): Presence {
  const stretch = shift.find((one) => one.from <= at && at < one.to)
  const current = occupations.filter((one) => one.from <= at && at < one.to)
  const count = (id: number): number => current.filter((one) => one.status === id).length
  const imposed = weightiest(current)
  const released = Math.max(0, ...occupations.filter((one) => one.to <= at).map((one) => one.to))
  const chosen = stretch ?? { status: STATUS.offline, from: shift.at(-1)?.to ?? 0 }
  return {
    status: imposed?.status ?? chosen.status,
    since: imposed?.from ?? Math.max(chosen.from, released),
    online: stretch !== undefined || imposed !== undefined,
    wrapUp: imposed?.status === STATUS.wrapUp,
    loggedInAt: shift[0]?.from ?? null,
    calls: count(STATUS.inCall),
    chats: count(STATUS.inChat),
    holdSince: current.find((one) => one.holdFrom <= at && at < one.holdTo)?.holdFrom ?? null,
  }
}

/** Priority: call, chat, wrap-up. */
function weightiest(current: readonly Occupation[]): Occupation | undefined {
  return [STATUS.inCall, STATUS.inChat, STATUS.wrapUp]
    .map((id) => current.find((one) => one.status === id))
    .find((one) => one !== undefined)
}
