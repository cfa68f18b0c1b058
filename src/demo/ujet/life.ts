// What happens at the sandbox company: contacts arrive, are handled and end, and agents come and go.
import type { Row, Shelf, Story } from '../shelf.ts'
import type { Timeline } from '../timeline.ts'
import type { Log, Way } from './activities.ts'
import type { Crowd } from './call-plan.ts'
import type { Company, CompanyOptions } from './company.ts'
import type { Collection } from './data.ts'
import type { Session } from './session.ts'
import type { Spellings } from './spellings.ts'
import { arrivals, day, HOUR, minute, second } from '../company-day.ts'
import { lazy } from '../lazy.ts'
import { createRandom } from '../random.ts'
import { createShelf } from '../shelf.ts'
import { createTimeline } from '../timeline.ts'
import { createLog } from './activities.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'
import { toCampaignRows, toContactRows } from './campaigns.ts'
import { planChat } from './chat-plan.ts'
import { toChatRow } from './chat-row.ts'
import { createAttendance } from './attendance.ts'
import { createCompany } from './company.ts'
import { planEmail } from './email-plan.ts'
import { toEmailRow } from './email-row.ts'
import { toMenuRows, toStatusRows, toTeamRows } from './rows.ts'

export interface Life {
  readonly rows: Readonly<Record<Collection, () => Row[]>>
  advance(now: number): void
  holdSince(agentId: unknown, now: number): number | null
}

const HISTORY_DAYS = 21
/** So long before the start contacts already come as densely as later: the centre is in full swing at once. */
const LIVE_MINUTES = 40
/** The logs reach back to this day of the company. */
const FIRST_LOG_DAY = -2

interface Making {
  readonly company: Company
  readonly log: Log
  readonly timeline: Timeline
  readonly activities: Shelf
}

export function createLife(options: CompanyOptions, spellings: Spellings, handedIn?: readonly Row[]): Life {
  const company = createCompany(options)
  const timeline = createTimeline()
  const attendance = createAttendance(company)
  const log = createLog(company)
  const [calls, chats, emails, activities] = [createShelf(), createShelf(), createShelf(), createShelf()]
  const making = { company, log, timeline, activities }
  timeline.follow(calls, callStories(making))
  timeline.follow(chats, chatStories(making))
  timeline.follow(emails, emailStories(making))
  timeline.follow(activities, log.ofShifts(FIRST_LOG_DAY))
  const contacts = lazy(() => toContactRows(company, spellings))
  return {
    rows: {
      calls: calls.rows,
      chats: chats.rows,
      emails: emails.rows,
      activities: activities.rows,
      agents: attendance.rows,
      menus: lazy(() => toMenuRows(company)),
      teams: lazy(() => toTeamRows(company)),
      statuses: lazy(toStatusRows),
      campaigns: lazy(() => toCampaignRows(company, handedIn ?? contacts())),
      contacts,
    },
    advance(now) {
      timeline.advance(now)
      attendance.advance(now)
    },
    holdSince: (agentId, now) => attendance.holdSince(agentId, now),
  }
}

interface Flow {
  readonly label: string
  readonly history: number
  readonly liveGapSeconds: number
  readonly slowestGapSeconds: number
}

/** When contacts of one kind arrive: so many before the start, and so densely after it. */
function instants({ company }: Making, flow: Flow): Generator<number, never> {
  const { seed, scale, start, companyDay } = company
  const liveGapMs = Math.min(flow.slowestGapSeconds, flow.liveGapSeconds / scale) * second
  return arrivals({
    random: createRandom(`${seed}/${flow.label}`),
    companyDay,
    from: start - HISTORY_DAYS * day,
    liveFrom: start - LIVE_MINUTES * minute,
    history: Math.max(0, flow.history * scale - (LIVE_MINUTES * minute) / liveGapMs),
    liveGapMs,
  })
}

/** A number of contacts that come at one and the same second. */
interface Rush {
  readonly daysAgo: number
  readonly size: number
  readonly crowd: Crowd
}

const whole = (at: number): number => Math.floor(at / second) * second

/** Arrivals in whole seconds, as UJET notes them, with rushes among them. */
function* withRushes(
  { company }: Making,
  stream: Generator<number, never>,
  rushes: readonly Rush[],
): Generator<{ at: number; crowd: Crowd }, never> {
  const left = rushes.map(({ daysAgo, size, crowd }) => ({
    at: whole(company.start - daysAgo * day - 2 * HOUR),
    size: Math.ceil(size * Math.min(1, company.scale)),
    crowd,
  }))
  for (;;) {
    const at = whole(stream.next().value)
    for (let next = left[0]; next !== undefined && next.at <= at; next = left[0]) {
      for (let count = next.size; count > 0; count--) yield { at: next.at, crowd: next.crowd }
      left.shift()
    }
    yield { at, crowd: null }
  }
}

/** Leaves the log entries of a session, as far as they are of the time that the log reaches back to. */
function note(making: Making, session: Session, way: Way): void {
  const since = making.company.companyDay.startOf(FIRST_LOG_DAY)
  for (const story of making.log.ofSession(session, way)) {
    if (story.at >= since) making.timeline.add(making.activities, story)
  }
}

function* callStories(making: Making): Generator<Story, never> {
  const { company } = making
  const random = createRandom(`${company.seed}/recoveries`)
  const flow = { label: 'calls', history: 5840, liveGapSeconds: 7.5, slowestGapSeconds: 42 }
  // The first rush is larger than a page.
  const stream = withRushes(making, instants(making, flow), [
    { daysAgo: 6, size: 132, crowd: 'import' },
    { daysAgo: 3, size: 30, crowd: 'outage' },
  ])
  let lost: number | null = null
  for (let id = 1001; ; id++) {
    const { at, crowd } = stream.next().value
    const parentId = lost !== null && random.chance(0.5) ? lost : null
    const plan = planCall(company, { id, createdAt: at, crowd, parentId })
    if (parentId !== null) lost = null
    if (plan.failReason.startsWith('voip')) lost = id
    const inbound = id % 3 === 0 ? 'deltacast_call' : 'multicast_call'
    note(making, plan, plan.kind.channel === 'outbound' ? 'outbound' : inbound)
    yield { at, changes: plan.changes, tell: (now) => toCallRow(plan, company.personal, now) }
  }
}

function* chatStories(making: Making): Generator<Story, never> {
  const { personal } = making.company
  const flow = { label: 'chats', history: 2380, liveGapSeconds: 30, slowestGapSeconds: 120 }
  const stream = withRushes(making, instants(making, flow), [
    { daysAgo: 5, size: 110, crowd: null },
    { daysAgo: 2, size: 12, crowd: null },
  ])
  for (let id = 1001; ; id++) {
    const plan = planChat(making.company, id, stream.next().value.at)
    note(making, plan, 'chat')
    yield { at: plan.createdAt, changes: plan.changes, tell: (now) => toChatRow(plan, personal, now) }
  }
}

function* emailStories(making: Making): Generator<Story, never> {
  const { company } = making
  const flow = { label: 'emails', history: 900, liveGapSeconds: 100, slowestGapSeconds: 300 }
  const stream = instants(making, flow)
  for (let id = 1001; ; id++) {
    const plan = planEmail(company, id, Math.floor(stream.next().value))
    yield {
      at: plan.createdAt,
      changes: plan.changes,
      tell: (now) => toEmailRow(plan, company.personal, now),
    }
  }
}
