// The orders that only Callcap gives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallOrderField } from '../../../src/domain/call.ts'
import type { InputError } from '../../../src/domain/errors.ts'
import { callOrders } from '../../../src/vendors/callcap/details.ts'
import { compareKeys } from '../../../src/domain/order.ts'
import { callAt, createStage } from './stage.ts'

const NOON = Date.UTC(2026, 0, 15, 12)

const names = ['Bell', 'adams', 'Cole', 'de Vries', 'Abel']
const calls = Array.from({ length: 450 }, (_, index) => ({
  ...callAt(`c${index}`, NOON - index * 60_000),
  caller: { caller_id: `316-555-${String((index * 7) % 450).padStart(4, '0')}`, name: names[index % 5] },
  callsurance:
    index % 3 === 0 ? null : { major: { id: (index % 4) + 1 }, minor: { id: 100 + ((index * 11) % 90) } },
  accounts: {
    corporate: { id: 1, name: 'Acme' },
    division: { id: 2, name: index % 2 === 0 ? 'west' : 'East' },
    location: { id: 3, name: `Site ${index % 3}` },
    campaign: { id: 4, name: 'Website' },
  },
}))

const ORDERS: Readonly<Partial<Record<CallOrderField, string>>> = {
  ACCOUNT_PATH: 'account',
  CALLER_ID: 'callerid',
  CALLER_NAME: 'callername',
  CALLSURANCE: 'callsurance',
}

for (const [name, word] of Object.entries(ORDERS)) {
  // Object.entries forgets the key type.
  const field = name as keyof typeof callOrders
  test(`calls come by ${field} in the order that Callcap gives, page after page`, async () => {
    const stage = createStage(calls)
    const { rows } = await stage.walk('CALL', { orderBy: { field, direction: 'ASC' } })
    assert.equal(new Set(rows.map(({ id }) => id)).size, 450)
    const { keyOf } = callOrders[field]
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1]
      assert.ok(before === undefined || compareKeys(keyOf(before), keyOf(row), 'ASC') <= 0, row.id)
    }
    const sent = stage.sent()
    assert.ok(sent.every((one) => one.includes(`order=${word}`)))
    assert.ok(sent.length <= 4, `${sent.length} requests`)
  })

  test(`the other way round ${field} is refused, with what to do`, async () => {
    const stage = createStage(calls)
    await assert.rejects(
      stage.page('CALL', { orderBy: { field, direction: 'DESC' } }),
      (error: InputError) => {
        assert.equal(error.code, 'UNSUPPORTED_ORDER')
        assert.equal(error.message, `"orderBy": callcap cannot sort by ${field} DESC; order ASC.`)
        return true
      },
    )
    assert.deepEqual(stage.sent(), [])
  })
}
