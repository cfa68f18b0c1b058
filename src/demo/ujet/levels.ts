// Service levels of the last minutes, counted from the waits that calls and chats carry.
import type { Row } from '../shelf.ts'
import type { Data } from './data.ts'
import type { World } from './world.ts'
import { isRow, rowsIn, toInstant, toText } from './values.ts'

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

/** A queue group is what stands at the head of a menu path. */
export function levelsByGroup(world: World, channel: string, minutes: number, now: number): Row[] {
  const waits = recentWaits(world.data, channel, minutes, now)
  const groups = Map.groupBy(waits, (wait) => toText(wait.path.name).split('/')[0] ?? '')
  return [...groups].map(([group, members]) =>
    world.spellings.groupLevel({ group, channel, minutes, ...counts(members) }),
  )
}
