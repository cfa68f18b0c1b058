// Contacts arrive, are handled and end; agents come and go.
import type { Row, Shelf, Story, Timeline } from '../shelf.ts'
import type { Log, Way } from './activities.ts'
import type { Crowd } from './call-plan.ts'
import type { Company, CompanyOptions } from './company.ts'
import type { Collection } from './values.ts'
import type { Session } from './session.ts'
import type { Spellings } from './spellings.ts'
import type { Agent } from './agents.ts'
import type { Menu, Team } from './menus.ts'
import { lazy, createShelf, createTimeline } from '../shelf.ts'
import { crowdAt, flowInstants, UJET_CALLS, whole } from '../flow.ts'
import { createRandom } from '../random.ts'
import { createLog } from './activities.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'
import { toCampaignRows, toContactRows } from './campaigns.ts'
import { planChat, toChatRow } from './chat.ts'
import { createAttendance } from './attendance.ts'
import { createCompany } from './company.ts'
import { planEmail, toEmailRow } from './email.ts'
import { hiddenAsText } from './quirks.ts'
import { STATUS_ROWS } from './words.ts'
import { toTeamStub } from './menus.ts'

export interface Life {
  readonly rows: Readonly<Record<Collection, () => Row[]>>
  advance(now: number): void
  holdSince(agentId: unknown, now: number): number | null
}

/** First day of the logs. */
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

/** Contacts of one second, e.g. 132 calls of an import. */
interface Rush {
  readonly daysAgo: number
  readonly size: number
  readonly crowd: Crowd
}

/** Arrivals in whole seconds, with rushes. */
function* withRushes(
  { company }: Making,
  stream: Generator<number, never>,
  rushes: readonly Rush[],
): Generator<{ at: number; crowd: Crowd }, never> {
  const left = rushes.map(({ daysAgo, size, crowd }) => ({
    at: crowdAt(company, daysAgo),
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

/** Logs a session from the first day of the logs on. */
function note(making: Making, session: Session, way: Way): void {
  const since = making.company.companyDay.startOf(FIRST_LOG_DAY)
  for (const story of making.log.ofSession(session, way)) {
    if (story.at >= since) making.timeline.add(making.activities, story)
  }
}

function* callStories(making: Making): Generator<Story, never> {
  const { company } = making
  const random = createRandom(`${company.seed}/recoveries`)
  // The first rush exceeds a page.
  const stream = withRushes(making, flowInstants(company, UJET_CALLS), [
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
  const { company } = making
  const flow = { label: 'chats', history: 2380, liveGapSeconds: 30, slowestGapSeconds: 120 }
  const stream = withRushes(making, flowInstants(company, flow), [
    { daysAgo: 5, size: 110, crowd: null },
    { daysAgo: 2, size: 12, crowd: null },
  ])
  for (let id = 1001; ; id++) {
    const plan = planChat(company, id, stream.next().value.at)
    note(making, plan, 'chat')
    yield { at: plan.createdAt, changes: plan.changes, tell: (now) => toChatRow(plan, company.personal, now) }
  }
}

function* emailStories(making: Making): Generator<Story, never> {
  const { company } = making
  const flow = { label: 'emails', history: 900, liveGapSeconds: 100, slowestGapSeconds: 300 }
  const stream = flowInstants(company, flow)
  for (let id = 1001; ; id++) {
    const plan = planEmail(company, id, Math.floor(stream.next().value))
    yield {
      at: plan.createdAt,
      changes: plan.changes,
      tell: (now) => toEmailRow(plan, company.personal, now),
    }
  }
}

const presentAgents = (company: Company): Agent[] =>
  company.agents.filter((agent) => agent.goneAt === Infinity)

function toTeamRows(company: Company): Row[] {
  const agents = presentAgents(company)
  return company.teams.map((team) => toTeamRow(team, agents))
}

function toTeamRow(team: Team, agents: readonly Agent[]): Row {
  const row = { ...toTeamStub(team), assignees: toAssignees(team, agents) }
  return team.id % 9 === 0 ? { ...row, agents_count: String(team.agentCount) } : row
}

/** One object in the document, an array in real rows. */
function toAssignees(team: Team, agents: readonly Agent[]): unknown {
  const members = agents.filter((agent) => agent.teams.includes(team)).map((agent) => agent.stub)
  if (members.length === 0) return team.id % 2 === 0 ? null : []
  return members.length === 1 ? members[0] : members
}

function toMenuRows(company: Company): Row[] {
  const random = createRandom(`${company.seed}/menu-rows`)
  const agents = presentAgents(company)
  const teams = company.teams.filter((team) => team.leaf && !team.deleted)
  return company.menus.map((menu) => {
    const terms = {
      lang: random.pick(['en', 'en', 'es', 'fr', 'de']),
      queue_level: 'primary',
      channel_type: channelType(menu),
    }
    const serving = agents.filter((agent) => agent.menus.includes(menu)).slice(0, 12)
    const team = menu.leaf && teams.length > 0 ? random.pick(teams) : undefined
    const row: Row = {
      ...menu.stub,
      agent_assignments: serving.map(({ stub }) =>
        Object.assign({ group_type: 'agent', assignee: stub }, terms),
      ),
      team_assignments:
        team === undefined ? [] : [{ ...terms, group_type: 'team', team: toTeamRow(team, agents) }],
    }
    if (menu.id % 31 === 0) row.localized_names = { es: menu.name }
    return menu.id % 5 === 0 ? hiddenAsText(row) : row
  })
}

function channelType(menu: Menu): string {
  if (menu.channel === 'email') return 'email'
  return menu.channel === 'ivr' || menu.id % 2 === 0 ? 'voice_call' : 'chat'
}

function toStatusRows(): Row[] {
  return [...STATUS_ROWS.values()].map((row) => Object.assign({}, row))
}
