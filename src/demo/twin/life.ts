/** What happens at the company as time passes: sessions are planned in batches, dialled, talked through and settled. */
import { day } from '../company-day.ts'
import { crowdAt, entangledInstants } from '../flow.ts'
import { createShelf, createTimeline } from '../shelf.ts'
import type { Row, Story } from '../shelf.ts'
import { planCall } from './call-plan.ts'
import { toCallRow, type Telling } from './call-row.ts'
import { chatStories } from './chats.ts'
import type { Company } from './company.ts'

export type Life = { calls: () => Row[]; chats: () => Row[]; advance(now: number): void }

export function createLife(company: Company, unstarted: Telling['unstarted']): Life {
  const timeline = createTimeline()
  const [calls, chats] = [createShelf(), createShelf()]
  timeline.follow(calls, callStories(company, unstarted))
  timeline.follow(chats, chatStories(company))
  return { calls: calls.rows, chats: chats.rows, advance: (now) => timeline.advance(now) }
}

const flow = { label: 'twin/calls', history: 3600, liveGapSeconds: 14, slowestGapSeconds: 50 }

function* callStories(company: Company, unstarted: Telling['unstarted']): Generator<Story, never> {
  const { weeks, personal } = company
  const size = (full: number): number => Math.ceil(full * Math.min(1, weeks.scale))
  const instants = entangledInstants(weeks, flow, [
    { at: crowdAt(weeks, 6), size: size(60) },
    { at: crowdAt(weeks, 3), size: size(140) },
    { at: crowdAt(weeks, 1) + day / 4, size: size(12) },
  ])
  for (let number = 1; ; number++) {
    const plan = planCall(company, number, instants.next().value)
    yield {
      at: plan.createdAt,
      changes: [...plan.phases.map(([at]) => at), plan.settledAt],
      tell: (now) => toCallRow(plan, { now, personal, unstarted }),
    }
  }
}
