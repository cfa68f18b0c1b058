// What goes on at this moment: what agents are doing and who waits in which menu.
import type { Row } from '../shelf.ts'
import type { Data } from './data.ts'
import type { World } from './world.ts'
import { STATUS } from './statuses.ts'
import { isRow, isTrue, rowsIn, toInstant } from './values.ts'

const secondsSince = (instant: unknown, now: number): number =>
  Math.max(0, Math.round((now - (toInstant(instant) ?? now)) / 1000))

/** Agents who are logged in, and nobody else. */
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

/** Menus somebody waits in, one row a channel. */
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
