// The golden property: whatever is asked of whatever rows, paging through the gateway gives what filtering and sorting
// all rows would give, also while rows come and go, while an account fails, and whatever the vendor makes of parameters
// that no document proves.
import type { Random } from '../src/sandbox/random.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'
import type { GoldenCase, WireRow } from './support/golden-cases.ts'
import type { GoldenPage, Wanted, World } from './support/golden.ts'
import type { Stage } from './support/gateway.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LISTS } from '../src/domain/lists.ts'
import { compareKeys } from '../src/domain/order.ts'
import { createRandom } from '../src/sandbox/random.ts'
import { ACCOUNT_NAMES, createDraw, drawRow, EVENT_NOUNS, GOLDEN_NOUNS } from './support/golden-cases.ts'
import { createStage } from './support/gateway.ts'
import {
  assertOnce,
  assertOrder,
  checkCases,
  createWorld,
  isRefusedOrder,
  keyOfCursor,
  orderOf,
  rowsOf,
  turn,
  wantedOf,
} from './support/golden.ts'

type Intercept = NonNullable<Sandbox['intercept']>

const MOST_PAGES = 40
/** Of each suite. */
const CASES = Number(process.env.GOLDEN_CASES ?? 100)

const strays: unknown[] = []
process.on('unhandledRejection', (reason) => strays.push(reason))
after(() => assert.deepEqual(strays, [], 'a promise failed unheard'))

test('paging gives every row that matches once and in order', async () => {
  await checkCases('plain', CASES, { nouns: GOLDEN_NOUNS }, async (golden) => {
    const world = createWorld(golden)
    const stage = world.open()
    await checkStill(golden, world, () => stage)
  })
})

test('it does so whatever the vendor makes of what is unproven, also where nothing is remembered', async () => {
  const nouns = ['CALL', 'CALL', 'CALL', ...EVENT_NOUNS, 'AGENT'] as const
  const switches = (random: Random) => ({
    unproven: random.pick(['filtered', 'ignored', 'refused'] as const),
    callSort: random.pick(['sorted', 'ignored', 'refused'] as const),
  })
  await checkCases('unproven', CASES, { nouns, switches }, async (golden) => {
    const world = createWorld(golden)
    const stages = [world.open(), world.open()] as const
    const random = createRandom(`${golden.seed}/stages`)
    await checkStill(golden, world, async () => {
      if (random.chance(0.2)) await world.clock.advance(301_000)
      return random.pick(stages)
    })
  })
})

test('rows that come and go while a client pages are neither repeated nor do they cost others', async () => {
  const switches = (random: Random) => ({
    unproven: random.pick(['filtered', 'ignored', 'refused'] as const),
  })
  await checkCases('lively', CASES, { nouns: ['CALL', ...GOLDEN_NOUNS], switches }, checkLively)
})

test('an account that fails at any request costs its own rows only, and later pages have them again', async () => {
  await checkCases('failing', CASES, { nouns: GOLDEN_NOUNS, orders: false }, checkFailing)
})

test('where bounds are ignored a cold page of 20 costs one request and one of 100 at most two', async () => {
  const calls = Array.from({ length: 400 }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 14) + index * 60_000).toISOString()
    return { id: index + 1, created_at: at, updated_at: at }
  })
  const stage = createStage({ rows: { calls }, unproven: 'ignored' })
  const query = `query ($first: Int!, $after: String) {
    calls(first: $first, after: $after) { nodes { id } pageInfo { endCursor } }
  }`
  const costs: number[] = []
  const ids: string[] = []
  let after: string | null = null
  // The first 120 rows take two pages of the vendor, and with the second one it is learned what bounds are worth.
  for (const first of [120, 20, 100, 20, 100]) {
    const { data }: { data: any } = await stage.ask(query, { first, after })
    ids.push(...data.calls.nodes.map(({ id }: { id: string }) => id))
    after = data.calls.pageInfo.endCursor
    costs.push(stage.sent().length)
    await stage.clock.advance(301_000)
  }
  assert.deepEqual(
    ids,
    calls
      .map(({ id }) => `call:ujet:${id}`)
      .toReversed()
      .slice(0, ids.length),
  )
  const [, ...cold] = costs
  assert.deepEqual(
    cold.map((cost, index) => cost <= (index % 2 === 0 ? 1 : 2)),
    [true, true, true, true],
    costs.join(),
  )
})

test('five pages of 20 cost one request and the first 250 rows three, also where bounds are ignored', async () => {
  for (const unproven of ['filtered', 'ignored'] as const) {
    const stage = createStage({ scale: 1, unproven })
    const page = (first: number, after: string | null) =>
      stage.ask(
        `query ($first: Int!, $after: String) { calls(first: $first, after: $after) { pageInfo { endCursor } } }`,
        { first, after },
      )
    // What is unproven is learned first, at the cost of a request more.
    await page(150, null)
    stage.sent()
    await stage.clock.advance(301_000)
    for (let after: string | null = null, number = 0; number < 5; number += 1) {
      const { data }: { data: any } = await page(20, after)
      after = data.calls.pageInfo.endCursor
    }
    assert.equal(stage.sent().length, 1, unproven)
    await stage.clock.advance(301_000)
    await page(250, null)
    assert.equal(stage.sent().length, 3, unproven)
  }
})

/** Nothing moves: all that matches is given, nothing else, and every count is right. */
async function checkStill(
  golden: GoldenCase,
  world: World,
  stageOf: () => Stage | Promise<Stage>,
): Promise<void> {
  const wanted = ACCOUNT_NAMES.flatMap((name) => wantedOf(golden, name, rowsOf(world, name, golden)))
  const random = createRandom(`${golden.seed}/still`)
  const given: string[] = []
  let after: string | null = null
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const turned = await turn(await stageOf(), golden, { first: firstOf(golden, number), after })
    if ('codes' in turned) return assert.ok(isRefusedOrder(golden, turned.codes), turned.codes.join())
    const { edges, hasNextPage, endCursor, totalCount, reports } = turned.page
    for (const { state } of reports) assert.match(state, /^(?:COMPLETE|CAPPED)$/)
    assert.ok([null, wanted.length].includes(totalCount), `${totalCount} instead of ${wanted.length}`)
    // Any edge's cursor is as good as the last one's.
    const inside = edges.length > 1 && random.chance(0.2) ? random.int(1, edges.length - 1) : null
    given.push(...edges.slice(0, inside ?? edges.length).map(({ id }) => id))
    after = inside === null ? endCursor : (edges[inside - 1]?.cursor ?? null)
    if (inside === null && !hasNextPage) {
      assertOrder(toWanted(given, wanted), golden)
      assertOnce(given)
      return assert.deepEqual(given.toSorted(), wanted.map(({ id }) => id).toSorted())
    }
  }
  assert.fail(`not at the end after ${MOST_PAGES} pages`)
}

/** Before any request of the gateway a row may come, now or late, or go. */
async function checkLively(golden: GoldenCase): Promise<void> {
  const world = createWorld(golden)
  const stage = world.open()
  const random = createRandom(`${golden.seed}/lively`)
  const everything = new Map<string, Wanted>()
  const staying = new Set<string>()
  for (const name of ACCOUNT_NAMES) {
    const wanted = wantedOf(golden, name, rowsOf(world, name, golden))
    for (const one of wanted) {
      everything.set(one.id, one)
      staying.add(one.id)
    }
    world.sandboxes[name].intercept = () => {
      // What is read whole moves slowly: a list that moves as fast as it is read never comes to its end.
      if (!random.chance(LISTS[golden.noun].read === 'WHOLE' ? 0.1 : 0.4)) return undefined
      const rows = rowsOf(world, name, golden)
      if (random.chance(0.5)) {
        const [gone] = rows.splice(random.int(0, rows.length), 1)
        for (const { id } of gone === undefined ? [] : wantedOf(golden, name, [gone])) staying.delete(id)
      } else {
        const come = arrive(golden, world, rows, random)
        for (const one of wantedOf(golden, name, [come])) everything.set(one.id, one)
      }
      return undefined
    }
  }
  const pages = await walkThrough(golden, stage)
  if (pages === null) return
  const given = pages.flatMap(({ edges }) => edges.map(({ id }) => id))
  assertOnce(given)
  assertOrder(toWanted(given, [...everything.values()]), golden)
  const missing = [...staying].filter((id) => !given.includes(id))
  assert.deepEqual(missing, [], 'there all the time and not given')
}

let arrivals = 1000

function arrive(golden: GoldenCase, world: World, rows: WireRow[], random: Random): WireRow {
  const older = rows.length > 0 && random.chance(0.5) ? random.pick(rows) : {}
  const start = Date.parse(String(older.created_at ?? older.started_at)) + random.int(0, 1)
  const draw = createDraw(random)
  const row = drawRow(golden.noun, draw, Number.isNaN(start) ? world.clock.now() : start)
  const come = { ...row, id: (arrivals += 1) }
  rows.push(come)
  return come
}

async function walkThrough(golden: GoldenCase, stage: Stage): Promise<readonly GoldenPage[] | null> {
  const pages: GoldenPage[] = []
  for (let after: string | null = null; pages.length < MOST_PAGES;) {
    const turned = await turn(stage, golden, { first: firstOf(golden, pages.length), after })
    if ('codes' in turned) {
      assert.ok(isRefusedOrder(golden, turned.codes), turned.codes.join())
      return null
    }
    pages.push(turned.page)
    if (!turned.page.hasNextPage) return pages
    after = turned.page.endCursor
  }
  assert.fail(`not at the end after ${MOST_PAGES} pages`)
}

/** Ways to fail, each with the code that tells of it. */
const FAILURES: readonly (readonly [string, Intercept])[] = [
  ['UPSTREAM_UNAVAILABLE', () => new Response('{"message":"down"}', { status: 503 })],
  ['UPSTREAM_UNAVAILABLE', () => Promise.reject(new TypeError('fetch failed'))],
  ['UPSTREAM_RATE_LIMITED', () => new Response('{}', { status: 429, headers: { 'retry-after': '2' } })],
  ['UPSTREAM_RATE_LIMITED', () => new Response('{}', { status: 429 })],
  ['UPSTREAM_INVALID_RESPONSE', () => new Response('<html>Please sign in</html>')],
  ['UPSTREAM_INVALID_RESPONSE', () => new Response('[{"id": 1, "created_at')],
  ['UPSTREAM_TIMEOUT', ({ signal }) => hangUpWith(signal)],
]

function hangUpWith(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('hung up')), { once: true })
  })
}

/**
 * From a request on, one account fails for a while. The other one loses nothing; of the failed one's rows, those are
 * given that come after the position at which the client was told of the last failure.
 */
async function checkFailing(golden: GoldenCase): Promise<void> {
  const world = createWorld(golden)
  const stage = world.open()
  const random = createRandom(`${golden.seed}/failing`)
  const account = random.pick(ACCOUNT_NAMES)
  const [code, fail] = random.pick(FAILURES)
  const requireComplete = random.chance(0.3)
  const wanted = ACCOUNT_NAMES.flatMap((name) => wantedOf(golden, name, rowsOf(world, name, golden)))
  let due = new Set(wanted)
  let healthyFor = random.int(0, 5)
  let fails = false
  let failed = false
  world.sandboxes[account].intercept = (request, entry) => {
    if ((healthyFor -= 1) === -1) fails = true
    failed ||= fails
    return fails ? fail(request, entry) : undefined
  }
  const given: Wanted[] = []
  for (let after: string | null = null, number = 0; ; number += 1) {
    assert.ok(number < MOST_PAGES, `not at the end after ${MOST_PAGES} pages`)
    failed = fails
    const turned = await turn(stage, golden, { first: firstOf(golden, number), after, requireComplete })
    if (fails && random.chance(0.6)) {
      fails = false
      // Whoever failed again and again is left alone for so long at most.
      await world.clock.advance(30_000)
    }
    if ('codes' in turned) {
      assert.ok(failed, turned.codes.join())
      assert.match(
        turned.codes.join(),
        requireComplete ? /^(?:INCOMPLETE|ALL_ACCOUNTS_FAILED)$/ : /^ALL_ACCOUNTS_FAILED$/,
      )
      continue
    }
    const { edges, hasNextPage, endCursor, reports } = turned.page
    for (const report of reports) {
      const isFailed: boolean = failed && report.account === account
      assert.match(report.state, isFailed ? /^FAILED$/ : /^(?:COMPLETE|CAPPED)$/)
      const isLeftAlone = isFailed && report.code === 'UPSTREAM_UNAVAILABLE'
      if (!isLeftAlone)
        assert.equal(report.code, isFailed ? code : report.state === 'CAPPED' ? 'SCAN_CAP' : null)
    }
    given.push(
      ...toWanted(
        edges.map(({ id }) => id),
        wanted,
      ),
    )
    if (failed)
      due = new Set(wanted.filter((row) => row.account !== account || isAfter(row, endCursor, golden)))
    if (!hasNextPage) break
    after = endCursor
  }
  assertOnce(given.map(({ id }) => id))
  assertOrder(given, golden)
  const missing = [...due].filter((row) => !given.includes(row))
  assert.deepEqual(missing, [], 'due and not given')
}

/** Whether a row stands at a cursor's position or after it. */
function isAfter({ key }: Wanted, cursor: string | null, golden: GoldenCase): boolean {
  return cursor === null || compareKeys(key, keyOfCursor(cursor), orderOf(golden).direction) >= 0
}

const firstOf = ({ first }: GoldenCase, page: number): number => first[page % first.length] ?? 1

function toWanted(ids: readonly string[], wanted: readonly Wanted[]): Wanted[] {
  const byId = new Map(wanted.map((one) => [one.id, one]))
  return ids.map((id) => byId.get(id) ?? assert.fail(`${id} does not match`))
}
