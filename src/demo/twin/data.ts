// The collections of the sandbox company at TWIN, made when somebody first looks, or handed in.
import type { Row, Story } from '../shelf.ts'
import type { Telling } from './call-row.ts'
import type { CompanyOptions, Company } from './company.ts'
import { lazy, createShelf, createTimeline } from '../shelf.ts'
import { createCompany, toBotRows, toTaskRows, toUserRows } from './company.ts'
import { DAY } from '../company-day.ts'
import { crowdAt, entangledInstants } from '../flow.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'
import { chatStories } from './neighbours.ts'

export type Data = Readonly<Record<'calls' | 'users' | 'bots' | 'tasks' | 'chats', Row[]>>

/** Given rows replace generated ones and never change. */
export interface WorldOptions extends CompanyOptions {
  readonly rows: Partial<Data>
  readonly unstarted: Telling['unstarted']
}

export interface World {
  readonly data: Data
  advance(now: number): void
}

export function createWorld(options: WorldOptions): World {
  const { rows, unstarted } = options
  let now = options.start
  let life: Life | undefined
  const company = lazy(() => createCompany(options))
  const alive = lazy(() => {
    life = createLife(company(), unstarted)
    life.advance(now)
    return life
  })
  const calls = lazy(() => rows.calls ?? alive().calls())
  const chats = lazy(() => rows.chats ?? alive().chats())
  const users = lazy(() => rows.users ?? toUserRows(company()))
  const bots = lazy(() => rows.bots ?? toBotRows(company()))
  const tasks = lazy(() => rows.tasks ?? toTaskRows(company()))
  return {
    data: {
      get calls() {
        return calls()
      },
      get chats() {
        return chats()
      },
      get users() {
        return users()
      },
      get bots() {
        return bots()
      },
      get tasks() {
        return tasks()
      },
    },
    advance(at) {
      now = at
      life?.advance(at)
    },
  }
}

export interface Life {
  readonly calls: () => Row[]
  readonly chats: () => Row[]
  advance(now: number): void
}

export function createLife(company: Company, unstarted: Telling['unstarted']): Life {
  const timeline = createTimeline()
  const [calls, chats] = [createShelf(), createShelf()]
  timeline.follow(calls, callStories(company, unstarted))
  timeline.follow(chats, chatStories(company))
  return { calls: calls.rows, chats: chats.rows, advance: (now) => timeline.advance(now) }
}

const FLOW = { label: 'twin/calls', history: 3600, liveGapSeconds: 14, slowestGapSeconds: 50 }

function* callStories(company: Company, unstarted: Telling['unstarted']): Generator<Story, never> {
  const { weeks, personal } = company
  const size = (full: number): number => Math.ceil(full * Math.min(1, weeks.scale))
  const instants = entangledInstants(weeks, FLOW, [
    { at: crowdAt(weeks, 6), size: size(60) },
    { at: crowdAt(weeks, 3), size: size(140) },
    { at: crowdAt(weeks, 1) + DAY / 4, size: size(12) },
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
