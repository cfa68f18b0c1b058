// The golden property over lists that are brought up to date, of two accounts of one vendor and of five vendors.
import type { Random } from '../../src/demo/random.ts'
import type { WireRow } from './golden-draw.ts'
import type { FiveCase } from './golden-five.ts'
import type { UjetCase } from './golden-ujet.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { checkCases } from './golden-check.ts'
import { createFiveWorld } from './golden-five-world.ts'
import { drawFiveCase, smallerFiveCases } from './golden-five.ts'
import { checkRefreshed } from './golden-refresh.ts'
import { createUjetWorld, drawUjetCase, smallerUjetCases } from './golden-ujet.ts'

const strays: unknown[] = []
process.on('unhandledRejection', (reason) => strays.push(reason))
after(() => assert.deepEqual(strays, [], 'a promise failed unheard'))

const toSeconds = (at: number) => `${toRfc3339(at).slice(0, 19)}Z`

/** How each vendor says when a row changed last; one says it of no row that it lists by it. */
const STAMPS: Readonly<Record<string, (at: number) => WireRow>> = {
  callcap: (at) => ({ last_modified: toRfc3339(at) }),
  whippy: (at) => ({ updated_at: toRfc3339(at) }),
  'allo-media': (at) => ({ qualified: toSeconds(at) }),
  twin: (at) => ({ updatedAt: toSeconds(at) }),
}

function stamp(account: string, row: WireRow, at: number, was?: WireRow): WireRow {
  const changed = STAMPS[account]?.(at) ?? { updated_at: toRfc3339(at) }
  // A call does not become a text conversation.
  return { ...row, ...changed, ...(was?.unseen === undefined ? {} : { unseen: was.unseen }) }
}

const switches = (random: Random) => ({
  unproven: random.pick(['filtered', 'filtered', 'ignored', 'refused'] as const),
  callSort: random.pick(['sorted', 'sorted', 'ignored', 'refused'] as const),
})

test('pages of a list that lives are what the rows of their instants make them', async () => {
  const check = async (golden: UjetCase) => {
    // That a vendor puts rows without a value first shows late, and is another suite's matter.
    if (golden.orderBy?.direction === 'ASC') return
    const world = createUjetWorld(golden)
    for (const account of world.accounts) {
      const rows = world.rowsOf(account)
      // Whatever is listed by its last change has one.
      rows.splice(
        0,
        Infinity,
        ...rows.map((row) => ({ ...row, updated_at: row.updated_at ?? row.created_at })),
      )
    }
    await checkRefreshed({ world, stamp })
  }
  const draw = drawUjetCase({ nouns: ['CALL', 'CALL', 'CHAT', 'EMAIL'], switches })
  await checkCases({ name: 'refresh', count: 50, smaller: smallerUjetCases, draw, check })
})

test('so are those of five vendors', async () => {
  const draw = drawFiveCase({ unproven: true, orders: false })
  const check = (golden: FiveCase) => checkRefreshed({ world: createFiveWorld(golden), stamp })
  await checkCases({ name: 'five-refresh', count: 30, smaller: smallerFiveCases, draw, check })
})
