// Answers that UJET computes: current status, service levels, opening hours, and trees of menus and teams.
import type { Row } from '../shelf.ts'
import type { Data } from './values.ts'
import type { World } from './world.ts'
import { STATUS } from './words.ts'
import { isRow, toNumber } from '../fields.ts'
import { isTrue, rowsIn, toInstant, toText } from './values.ts'

const secondsSince = (instant: unknown, now: number): number =>
  Math.max(0, Math.round((now - (toInstant(instant) ?? now)) / 1000))

/** Agents who are logged in. */
export function currentAgents(world: World, now: number): Row[] {
  return world.data.agents
    .filter((agent) => isTrue(agent.online))
    .map((agent) => {
      const holdSince = world.holdSince(agent.id)
      const names = [agent.first_name, agent.last_name].filter((name) => typeof name === 'string')
      return world.spellings.agentNow({
        agentId: agent.id,
        name: names.length > 0 ? names.join(' ') : null,
        status: isRow(agent.status) ? agent.status : {},
        since: agent.status_updated_at,
        seconds: secondsSince(agent.status_updated_at, now),
        holdSeconds: holdSince === null ? null : Math.round((now - holdSince) / 1000),
      })
    })
}

/** Menus with waiting contacts, one row per channel. */
export function currentMenus(world: World, now: number): Row[] {
  const { calls, chats } = world.data
  return [
    ...waiting(world, 'call', calls, 'queued_at', now),
    ...waiting(world, 'chat', chats, 'created_at', now),
  ]
}

function waiting(world: World, channel: string, rows: readonly Row[], since: string, now: number): Row[] {
  const queued = rows.filter((row) => row.status === 'queued' && isRow(row.selected_menu))
  const groups = Map.groupBy(queued, (row) => (isRow(row.selected_menu) ? row.selected_menu.id : undefined))
  return [...groups.values()].flatMap((group): Row[] => {
    const [first] = group
    if (first === undefined || !isRow(first.selected_menu)) return []
    const waits = group.map((row) => secondsSince(row[since], now))
    const total = waits.reduce((sum, wait) => sum + wait, 0)
    const current = world.spellings.menuNow({
      menu: first.selected_menu,
      path: isRow(first.menu_path) ? first.menu_path : null,
      channel,
      lang: first.lang ?? null,
      count: group.length,
      longest: Math.max(...waits),
      average: Math.round(total / waits.length),
      agents: staff(world.data, first.selected_menu.id),
    })
    return [current]
  })
}

function staff(data: Data, menuId: unknown): { loggedIn: number; available: number; breakthrough: number } {
  const serving = data.agents.filter(
    (agent) =>
      isTrue(agent.online) && rowsIn(agent.channels).some((one) => isRow(one.menu) && one.menu.id === menuId),
  )
  const has = (test: (status: Row) => boolean): number =>
    serving.filter((agent) => isRow(agent.status) && test(agent.status)).length
  return {
    loggedIn: serving.length,
    available: has((one) => one.id === STATUS.available),
    breakthrough: has((one) => isRow(one.setting) && isTrue(one.setting.breakthrough_enabled)),
  }
}

interface Wait {
  readonly path: Row
  readonly pathId: unknown
  readonly menu: Row | null
  readonly event: unknown
}

function recentWaits(data: Data, channel: string, minutes: number, now: number): Wait[] {
  const rows = channel === 'call' ? data.calls : data.chats
  const since = now - minutes * 60_000
  return rows.flatMap((row): Wait[] => {
    if (!isRow(row.menu_path)) return []
    const path = row.menu_path
    const menu = isRow(row.selected_menu) ? row.selected_menu : null
    return rowsIn(row.queue_durations)
      .filter((wait) => (toInstant(wait.ended_at) ?? -Infinity) >= since)
      .map((wait) => ({ path, pathId: wait.menu_path_id, menu, event: wait.service_level_event }))
  })
}

function counts(waits: readonly Wait[]): { inSla: number; notInSla: number; excluded: number } {
  const count = (event: string): number => waits.filter((wait) => wait.event === event).length
  return { inSla: count('in_sla'), notInSla: count('not_in_sla'), excluded: count('excluded') }
}

export function levelsByPath(world: World, channel: string, minutes: number, now: number): Row[] {
  const groups = Map.groupBy(
    recentWaits(world.data, channel, minutes, now),
    (wait) => wait.path.materialized_path,
  )
  return [...groups.values()].flatMap((waits): Row[] => {
    const [first] = waits
    if (first === undefined) return []
    const { path, pathId, menu } = first
    const level = world.spellings.pathLevel({
      path,
      pathId,
      menuId: menu?.id ?? null,
      channel,
      minutes,
      ...counts(waits),
    })
    return [level]
  })
}

/** A queue group is the head of a menu path, e.g. `Billing` of `Billing/Refunds`. */
export function levelsByGroup(world: World, channel: string, minutes: number, now: number): Row[] {
  const waits = recentWaits(world.data, channel, minutes, now)
  const groups = Map.groupBy(waits, (wait) => toText(wait.path.name).split('/')[0] ?? '')
  return [...groups].map(([group, members]) =>
    world.spellings.groupLevel({ group, channel, minutes, ...counts(members) }),
  )
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

export function operationHours(world: World): Row[] {
  return world.data.menus
    .filter((menu) => !isTrue(menu.deleted))
    .map((menu) => {
      const id = toNumber(menu.id) ?? 0
      return world.spellings.hours({
        menuId: menu.id,
        name: menu.name,
        timeZone: id % 4 === 0 ? 'Europe/Lisbon' : 'America/Chicago',
        from: id % 3 === 0 ? '00:00' : '08:00',
        to: id % 3 === 0 ? '24:00' : '20:00',
        days: id % 2 === 0 ? [...WEEKDAYS, 'saturday', 'sunday'] : WEEKDAYS,
      })
    })
}

/** Roots with their children; a leaf has `[]` or `null`. */
function toTree(rows: readonly Row[], toNode: (row: Row) => Row, keep: (row: Row) => boolean): Row[] {
  const present = rows.filter((row) => !isTrue(row.deleted))
  const ids = new Set(present.map((row) => row.id))
  const childrenOf = Map.groupBy(present, (row) => (ids.has(row.parent_id) ? row.parent_id : null))
  const grow = (parentId: unknown): Row[] =>
    (childrenOf.get(parentId) ?? []).flatMap((row) => {
      const below = grow(row.id)
      if (below.length === 0 && !keep(row)) return []
      const leaf = (toNumber(row.id) ?? 0) % 2 === 0 ? [] : null
      return [Object.assign(toNode(row), { children: below.length > 0 ? below : leaf })]
    })
  return grow(null)
}

export function menuTree(data: Data, menuType: string | undefined, lang: string | undefined): Row[] {
  const keep = (row: Row): boolean =>
    (menuType === undefined || row.menu_type === menuType) && (lang === undefined || speaks(row, lang))
  return toTree(data.menus, toMenuNode, keep)
}

function speaks(menu: Row, lang: string): boolean {
  return [...rowsIn(menu.agent_assignments), ...rowsIn(menu.team_assignments)].some(
    (one) => one.lang === lang,
  )
}

function toMenuNode(menu: Row): Row {
  return {
    id: menu.id,
    name: menu.name,
    parent_id: menu.parent_id,
    position: menu.position,
    deleted: false,
    menu_type: menu.menu_type,
    agents_count: rowsIn(menu.agent_assignments).length,
  }
}

export function teamTree(data: Data): Row[] {
  return toTree(data.teams, toTeamNode, () => true)
}

function toTeamNode(team: Row): Row {
  return {
    id: team.id,
    name: team.name,
    agents_count: team.agents_count,
    parent_id: team.parent_id,
    position: team.position,
    deleted: false,
  }
}
