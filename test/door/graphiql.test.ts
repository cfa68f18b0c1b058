// The page of GraphiQL: no other hosts, and examples with times relative to now.
import type { TestContext } from 'node:test'
import type { Example, Page } from '../../src/door/pages.ts'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { createPage, fillIn } from '../../src/door/pages.ts'
import { loadExamples } from '../../src/docs.ts'
import { createVirtualClock } from '../support/clock.ts'
import { listen } from '../support/listen.ts'

const NOON = Date.UTC(2026, 0, 15, 12)

/** The page over a socket, closed after the test. */
async function open(t: TestContext, page: Page): Promise<() => Promise<{ headers: Headers; html: string }>> {
  const server = createServer((request, response) => void page(request, response))
  t.after(() => server.close())
  const port = await listen(server)
  return async () => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`)
    return { headers: response.headers, html: await response.text() }
  }
}

const example: Example = {
  name: 'one',
  query: 'query One($day: DateTimeRange!) { calls(filter: { startedAt: $day }) { nodes { id } } }',
  variables: '{ "day": { "from": "now-24h", "to": "now" } }',
}

test('relative times of examples become instants, in minutes, hours and days', () => {
  const filledIn = fillIn('["now", "now-5m", "now-24h", "now-7d", "not now", "now-1y"]', NOON)
  assert.deepEqual(JSON.parse(filledIn), [
    '2026-01-15T12:00:00.000Z',
    '2026-01-15T11:55:00.000Z',
    '2026-01-14T12:00:00.000Z',
    '2026-01-08T12:00:00.000Z',
    'not now',
    'now-1y',
  ])
})

test('the page may load from no other host', async (t) => {
  const get = await open(t, createPage([example], createVirtualClock(NOON)))
  const policy = (await get()).headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; /)
  assert.doesNotMatch(policy, /https?:|\*/)
})

test('the page opens with the examples, and is rendered again after a minute', async (t) => {
  const clock = createVirtualClock(NOON)
  const get = await open(t, createPage([example], clock))
  const first = await get()
  assert.ok(first.html.includes(JSON.stringify(example.query)))
  assert.ok(first.html.includes('2026-01-14T12:00:00.000Z'))
  await clock.advance(30_000)
  assert.equal((await get()).html, first.html)
  await clock.advance(31_000)
  assert.ok((await get()).html.includes('2026-01-14T12:01:01.000Z'))
})

test('the page has a tab without any examples', async (t) => {
  const get = await open(t, createPage([], createVirtualClock(NOON)))
  const { html } = await get()
  assert.doesNotMatch(html, /"defaultTabs":/)
})

test('the most popular example comes first, and none is left out', () => {
  const names = loadExamples().map(({ name }) => name)
  assert.equal(names[0], 'todays-calls')
  assert.equal(new Set(names).size, names.length)
  assert.ok(names.length > 10)
})
