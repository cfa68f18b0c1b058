// The golden property over five vendors: whatever is asked of whatever calls, paging through the gateway gives what
// filtering and sorting all of them would give, also while calls come and go, while an account fails, and whatever the
// vendors make of parameters that no document proves.
import type { FiveCase } from './golden-five.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createRandom } from '../../src/demo/random.ts'
import { checkCases } from './golden-check.ts'
import { createFiveWorld } from './golden-five-world.ts'
import { drawFiveCase, smallerFiveCases } from './golden-five.ts'
import { checkFailing, checkLively, checkStill } from './golden-walks.ts'

const strays: unknown[] = []
process.on('unhandledRejection', (reason) => strays.push(reason))
after(() => assert.deepEqual(strays, [], 'a promise failed unheard'))

/** Of each suite. */
const SUITE = { count: 50, smaller: smallerFiveCases }

test('paging through five vendors gives every call that matches once and in order', async () => {
  const check = async (golden: FiveCase) => {
    const world = createFiveWorld(golden)
    const stage = world.open()
    await checkStill(world, () => stage)
  }
  await checkCases({ ...SUITE, name: 'five', draw: drawFiveCase({}), check })
})

test('it does so whatever they make of what is unproven, also where nothing is remembered', async () => {
  const check = async (golden: FiveCase) => {
    const world = createFiveWorld(golden)
    const stages = [world.open(), world.open()] as const
    const random = createRandom(`${golden.seed}/stages`)
    await checkStill(world, async () => {
      if (random.chance(0.2)) await world.clock.advance(301_000)
      return random.pick(stages)
    })
  }
  await checkCases({ ...SUITE, name: 'five-unproven', draw: drawFiveCase({ unproven: true }), check })
})

test('calls that come, change and go while a client pages are neither repeated nor do they cost others', async () => {
  const check = (golden: FiveCase) => checkLively(createFiveWorld(golden))
  await checkCases({ ...SUITE, name: 'five-lively', draw: drawFiveCase({ orders: false }), check })
})

test('an account that fails costs its own calls only: the other four are complete', async () => {
  const check = (golden: FiveCase) => checkFailing(createFiveWorld(golden))
  await checkCases({ ...SUITE, name: 'five-failing', draw: drawFiveCase({ orders: false }), check })
})
