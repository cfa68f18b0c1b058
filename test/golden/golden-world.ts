// What a golden case asks and of whom: simulated companies and gateways over them, pages as clients get them, and what
// a list should have been.
import type { ListNoun } from '../../src/domain/lists.ts'
import type { Order, OrderBy, SortKey } from '../../src/domain/order.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Random } from '../../src/demo/random.ts'
import type { Intercept } from '../../src/demo/simulator.ts'
import type { AccountIdentity, Resource } from '../../src/vendors/define.ts'
import type { VirtualClock } from '../support/clock.ts'
import type { Changes, Stage } from '../support/gateway.ts'
import type { WireRow } from './golden-draw.ts'
import type { GoldenNoun } from './golden-ujet-rows.ts'
import assert from 'node:assert/strict'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createSeal } from '../../src/upstream/seal.ts'
import { DESCRIPTIONS, meaningOf } from '../../src/vendors/index.ts'
import { CONFIG } from '../support/gateway.ts'

/** Plain data, so that it can be printed and made smaller. */
export interface GoldenCase {
  /** From which everything is drawn that happens while paging. */
  readonly seed: string
  readonly noun: GoldenNoun
  readonly filter: object
  readonly selection?: { readonly accounts?: readonly string[]; readonly vendors?: readonly Vendor[] }
  readonly orderBy: OrderBy | null
  /** How many rows the pages are to have, over and over. */
  readonly first: readonly number[]
}

/** Companies on one clock, and gateways over them that share the secret of their cursors. */
export interface World {
  readonly golden: GoldenCase
  readonly clock: VirtualClock
  /** Those that are asked, in the order of their reports. */
  readonly accounts: readonly string[]
  readonly simulatorOf: (account: string) => {
    intercept: Intercept | undefined
    readonly requests: readonly { readonly path: string }[]
  }
  /** The rows of an account as they stand, free to be changed. */
  readonly rowsOf: (account: string) => WireRow[]
  /** Those of the rows that the list may give. */
  readonly wantedOf: (account: string, rows?: readonly WireRow[]) => readonly Wanted[]
  /** Whether the account's rows do not carry what is filtered by. */
  readonly isSkipped: (account: string) => boolean
  /** Another row for an account, or what may have become of one. */
  readonly drawRow: (account: string, random: Random, was?: WireRow) => WireRow
  /** Whether the order cannot be had. */
  readonly isRefused: () => boolean
  readonly open: (changes?: Changes) => Stage
}

/** A row that the list may give, and its key in the order. */
export interface Wanted {
  readonly id: string
  readonly key: SortKey
  readonly account: string
}

/** The rows that the filter lets through, by plain predicates; `wires` are rows as the vendor shows them. */
export function wantedAmong(
  { noun, filter, orderBy }: Pick<GoldenCase, 'noun' | 'filter' | 'orderBy'>,
  account: AccountIdentity,
  wires: readonly unknown[],
): readonly Wanted[] {
  const resource = DESCRIPTIONS[account.vendor].resources[noun] as Resource | undefined
  assert.ok(resource)
  const { predicates } = meaningOf<ListNoun>(noun)
  // TypeScript does not follow a noun that is only known at run time into its filter.
  const given = filter as Record<never, never>
  const matches = toPredicate(predicates, given, givenKeys(given))
  const { keyOf } = orderOf({ noun, orderBy })
  const sent = resource.optIns?.params(new Set(resource.optIns.fields)) ?? {}
  return wires.flatMap((wire, index): Wanted[] => {
    const row = resource.toRow(wire, account, given, index, sent)
    return row === null || !matches(row)
      ? []
      : [{ id: row.id, key: keyOf(row) ?? null, account: account.name }]
  })
}

export function orderOf({ noun, orderBy }: Pick<GoldenCase, 'noun' | 'orderBy'>): Order<unknown> {
  const { byDefault, orders } = meaningOf<ListNoun>(noun)
  // A noun that is only known at run time has rows that are known no better.
  if (orderBy === null) return byDefault as Order<unknown>
  const keyOf = new Map(Object.entries(orders)).get(orderBy.field) as Order<unknown>['keyOf'] | undefined
  assert.ok(keyOf)
  return { direction: orderBy.direction, keyOf }
}

// Pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a noun is listed, and what its types are called. */
const FIELDS: Readonly<Record<GoldenNoun, readonly [string, string]>> = {
  CALL: ['calls', 'Call'],
  CHAT: ['chats', 'Chat'],
  EMAIL: ['emails', 'Email'],
  AGENT_ACTIVITY: ['agentActivities', 'AgentActivity'],
  AGENT: ['agents', 'Agent'],
  MENU: ['menus', 'Menu'],
  TEAM: ['teams', 'Team'],
  CAMPAIGN: ['campaigns', 'Campaign'],
}

export interface GoldenPage {
  readonly edges: readonly { readonly cursor: string; readonly id: string }[]
  readonly hasNextPage: boolean
  readonly endCursor: string | null
  readonly totalCount: number | null
  readonly reports: readonly {
    account: string
    state: string
    code: string | null
    rows: number
    asOf: string | null
  }[]
}

/** A page, or the codes of the errors when there is none. */
export type Turned = { readonly page: GoldenPage } | { readonly codes: string }

export async function turn(
  stage: Stage,
  { noun, filter, selection, orderBy }: GoldenCase,
  paging: { first: number; after: string | null; requireComplete?: boolean },
): Promise<Turned> {
  const [field, type] = FIELDS[noun]
  const { data, errors } = await stage.ask(
    `query ($filter: ${type}Filter, $orderBy: ${type}Order, $first: Int!, $after: String, $requireComplete: Boolean!) {
      list: ${field}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, requireComplete: $requireComplete) {
        edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount
        accounts { account state code rows asOf }
      }
    }`,
    { filter: { ...toInput(filter), ...selection }, orderBy, requireComplete: false, ...paging },
  )
  if (data === null) return { codes: errors.map(({ extensions }) => extensions.code).join() }
  const { edges, pageInfo, totalCount, accounts: reports } = data.list
  return {
    page: {
      edges: edges.map(({ cursor, node }: any) => ({ cursor, id: node.id })),
      ...pageInfo,
      totalCount,
      reports,
    },
  }
}

/** A filter as clients write it: instants as texts. */
function toInput(filter: object): object {
  const toValue = (value: unknown, key: string, within: string): unknown => {
    if (typeof value === 'number' && within.endsWith('At')) return toRfc3339(value)
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toValue(one, name, key)]))
  }
  return toValue(filter, '', '') as object
}

const seal = createSeal(CONFIG.gather.cursorSecret ?? '', 'cursors')

/** The position that a cursor holds, which no client can see. */
export function positionOf(cursor: string): { readonly key: SortKey; readonly ids: readonly string[] } {
  const [, , key, ids] = JSON.parse(String(seal.open(cursor) ?? '[]'))
  return { key, ids }
}

export const keyOfCursor = (cursor: string): SortKey => positionOf(cursor).key
