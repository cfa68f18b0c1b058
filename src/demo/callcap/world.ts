// The calls of the sandbox company at Callcap as they stand at an instant, made or handed in.
import type { Crowd } from '../flow.ts'
import type { Row, Story } from '../shelf.ts'
import type { Company, CompanyOptions } from './company.ts'
import { DAY, MINUTE } from '../company-day.ts'
import { crowdAt, entangledInstants, whole } from '../flow.ts'
import { lazy, createShelf, createTimeline } from '../shelf.ts'
import { zoneChanges } from '../zone.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'
import { createCompany } from './company.ts'

/** Rows in the shape of `call-row.ts`; tests may change them. */
export interface Data {
  readonly calls: Row[]
}

export interface World {
  readonly data: Data
  advance(now: number): void
}

/** Given rows replace generated ones and never change. */
export function createWorld(options: CompanyOptions & { rows: Partial<Data> }): World {
  let now = options.start
  let advance: ((now: number) => void) | undefined
  const alive = lazy(() => {
    const timeline = createTimeline()
    const calls = createShelf()
    timeline.follow(calls, callStories(createCompany(options)))
    timeline.advance(now)
    advance = (at) => timeline.advance(at)
    return calls
  })
  return {
    data: {
      get calls() {
        return options.rows.calls ?? alive().rows()
      },
    },
    advance(at) {
      now = at
      advance?.(at)
    },
  }
}

function* callStories(company: Company): Generator<Story, never> {
  const { personal } = company
  const flow = { label: 'callcap', history: 3200, liveGapSeconds: 14, slowestGapSeconds: 48 }
  const instants = entangledInstants(company, flow, crowds(company))
  for (let serial = 1; ; serial++) {
    const at = whole(instants.next().value)
    const plan = planCall(company, serial, at)
    yield { at, changes: plan.changes, tell: (now) => toCallRow(plan, personal, now) }
  }
}

/** The first crowd exceeds a default page; both share seconds with crowds at UJET. */
function crowds(company: Company): Crowd[] {
  const size = (full: number): number => Math.ceil(full * Math.min(1, company.scale))
  return [
    { at: crowdAt(company, 6), size: size(60) },
    { at: crowdAt(company, 3), size: size(15) },
    ...aroundChanges(company),
  ]
}

/** A call every ten minutes around clock changes: some share a local time an hour apart. */
function aroundChanges({ zone, start }: Company): Crowd[] {
  return zoneChanges(zone, start - 21 * DAY, start).flatMap((change) =>
    Array.from({ length: 18 }, (_, index) => ({ at: change + (index - 9) * 10 * MINUTE, size: 1 })),
  )
}
