// The golden property over lists that are refreshed.
import type { SimulatedVendor as Vendor } from '../../src/demo/accounts.ts'
import type { WireRow } from './golden-draw.ts'
import type { GoldenCase } from './golden-case.ts'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { drawCase, vendorOf } from './golden-case.ts'
import { checkCases } from './golden-check.ts'
import { checkRefreshed } from './golden-refresh.ts'
import { createWorld } from './golden-world.ts'
import { failOnStrays } from '../support/strays.ts'

failOnStrays()

const toSeconds = (at: number) => `${toRfc3339(at).slice(0, 19)}Z`

/** The fields in which each vendor shows the last change of a row. */
const STAMPS: Readonly<Record<Vendor, (at: number) => WireRow>> = {
  UJET: (at) => ({ updated_at: toRfc3339(at) }),
  CALLCAP: (at) => ({ last_modified: toRfc3339(at) }),
  WHIPPY: (at) => ({ updated_at: toRfc3339(at) }),
  ALLO_MEDIA: (at) => ({ qualified: toSeconds(at) }),
  TWIN: (at) => ({ updatedAt: toSeconds(at) }),
}

function stamp(account: string, row: WireRow, at: number, was?: WireRow): WireRow {
  // A call does not become a text conversation.
  const unseen = was?.unseen === undefined ? {} : { unseen: was.unseen }
  return { ...row, ...STAMPS[vendorOf(account)](at), ...unseen }
}

test('pages of a list that changes are a filter and a sort of the rows at their instants', async () => {
  const check = async (golden: GoldenCase) => {
    // Rows without a value come first: another suite's matter.
    if (golden.orderBy?.direction === 'ASC') return
    await checkRefreshed({ world: createWorld(golden), filters: [golden.filter], stamp })
  }
  const draw = drawCase({ nouns: ['CALL', 'CHAT', 'EMAIL'], unproven: true })
  await checkCases({ name: 'refresh', count: 80, draw, check })
})

test('questions that a wider list answers have the rows that their vendors would return', async () => {
  const check = async (golden: GoldenCase) => {
    if (golden.orderBy?.direction === 'ASC') return
    const { filter, further } = golden
    const narrower = { ...filter, ...further }
    const filters = [{}, filter, further, narrower, toNarrower(filter), toNarrower(narrower)]
    await checkRefreshed({ world: createWorld(golden), filters, deletes: true, stamp })
  }
  const draw = drawCase({ unproven: true })
  await checkCases({ name: 'narrow', count: 60, draw, check })
})

test('pages of instances that share a memory are those of their vendors', async () => {
  const check = async (golden: GoldenCase) => {
    if (golden.orderBy?.direction === 'ASC') return
    const filters = [{}, golden.filter]
    await checkRefreshed({ world: createWorld(golden), filters, instances: 3, stamp })
  }
  const draw = drawCase({ unproven: true })
  await checkCases({ name: 'shared memory', count: 20, draw, check })
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
