// Pages of a golden case as clients get them, and the positions in their cursors.
import type { SortKey } from '../../src/domain/order.ts'
import type { Stage } from '../support/gateway.ts'
import type { GoldenCase } from './golden-case.ts'
import type { GoldenNoun } from './golden-ujet-rows.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createSeal } from '../../src/upstream/seal.ts'
import { CONFIG } from '../support/gateway.ts'

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
export function toInput(filter: object): object {
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
