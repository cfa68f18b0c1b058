// Asks a gateway over two small simulated companies page by page, and tells what a list should have been. A case that
// fails is made smaller and printed with what repeats it.
import type { ListNoun } from '../../src/domain/lists.ts'
import type { Order, SortKey } from '../../src/domain/order.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Stage } from './gateway.ts'
import type { VirtualClock } from './clock.ts'
import type { AccountName, CaseOptions, GoldenCase, GoldenNoun, WireRow } from './golden-cases.ts'
import assert from 'node:assert/strict'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { compareKeys } from '../../src/domain/order.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createSeal } from '../../src/gather/seal.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { DESCRIPTIONS, meaningOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from './clock.ts'
import { CONFIG, createStageOver, UJET } from './gateway.ts'
import { ACCOUNT_NAMES, drawCase } from './golden-cases.ts'

/** Where a noun is listed, what its types are called, and where the sandbox keeps its rows. */
const PLACES = {
  CALL: ['calls', 'Call', 'calls'],
  CHAT: ['chats', 'Chat', 'chats'],
  EMAIL: ['emails', 'Email', 'emails'],
  AGENT_ACTIVITY: ['agentActivities', 'AgentActivity', 'activities'],
  AGENT: ['agents', 'Agent', 'agents'],
  MENU: ['menus', 'Menu', 'menus'],
  TEAM: ['teams', 'Team', 'teams'],
  CAMPAIGN: ['campaigns', 'Campaign', 'campaigns'],
} as const satisfies Record<GoldenNoun, readonly [string, string, string]>

/** Two companies on one clock, and gateways over them that share the secret of their cursors. */
export interface World {
  readonly clock: VirtualClock
  readonly sandboxes: Readonly<Record<AccountName, Sandbox>>
  open(): Stage
}

const PATH = '/manager/api/v1'

export function createWorld({ noun, clamp, switches, rows, seed }: GoldenCase): World {
  const clock = createVirtualClock()
  const create = (name: AccountName) =>
    createSandbox({
      ...switches,
      clock,
      clamp,
      seed: `${seed}/${name}`,
      lively: false,
      // Pages are what matters here; the queue has tests of its own.
      quota: false,
      rows: { [PLACES[noun][2]]: [...rows[name]] },
    })
  const sandboxes = { ujet: create('ujet'), emea: create('emea') }
  const fetch = (request: Request) =>
    sandboxes[new URL(request.url).hostname === 'emea.test' ? 'emea' : 'ujet'].ujet(request)
  const accounts = ACCOUNT_NAMES.map((name) => ({
    ...UJET,
    name,
    baseUrl: `http://${name}.test${PATH}`,
    quota: { requests: 1, windowMs: 0 },
  }))
  return { clock, sandboxes, open: () => createStageOver(sandboxes.ujet, clock, fetch, { accounts }) }
}

/** The rows of an account as they stand in the sandbox, free to be changed. */
export function rowsOf({ sandboxes }: World, name: AccountName, { noun }: GoldenCase): WireRow[] {
  return sandboxes[name].data[PLACES[noun][2]]
}

export interface GoldenPage {
  readonly edges: readonly { readonly cursor: string; readonly id: string }[]
  readonly hasNextPage: boolean
  readonly endCursor: string | null
  readonly totalCount: number | null
  readonly reports: readonly { account: AccountName; state: string; code: string | null; rows: number }[]
}

/** A page, or the codes of the errors when there is none. */
export type Turned = { readonly page: GoldenPage } | { readonly codes: readonly string[] }

export async function turn(
  stage: Stage,
  { noun, filter, orderBy }: GoldenCase,
  {
    first,
    after,
    requireComplete = false,
  }: { first: number; after: string | null; requireComplete?: boolean },
): Promise<Turned> {
  const [field, type] = PLACES[noun]
  const { data, errors } = await stage.ask(
    `query ($filter: ${type}Filter, $orderBy: ${type}Order, $first: Int!, $after: String, $whole: Boolean!) {
      list: ${field}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, requireComplete: $whole) {
        edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount
        accounts { account state code rows }
      }
    }`,
    { filter: toInput(filter), orderBy, first, after, whole: requireComplete },
  )
  if (data === null) return { codes: errors.map(({ extensions }) => String(extensions.code)) }
  const { edges, pageInfo, totalCount, accounts } = data.list
  return {
    page: {
      edges: edges.map(({ cursor, node }: { cursor: string; node: { id: string } }) => ({
        cursor,
        id: node.id,
      })),
      hasNextPage: pageInfo.hasNextPage,
      endCursor: pageInfo.endCursor,
      totalCount,
      reports: accounts,
    },
  }
}

const seal = createSeal(CONFIG.cursorSecret ?? '')

/** The key of the position that a cursor holds, which no client can see. */
export function keyOfCursor(cursor: string): SortKey {
  return JSON.parse(seal.open(cursor) ?? '[]')[2]
}

/** A filter as clients write it: instants as texts. */
function toInput(value: unknown, key = ''): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    key.endsWith('At') && typeof one === 'number' ? toRfc3339(one) : toInput(one, name),
  ])
  return Object.fromEntries(entries)
}

// What is right ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A row that the list may give, and its key in the order. */
export interface Wanted {
  readonly id: string
  readonly key: SortKey
  readonly account: AccountName
}

/** The rows of an account that the filter lets through, by plain predicates over all of them. */
export function wantedOf(
  golden: Pick<GoldenCase, 'noun' | 'filter' | 'orderBy'>,
  account: AccountName,
  rows: readonly WireRow[],
): Wanted[] {
  const { noun } = golden
  const resource = DESCRIPTIONS.UJET.resources[noun]
  assert.ok(resource)
  const { predicates } = meaningOf<ListNoun>(noun)
  // TypeScript does not follow a noun that is only known at run time into its filter.
  const filter = golden.filter as Record<never, never>
  const matches = toPredicate(predicates, filter, givenKeys(filter))
  const { keyOf } = orderOf(golden)
  return rows.flatMap((wire, index): Wanted[] => {
    // Without being asked for them the vendor leaves deleted ones out.
    if (['MENU', 'TEAM'].includes(noun) && wire.deleted === true && !('withDeleted' in filter)) return []
    const row = resource.toRow(wire, { name: account, vendor: 'UJET' }, filter, index)
    if (row === null || !matches(row)) return []
    return [{ id: row.id, key: keyOf(row) ?? null, account }]
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

/** Rows stand in the order asked; those of one key in whatever order. */
export function assertOrder(given: readonly Wanted[], golden: GoldenCase): void {
  const { direction } = orderOf(golden)
  for (const [index, { id, key }] of given.entries()) {
    const before = given[index - 1]
    assert.ok(
      before === undefined || compareKeys(before.key, key, direction) <= 0,
      `${id} at ${key} stands after ${before?.id} at ${before?.key}`,
    )
  }
}

export function assertOnce(ids: readonly string[]): void {
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  assert.deepEqual(twice, [], 'given more than once')
}

/**
 * Another order than the noun's own cannot be had where the vendor puts rows without a value first, which the sandbox
 * does ascending, or does not sort at all.
 */
export function isRefusedOrder(golden: GoldenCase, codes: readonly string[]): boolean {
  const { noun, orderBy, rows, switches } = golden
  if (codes.join() !== 'UNSUPPORTED_ORDER' || orderBy === null || LISTS[noun].read === 'WHOLE') return false
  if (noun === 'CALL' && switches.callSort !== 'sorted' && orderBy.field !== 'UPDATED_AT') return true
  const keyOf = (account: AccountName, row: WireRow) =>
    wantedOf({ ...golden, filter: {} }, account, [row])[0]?.key
  const hasNull = ACCOUNT_NAMES.some((name) => rows[name].some((row) => keyOf(name, row) === null))
  return orderBy.direction === 'ASC' && hasNull
}

// Cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Check = (golden: GoldenCase) => Promise<void>

const SEED = process.env.GOLDEN_SEED ?? '1'
const { GOLDEN_CASE: only } = process.env

/** Draws cases and checks each; the first that fails is cut down as far as it still fails. */
export async function checkCases(
  name: string,
  count: number,
  options: CaseOptions,
  check: Check,
): Promise<void> {
  const numbers = only === undefined ? Array.from({ length: count }, (_, index) => index) : [Number(only)]
  for (const number of numbers) {
    const golden = drawCase(`${SEED}/${name}/${number}`, options)
    const failure = await failureOf(check, golden)
    // A case may pass without one turn of the event loop, before which the runtime lets go of nothing weakly held.
    await new Promise((resolve) => setImmediate(resolve))
    if (failure === null) continue
    const smallest = await cut(golden, check, failure)
    const reason = await failureOf(check, smallest)
    throw new Error(
      `${name}, case ${number}: repeat it with GOLDEN_SEED=${SEED} GOLDEN_CASE=${number}. ` +
        `As small as it could be made: ${JSON.stringify(smallest)}\n${(reason ?? failure).stack}`,
    )
  }
}

async function failureOf(check: Check, golden: GoldenCase): Promise<Error | null> {
  try {
    await check(golden)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const MOST_CUTS = 300

/** Leaves out whatever is not needed for the case to fail in the same way. */
async function cut(golden: GoldenCase, check: Check, { message }: Error): Promise<GoldenCase> {
  const [reason] = message.split('\n')
  let smallest = golden
  let cuts = 0
  for (let found = true; found && cuts < MOST_CUTS;) {
    found = false
    for (const smaller of smallerCases(smallest)) {
      if ((cuts += 1) > MOST_CUTS) break
      const failure = await failureOf(check, smaller)
      if (failure?.message.split('\n')[0] !== reason) continue
      smallest = smaller
      found = true
      break
    }
  }
  return smallest
}

function* smallerCases(golden: GoldenCase): Generator<GoldenCase> {
  if (golden.orderBy !== null) yield { ...golden, orderBy: null }
  for (const key of givenKeys(golden.filter)) {
    const { [key]: _, ...filter } = golden.filter as Record<string, unknown>
    yield { ...golden, filter }
  }
  for (const name of ACCOUNT_NAMES) {
    const rows = golden.rows[name]
    for (let size = Math.ceil(rows.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < rows.length; at += size) {
        yield { ...golden, rows: { ...golden.rows, [name]: rows.toSpliced(at, size) } }
      }
    }
  }
  const [first = 1] = golden.first
  if (golden.first.length > 1) yield { ...golden, first: [first] }
}
