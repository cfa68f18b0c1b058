// The process has its parts, also those that it loads late: pages, GraphiQL, traces. The other suites load Redis.
import type { Process } from '../support/processes.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { startSwitchboard } from '../support/processes.ts'

const NOWHERE = 'http://127.0.0.1:9'

async function withProcess(
  environment: Readonly<Record<string, string>>,
  use: (process: Process) => Promise<void>,
): Promise<void> {
  const process = await startSwitchboard(NOWHERE, environment)
  try {
    await use(process)
  } finally {
    await process.stop()
  }
}

test('the process serves the docs, GraphiQL with its examples, and metrics', async () => {
  await withProcess({ GRAPHIQL: 'on' }, async ({ url }) => {
    const has = async (path: string, text: string) => {
      const response = await fetch(new URL(path, url), { headers: { accept: 'text/html' } })
      return [response.status, (await response.text()).includes(text)]
    }
    assert.deepEqual(await has('/docs/querying', '# Querying'), [200, true])
    assert.deepEqual(await has('/graphql', 'query TodaysCalls'), [200, true])
    assert.deepEqual(await has('/metrics', 'switchboard_'), [200, true])
  })
})

test('the process sends traces to the collector', async () => {
  const paths: string[] = []
  const collector = createServer((request, response) => {
    paths.push(request.url ?? '')
    request.resume().once('end', () => response.end('{}'))
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const address = collector.address()
  assert.ok(typeof address === 'object' && address !== null)
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${address.port}`
  await withProcess({ OTEL_EXPORTER_OTLP_ENDPOINT }, async ({ url }) => {
    const body = JSON.stringify({ query: '{ accounts { name } }' })
    await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  })
  // The process sends its last spans before it ends.
  assert.deepEqual([...new Set(paths)], ['/v1/traces'])
  collector.close()
})
