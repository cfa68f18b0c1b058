// The GraphQL-over-HTTP audit against a gateway on a socket: no MUST and no SHOULD fails.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { auditServer } from 'graphql-http'
import type { Served } from '../support/server.ts'
import { startServer } from '../support/server.ts'

let served: Served

before(async () => {
  served = await startServer({ scale: 0.05 })
})

after(() => served.stop())

test('every audit that is a MUST or a SHOULD passes, and what else fails is printed', async () => {
  const results = await auditServer({ url: served.url })
  const failed = results.filter(({ status }) => status !== 'ok')
  for (const result of failed) console.log(`${result.name}${'reason' in result ? `: ${result.reason}` : ''}`)
  console.log(`GraphQL over HTTP: ${results.length - failed.length} of ${results.length} audits ok`)
  assert.ok(results.length > 50, 'the audit has lost its tests')
  assert.deepEqual(
    failed.filter(({ name }) => !name.startsWith('MAY')).map(({ name }) => name),
    [],
  )
})
