// Six answers whose shape no public document shows. Their content follows the document's prose; for each there are two
// plausible spellings, and the seed chooses one, so that nothing can come to rely on either:
//
// 1. agents' current status: `{agent_id, agent_name, status: {id, name, color}, status_updated_at, duration, on_hold,
// hold_duration}` or `{id, agent: {id, name}, current_status, status_id, status_started_at, time_in_status,
// hold: {on_hold, duration}}`
// 2. menus' current status: `{menu_id, menu_name, menu_type, channel_type, lang, queued_count, longest_queue_duration,
// average_queue_duration, logged_in_agents, available_agents, breakthrough_agents}` or `{id, menu: {id, name},
// menu_path, channel, lang, queued: {count, longest, average}, agents: {logged_in, available, breakthrough}}`
// 3. SLA: `{menu_path_id, menu_id, menu_path, materialized_path, channel, minutes, sla, in_sla, not_in_sla, excluded,
// total}` or `{menu_path: {id, items_count, name, materialized_path}, channel, minutes, service_level: {percent,
// in_sla, not_in_sla, excluded, total}}`
// 4. SLA by queue group: `{queue_group, channel, minutes, sla, …}` or `{group: {name}, channel, minutes,
// service_level: {…}}`
// 5. operation hours: `{menu_id, name, time_zone, hours: [{day, from, to}], holidays}` or `{id, menu: {id, name},
// timezone, operation_hours: {monday: [{start, end}], …}}`
// 6. campaign contact: `{id, campaign_id, name, email, phone_number, outbound_number, external_unique_id, status}` or
// `{contact_id, campaign_id, contact: {first_name, last_name, email, phone}, outbound_number, external_id,
// contact_status}`
import type { Name } from '../people.ts'
import type { Row } from '../shelf.ts'
import { hash } from '../random.ts'

interface AgentNow {
  readonly agentId: unknown
  readonly name: string | null
  readonly status: Row
  readonly since: unknown
  readonly seconds: number
  /** `null`: no hold. */
  readonly holdSeconds: number | null
}

interface MenuNow {
  readonly menu: Row
  readonly path: Row | null
  readonly channel: string
  readonly lang: unknown
  readonly count: number
  readonly longest: number
  readonly average: number
  readonly agents: { readonly loggedIn: number; readonly available: number; readonly breakthrough: number }
}

interface LevelNow {
  readonly channel: string
  readonly minutes: number
  readonly inSla: number
  readonly notInSla: number
  readonly excluded: number
}

interface PathLevel extends LevelNow {
  readonly pathId: unknown
  readonly menuId: unknown
  readonly path: Row
}

export interface Hours {
  readonly menuId: unknown
  readonly name: unknown
  readonly timeZone: string
  readonly from: string
  readonly to: string
  readonly days: readonly string[]
}

interface ContactCard {
  readonly id: number
  readonly campaignId: number
  readonly name: Name
  readonly phone: string
  readonly outbound: string
  readonly external: string
  readonly status: string
}

export interface Spellings {
  agentNow(one: AgentNow): Row
  menuNow(one: MenuNow): Row
  pathLevel(one: PathLevel): Row
  groupLevel(one: LevelNow & { group: string }): Row
  hours(one: Hours): Row
  contact(one: ContactCard): Row
}

export function createSpellings(seed: string): Spellings {
  const choose = <T>(shape: string, first: T, second: T): T =>
    hash(`${seed}/spelling/${shape}`) % 2 === 0 ? first : second
  return {
    agentNow: choose('agent', flatAgent, nestedAgent),
    menuNow: choose('menu', flatMenu, nestedMenu),
    pathLevel: choose('sla', flatPathLevel, nestedPathLevel),
    groupLevel: choose('group', flatGroupLevel, nestedGroupLevel),
    hours: choose('hours', flatHours, nestedHours),
    contact: choose('contact', flatContact, nestedContact),
  }
}

function flatAgent(one: AgentNow): Row {
  return {
    agent_id: one.agentId,
    agent_name: one.name,
    status: { id: one.status.id, name: one.status.name, color: one.status.color },
    status_updated_at: one.since,
    duration: one.seconds,
    on_hold: one.holdSeconds !== null,
    hold_duration: one.holdSeconds ?? 0,
  }
}

function nestedAgent(one: AgentNow): Row {
  return {
    id: one.agentId,
    agent: { id: one.agentId, name: one.name },
    current_status: one.status.name,
    status_id: one.status.id,
    status_started_at: one.since,
    time_in_status: one.seconds,
    hold: { on_hold: one.holdSeconds !== null, duration: one.holdSeconds },
  }
}

function flatMenu(one: MenuNow): Row {
  return {
    menu_id: one.menu.id,
    menu_name: one.menu.name,
    menu_type: one.menu.menu_type,
    channel_type: one.channel,
    lang: one.lang,
    queued_count: one.count,
    longest_queue_duration: one.longest,
    average_queue_duration: one.average,
    logged_in_agents: one.agents.loggedIn,
    available_agents: one.agents.available,
    breakthrough_agents: one.agents.breakthrough,
  }
}

function nestedMenu(one: MenuNow): Row {
  return {
    id: one.menu.id,
    menu: { id: one.menu.id, name: one.menu.name },
    menu_path: one.path,
    channel: one.channel,
    lang: one.lang,
    queued: { count: one.count, longest: one.longest, average: one.average },
    agents: {
      logged_in: one.agents.loggedIn,
      available: one.agents.available,
      breakthrough: one.agents.breakthrough,
    },
  }
}

function flatLevel(one: LevelNow): Row {
  const total = one.inSla + one.notInSla
  const sla = total === 0 ? null : Math.round((one.inSla / total) * 1000) / 10
  return {
    sla,
    in_sla: one.inSla,
    not_in_sla: one.notInSla,
    excluded: one.excluded,
    total: total + one.excluded,
  }
}

function nestedLevel(one: LevelNow): Row {
  const { sla, ...counts } = flatLevel(one)
  return { channel: one.channel, minutes: one.minutes, service_level: { percent: sla, ...counts } }
}

function flatPathLevel(one: PathLevel): Row {
  return {
    menu_path_id: one.pathId,
    menu_id: one.menuId,
    menu_path: one.path.name,
    materialized_path: one.path.materialized_path,
    channel: one.channel,
    minutes: one.minutes,
    ...flatLevel(one),
  }
}

function nestedPathLevel(one: PathLevel): Row {
  return { menu_path: { id: one.pathId, ...one.path }, ...nestedLevel(one) }
}

function flatGroupLevel(one: LevelNow & { group: string }): Row {
  return { queue_group: one.group, channel: one.channel, minutes: one.minutes, ...flatLevel(one) }
}

function nestedGroupLevel(one: LevelNow & { group: string }): Row {
  return { group: { name: one.group }, ...nestedLevel(one) }
}

function flatHours(one: Hours): Row {
  return {
    menu_id: one.menuId,
    name: one.name,
    time_zone: one.timeZone,
    hours: one.days.map((day) => ({ day, from: one.from, to: one.to })),
    holidays: [],
  }
}

function nestedHours(one: Hours): Row {
  return {
    id: one.menuId,
    menu: { id: one.menuId, name: one.name },
    timezone: one.timeZone,
    operation_hours: Object.fromEntries(one.days.map((day) => [day, [{ start: one.from, end: one.to }]])),
  }
}

function flatContact(one: ContactCard): Row {
  return {
    id: one.id,
    campaign_id: one.campaignId,
    name: one.name.full,
    email: one.name.email,
    phone_number: one.phone,
    outbound_number: one.outbound,
    external_unique_id: one.external,
    status: one.status,
  }
}

function nestedContact(one: ContactCard): Row {
  return {
    contact_id: one.id,
    campaign_id: one.campaignId,
    contact: {
      first_name: one.name.first,
      last_name: one.name.last,
      email: one.name.email,
      phone: one.phone,
    },
    outbound_number: one.outbound,
    external_id: one.external,
    contact_status: one.status,
  }
}
