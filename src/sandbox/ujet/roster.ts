/** Who is at work, who is free and what each agent is doing at a given instant. */
import { hour, minute, second, type CompanyDay } from '../company-day.ts'
import { createRandom, type Random } from '../random.ts'
import type { Agent, Skill } from './agents.ts'
import { status } from './statuses.ts'

/** A stretch of a shift in one chosen status. */
export type Stretch = { from: number; to: number; status: number }

/** A stretch that a contact imposes, with the part of it in which the other side is on hold. */
export type Occupation = Stretch & { holdFrom: number; holdTo: number }

export type Presence = {
  status: number
  since: number
  online: boolean
  wrapUp: boolean
  loggedInAt: number | null
  calls: number
  chats: number
  /** Since when the agent has somebody on hold. */
  holdSince: number | null
}

export type Roster = {
  agents: readonly Agent[]
  /** An agent of that skill who is at work and, for voice, not on another call. */
  take(random: Random, skill: Skill, at: number): Agent | null
  /** `heardAt` is when the contact came in; what ended well before it is forgotten. */
  occupy(agent: Agent, occupation: Occupation, heardAt: number): void
  /** The stretches of the shift that begins on that day; none on a day off. */
  shift(agent: Agent, dayNumber: number): readonly Stretch[]
  presence(agent: Agent, at: number): Presence
  /** First instant of a day of the company. */
  startOf(dayNumber: number): number
}

const workHours = 9

export function createRoster(seed: string, agents: readonly Agent[], companyDay: CompanyDay): Roster {
  const occupations = new Map<number, Occupation[]>()
  const shifts = new Map<string, readonly Stretch[]>()
  const bySkill = Map.groupBy(agents, (agent) => agent.skill)

  function shift(agent: Agent, dayNumber: number): readonly Stretch[] {
    if (!works(agent, dayNumber)) return []
    const key = `${seed}/shift/${agent.id}/${dayNumber}`
    const known = shifts.get(key) ?? createShift(createRandom(key), agent, companyDay.startOf(dayNumber))
    shifts.set(key, known)
    return known
  }

  /** The latest shift that has begun: today's, or an earlier one for nights and days off. */
  function latestShift(agent: Agent, at: number): readonly Stretch[] {
    const today = companyDay.dayOf(at)
    for (let back = 0; back < 5; back++) {
      const stretches = shift(agent, today - back)
      if ((stretches[0]?.from ?? Infinity) <= at) return stretches
    }
    return []
  }

  /** Whether a shift of today, or of the night before, is under way and not about to end. */
  function atWork(agent: Agent, at: number): boolean {
    if (at >= agent.goneAt) return false
    const today = companyDay.dayOf(at)
    return isOn(agent, today, at) || isOn(agent, today - 1, at)
  }

  function isOn(agent: Agent, dayNumber: number, at: number): boolean {
    const into = at - companyDay.startOf(dayNumber) - agent.shiftHour * hour
    return into > 20 * minute && into < (workHours - 0.5) * hour && works(agent, dayNumber)
  }

  function isFree(agent: Agent, at: number): boolean {
    return !(occupations.get(agent.id) ?? []).some((one) => one.from < at + 10 * minute && one.to > at)
  }

  return {
    agents,
    shift,
    startOf: (dayNumber) => companyDay.startOf(dayNumber),
    take(random, skill, at) {
      const candidates = bySkill.get(skill) ?? []
      const first = random.int(0, candidates.length - 1)
      const fits = (agent: Agent): boolean => atWork(agent, at) && (skill !== 'voice' || isFree(agent, at))
      return candidates.find((agent, index) => index >= first && fits(agent)) ?? candidates.find(fits) ?? null
    },
    occupy(agent, occupation, heardAt) {
      const recent = (occupations.get(agent.id) ?? []).filter((one) => one.to > heardAt - 3 * hour)
      occupations.set(agent.id, [...recent, occupation])
    },
    presence: (agent, at) => toPresence(latestShift(agent, at), occupations.get(agent.id) ?? [], at),
  }
}

/** Five days of seven, shifted from agent to agent so that every day is staffed. */
function works(agent: Agent, dayNumber: number): boolean {
  return (((dayNumber + agent.rota) % 7) + 7) % 7 < 5
}

/** Work and pauses in turn, from a little after the hour to a little before it. */
function createShift(random: Random, agent: Agent, midnight: number): Stretch[] {
  const opensAt = midnight + agent.shiftHour * hour
  const end = opensAt + workHours * hour - random.int(0, 600) * second
  const stretches: Stretch[] = []
  for (let from = opensAt + random.int(0, 900) * second; from < end; from = stretches.at(-1)?.to ?? end) {
    const pausing = stretches.length % 2 === 1
    const [id, low, high] = pausing ? random.weighted(pauses) : ([status.available, 35, 130] as const)
    stretches.push({ from, to: Math.min(end, from + random.int(low * 60, high * 60) * second), status: id })
  }
  return stretches
}

const pauses: readonly (readonly [number, readonly [status: number, low: number, high: number]])[] = [
  [5, [status.onBreak, 8, 18]],
  [2, [status.meal, 25, 45]],
  [1, [status.ownMeal, 25, 45]],
  [2, [status.unavailable, 2, 9]],
  [1, [status.missedCall, 1, 3]],
  [1, [status.specialTask, 15, 40]],
  [1, [status.training, 30, 60]],
  [1, [status.coaching, 15, 30]],
  [1, [status.backOffice, 20, 40]],
  [0.5, [status.outreach, 20, 40]],
]

function toPresence(shift: readonly Stretch[], occupations: readonly Occupation[], at: number): Presence {
  const stretch = shift.find((one) => one.from <= at && at < one.to)
  const current = occupations.filter((one) => one.from <= at && at < one.to)
  // Talking outweighs chatting, and both the work afterwards.
  const imposed = [status.inCall, status.inChat, status.wrapUp]
    .map((id) => current.find((one) => one.status === id))
    .find((one) => one !== undefined)
  const released = Math.max(0, ...occupations.filter((one) => one.to <= at).map((one) => one.to))
  const chosen = stretch ?? { status: status.offline, from: shift.at(-1)?.to ?? 0 }
  const online = stretch !== undefined || imposed !== undefined
  return {
    status: imposed?.status ?? chosen.status,
    since: imposed?.from ?? Math.max(chosen.from, released),
    online,
    wrapUp: imposed?.status === status.wrapUp,
    loggedInAt: shift[0]?.from ?? null,
    calls: current.filter((one) => one.status === status.inCall).length,
    chats: current.filter((one) => one.status === status.inChat).length,
    holdSince: current.find((one) => one.holdFrom <= at && at < one.holdTo)?.holdFrom ?? null,
  }
}
