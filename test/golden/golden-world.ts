// The simulated vendors of a golden case on one clock, gateways over them, and the rows that a list should have.
import type { ListNoun } from '../../src/domain/lists.ts'
import type { Order, SortKey } from '../../src/domain/order.ts'
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import { simulatorsOf } from '../../src/demo/accounts.ts'
import type { Random } from '../../src/demo/random.ts'
import type { Simulator } from '../../src/demo/simulator.ts'
import type { AccountIdentity, Resource } from '../../src/vendors/define.ts'
import type { VirtualClock } from '../support/clock.ts'
import type { Changes, Stage } from '../support/gateway.ts'
import type { AccountName, GoldenCase } from './golden-case.ts'
import type { WireRow } from './golden-draw.ts'
import type { GoldenNoun } from './golden-ujet-rows.ts'
import type { GatewayDeps } from '../../src/gateway.ts'
import assert from 'node:assert/strict'
import { givenKeys, toPredicate } from '../../src/domain/filter.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createUjet } from '../../src/demo/ujet/ujet.ts'
import { DESCRIPTIONS, meaningOf, ordersOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { withLongIds, withLongNumbers } from '../support/long-ids.ts'
import { sandboxAccounts } from '../support/settings.ts'
import { CALL_ROWS, NAMED, startOf, toChanged, toShown } from './golden-call-rows.ts'
import { isOtherOrder, selectedOf, sorts, vendorOf } from './golden-case.ts'
import { createDraw } from './golden-draw.ts'
import { filtersOf, isAbsent } from '../support/filters.ts'
import { UJET_ROWS } from './golden-ujet-rows.ts'
import { HEARING, JUDGES, withoutJudged } from './golden-vendors.ts'
import { rangeOf } from '../../src/vendors/feed.ts'

/** Companies on one clock, and gateways over them that share the secret of their cursors. */
export interface World {
  readonly golden: GoldenCase
  readonly clock: VirtualClock
  /** The accounts asked, in the order of their reports. */
  readonly accounts: readonly string[]
  readonly simulatorOf: (account: string) => Pick<Simulator<unknown, unknown>, 'intercept' | 'requests'>
  /** Current rows of an account; changes to them appear in answers. */
  readonly rowsOf: (account: string) => WireRow[]
  /** The rows that the list may give, of all rows of the account by default. */
  readonly wantedOf: (account: string, rows?: readonly WireRow[]) => readonly Wanted[]
  /** The account's rows do not carry the value filtered by. */
  readonly isSkipped: (account: string) => boolean
  /** A new row, or with `was` the same row after a change. */
  readonly drawRow: (account: string, random: Random, was?: WireRow) => WireRow
  /** Some account may refuse the order. */
  readonly isRefused: () => boolean
  readonly open: (changes?: Changes, deps?: Pick<GatewayDeps, 'sharedMemory'>) => Stage
  /** The same companies, asked another question. */
  readonly asking: (filter: object) => World
}

/** A row that the list may give, and its key in the order. */
export interface Wanted {
  readonly id: string
  readonly key: SortKey
  readonly account: string
  readonly row: object
}

/** Where UJET's simulator keeps the rows of a noun. */
const SHELVES = {
  CALL: 'calls',
  CHAT: 'chats',
  EMAIL: 'emails',
  AGENT_ACTIVITY: 'activities',
  AGENT: 'agents',
  MENU: 'menus',
  TEAM: 'teams',
  CAMPAIGN: 'campaigns',
} as const satisfies Record<GoldenNoun, string>

export function createWorld(golden: GoldenCase): World {
  const clock = createVirtualClock()
  return worldOf(golden, clock, createVendors(golden, clock))
}

function worldOf(golden: GoldenCase, clock: VirtualClock, vendors: ReturnType<typeof createVendors>): World {
  const { noun, rows, timeZone } = golden
  // TypeScript does not follow a noun that is only known at run time into its filter.
  const filter = golden.filter as Record<never, never>
  const { sandbox, emea } = vendors
  const simulatorOf = (account: string) =>
    account === 'emea' ? emea : simulatorsOf(sandbox)[vendorOf(account)]
  let arrivals = 1000
  const rowsOf = (account: string): WireRow[] => {
    if (account === 'emea') return emea.data[SHELVES[noun]]
    return account === 'ujet' ? sandbox.data[SHELVES[noun]] : simulatorOf(account).data.calls
  }
  return {
    golden,
    clock,
    accounts: selectedOf(golden),
    simulatorOf,
    rowsOf,
    wantedOf: (account, among = rowsOf(account)) => {
      const vendor = vendorOf(account)
      const judge = JUDGES[vendor]
      const local = judge === undefined ? filter : withoutJudged(filter)
      const shown = among
        .filter((row) => judge?.(row, filter, noun) ?? true)
        .map((row) => toShown(vendor, row))
      const identity = { name: account, vendor, settings: { TIMEZONE: timeZone } }
      return wantedAmong({ ...golden, filter: local }, identity, shown)
    },
    isSkipped: (account) =>
      filtersOf(vendorOf(account), noun).some(({ name, reaches }) => name in filter && isAbsent(reaches)),
    drawRow: (account, random, was) => {
      const vendor = vendorOf(account)
      const all = rowsOf(account)
      const near = was ?? (random.chance(0.5) ? all[random.int(0, all.length - 1)] : undefined)
      const start = (near === undefined ? null : startOf(vendor, near)) ?? clock.now()
      const draw = createDraw(random)
      const rowOf = vendor === 'UJET' ? UJET_ROWS[noun] : CALL_ROWS[vendor]
      const row = rowOf(draw, was === undefined ? start + random.int(0, 1) : start)
      const named = was === undefined ? NAMED[vendor](row, (arrivals += 1)) : row
      const own = golden.longIds ? withLongIds(named) : named
      return was === undefined ? toStanding(own, golden) : toChanged(vendor, was, draw, own)
    },
    isRefused: () => selectedOf(golden).some((name) => mayRefuse(golden, name)),
    open: (changes = {}, deps = {}) => {
      const fetch = async (request: Request) => {
        const account = new URL(request.url).hostname.replace('.test', '')
        const heard = (await HEARING[account]?.(request, golden.habits)) ?? request
        const answer = heard instanceof Response ? heard : await simulatorOf(account)(heard)
        return golden.longIds ? withLongNumbers(answer) : answer
      }
      const originOf = (vendor: Vendor) => `http://${DESCRIPTIONS[vendor].defaultName}.test`
      const [ujet, ...others] = sandboxAccounts(sandbox, originOf)
      assert.ok(ujet?.name === 'ujet')
      const second = { ...ujet, name: 'emea', baseUrl: ujet.baseUrl.replace('ujet.test', 'emea.test') }
      const accounts = [ujet, second, ...others].flatMap((one) => {
        const settings = one.vendor === 'CALLCAP' ? { ...one.settings, TIMEZONE: timeZone } : one.settings
        // Pages are what matters here; the queue has tests of its own.
        const own = { ...one, settings, quota: { requests: 1, windowMs: 0 } }
        return one.name in rows ? [own] : []
      })
      return createStageOver(sandbox, clock, fetch, { accounts, ...changes }, deps)
    },
    asking: (other) => worldOf({ ...golden, filter: other }, clock, vendors),
  }
}

function createVendors(golden: GoldenCase, clock: VirtualClock) {
  const { seed, noun, switches, habits } = golden
  const rowsFor = (name: AccountName) => (golden.rows[name] ?? []).map((row) => toStanding(row, golden))
  const calls = (name: AccountName) => ({ calls: rowsFor(name) })
  const ujet = (name: AccountName) => ({
    ...switches,
    clock,
    seed: `${seed}/${name}`,
    lively: false,
    quota: false,
    rows: { [SHELVES[noun]]: rowsFor(name) },
  })
  const parameterNames = habits.names === 'likely' ? {} : { status: 'statuses', phone: 'number' }
  const sandbox = createSandbox({
    ...ujet('ujet'),
    callcap: { ...switches.callcap, rows: calls('callcap') },
    whippy: { ...switches.whippy, rows: calls('whippy') },
    alloMedia: { ...switches.alloMedia, rows: calls('allo-media') },
    twin: { ...switches.twin, rows: calls('twin'), parameterNames },
  })
  return { sandbox, emea: createUjet(ujet('emea')) }
}

/** TWIN shows the creation as the start of a call that is not dialled, or nothing. */
function toStanding(row: WireRow, { switches }: GoldenCase): WireRow {
  const isPlanned = switches.twin?.unstarted === 'created' && row.startedAt === null
  return isPlanned ? { ...row, startedAt: row.createdAt } : row
}

type Question = Pick<GoldenCase, 'noun' | 'filter' | 'orderBy'>

/** The rows that match, by plain predicates; `wires` are rows as the vendor shows them. */
function wantedAmong(
  { noun, filter, orderBy }: Question,
  account: AccountIdentity,
  wires: readonly unknown[],
): readonly Wanted[] {
  const resource = DESCRIPTIONS[account.vendor].resources[noun] as Resource | undefined
  assert.ok(resource)
  const { predicates } = resource
  const given = filter as Record<never, never>
  const matches = toPredicate(predicates, given, givenKeys(given))
  const { keyOf } = orderOf({ noun, orderBy })
  const sent = resource.optIns?.params(new Set(resource.optIns.fields)) ?? {}
  return wires.flatMap((wire, index): Wanted[] => {
    const row = resource.toRow(wire, account, given, index, sent)
    return row === null || !matches(row)
      ? []
      : [{ id: row.id, key: keyOf(row) ?? null, account: account.name, row }]
  })
}

export function orderOf({ noun, orderBy }: Pick<GoldenCase, 'noun' | 'orderBy'>): Order<unknown> {
  const { byDefault } = meaningOf<ListNoun>(noun)
  // A noun that is only known at run time has rows that are known no better.
  if (orderBy === null) return byDefault as Order<unknown>
  const keyOf = ordersOf(noun)[orderBy.field]?.keyOf as Order<unknown>['keyOf'] | undefined
  assert.ok(keyOf)
  return { direction: orderBy.direction, keyOf }
}

/**
 * Another order than the noun's own may be refused: the vendor does not have it or does not keep to it, or rows without a
 * value come first and no filter leaves them out.
 */
function mayRefuse({ noun, orderBy, switches, rows }: GoldenCase, name: AccountName): boolean {
  if (orderBy === null || LISTS[noun].read === 'WHOLE' || !isOtherOrder(noun, orderBy)) return false
  const vendor = vendorOf(name)
  if (!sorts(vendor, noun, orderBy)) return true
  const { callSort = 'sorted', nulls = 'low', twin } = switches
  const ignoresSort = noun === 'CALL' && callSort !== 'sorted' && orderBy.field !== 'UPDATED_AT'
  if (vendor === 'UJET' && ignoresSort) return true
  const areNullsFirst = {
    CALLCAP: orderBy.direction === 'ASC',
    UJET: nulls !== 'last' && (orderBy.direction === 'DESC') === (nulls === 'high'),
    TWIN: twin?.nulls === 'first',
  }
  if (!new Map(Object.entries(areNullsFirst)).get(vendor)) return false
  const resource = DESCRIPTIONS[vendor].resources[noun]
  const isValued = resource !== undefined && rangeOf(noun, resource, orderBy.field) !== undefined
  const shown = (rows[name] ?? []).map((row) => toShown(vendor, row))
  const all = wantedAmong({ noun, orderBy, filter: {} }, { name, vendor }, shown)
  return !isValued && all.some(({ key }) => key === null)
}
