// The golden property: walking page by page through a list gives what filtering and sorting all rows would give, while
// nothing moves, while rows come, change and go, and while an account fails.
import type { Random } from '../../src/demo/random.ts'
import type { Intercept } from '../../src/demo/simulator.ts'
import type { Stage } from '../support/gateway.ts'
import type { GoldenPage } from './golden-page.ts'
import type { Failure } from './golden-asserts.ts'
import type { Wanted, World } from './golden-world.ts'
import assert from 'node:assert/strict'
import { LISTS } from '../../src/domain/lists.ts'
import { compareKeys } from '../../src/domain/order.ts'
import { createRandom } from '../../src/demo/random.ts'
import { allWanted, assertInOrder, assertRefused, assertReports, missingOf } from './golden-asserts.ts'
import { keyOfCursor, turn } from './golden-page.ts'
import { orderOf } from './golden-world.ts'

const MOST_PAGES = 40

/** All that matches is given, nothing else, and every count is right. */
export async function checkStill(world: World, stageOf: () => Stage | Promise<Stage>): Promise<void> {
  const { golden } = world
  const wanted = allWanted(world)
  const random = createRandom(`${golden.seed}/still`)
  const given: GoldenPage['edges'][number][] = []
  let after: string | null = null
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const turned = await turn(await stageOf(), golden, { first: firstOf(world, number), after })
    if ('codes' in turned) return assertRefused(world, turned.codes)
    const { edges, hasNextPage, endCursor, totalCount } = turned.page
    assertReports(turned.page, world)
    assert.ok(
      [null, wanted.length].includes(totalCount),
      `the total\n${totalCount} instead of ${wanted.length}`,
    )
    // Any edge's cursor is as good as the last one's.
    const inside = edges.length > 1 && random.chance(0.2) ? random.int(1, edges.length - 1) : null
    given.push(...edges.slice(0, inside ?? edges.length))
    after = inside === null ? endCursor : (edges[inside - 1]?.cursor ?? null)
    if (inside === null && !hasNextPage) {
      assertInOrder(given, wanted, world)
      assert.deepEqual(missingOf(wanted, given), [], 'matches and was not given')
      return
    }
  }
  assert.fail(`not at the end after ${MOST_PAGES} pages`)
}

/** Before any request of the gateway a row may come, now or late, or change, or go. */
export async function checkLively(world: World): Promise<void> {
  const { golden, accounts } = world
  const random = createRandom(`${golden.seed}/lively`)
  const versions = allWanted(world)
  const staying = new Map(versions.map((one) => [one.id, one]))
  // What is read whole moves slowly: a list that moves as fast as it is read never comes to its end.
  const isWhole = LISTS[golden.noun].read === 'WHOLE'
  const moves = isWhole ? 0.1 : 0.4
  // A row that changes in what it is ordered by may be given in both places, or in none.
  const changes = isWhole || golden.orderBy !== null ? [] : [changeRow]
  for (const account of accounts) {
    world.simulatorOf(account).intercept = () => {
      if (!random.chance(moves)) return undefined
      const [gone, come] = random.pick([removeRow, addRow, ...changes])(world, account, random)
      for (const { id, key } of come) {
        if (staying.get(id)?.key !== key) staying.delete(id)
      }
      for (const { id } of gone) if (!come.some((one) => one.id === id)) staying.delete(id)
      versions.push(...come)
      return undefined
    }
  }
  const given = await walkThrough(world)
  if (given === null) return
  assertInOrder(given, versions, world)
  const missing = missingOf([...staying.values()], given)
  assert.deepEqual(missing, [], 'there all the time and not given')
}

/** What went and what came in its stead. */
type Move = (
  world: World,
  account: string,
  random: Random,
) => readonly [gone: readonly Wanted[], come: readonly Wanted[]]

const removeRow: Move = ({ rowsOf, wantedOf }, account, random) => {
  const rows = rowsOf(account)
  return [wantedOf(account, rows.splice(random.int(0, rows.length), 1)), []]
}

const addRow: Move = ({ rowsOf, wantedOf, drawRow }, account, random) => {
  const row = drawRow(account, random)
  rowsOf(account).push(row)
  return [[], wantedOf(account, [row])]
}

const changeRow: Move = ({ rowsOf, wantedOf, drawRow }, account, random) => {
  const rows = rowsOf(account)
  const index = random.int(0, rows.length - 1)
  const was = rows[index]
  if (was === undefined) return [[], []]
  const row = drawRow(account, random, was)
  rows[index] = row
  return [wantedOf(account, [was]), wantedOf(account, [row])]
}

/** Everything given, null where the order is refused. */
async function walkThrough(world: World): Promise<GoldenPage['edges'] | null> {
  const stage = world.open()
  const given: GoldenPage['edges'][number][] = []
  let after: string | null = null
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const turned = await turn(stage, world.golden, { first: firstOf(world, number), after })
    if ('codes' in turned) {
      assertRefused(world, turned.codes)
      return null
    }
    given.push(...turned.page.edges)
    assertReports(turned.page, world)
    if (!turned.page.hasNextPage) return given
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
 * From a request on, one account fails, for a while or for good. The others lose nothing, and following `hasNextPage`
 * comes to an end. Of the failed account's rows, those are given that come after the position at which the client was
 * told of the last failure; a last page that is asked again after it gives them too.
 */
export async function checkFailing(world: World): Promise<void> {
  const { golden, accounts } = world
  const stage = world.open()
  const random = createRandom(`${golden.seed}/failing`)
  const account = random.pick(accounts)
  const [code, fail] = random.pick(FAILURES)
  const requireComplete = random.chance(0.3)
  const forGood = random.chance(0.3)
  const wanted = allWanted(world)
  let due = wanted
  let healthyFor = random.int(0, 5)
  let fails = false
  let isAsked = false
  world.simulatorOf(account).intercept = (request, entry) => {
    if ((healthyFor -= 1) === -1) fails = true
    isAsked ||= fails
    return fails ? fail(request, entry) : undefined
  }
  const given: GoldenPage['edges'][number][] = []
  for (let after: string | null = null, number = 0; ; number += 1) {
    assert.ok(number < MOST_PAGES, `not at the end after ${MOST_PAGES} pages`)
    isAsked = false
    const turned = await turn(stage, golden, { first: firstOf(world, number), after, requireComplete })
    // An account that kept failing is left alone for a moment, and said to be unavailable.
    const failing = isAsked ? 'ASKED' : 'LEFT_ALONE'
    const failure: Failure = { account, code, state: fails ? failing : 'RECOVERED' }
    if (fails && !forGood && random.chance(0.6)) {
      fails = false
      await world.clock.advance(LEFT_ALONE_MS)
    }
    if ('codes' in turned) {
      assert.notEqual(failure.state, 'RECOVERED', turned.codes)
      assert.match(
        turned.codes,
        requireComplete ? /^(?:INCOMPLETE|ALL_ACCOUNTS_FAILED)$/ : /^ALL_ACCOUNTS_FAILED$/,
      )
      if (!forGood) continue
      due = []
      break
    }
    const { edges, hasNextPage, endCursor, reports } = turned.page
    assert.ok(!hasNextPage || endCursor !== null, 'a next page without a cursor')
    assertReports(turned.page, world, failure)
    const hasFailed = reports.some(({ state }) => state === 'FAILED')
    // The last page is asked again, until nothing is missing.
    if (hasFailed && !hasNextPage && !forGood) continue
    given.push(...edges)
    if (hasFailed)
      due = wanted.filter((row) => row.account !== account || (hasNextPage && isAfter(row, endCursor, world)))
    if (!hasNextPage) break
    after = endCursor
  }
  assertInOrder(given, wanted, world)
  assert.deepEqual(missingOf(due, given), [], 'due and not given')
}

/** Longer than an account that fails is left alone. */
const LEFT_ALONE_MS = 61_000

/** Whether a row stands at a cursor's position or after it. */
function isAfter({ key }: Wanted, cursor: string | null, { golden }: World): boolean {
  return cursor === null || compareKeys(key, keyOfCursor(cursor), orderOf(golden).direction) >= 0
}

const firstOf = ({ golden: { first } }: World, page: number): number => first[page % first.length] ?? 1
