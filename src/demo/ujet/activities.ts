// Agent activity logs: what shifts, calls and chats leave behind.
import type { Row, Story } from '../shelf.ts'
import type { Agent } from './agents.ts'
import type { Company } from './company.ts'
import type { Session } from './session.ts'
import { SECOND } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { bendLog } from './quirks.ts'
import { isVirtual, seconds, told } from './session.ts'
import { STATUS, STATUS_ROWS } from './words.ts'

interface Activity {
  readonly agent: Agent
  readonly activity: string
  readonly status: number
  readonly from: number
  readonly to: number
  readonly callId?: number
  readonly chatId?: number
}

/** A contact is offered to one agent, to a whole queue, or dialled by the agent. */
export type Way = 'chat' | 'deltacast_call' | 'multicast_call' | 'outbound'

export interface Log {
  /** Entries of one call or chat, from first offer to pick-up. */
  ofSession(session: Session, way: Way): Story[]
  /** Status changes, ascending, from that day's shifts on. */
  ofShifts(fromDay: number): Generator<Story, never>
}

export function createLog(company: Company): Log {
  const { seed, personal } = company
  let lastId = 20000

  function toStory(activity: Activity): Story {
    let id: number | undefined
    return {
      at: activity.from,
      changes: [activity.from, activity.to],
      // Ids ascend in time across all sources.
      tell(now) {
        id ??= ++lastId
        const random = createRandom(`${seed}/log/${id}`)
        const row = toActivityRow(id, activity, now)
        return random.chance(0.04) ? bendLog(row, random, personal) : row
      },
    }
  }

  return {
    ofSession: (session, way) => sessionActivities(session, way).map(toStory),
    *ofShifts(fromDay) {
      let carried: Activity[] = []
      for (let day = fromDay; ; day++) {
        const all = [...carried, ...company.agents.flatMap((agent) => shiftActivities(company, agent, day))]
        all.sort((a, b) => a.from - b.from || a.agent.id - b.agent.id)
        // Entries of a later day begin after `end`.
        const end = company.companyDay.startOf(day + 1)
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
    status: STATUS_ROWS.get(activity.status) ?? null,
    started_at: told(activity.from, now),
    ended_at: told(activity.to, now),
    duration: over ? seconds(activity.from, activity.to) : null,
    activity: activity.activity,
    call_id: activity.callId ?? null,
    chat_id: activity.chatId ?? null,
  }
}

function sessionActivities(session: Session, way: Way): Activity[] {
  const ids = session.noun === 'chat' ? { chatId: session.id } : { callId: session.id }
  return session.legs.flatMap(({ handler, queuedAt, assignedAt, connectedAt }) => {
    if (isVirtual(handler)) return []
    const shared = { ...ids, agent: handler, status: STATUS.available }
    const entry = (activity: string, from: number, to: number): Activity => ({
      ...shared,
      activity,
      from,
      to,
    })
    if (way === 'outbound') return [entry('call_outbound_dialing', assignedAt, connectedAt)]
    const triedAt = Math.max(queuedAt, assignedAt - 2 * SECOND)
    const missed = way === 'deltacast_call' && assignedAt - queuedAt > 60 * SECOND
    return [
      entry(`${way}_notification_offered`, queuedAt, triedAt),
      ...(missed ? [entry('deltacast_call_missed', queuedAt + 20 * SECOND, queuedAt + 20 * SECOND)] : []),
      entry(`${way}_pick_up_attempt`, triedAt, assignedAt),
      entry(`${way}_picked_up`, assignedAt, connectedAt),
    ]
  })
}

function shiftActivities({ shifts }: Company, agent: Agent, day: number): Activity[] {
  const stretches = shifts.of(agent, day)
  const first = stretches[0]
  const last = stretches.at(-1)
  if (first === undefined || last === undefined || first.from >= agent.goneAt) return []
  return [
    { agent, activity: 'login', status: first.status, from: first.from, to: first.from },
    ...stretches.map((stretch) => Object.assign({ agent, activity: 'user_status_changed' }, stretch)),
    { agent, activity: 'logout', status: STATUS.offline, from: last.to, to: last.to },
  ]
}
