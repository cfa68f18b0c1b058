// Menus and teams as trees, without what is deleted.
import type { Row } from '../shelf.ts'
import type { Data } from './data.ts'
import { isTrue, rowsIn, toNumber } from './values.ts'

/** Roots with their children below them; a leaf has an empty list or null, as tenants write it either way. */
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
