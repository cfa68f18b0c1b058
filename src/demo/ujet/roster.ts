// Who is free for the next contact, and what each agent is doing at a given instant.
import type { Random } from '../random.ts'
import type { Agent, Skill } from './agents.ts'
import type { Shifts, Stretch } from './shifts.ts'
import { HOUR, minute } from '../company-day.ts'
import { STATUS } from './statuses.ts'

/** A stretch that a contact imposes, with the part of it in which the other side is on hold. */
export interface Occupation extends Stretch {
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
  /** Since when the agent has somebody on hold. */
  readonly holdSince: number | null
}

export interface Roster {
  /** An agent of that skill who is at work and, for voice, not on another call. */
  take(random: Random, skill: Skill, at: number): Agent | null
  /** `heardAt` is when the contact came in; what ended well before it is forgotten. */
  occupy(agent: Agent, occupation: Occupation, heardAt: number): void
  presence(agent: Agent, at: number): Presence
}

export function createRoster(agents: readonly Agent[], shifts: Shifts): Roster {
  const occupations = new Map<Agent, readonly Occupation[]>()
  const bySkill = Map.groupBy(agents, (agent) => agent.skill)
  const of = (agent: Agent): readonly Occupation[] => occupations.get(agent) ?? []

  function isFree(agent: Agent, at: number): boolean {
    return !of(agent).some((one) => one.from < at + 10 * minute && one.to > at)
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

/** Talking outweighs chatting, and both the work afterwards. */
function weightiest(current: readonly Occupation[]): Occupation | undefined {
  return [STATUS.inCall, STATUS.inChat, STATUS.wrapUp]
    .map((id) => current.find((one) => one.status === id))
    .find((one) => one !== undefined)
}
