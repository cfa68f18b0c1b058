// What the tables say that rows carry of other nouns' rows comes with every one of them, or prices would be too low.
import type { NodeNoun, Noun } from '../../src/domain/noun.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sandboxAccounts } from '../support/settings.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { createAccountStage } from '../support/account.ts'
import { createVirtualClock } from '../support/clock.ts'

const clock = createVirtualClock()
const sandbox = createSandbox({ scale: 0.2, lively: false, clock })
const { ujet, callcap, whippy, alloMedia, twin } = sandbox
const simulators = { UJET: ujet, CALLCAP: callcap, WHIPPY: whippy, ALLO_MEDIA: alloMedia, TWIN: twin }

/** All rows of other nouns that stand at a place inside a value, lists gone through. */
function rowsAt(value: unknown, [name, ...rest]: readonly string[]): readonly object[] {
  if (Array.isArray(value))
    return value.flatMap((one) => rowsAt(one, name === undefined ? [] : [name, ...rest]))
  if (typeof value !== 'object' || value === null) return []
  if (name === undefined) return [value]
  return rowsAt((value as Record<string, unknown>)[name], rest)
}

/** A place may lie inside the vendor's own part of a row, and in a tree anywhere below. */
const INSIDE = [[], ['details'], ['whippy'], ['children'], ['children', 'children']]

for (const account of sandboxAccounts(
  sandbox,
  (vendor) => `http://${vendor.toLowerCase().replace('_', '-')}.test`,
)) {
  const description = DESCRIPTIONS[account.vendor]
  const carrying = Object.values(description.resources).filter(({ carries }) => carries !== undefined)
  for (const { noun, carries = {} } of carrying)
    test(`rows of ${noun} of ${account.vendor} carry the fields of its table`, async () => {
      const stage = createAccountStage(description, account, simulators[account.vendor], clock)
      const first = /TREE/.test(noun) ? null : 500
      const { rows } = await stage.page(noun as Noun & NodeNoun, { first })
      for (const [place, fields] of Object.entries(carries)) {
        const stubs = INSIDE.flatMap((inside) => rowsAt(rows, [...inside, ...place.split('.')]))
        assert.ok(stubs.length > 0, `no row has any at ${place}`)
        for (const stub of stubs)
          for (const field of fields) {
            const told = (stub as Record<string, unknown>)[field]
            assert.notEqual(
              told,
              undefined,
              `${place} of ${(stub as { id: string }).id} does not tell ${field}`,
            )
          }
      }
    })
}
