// The company's menus, one tree per channel whose leaves are queues, and its teams, a tree of three levels.
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'

export type MenuChannel = 'ivr' | 'mobile' | 'web' | 'email'

export interface Menu {
  readonly id: number
  readonly name: string
  readonly channel: MenuChannel
  readonly parent: Menu | null
  readonly deleted: boolean
  /** Leaves are queues. */
  leaf: boolean
  /** Ids from the root down, e.g. `[3, 7, 12]`. */
  readonly path: readonly number[]
  /** E.g. `Billing/Refunds`. */
  readonly pathName: string
  /** The embedded form, frozen and shared. */
  readonly stub: Row
  /** E.g. `{items_count: 2, name: "Billing/Refunds", materialized_path: "3/7"}`. */
  readonly pathRow: Row
}

const SUBJECTS = (
  'Billing,Orders,Technical Support,Returns,New Customers,Account Access,Delivery,Loyalty Club,Business Accounts,' +
  'Complaints,Installations,Insurance'
).split(',')

const TOPICS = (
  'Refunds,Invoices,Payment Plans,Lost Parcels,Tracking,Password,Devices,Network,Warranty,Upgrades,Cancellations,' +
  'Addresses,Vouchers,Appointments,Outages,Contracts,Moving House,Spare Parts,Fraud,Feedback'
).split(',')

const SHARES: readonly (readonly [number, MenuChannel])[] = [
  [0.5, 'ivr'],
  [0.2, 'mobile'],
  [0.2, 'web'],
  [0.1, 'email'],
]

/** About `count` menus; each channel has a chain of three levels. */
export function createMenus(random: Random, count: number): Menu[] {
  const menus: Menu[] = []
  for (const [share, channel] of SHARES) plant(random, menus, channel, Math.max(4, Math.round(count * share)))
  const parents = new Set(menus.map((menu) => menu.parent))
  for (const menu of menus) menu.leaf = !parents.has(menu)
  return menus
}

/** `open`: today's queues; `ever`: deleted ones too. */
export type Queues = Readonly<
  Record<MenuChannel, { readonly open: readonly Menu[]; readonly ever: readonly Menu[] }>
>

export function toQueues(menus: readonly Menu[]): Queues {
  const of = (channel: MenuChannel) => {
    const ever = menus.filter((menu) => menu.leaf && menu.channel === channel)
    return { ever, open: ever.filter((menu) => !menu.deleted) }
  }
  return { ivr: of('ivr'), mobile: of('mobile'), web: of('web'), email: of('email') }
}

function plant(random: Random, menus: Menu[], channel: MenuChannel, count: number): void {
  const levels: Menu[][] = [[], [], [], []]
  for (let index = 0; index < count; index++) {
    // The first three menus form a chain.
    const depth =
      index < 3
        ? index
        : random.weighted([
            [1, 0],
            [4, 1],
            [8, 2],
            [3, 3],
          ] as const)
    const above = depth === 0 ? null : pickAlive(random, levels[depth - 1] ?? [])
    const level = levels[above?.path.length ?? 0] ?? []
    const siblings = level.filter((menu) => menu.parent === above).length
    const menu = createMenu(random, menus.length + 1, channel, above, siblings)
    menus.push(menu)
    level.push(menu)
  }
}

function pickAlive(random: Random, menus: readonly Menu[]): Menu | null {
  const alive = menus.filter((menu) => !menu.deleted)
  return alive.length === 0 ? null : random.pick(alive)
}

function createMenu(
  random: Random,
  index: number,
  channel: MenuChannel,
  parent: Menu | null,
  siblings: number,
): Menu {
  const name = random.pick(parent === null ? SUBJECTS : TOPICS)
  const id = index + 2
  const deleted = siblings > 0 && random.chance(0.17)
  const path = [...(parent?.path ?? []), id]
  const pathName = parent === null ? name : `${parent.pathName}/${name}`
  return {
    id,
    name,
    channel,
    parent,
    deleted,
    leaf: true,
    path,
    pathName,
    stub: Object.freeze({
      id,
      name,
      parent_id: parent?.id ?? null,
      position: siblings + 1,
      deleted,
      hidden: random.chance(0.06),
      menu_type: `${channel}_menu`,
      output_msg: random.chance(0.4) ? `You have reached ${name}.` : null,
    }),
    pathRow: Object.freeze({
      items_count: path.length,
      name: pathName,
      materialized_path: path.join('/'),
    }),
  }
}

/** Menu paths have ids of their own. */
export function menuPathId(menu: Menu): number {
  return 4000 + menu.id * 3
}

export interface Team {
  readonly id: number
  readonly name: string
  readonly parent: Team | null
  readonly position: number
  readonly deleted: boolean
  leaf: boolean
  agentCount: number
}

const REGIONS = ['North', 'South', 'East', 'West', 'Remote']
const CRAFTS = ['Care', 'Sales', 'Support', 'Retention']

export function createTeams(random: Random, count: number): Team[] {
  const teams: Team[] = []
  const add = (name: string, parent: Team | null): Team => {
    const deleted = parent?.parent != null && teams.length > 6 && random.chance(0.18)
    const siblings = teams.filter((team) => team.parent === parent).length
    if (parent !== null) parent.leaf = false
    const team = {
      id: 11 + teams.length,
      name,
      parent,
      position: siblings + 1,
      deleted,
      leaf: true,
      agentCount: 0,
    }
    teams.push(team)
    return team
  }
  const regionCount = Math.max(1, Math.min(REGIONS.length, Math.round(count / 7)))
  const roots = REGIONS.slice(0, regionCount).map((region) => add(region, null))
  const middles = roots.flatMap((root) => [add(`${root.name} Care`, root), add(`${root.name} Sales`, root)])
  while (teams.length < count || teams.length < roots.length + 2 * middles.length) {
    const middle = middles[teams.length % middles.length] ?? null
    add(`${middle?.parent?.name ?? ''} ${random.pick(CRAFTS)} ${teams.length}`, middle)
  }
  return teams
}

export function toTeamStub(team: Team): Row {
  return {
    id: team.id,
    name: team.name,
    parent_id: team.parent?.id ?? null,
    position: team.position,
    deleted: team.deleted,
    agents_count: team.agentCount,
  }
}
