// The golden property with budgets of one to ten upstream requests.
import type { GoldenCase } from './golden-case.ts'
import { test } from 'node:test'
import { checkBudgeted } from './golden-budget.ts'
import { drawCase } from './golden-case.ts'
import { checkCases } from './golden-check.ts'
import { createWorld } from './golden-world.ts'

test('any budget gives every row that matches once and in order', async () => {
  const check = (golden: GoldenCase) => checkBudgeted(createWorld(golden))
  await checkCases({ name: 'budget', count: 30, draw: drawCase(), check })
  await checkCases({ name: 'budget-unproven', count: 30, draw: drawCase({ unproven: true }), check })
})
