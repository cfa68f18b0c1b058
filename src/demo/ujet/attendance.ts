// The rows of the agents, kept in step with what the agents are doing.
import type { Row } from '../shelf.ts'
import type { Agent } from './agents.ts'
import type { Company } from './company.ts'
import type { Presence } from './roster.ts'
import { createRandom } from '../random.ts'
import { toAgentRow } from './agent-row.ts'
import { bendAgent } from './quirks.ts'

export interface Attendance {
  readonly rows: () => Row[]
  advance(now: number): void
  holdSince(agentId: unknown, now: number): number | null
}

/** Nothing is written before somebody looks. */
export function createAttendance({ agents, roster, seed, start, personal }: Company): Attendance {
  const present = agents.filter((agent) => agent.goneAt === Infinity)
  const known = new Map<Agent, { presence: Presence; row: Row }>()
  const rows: Row[] = []
  let now = start

  function write(agent: Agent): void {
    const presence = roster.presence(agent, now)
    const before = known.get(agent)
    if (before !== undefined && isSame(before.presence, presence)) return
    const plain = toAgentRow(agent, presence)
    const quirk = createRandom(`${seed}/agent-quirk/${agent.id}`)
    const row = quirk.chance(0.1) ? bendAgent(plain, quirk, personal) : plain
    // A row that somebody took out stays out.
    const index = before === undefined ? rows.length : rows.indexOf(before.row)
    if (index >= 0) rows[index] = row
    known.set(agent, { presence, row })
  }

  return {
    rows() {
      if (known.size === 0) for (const agent of present) write(agent)
      return rows
    },
    advance(to) {
      now = to
      for (const agent of known.keys()) write(agent)
    },
    holdSince(agentId, at) {
      const agent = present.find((one) => one.id === agentId)
      return agent === undefined ? null : roster.presence(agent, at).holdSince
    },
  }
}

function isSame(a: Presence, b: Presence): boolean {
  return a.status === b.status && a.since === b.since && a.calls === b.calls && a.chats === b.chats
}
