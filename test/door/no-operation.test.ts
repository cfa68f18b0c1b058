// Requests without an operation: the error says what to send instead.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStage } from '../support/gateway.ts'

const SECRET = 'secret-4711'

describe('a request without an operation', () => {
  const json = { 'content-type': 'application/json' }
  const requests: readonly (readonly [what: string, init: RequestInit, says: RegExp])[] = [
    ['from a form', { method: 'POST', body: 'query={__typename}' }, /graphql-require-preflight/],
    ['cut short', { method: 'POST', body: `{"query":"${SECRET}`, headers: json }, /The body: expected JSON/],
    [
      'of several operations',
      { method: 'POST', body: '[{"query":"{__typename}"}]', headers: json },
      /one by/,
    ],
  ]
  for (const [what, init, says] of requests)
    it(`${what} gets an error that says what to send instead`, async () => {
      const { gateway } = createStage()
      const response = await gateway.fetch(new Request('http://gateway.test/graphql', init))
      const text = await response.text()
      assert.ok(response.status >= 400 && response.status < 500, String(response.status))
      assert.match(text, says)
      assert.doesNotMatch(text, new RegExp(SECRET))
    })
})
