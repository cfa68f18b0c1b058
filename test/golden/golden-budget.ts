// The golden property with a budget: whatever number of requests an operation may send, it sends no more, and following
// `hasNextPage` gives what filtering and sorting all rows would give.
import type { GoldenPage } from './golden-page.ts'
import type { World } from './golden-world.ts'
import assert from 'node:assert/strict'
import { createRandom } from '../../src/demo/random.ts'
import { allWanted, assertInOrder, assertRefused, missingOf } from './golden-asserts.ts'
import { turn } from './golden-page.ts'

/** An operation that comes no further says so, and goes further when it is asked again. */
const MOST_AGAIN = 30
const MOST_TURNS = 1000

/** Requests that the vendors have got, sign-ins left out. */
function heardBy({ accounts, simulatorOf }: World): number {
  const all = accounts.flatMap((account) => simulatorOf(account).requests)
  return all.filter(({ path }) => !/token|login|refresh/.test(path)).length
}

export async function checkBudgeted(world: World): Promise<void> {
  const { golden, accounts } = world
  const random = createRandom(`${golden.seed}/budget`)
  const wanted = allWanted(world)
  const given: GoldenPage['edges'][number][] = []
  // Small ones are reached in the middle of a read.
  let budget = random.int(1, random.int(1, 10))
  const maxScanPages = random.int(1, 5)
  let stage = world.open({ maxUpstreamRequests: budget, maxScanPages })
  let after: string | null = null
  let again = 0
  for (let number = 0; number < MOST_TURNS; number += 1) {
    const before = heardBy(world)
    const first = golden.first[number % golden.first.length] ?? 1
    const turned = await turn(stage, golden, { first, after })
    const sent = heardBy(world) - before
    assert.ok(sent <= budget, `more than its budget\n${sent} of ${budget}`)
    if ('codes' in turned) {
      if (turned.codes !== 'TOO_EXPENSIVE') return assertRefused(world, turned.codes)
      assert.ok((again += 1) <= MOST_AGAIN, `comes no further\nwith a budget of ${budget}`)
      // Refused beforehand: it needs more at the least.
      if (sent === 0) stage = world.open({ maxUpstreamRequests: (budget += 1), maxScanPages })
      continue
    }
    again = 0
    const { edges, hasNextPage, endCursor, reports, totalCount } = turned.page
    assert.deepEqual(
      reports.map(({ account }) => account),
      accounts,
    )
    assert.ok(
      [null, wanted.length].includes(totalCount),
      `the total\n${totalCount} instead of ${wanted.length}`,
    )
    given.push(...edges)
    if (!hasNextPage) {
      assertInOrder(given, wanted, world)
      assert.deepEqual(missingOf(wanted, given), [], 'matches and was not given')
      return
    }
    assert.notEqual(endCursor, null, 'a next page without a cursor')
    after = endCursor
  }
  assert.fail(`not at the end after ${MOST_TURNS} pages`)
}
