// The golden property of lists that are asked again and again: rows come late, change, move and leave meanwhile, and every
// page equals a filter and a sort over all rows of the instants that its reports name.
import type { SortKey } from '../../src/domain/order.ts'
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import type { Random } from '../../src/demo/random.ts'
import type { GoldenCase } from './golden-case.ts'
import type { WireRow } from './golden-draw.ts'
import type { GoldenPage } from './golden-page.ts'
import type { Wanted, World } from './golden-world.ts'
import assert from 'node:assert/strict'
import { compareKeys } from '../../src/domain/order.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createRandom } from '../../src/demo/random.ts'
import { assertRefused, assertReports } from './golden-asserts.ts'
import { createMemoryRedis } from '../support/memory-redis.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { vendorOf } from './golden-case.ts'
import { positionOf, turn } from './golden-page.ts'
import { orderOf } from './golden-world.ts'

const ROUNDS = 6
const MOST_PAGES = 40

export interface Refreshed {
  readonly world: World
  /** The filters that are asked in turn. */
  readonly filters: readonly object[]
  /** Instances of Switchboard that answer in turn, with one shared memory; 1 when absent. */
  readonly instances?: number
  /** Rows may be deleted. */
  readonly deletes?: boolean
  /** The row, changed last at the instant, with what of it never changes. */
  readonly stamp: (account: string, row: WireRow, at: number, was?: WireRow) => WireRow
}

const toSeconds = (at: number) => `${toRfc3339(at).slice(0, 19)}Z`

/** The fields in which each vendor shows the last change of a row. */
const STAMPS: Readonly<Record<Vendor, (at: number) => WireRow>> = {
  UJET: (at) => ({ updated_at: toRfc3339(at) }),
  CALLCAP: (at) => ({ last_modified: toRfc3339(at) }),
  WHIPPY: (at) => ({ updated_at: toRfc3339(at) }),
  ALLO_MEDIA: (at) => ({ qualified: toSeconds(at) }),
  TWIN: (at) => ({ updatedAt: toSeconds(at) }),
}

/** The case without changes later than now: what changes next would seem to be older. */
export function withoutFutureChanges(golden: GoldenCase): GoldenCase {
  const now = createVirtualClock().now()
  const toPast = (account: string) => (row: WireRow) => {
    const stamp = STAMPS[vendorOf(account)](now)
    const isLater = (name: string) => Date.parse(String(row[name])) > now
    return Object.keys(stamp).some(isLater) ? { ...row, ...stamp } : row
  }
  const rows = Object.entries(golden.rows).map(([account, all]) => [account, all.map(toPast(account))])
  return { ...golden, rows: Object.fromEntries(rows) }
}

/** The row, changed at an instant. */
export function stampCalls(account: string, row: WireRow, at: number, was?: WireRow): WireRow {
  // A call does not become a text conversation.
  const unseen = was?.unseen === undefined ? {} : { unseen: was.unseen }
  return { ...row, ...STAMPS[vendorOf(account)](at), ...unseen }
}

export async function checkRefreshed(refreshed: Refreshed): Promise<void> {
  const { world, filters, instances = 1 } = refreshed
  const { golden, clock } = world
  const { redis } = createMemoryRedis(clock)
  const deps = instances === 1 ? {} : { sharedMemory: { redis, secret: golden.seed.padEnd(32) } }
  const stages = Array.from({ length: instances }, () => world.open({}, deps))
  const random = createRandom(`${golden.seed}/refreshed`)
  const history = record(world)
  const questions = filters.map((filter) => remembering(world.asking(filter)))
  for (let round = 0; round < ROUNDS * Math.min(3, filters.length); round += 1) {
    let after: string | null = null
    const asked = random.pick(questions)
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const first = golden.first[(round + page) % golden.first.length] ?? 1
      const stage = stages[instances === 1 ? 0 : random.int(0, instances - 1)] ?? assert.fail()
      const turned = await turn(stage, asked.golden, { first, after })
      if ('codes' in turned) return assertRefused(world, turned.codes)
      assertPage(asked, history, turned.page, { first, after })
      after = turned.page.endCursor
      if (!turned.page.hasNextPage) break
      // A renewal that was begun for the first page may be over before the next one is asked for.
      if (random.chance(0.3)) await clock.advance(random.int(0, 2000))
      if (random.chance(0.3)) await live(refreshed, history, random)
    }
    for (let times = random.int(0, 4); times > 0; times -= 1) await live(refreshed, history, random)
    await clock.advance(random.int(1, 40) * 1000)
  }
}

/** The world that filters the rows of an instant once. */
function remembering(world: World): World {
  const known = new WeakMap<readonly WireRow[], readonly Wanted[]>()
  const wantedOf: World['wantedOf'] = (account, rows = world.rowsOf(account)) => {
    const wanted = known.get(rows) ?? world.wantedOf(account, rows)
    known.set(rows, wanted)
    return wanted
  }
  return { ...world, wantedOf }
}

/** Each account's rows at every instant at which it was asked for something, and its deleted rows. */
type History = ReadonlyMap<
  string,
  { readonly states: Map<number, readonly WireRow[]>; readonly deleted: WireRow[] }
>

function record({ accounts, clock, simulatorOf, rowsOf }: World): History {
  const history: History = new Map(accounts.map((account) => [account, { states: new Map(), deleted: [] }]))
  for (const [account, { states }] of history) {
    simulatorOf(account).intercept = () => {
      states.set(clock.now(), [...rowsOf(account)])
      return undefined
    }
  }
  return history
}

/** One row comes, late or now, or one changes, which may move it or make it leave, or one is deleted. */
export async function live(
  { world: { accounts, clock, rowsOf, drawRow }, stamp, deletes = false }: Refreshed,
  history: History,
  random: Random,
): Promise<void> {
  // Nothing is asked for at the instant of a change, so that each instant has one state.
  await clock.advance(1)
  const account = random.pick(accounts)
  const rows = rowsOf(account)
  const index = random.int(0, Math.max(0, rows.length - 1))
  if (deletes && random.chance(0.15)) {
    history.get(account)?.deleted.push(...rows.splice(index, 1))
    return clock.advance(1)
  }
  const was = random.chance(0.6) ? rows[index] : undefined
  const row = stamp(account, drawRow(account, random, was), clock.now(), was)
  if (was === undefined) rows.push(row)
  else rows[index] = row
  await clock.advance(1)
}

/**
 * The page holds the rows that stand after the position as of the instant that each report tells. What is read page by
 * page may be younger than that: of rows that have changed since, either state will do.
 */
function assertPage(
  world: World,
  history: History,
  page: GoldenPage,
  { first, after }: { first: number; after: string | null },
): void {
  const { edges, hasNextPage, totalCount, reports } = page
  assertReports(page, world)
  const { direction } = orderOf(world.golden)
  const compare = (a: SortKey, b: SortKey) => compareKeys(a, b, direction)
  const { key: from, ids: given }: Partial<ReturnType<typeof positionOf>> =
    after === null ? {} : positionOf(after)
  const isDue = ({ id, key }: Wanted): boolean => {
    const where = from === undefined ? 1 : compare(key, from)
    return where > 0 || (where === 0 && given?.includes(id) !== true)
  }
  const may: Wanted[] = []
  const must: Wanted[] = []
  for (const { account, asOf } of reports) {
    if (asOf === null) continue
    const since = Date.parse(asOf)
    const { states: recorded, deleted } = history.get(account) ?? assert.fail(`${account} is unknown`)
    assert.ok(recorded.has(since), `${account} was not asked at ${asOf}`)
    const all = [...recorded].map(([at, rows]) => ({ at, wanted: world.wantedOf(account, rows) }))
    const states = all.flatMap(({ at, wanted }) => (at >= since ? [wanted] : []))
    // No list of changes names a deleted row: any of its versions may be cached.
    const gone = new Set(
      world
        .asking({})
        .wantedOf(account, deleted)
        .map(({ id }) => id),
    )
    may.push(...all.flatMap(({ wanted }) => wanted).filter((one) => gone.has(one.id) && isDue(one)))
    const [told = []] = states
    const stays = (one: Wanted) =>
      states.every((rows) => rows.some(({ id, key }) => id === one.id && key === one.key))
    may.push(...states.flat().filter(isDue))
    must.push(...told.filter((one) => isDue(one) && stays(one)))
  }
  const ids = edges.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length, 'given twice')
  assert.ok(ids.length <= first)
  let last: SortKey | undefined
  for (const id of ids) {
    // Where a row may have two keys, the one that fits is taken.
    const keys = may.flatMap((one) => (one.id === id ? [one.key] : [])).toSorted(compare)
    last = keys.find((one) => last === undefined || compare(one, last) >= 0)
    assert.ok(last !== undefined, `not due there\n${id}`)
  }
  const isPassed = ({ key }: Wanted): boolean =>
    !hasNextPage || (last !== undefined && compare(key, last) < 0)
  const missing = must.filter((one) => isPassed(one) && !ids.includes(one.id))
  assert.deepEqual(missing, [], 'due and not given')
  const isCertain = after === null && may.length === must.length
  if (isCertain) assert.ok(totalCount === null || totalCount === must.length, `the total\n${totalCount}`)
}
