/** Agent activity logs: what shifts, calls and chats leave behind. */
import { second } from '../company-day.ts'
import { createRandom } from '../random.ts'
import type { Row, Story } from '../timeline.ts'
import type { Agent } from './agents.ts'
import type { Company } from './company.ts'
import { bendLog } from './quirks.ts'
import type { Roster } from './roster.ts'
import { isVirtual, seconds, told, type Session } from './session.ts'
import { status, statusRows } from './statuses.ts'

type Activity = {
  agent: Agent
  activity: string
  status: number
  from: number
  to: number
  callId?: number
  chatId?: number
}

export type Log = {
  /** What agents did on a call or a chat, from first offer to pick-up. */
  ofSession(session: Session): Story[]
  /** What agents did with their own status, ascending, from the shifts of that day on. */
  ofShifts(fromDay: number): Generator<Story, never>
}

export function createLog({ seed, personal, roster }: Company): Log {
  let lastId = 20000

  function toStory(activity: Activity): Story {
    let id: number | undefined
    return {
      at: activity.from,
      changes: [activity.from, activity.to],
      // Numbered at birth, so that ids ascend in time whichever source an activity comes from.
      tell(now) {
        id ??= ++lastId
        const random = createRandom(`${seed}/log/${id}`)
        const row = toActivityRow(id, activity, now)
        return random.chance(0.04) ? bendLog(row, random, personal) : row
      },
    }
  }

  return {
    ofSession: (session) => sessionActivities(session).map(toStory),
    *ofShifts(fromDay) {
      let carried: Activity[] = []
      for (let day = fromDay; ; day++) {
        const all = [...carried, ...roster.agents.flatMap((agent) => shiftActivities(roster, agent, day))]
        all.sort((one, other) => one.from - other.from || one.agent.id - other.agent.id)
        // Nothing of a later day can begin before that day does.
        const end = roster.startOf(day + 1)
        carried = all.filter((activity) => activity.from >= end)
        for (const activity of all) if (activity.from < end) yield toStory(activity)
      }
    },
  }
}

function toActivityRow(id: number, activity: Activity, now: number): Row {
  const over = activity.to <= now
  return {
    id,
    agent_id: activity.agent.id,
    whodunnit: activity.agent.stub,
    status: statusRows.get(activity.status) ?? null,
    started_at: told(activity.from, now),
    ended_at: told(activity.to, now),
    duration: over ? seconds(activity.from, activity.to) : null,
    activity: activity.activity,
    call_id: activity.callId ?? null,
    chat_id: activity.chatId ?? null,
  }
}

function sessionActivities(session: Session): Activity[] {
  return session.legs.flatMap((leg) => {
    if (isVirtual(leg.handler)) return []
    const shared = { agent: leg.handler, status: status.available }
    const ids = session.noun === 'chat' ? { chatId: session.id } : { callId: session.id }
    const prefix =
      session.noun === 'chat' ? 'chat' : session.id % 3 === 0 ? 'deltacast_call' : 'multicast_call'
    const triedAt = Math.max(leg.queuedAt, leg.assignedAt - 2 * second)
    return [
      { ...shared, ...ids, activity: `${prefix}_notification_offered`, from: leg.queuedAt, to: triedAt },
      { ...shared, ...ids, activity: `${prefix}_pick_up_attempt`, from: triedAt, to: leg.assignedAt },
      { ...shared, ...ids, activity: `${prefix}_picked_up`, from: leg.assignedAt, to: leg.connectedAt },
    ]
  })
}

function shiftActivities(roster: Roster, agent: Agent, day: number): Activity[] {
  const stretches = roster.shift(agent, day)
  const first = stretches[0]
  const last = stretches.at(-1)
  if (first === undefined || last === undefined || first.from >= agent.goneAt) return []
  return [
    { agent, activity: 'login', status: first.status, from: first.from, to: first.from },
    ...stretches.map((stretch) => Object.assign({ agent, activity: 'user_status_changed' }, stretch)),
    { agent, activity: 'logout', status: status.offline, from: last.to, to: last.to },
  ]
}
