// The golden property with budgets of one to ten upstream requests, over five vendors and over every noun of UJET.
import { test } from 'node:test'
import { checkBudgeted } from './golden-budget.ts'
import { checkCases } from './golden-check.ts'
import { createFiveWorld } from './golden-five-world.ts'
import { drawFiveCase, smallerFiveCases } from './golden-five.ts'
import { GOLDEN_NOUNS } from './golden-ujet-rows.ts'
import { createUjetWorld, drawUjetCase, smallerUjetCases } from './golden-ujet.ts'

const HABITS = ['filtered', 'ignored', 'refused'] as const

test('whatever the budget, five vendors give every call that matches once and in order', async () => {
  await checkCases({
    name: 'five-budget',
    count: 30,
    draw: drawFiveCase({}),
    smaller: smallerFiveCases,
    check: (golden) => checkBudgeted(createFiveWorld(golden)),
  })
})

test('they do so whatever they make of what is unproven', async () => {
  await checkCases({
    name: 'five-budget-unproven',
    count: 30,
    draw: drawFiveCase({ unproven: true }),
    smaller: smallerFiveCases,
    check: (golden) => checkBudgeted(createFiveWorld(golden)),
  })
})

test('whatever the budget, two accounts give every row of any noun once and in order', async () => {
  await checkCases({
    name: 'budget',
    count: 30,
    draw: drawUjetCase({
      nouns: GOLDEN_NOUNS,
      switches: (random) => ({
        unproven: random.pick(HABITS),
        callSort: random.pick(['sorted', 'ignored', 'refused']),
      }),
    }),
    smaller: smallerUjetCases,
    check: (golden) => checkBudgeted(createUjetWorld(golden)),
  })
})
