// Golden cases of calls over all five vendors, one account of each.
import type { Call, CallFilter } from '../../src/domain/call.ts'
import type { OrderBy } from '../../src/domain/order.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Random } from '../../src/demo/random.ts'
import type { SandboxOptions } from '../../src/demo/sandbox.ts'
import type { Draw, WireRow } from './golden-draw.ts'
import type { GoldenCase } from './golden-world.ts'
import { callOrders } from '../../src/domain/call.ts'
import { VENDORS } from '../../src/domain/vendor.ts'
import { createRandom } from '../../src/demo/random.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { withoutKeys, withoutSome } from './golden-check.ts'
import { createDraw, drawCount, drawFirst } from './golden-draw.ts'
import { drawCallFilter } from './golden-five-filters.ts'
import { CALL_ROWS, NAMED, toShown } from './golden-five-rows.ts'
import { withLongIds } from '../support/long-ids.ts'

export type Switches = Omit<SandboxOptions, 'clock' | 'rows'>

/** What becomes of a parameter that no document proves. */
export const HABITS = ['filtered', 'ignored', 'refused'] as const
export type Habit = (typeof HABITS)[number]

export interface FiveCase extends GoldenCase {
  readonly filter: CallFilter
  /** In which Callcap's account counts its days. */
  readonly timeZone: string
  readonly switches: Switches
  /**
   * What Whippy makes of `direction`, and TWIN of dates of change and of the word for which date is meant; whether TWIN's
   * parameters have their likely names.
   */
  readonly habits: {
    readonly direction: Habit
    readonly names: 'likely' | 'others'
    readonly changes: Habit
    readonly dates: Habit
  }
  /** Whether ids are numbers that a double cannot hold. */
  readonly longIds: boolean
  readonly rows: Readonly<Record<Vendor, readonly WireRow[]>>
}

/** Zones, and when the six hours of a case begin there: most of them hours in which clocks are changed. */
const DAYS = [
  ['US/Central', '2026-01-15T06:00Z'],
  ['Asia/Kolkata', '2026-01-14T15:00Z'],
  ['US/Central', '2025-11-02T04:00Z'],
  ['America/New_York', '2025-11-02T03:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T12:00Z'],
  ['US/Central', '2025-03-09T05:00Z'],
] as const

export interface Options {
  readonly unproven?: boolean
  /** Whether other orders than the noun's own are asked too. */
  readonly orders?: boolean
}

export function drawFiveCase({ unproven = false, orders = true }: Options): (seed: string) => FiveCase {
  return (seed) => {
    const random = createRandom(seed)
    const [timeZone, begin] = random.pick(DAYS)
    const draw = createDraw(random, Date.parse(begin), [1, 1000, 1_800_000, 3_600_000])
    const longIds = random.chance(0.3)
    const rows = toRecord((vendor) => drawRows(vendor, draw).map((row) => (longIds ? withLongIds(row) : row)))
    const selection = drawSelection(random)
    const vendors = selectedOf(selection)
    const calls = vendors.flatMap((vendor) => toCalls(vendor, rows[vendor]))
    const filter = drawCallFilter(draw, calls, vendors)
    return {
      seed,
      noun: 'CALL',
      selection,
      filter,
      orderBy: orders && random.chance(0.4) ? drawOrder(random, vendors) : null,
      first: drawFirst(random, vendors.flatMap((vendor) => rows[vendor]).length),
      timeZone,
      longIds,
      switches: drawSwitches(random, unproven),
      habits: {
        direction: unproven ? random.pick(HABITS) : 'filtered',
        // What TWIN alone can be asked for cannot be had under another name than it has.
        names: unproven && filter.twin === undefined ? random.pick(['likely', 'others']) : 'likely',
        changes: unproven ? random.pick(HABITS) : 'filtered',
        dates: unproven ? createRandom(`${seed}/dates`).pick(HABITS) : 'filtered',
      },
      rows,
    }
  }
}

function drawSwitches(random: Random, unproven: boolean): Switches {
  const clamp = () => random.int(5, 10)
  return {
    tieOrder: random.pick(['unlike-ids', 'as-they-stand']),
    clamp: clamp(),
    nulls: random.pick(['low', 'high', 'last']),
    headers: { total: random.chance(0.7), link: random.chance(0.5) },
    upperBoundInclusive: random.chance(0.5),
    ...(unproven
      ? { unproven: random.pick(HABITS), callSort: random.pick(['sorted', 'ignored', 'refused'] as const) }
      : {}),
    callcap: {
      clamp: clamp(),
      empty: random.pick(['status', 'list']),
      endDateInclusive: random.chance(0.5),
    },
    whippy: {
      // Few rows prove no order, and with none proven the list is read by windows of time.
      clamp: random.int(5, 20),
      order: random.pick(['newest', 'oldest', 'scattered']),
      bounds: random.pick(['inclusive', 'exclusive']),
      total: random.chance(0.7),
    },
    alloMedia: { clamp: clamp(), beyond: 'clamped' },
    twin: {
      clamp: clamp(),
      beyond: 'clamped',
      upperBoundInclusive: random.chance(0.5),
      unstarted: random.pick(['null', 'created']),
      nulls: random.pick(['first', 'last']),
    },
  }
}

/** All accounts mostly, else some of them by either way to say which. */
function drawSelection(random: Random): NonNullable<GoldenCase['selection']> {
  if (random.chance(0.6)) return {}
  const vendors = VENDORS.filter(() => random.chance(0.5))
  const some = vendors.length === 0 ? [random.pick(VENDORS)] : vendors
  if (random.chance(0.5)) return { vendors: some }
  return { accounts: some.map((vendor) => DESCRIPTIONS[vendor].defaultName) }
}

export function selectedOf({ accounts, vendors }: NonNullable<GoldenCase['selection']>): readonly Vendor[] {
  return VENDORS.filter(
    (vendor) =>
      (vendors?.includes(vendor) ?? true) && (accounts?.includes(DESCRIPTIONS[vendor].defaultName) ?? true),
  )
}

/** One that all of the vendors have, and now and then one that some of them have not. */
function drawOrder(random: Random, vendors: readonly Vendor[]): OrderBy | null {
  const all = Object.keys(callOrders).flatMap((field) => [
    { field, direction: 'ASC' } as const,
    { field, direction: 'DESC' } as const,
  ])
  const common = all.filter((order) => isOtherOrder(order) && vendors.every((vendor) => sorts(vendor, order)))
  if (random.chance(0.1)) return random.pick(all)
  return common.length === 0 ? null : random.pick(common)
}

/** Whether the order is another one than the noun's own. */
export function isOtherOrder({ field, direction }: OrderBy): boolean {
  return field !== 'STARTED_AT' || direction !== 'DESC'
}

/** Whether a vendor is said to have an order. */
export function sorts(vendor: Vendor, { field, direction }: OrderBy): boolean {
  const { columns = {}, directions } = DESCRIPTIONS[vendor].resources.CALL?.sorting ?? {}
  return field in columns && directions?.includes(direction) !== false
}

function drawRows(vendor: Vendor, draw: Draw): readonly WireRow[] {
  const starts = Array.from({ length: drawCount(draw.random) }, () => draw.instant())
  const inTime = starts.toSorted((a, b) => a - b)
  return inTime.map((start, index) => NAMED[vendor](CALL_ROWS[vendor](draw, start), index + 1))
}

function toRecord<Value>(valueOf: (vendor: Vendor) => Value): Record<Vendor, Value> {
  // Object.fromEntries forgets the key type; these are all vendors.
  return Object.fromEntries(VENDORS.map((vendor) => [vendor, valueOf(vendor)])) as Record<Vendor, Value>
}

function toCalls(vendor: Vendor, rows: readonly WireRow[]): Call[] {
  const { resources, defaultName: name } = DESCRIPTIONS[vendor]
  const sent = resources.CALL?.optIns?.params(new Set(resources.CALL.optIns.fields)) ?? {}
  return rows.flatMap((row, index) => {
    const call = resources.CALL?.toRow(toShown(vendor, row), { name, vendor }, {}, index, sent)
    return call ?? []
  })
}

export function* smallerFiveCases(golden: FiveCase): Generator<FiveCase> {
  const { filter, rows, first, selection } = golden
  if (golden.orderBy !== null) yield { ...golden, orderBy: null }
  for (const vendor of VENDORS) {
    if (rows[vendor].length > 0) yield { ...golden, rows: { ...rows, [vendor]: [] } }
  }
  for (const smaller of withoutKeys(filter)) yield { ...golden, filter: smaller }
  for (const smaller of withoutKeys(selection ?? {})) yield { ...golden, selection: smaller }
  for (const vendor of VENDORS) {
    for (const fewer of withoutSome(rows[vendor])) yield { ...golden, rows: { ...rows, [vendor]: fewer } }
  }
  if (first.length > 1) yield { ...golden, first: first.slice(0, 1) }
}
