// The router's secret cannot be guessed letter by letter: every refusal takes the same work.
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { test } from 'node:test'
import { createStage } from '../support/gateway.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const GUESSES = [
  '0',
  SECRET.slice(0, 16),
  SECRET.slice(0, -1),
  `${SECRET}0`,
  'x'.repeat(32),
  'x'.repeat(5000),
]

test('every guess is compared as a whole, by digests of one length', async (t) => {
  const compared = t.mock.method(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  t.after(() => {
    compared.mock.restore()
    syncBuiltinESMExports()
  })
  const stage = createStage({}, { signIn: { by: 'router', secret: SECRET } })
  for (const guess of GUESSES) {
    compared.mock.resetCalls()
    const { status } = await stage.ask('{ accounts { name } }', {}, { 'x-switchboard-secret': guess })
    assert.equal(status, 401)
    assert.equal(compared.mock.callCount(), 1)
    for (const side of compared.mock.calls.flatMap((call) => call.arguments)) {
      assert.equal(side.byteLength, 32)
      assert.ok(!Buffer.from(side as Uint8Array).includes(guess.slice(0, 8)))
    }
  }
})
