// Golden cases of two accounts of UJET, over every noun that it lists.
import type { Lists } from '../../src/domain/lists.ts'
import type { OrderBy } from '../../src/domain/order.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Random } from '../../src/demo/random.ts'
import type { SandboxOptions } from '../../src/demo/sandbox.ts'
import type { Draw, WireRow } from './golden-draw.ts'
import type { GoldenNoun } from './golden-ujet-rows.ts'
import type { GoldenCase, World } from './golden-world.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { createRandom } from '../../src/demo/random.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver, UJET } from '../support/gateway.ts'
import { withoutKeys, withoutSome } from './golden-check.ts'
import { createDraw, drawCount, drawFirst } from './golden-draw.ts'
import { drawUjetFilter, UJET_ACCOUNTS } from './golden-ujet-filters.ts'
import { UJET_ROWS } from './golden-ujet-rows.ts'
import { wantedAmong } from './golden-world.ts'
import { withLongIds, withLongNumbers } from '../support/long-ids.ts'

type AccountName = (typeof UJET_ACCOUNTS)[number]
type Switches = Pick<
  SandboxOptions,
  'unproven' | 'callSort' | 'nulls' | 'tieOrder' | 'headers' | 'upperBoundInclusive' | 'clamp'
>

export interface UjetCase extends GoldenCase {
  readonly filter: Lists[GoldenNoun]['filter']
  readonly switches: Switches
  /** Whether ids are numbers that a double cannot hold. */
  readonly longIds: boolean
  readonly rows: Readonly<Record<AccountName, readonly WireRow[]>>
}

interface Options {
  readonly nouns: readonly GoldenNoun[]
  readonly switches?: (random: Random) => Switches
  /** Whether other orders than the noun's own are asked too. */
  readonly orders?: boolean
}

export function drawUjetCase({ nouns, switches, orders = true }: Options): (seed: string) => UjetCase {
  return (seed) => {
    const random = createRandom(seed)
    const noun = random.pick(nouns)
    const draw = createDraw(random)
    const longIds = random.chance(0.2)
    const draws = () => drawRows(noun, draw).map((row) => (longIds ? withLongIds(row) : row))
    const rows = { ujet: draws(), emea: draws() }
    return {
      seed,
      noun,
      longIds,
      filter: drawUjetFilter(noun, draw),
      orderBy: orders && random.chance(0.4) ? drawOrder(noun, random) : null,
      first: drawFirst(random, rows.ujet.length + rows.emea.length),
      switches: {
        clamp: random.int(5, 10),
        nulls: random.pick(['low', 'high', 'last']),
        tieOrder: random.pick(['unlike-ids', 'as-they-stand']),
        upperBoundInclusive: random.chance(0.5),
        headers: { total: random.chance(0.7), link: random.chance(0.5) },
        ...switches?.(random),
      },
      rows,
    }
  }
}

export function* smallerUjetCases(golden: UjetCase): Generator<UjetCase> {
  const { filter, rows, first } = golden
  if (golden.orderBy !== null) yield { ...golden, orderBy: null }
  for (const smaller of withoutKeys(filter)) yield { ...golden, filter: smaller }
  for (const name of UJET_ACCOUNTS) {
    for (const fewer of withoutSome(rows[name])) yield { ...golden, rows: { ...rows, [name]: fewer } }
  }
  if (first.length > 1) yield { ...golden, first: first.slice(0, 1) }
}

function drawOrder(noun: GoldenNoun, random: Random): OrderBy {
  const { sorting } = DESCRIPTIONS.UJET.resources[noun] ?? {}
  // Other vendors have orders of their own, and lists that are read whole are sorted here.
  const isOffered = (field: string) => LISTS[noun].read === 'WHOLE' || field in (sorting?.columns ?? {})
  const fields = Object.keys(LISTS[noun].orders).filter(isOffered)
  return { field: random.pick(fields), direction: random.pick(['ASC', 'DESC']) }
}

function drawRows(noun: GoldenNoun, draw: Draw): WireRow[] {
  const rows = Array.from({ length: drawCount(draw.random) }, () => UJET_ROWS[noun](draw, draw.instant()))
  // Ids grow with time, as vendors count; a vendor that does not sort gives the oldest rows first.
  const inTime = rows.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  return inTime.map((row, index) => ({ ...row, id: index + 1 }))
}

const startOf = ({ created_at, started_at }: WireRow) => String(started_at ?? created_at)

/** Where the sandbox keeps the rows of a noun. */
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

export function createUjetWorld(golden: UjetCase): World {
  const { noun, switches, rows, seed } = golden
  const clock = createVirtualClock()
  const create = (name: AccountName) =>
    createSandbox({
      ...switches,
      clock,
      seed: `${seed}/${name}`,
      lively: false,
      // Pages are what matters here; the queue has tests of its own.
      quota: false,
      rows: { [SHELVES[noun]]: [...rows[name]] },
    })
  const sandboxes = { ujet: create('ujet'), emea: create('emea') }
  const sandboxOf = (name: string) => sandboxes[name === 'emea' ? 'emea' : 'ujet']
  const fetch = async (request: Request) => {
    const answer = await sandboxOf(new URL(request.url).hostname.replace('.test', '')).ujet(request)
    return golden.longIds ? withLongNumbers(answer) : answer
  }
  const accounts = UJET_ACCOUNTS.map((name) => ({
    ...UJET,
    name,
    baseUrl: `http://${name}.test${sandboxes[name].basePath}`,
    quota: { requests: 1, windowMs: 0 },
  }))
  let arrivals = 1000
  const rowsOf = (name: string): WireRow[] => sandboxOf(name).data[SHELVES[noun]]
  return {
    golden,
    clock,
    accounts: UJET_ACCOUNTS,
    simulatorOf: sandboxOf,
    rowsOf,
    wantedOf: (name, among = rowsOf(name)) =>
      wantedAmong(
        golden,
        { name, vendor: 'UJET' },
        among.filter((row) => !isHidden(golden, row)),
      ),
    isSkipped: () => false,
    drawRow: (name, random, was) => {
      const near = was ?? (random.chance(0.5) ? rowsOf(name)[random.int(0, rowsOf(name).length - 1)] : {})
      const start = Date.parse(startOf(near ?? {})) + (was === undefined ? random.int(0, 1) : 0)
      const row = UJET_ROWS[noun](createDraw(random), Number.isNaN(start) ? clock.now() : start)
      const own = { ...row, id: was?.id ?? (arrivals += 1) }
      return golden.longIds ? withLongIds(own) : own
    },
    isRefused: () => UJET_ACCOUNTS.some((name) => isRefusedByUjet(golden, switches, rows[name])),
    open: (config = {}) => createStageOver(sandboxes.ujet, clock, fetch, { accounts, ...config }),
  }
}

/** Without being asked for them the vendor leaves deleted rows out. */
function isHidden({ noun, filter }: UjetCase, { deleted }: WireRow): boolean {
  return ['MENU', 'TEAM'].includes(noun) && deleted === true && !('withDeleted' in filter)
}

/**
 * Another order than the noun's own may be refused where the vendor does not sort, or where it puts rows without a value
 * first and has no filter that leaves them out.
 */
export function isRefusedByUjet(
  { noun, orderBy }: Pick<GoldenCase, 'noun' | 'orderBy'>,
  { callSort = 'sorted', nulls = 'low' }: Pick<Switches, 'callSort' | 'nulls'>,
  rows: readonly WireRow[],
): boolean {
  if (orderBy === null || LISTS[noun].read === 'WHOLE') return false
  if (noun === 'CALL' && callSort !== 'sorted' && orderBy.field !== 'UPDATED_AT') return true
  const isNullFirst = nulls !== 'last' && (orderBy.direction === 'DESC') === (nulls === 'high')
  return isNullFirst && hidesValues({ noun, orderBy }, 'UJET', rows)
}

/** Whether rows without a value may hide the others, because the vendor has no filter that leaves them out. */
export function hidesValues(
  { noun, orderBy }: Pick<GoldenCase, 'noun' | 'orderBy'>,
  vendor: Vendor,
  rows: readonly WireRow[],
): boolean {
  const isValued = (orderBy?.field ?? '') in (DESCRIPTIONS[vendor].resources[noun]?.valued ?? {})
  const all = wantedAmong({ noun, orderBy, filter: {} }, { name: 'any', vendor }, rows)
  return !isValued && all.some(({ key }) => key === null)
}
