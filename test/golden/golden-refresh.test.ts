// The golden property over lists that are refreshed.
import type { GoldenCase } from './golden-case.ts'
import { test } from 'node:test'
import { drawCase } from './golden-case.ts'
import { checkCases } from './golden-check.ts'
import { checkRefreshed, stampCalls, withoutFutureChanges } from './golden-refresh.ts'
import { createWorld } from './golden-world.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

test('pages of a list that changes are a filter and a sort of the rows at their instants', async () => {
  const check = async (golden: GoldenCase) => {
    // Rows without a value come first: another suite's matter.
    if (golden.orderBy?.direction === 'ASC') return
    await checkRefreshed({
      world: createWorld(withoutFutureChanges(golden)),
      filters: [golden.filter],
      stamp: stampCalls,
    })
  }
  const draw = drawCase({ nouns: ['CALL', 'CHAT', 'EMAIL'], unproven: true })
  await checkCases({ name: 'refresh', count: 50, draw, check })
})

test('questions that a wider list answers have the rows that their vendors would return', async () => {
  const check = async (golden: GoldenCase) => {
    if (golden.orderBy?.direction === 'ASC') return
    const { filter, further } = golden
    const narrower = { ...filter, ...further }
    const filters = [{}, filter, further, narrower, toNarrower(filter), toNarrower(narrower)]
    await checkRefreshed({
      world: createWorld(withoutFutureChanges(golden)),
      filters,
      deletes: true,
      stamp: stampCalls,
    })
  }
  const draw = drawCase({ unproven: true })
  await checkCases({ name: 'narrow', count: 30, draw, check })
})

test('pages of instances that share a memory are those of their vendors', async () => {
  const check = async (golden: GoldenCase) => {
    if (golden.orderBy?.direction === 'ASC') return
    const filters = [{}, golden.filter]
    await checkRefreshed({
      world: createWorld(withoutFutureChanges(golden)),
      filters,
      instances: 3,
      stamp: stampCalls,
    })
  }
  const draw = drawCase({ unproven: true })
  await checkCases({ name: 'shared memory', count: 12, draw, check })
})

/** The filter with fewer values and shorter ranges, e.g. `{ from: 2, to: 4 }` for `{ from: 0, to: 4 }`. */
function toNarrower(filter: object): object {
  return Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, toNarrowerValue(value)]))
}

function toNarrowerValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1)
  if (typeof value !== 'object' || value === null) return value
  const { from, to }: { from?: unknown; to?: unknown } = value
  if (typeof from === 'number' && typeof to === 'number') return { from: Math.floor((from + to) / 2), to }
  if (typeof from === 'number') return { from: from + 1 }
  return typeof to === 'number' ? { to: to - 1 } : toNarrower(value)
}
