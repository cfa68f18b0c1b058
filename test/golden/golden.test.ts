// The golden property: paging through the gateway gives what a filter and a sort over all rows give. It holds while rows
// come and go, while an account fails, and whatever vendors do with parameters that no document proves.
import type { GoldenCase } from './golden-case.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../src/demo/random.ts'
import { createStage } from '../support/gateway.ts'
import { drawCase } from './golden-case.ts'
import { checkCases } from './golden-check.ts'
import { EVENT_NOUNS } from './golden-ujet-rows.ts'
import { checkFailing, checkLively, checkStill } from './golden-walks.ts'
import { createWorld } from './golden-world.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

test('pages have every row that matches once and in order', async () => {
  const check = async (golden: GoldenCase) => {
    const world = createWorld(golden)
    const stage = world.open()
    await checkStill(world, () => stage)
  }
  await checkCases({ name: 'plain', count: 70, draw: drawCase(), check })
})

test('unproven parameters that vendors ignore or refuse cost no row, also without a cache', async () => {
  const check = async (golden: GoldenCase) => {
    const world = createWorld(golden)
    const stages = [world.open(), world.open()] as const
    const random = createRandom(`${golden.seed}/stages`)
    await checkStill(world, async () => {
      if (random.chance(0.2)) await world.clock.advance(301_000)
      return random.pick(stages)
    })
  }
  const nouns = [...EVENT_NOUNS, 'AGENT'] as const
  await checkCases({ name: 'unproven', count: 50, draw: drawCase({ nouns, unproven: true }), check })
})

test('rows that arrive, change and leave while a client pages repeat no row and cost no other', async () => {
  const check = (golden: GoldenCase) => checkLively(createWorld(golden))
  await checkCases({ name: 'lively', count: 70, draw: drawCase({ unproven: true }), check })
})

test('an account that fails at any request costs its own rows only, and later pages have them again', async () => {
  const check = (golden: GoldenCase) => checkFailing(createWorld(golden))
  await checkCases({ name: 'failing', count: 70, draw: drawCase({ orders: false }), check })
})

test('ignored bounds leave a cold page of 20 at one request and one of 100 at two', async () => {
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
    await stage.clock.advance(3_700_000)
    for (let after: string | null = null, number = 0; number < 5; number += 1) {
      const { data }: { data: any } = await page(20, after)
      after = data.calls.pageInfo.endCursor
    }
    assert.equal(stage.sent().length, 1, unproven)
    await stage.clock.advance(3_700_000)
    await page(250, null)
    assert.equal(stage.sent().length, 3, unproven)
  }
})
