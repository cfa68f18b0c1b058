// Calls appear when they have been processed, which is not the order in which they were made.
import type { Row, Story } from '../shelf.ts'
import type { CallPlan } from './call-plan.ts'
import type { Company } from './company.ts'
import { day } from '../company-day.ts'
import { crowdAt, entangledInstants } from '../flow.ts'
import { createShelf } from '../shelf.ts'
import { createTimeline } from '../timeline.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'

export interface Life {
  readonly calls: () => Row[]
  advance(now: number): void
}

export function createLife(company: Company): Life {
  const timeline = createTimeline()
  const calls = createShelf()
  timeline.follow(calls, stories(company))
  return { calls: calls.rows, advance: (now) => timeline.advance(now) }
}

const FLOW = { label: 'allo-media/calls', history: 3100, liveGapSeconds: 17, slowestGapSeconds: 60 }

function* stories(company: Company): Generator<Story, never> {
  const stream = byQualification(plans(company))
  for (;;) {
    const plan = stream.next().value
    yield {
      at: plan.qualifiedAt,
      changes: [plan.prunedAt],
      tell: (now) => toCallRow(plan, company, now),
    }
  }
}

function* plans(company: Company): Generator<CallPlan, never> {
  const { weeks } = company
  const size = (full: number): number => Math.ceil(full * Math.min(1, weeks.scale))
  const instants = entangledInstants(weeks, FLOW, [
    { at: crowdAt(weeks, 6), size: size(35) },
    // More calls of one second than fit on a page.
    { at: crowdAt(weeks, 3), size: size(215) },
    { at: crowdAt(weeks, 1) + day / 4, size: size(8) },
  ])
  for (let number = 1; ; number++) yield planCall(company, number, instants.next().value)
}

/** By the end of processing. What ends before the next call even begins can be told apart for good. */
function* byQualification(stream: Generator<CallPlan, never>): Generator<CallPlan, never> {
  let waiting: CallPlan[] = []
  for (;;) {
    const plan = stream.next().value
    const ready = waiting.filter((one) => one.qualifiedAt <= plan.startsAt)
    if (ready.length > 0) {
      waiting = waiting.filter((one) => one.qualifiedAt > plan.startsAt)
      yield* ready.toSorted((a, b) => a.qualifiedAt - b.qualifiedAt || a.number - b.number)
    }
    waiting.push(plan)
  }
}
