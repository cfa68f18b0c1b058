// The vendor sorts by the very field by which the rows stand here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LISTS } from '../../../src/domain/lists.ts'
import { rawIdKey } from '../../../src/domain/order.ts'
import { parseInstant } from '../../../src/domain/time.ts'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import * as document from './document.ts'
import { at, fill } from './model.ts'
import type { Orders } from '../../../src/domain/order.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const

const models = {
  CALL: document.call,
  CHAT: document.chat,
  EMAIL: document.email,
  AGENT_ACTIVITY: document.agentActivity,
} as const

for (const noun of ['CALL', 'CHAT', 'EMAIL', 'AGENT_ACTIVITY'] as const) {
  const { row } = fill(models[noun], true)
  const orders: Orders<never> = LISTS[noun].orders
  const columns: Readonly<Record<string, string>> = ujet.resources[noun]?.sorting?.columns ?? {}

  test(`every order of ${noun} has a column of the vendor`, () => {
    assert.deepEqual(Object.keys(columns).toSorted(), Object.keys(orders).toSorted())
  })

  for (const [field, column] of Object.entries(columns)) {
    test(`${noun} by ${field} stands by ${column}`, () => {
      const sent = at(row, column)
      assert.notEqual(sent, undefined)
      // The order belongs to the noun whose row it is given.
      const key = orders[field]?.keyOf(ujet.resources[noun]?.toRow(row, account, {}, 0) as never)
      const places = [sent, rawIdKey(String(sent)), parseInstant(String(sent)) ?? sent]
      assert.ok(places.includes(key), `${String(key)} for ${String(sent)}`)
    })
  }
}
