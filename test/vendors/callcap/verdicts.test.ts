// Searching by what analysts made of a call, where the rows of some calls do not show it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callAt, createStage } from './stage.ts'

const NOON = Date.UTC(2026, 0, 15, 12)

/** A call as Callcap knows it; `shown` is what its row says of the verdict. */
const judged = (id: string, major: number, shown: object = {}) => ({
  ...callAt(id, NOON),
  ...shown,
  unseen: { conversation_type: 'call', major },
})

const shows = (major: number) => ({ callsurance: { major: { id: major, label: 'any' } } })

const calls = [
  judged('filtered-shown', 4, shows(4)),
  judged('filtered-null', 4, { callsurance: null }),
  judged('filtered-missing', 4),
  judged('filtered-without-number', 4, { callsurance: { major: { label: 'Filtered' } } }),
  judged('positive', 1, shows(1)),
  judged('unworked', 0, { callsurance: null }),
]

test('calls that Callcap filters by verdict are returned, also without a verdict in the row', async () => {
  const stage = createStage(calls)
  const find = async (...searchMajor: readonly ('FILTERED' | 'UNWORKED' | 'POSITIVE')[]) => {
    const { rows, total, reports } = await stage.walk('CALL', { filter: { callcap: { searchMajor } } })
    assert.equal(reports[0]?.state, 'COMPLETE')
    assert.equal(total, rows.length)
    return rows.map(({ vendorId }) => vendorId).toSorted()
  }
  const filtered = ['filtered-missing', 'filtered-null', 'filtered-shown', 'filtered-without-number']
  assert.deepEqual(await find('FILTERED'), filtered)
  assert.deepEqual(await find('UNWORKED'), ['unworked'])
  assert.deepEqual(await find('POSITIVE', 'UNWORKED'), ['positive', 'unworked'])
})

test('of two filters that need one parameter the one that is not sent is checked here', async () => {
  const stage = createStage([
    { ...callAt('answered', NOON), action: 'Answer' },
    { ...callAt('missed', NOON), action: 'Missed' },
  ])
  const filter = { callcap: { action: ['ANSWERED'] }, status: ['COMPLETED', 'MISSED'] } as const
  const { rows } = await stage.walk('CALL', { filter })
  assert.deepEqual(
    rows.map(({ vendorId }) => vendorId),
    ['answered'],
  )
})
