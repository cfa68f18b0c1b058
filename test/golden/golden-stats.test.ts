// The golden property over statistics.
import type { GoldenCase } from './golden-case.ts'
import type { Refreshed } from './golden-refresh.ts'
import { test } from 'node:test'
import { startOf } from './golden-call-rows.ts'
import { drawCase, vendorOf } from './golden-case.ts'
import { checkCases } from './golden-check.ts'
import { stampCalls } from './golden-refresh.ts'
import { checkStats } from './golden-stats.ts'
import { createWorld } from './golden-world.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

const NOW = Date.UTC(2026, 0, 15, 12)

/** No row changes before its start, as no vendor's does. */
const change: Refreshed['stamp'] = (account, row, at, was) =>
  stampCalls(account, row, Math.max(at, startOf(vendorOf(account), row) ?? at), was)

/** No row has changed later than now: what changes next would seem to be older. */
function withPastChanges(rows: GoldenCase['rows']): GoldenCase['rows'] {
  const entries = Object.entries(rows).map(([account, all]) => [
    account,
    all.map((row) => change(account, row, NOW)),
  ])
  return Object.fromEntries(entries)
}

test('statistics are a plain count of all rows, or say that they are not', async () => {
  const check = async (golden: GoldenCase) => {
    const { filter, further } = golden
    const world = createWorld({ ...golden, rows: withPastChanges(golden.rows) })
    await checkStats({ world, filters: [{}, filter, { ...filter, ...further }], stamp: change })
  }
  const draw = drawCase({ nouns: ['CALL', 'CHAT', 'EMAIL'], unproven: true, orders: false })
  await checkCases({ name: 'stats', count: 15, draw, check })
})
