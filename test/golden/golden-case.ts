// Golden cases: a question, and the companies that it is asked of. Calls stand in accounts of all vendors, every other
// noun in two accounts of UJET.
import type { OrderBy } from '../../src/domain/order.ts'
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import type { Random } from '../../src/demo/random.ts'
import type { SandboxOptions } from '../../src/demo/sandbox.ts'
import type { AnyRow } from '../support/filters.ts'
import type { Draw, WireRow } from './golden-draw.ts'
import type { GoldenNoun } from './golden-ujet-rows.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { createRandom } from '../../src/demo/random.ts'
import { DESCRIPTIONS, directionsOf, meaningOf, ordersOf } from '../../src/vendors/index.ts'
import { listsOf } from '../support/filters.ts'
import { withLongIds } from '../support/long-ids.ts'
import { CALL_ROWS, NAMED, toShown } from './golden-call-rows.ts'
import { createDraw, drawCount, drawFirst } from './golden-draw.ts'
import { drawFilter } from './golden-filters.ts'
import { GOLDEN_NOUNS, UJET_ROWS } from './golden-ujet-rows.ts'

/** Every account that a case may have, in the order of its reports. */
const ACCOUNTS = {
  ujet: 'UJET',
  emea: 'UJET',
  callcap: 'CALLCAP',
  whippy: 'WHIPPY',
  'allo-media': 'ALLO_MEDIA',
  twin: 'TWIN',
} as const satisfies Record<string, Vendor>

export type AccountName = keyof typeof ACCOUNTS

/** The effect of a parameter that no document proves. */
export const HABITS = ['filtered', 'ignored', 'refused'] as const
export type Habit = (typeof HABITS)[number]

/** Plain data, so that it can be printed and made smaller. */
export interface GoldenCase {
  /** Seeds everything that happens while a client pages. */
  readonly seed: string
  readonly noun: GoldenNoun
  readonly filter: object
  /** Further filters, for narrower questions about the same rows. */
  readonly further: object
  readonly selection: { readonly accounts?: readonly string[]; readonly vendors?: readonly Vendor[] }
  /** `null`: the noun's own order. */
  readonly orderBy: OrderBy | null
  /** Sizes of pages, repeated: `[3, 25]` asks for 3, 25, 3, 25, … rows. */
  readonly first: readonly number[]
  /** Of Callcap's account, e.g. `US/Central`. */
  readonly timeZone: string
  readonly switches: Omit<SandboxOptions, 'clock' | 'rows'>
  readonly habits: {
    /** Whippy's for `direction`. */
    readonly direction: Habit
    /** Whether TWIN's parameters have their likely names. */
    readonly names: 'likely' | 'others'
    /** TWIN's for dates of change. */
    readonly changes: Habit
    /** TWIN's for the parameter that names a date. */
    readonly dates: Habit
  }
  /** Ids are numbers that a double cannot hold. */
  readonly longIds: boolean
  /** By account; the company has no other accounts. */
  readonly rows: Readonly<Partial<Record<AccountName, readonly WireRow[]>>>
}

export const PROVEN = {
  direction: 'filtered',
  names: 'likely',
  changes: 'filtered',
  dates: 'filtered',
} as const satisfies GoldenCase['habits']

export const accountsOf = (rows: GoldenCase['rows']): readonly AccountName[] =>
  // The keys of an object literal type.
  (Object.keys(ACCOUNTS) as AccountName[]).filter((name) => rows[name] !== undefined)

export function vendorOf(account: string): Vendor {
  // An account of a case has one of the names.
  return ACCOUNTS[account as AccountName]
}

const UJET_ONLY = ['ujet', 'emea'] as const
const FIVE = ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'] as const

/** Zones, and the beginnings of a case's six hours there: mostly hours in which clocks change. */
const DAYS = [
  ['US/Central', '2026-01-15T06:00Z'],
  ['Asia/Kolkata', '2026-01-14T15:00Z'],
  ['US/Central', '2025-11-02T04:00Z'],
  ['America/New_York', '2025-11-02T03:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T12:00Z'],
  ['US/Central', '2025-03-09T05:00Z'],
] as const

export interface Options {
  /** Drawn for every other case; the rest ask for calls. */
  readonly nouns?: readonly GoldenNoun[]
  /** Vendors may ignore or refuse parameters that no document proves. */
  readonly unproven?: boolean
  /** Other orders than the noun's own are asked too. */
  readonly orders?: boolean
}

export function drawCase({ nouns = GOLDEN_NOUNS, unproven = false, orders = true }: Options = {}) {
  return (seed: string): GoldenCase => {
    const random = createRandom(seed)
    const noun = random.chance(0.5) ? 'CALL' : random.pick(nouns)
    const names = noun !== 'CALL' ? UJET_ONLY : random.chance(0.5) ? FIVE : [...FIVE, 'emea' as const]
    const [timeZone, begin] = random.pick(DAYS)
    const draw = createDraw(random, Date.parse(begin), [1, 1000, 1_800_000, 3_600_000])
    const longIds = random.chance(0.25)
    const toRow = (row: WireRow) => (longIds ? withLongIds(row) : row)
    const rows = Object.fromEntries(names.map((name) => [name, drawRows(noun, name, draw).map(toRow)]))
    const selection = drawSelection(random, names)
    const selected = selectedOf({ rows, selection })
    const vendors = [...new Set(selected.map(vendorOf))]
    const known = selected.flatMap((name) => toRows(noun, name, rows[name] ?? []))
    const accounts = selected.map((name) => ({ name, vendor: vendorOf(name) }))
    const filter = drawFilter(noun, draw, known, accounts)
    const others = { ...draw, random: createRandom(`${seed}/further`) }
    const further = drawFilter(noun, others, known, accounts)
    return {
      seed,
      noun,
      selection,
      filter,
      further,
      orderBy: orders && random.chance(0.4) ? drawOrder(random, noun, vendors) : null,
      first: drawFirst(random, selected.flatMap((name) => rows[name] ?? []).length),
      timeZone,
      longIds,
      switches: drawSwitches(random, unproven),
      habits: unproven ? drawHabits(random, 'twin' in filter || 'twin' in further) : PROVEN,
      rows,
    }
  }
}

function drawRows(noun: GoldenNoun, name: AccountName, draw: Draw): readonly WireRow[] {
  const vendor = vendorOf(name)
  const rowOf = vendor === 'UJET' ? UJET_ROWS[noun] : CALL_ROWS[vendor]
  const starts = Array.from({ length: drawCount(draw.random) }, () => draw.instant())
  // Vendors count ids as rows arrive.
  return starts.toSorted((a, b) => a - b).map((start, index) => NAMED[vendor](rowOf(draw, start), index + 1))
}

/** All accounts mostly, else some of them by name or by vendor. */
function drawSelection(random: Random, names: readonly AccountName[]): GoldenCase['selection'] {
  if (random.chance(0.5)) return {}
  if (random.chance(0.2)) return { vendors: ['UJET'] }
  const drawn = names.filter(() => random.chance(0.5))
  const some = drawn.length === 0 ? [random.pick(names)] : drawn
  return random.chance(0.5) ? { vendors: [...new Set(some.map(vendorOf))] } : { accounts: some }
}

/** The accounts that are asked. */
export function selectedOf({
  rows,
  selection: { accounts, vendors },
}: Pick<GoldenCase, 'rows' | 'selection'>): readonly AccountName[] {
  return accountsOf(rows).filter(
    (name) => (vendors?.includes(vendorOf(name)) ?? true) && (accounts?.includes(name) ?? true),
  )
}

function toRows(noun: GoldenNoun, name: AccountName, rows: readonly WireRow[]): readonly AnyRow[] {
  const vendor = vendorOf(name)
  const [list] = listsOf(vendor, noun)
  const sent = list?.optIns?.params(new Set(list.optIns.fields)) ?? {}
  return rows.flatMap(
    (row, index) => list?.toRow(toShown(vendor, row), { name, vendor }, {}, index, sent) ?? [],
  )
}

/** Mostly an order that all of the vendors have. */
function drawOrder(random: Random, noun: GoldenNoun, vendors: readonly Vendor[]): OrderBy | null {
  const all = Object.keys(ordersOf(noun)).flatMap((field): OrderBy[] => [
    { field, direction: 'ASC' },
    { field, direction: 'DESC' },
  ])
  if (random.chance(0.1)) return random.pick(all)
  const common = all.filter(
    (order) => isOtherOrder(noun, order) && vendors.every((vendor) => sorts(vendor, noun, order)),
  )
  return common.length === 0 ? null : random.pick(common)
}

/** The order is not the noun's own. */
export function isOtherOrder(noun: GoldenNoun, { field, direction }: OrderBy): boolean {
  const { byDefault } = meaningOf(noun)
  return direction !== byDefault.direction || ordersOf(noun)[field]?.keyOf !== byDefault.keyOf
}

/** The vendor's description has the order; lists that are read whole are sorted here. */
export function sorts(vendor: Vendor, noun: GoldenNoun, { field, direction }: OrderBy): boolean {
  const { sorting } = DESCRIPTIONS[vendor].resources[noun] ?? {}
  return LISTS[noun].read === 'WHOLE' || directionsOf(sorting, field).includes(direction)
}

function drawSwitches(random: Random, unproven: boolean): GoldenCase['switches'] {
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

function drawHabits(random: Random, asksTwinAlone: boolean): GoldenCase['habits'] {
  return {
    direction: random.pick(HABITS),
    // A filter of TWIN alone is not sent under another name.
    names: asksTwinAlone ? 'likely' : random.pick(['likely', 'others']),
    changes: random.pick(HABITS),
    dates: random.pick(HABITS),
  }
}
