// Injection: each value stays inside its parameter, path segment or text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver, type Stage } from '../support/gateway.ts'

const SPECIALS = [
  '../../users',
  '..%2f..%2fusers',
  '%2e%2e/users',
  '1?per=1000',
  '1#fragment',
  '1&status[]=x',
  '1\r\nX-Injected: 1',
  '1\u0000',
  '//evil.example/1',
  'http://evil.example/1',
]

/** A stage that records requests; the vendor has no rows. */
function listening(respond: () => Response = () => new Response('[]')): { stage: Stage; heard: Request[] } {
  const clock = createVirtualClock()
  const heard: Request[] = []
  const stage = createStageOver(createSandbox({ clock, scale: 0.05 }), clock, async (request) => {
    heard.push(request)
    return respond()
  })
  return { stage, heard }
}

function assertAtHome({ url, headers }: Request): void {
  const { origin, pathname } = new URL(url)
  assert.equal(origin, 'http://sandbox.test')
  assert.match(pathname, /^\/manager\/api\/v1\/[a-z_]+(\/[^/]+)?$/)
  assert.ok(!pathname.includes('users'), pathname)
  assert.deepEqual([...headers.keys()].toSorted(), ['accept', 'authorization'])
}

test('a text in a filter is one value of one parameter', async () => {
  for (const value of SPECIALS) {
    const { stage, heard } = listening()
    const filter = { from: [value], search: value, language: [value] }
    for (const [key, one] of Object.entries(filter))
      await stage.ask('query ($filter: CallFilter) { calls(filter: $filter) { nodes { id } } }', {
        filter: { [key]: one },
      })
    await stage.ask('query ($id: ID!) { calls(filter: { agentIds: [$id] }) { nodes { id } } }', {
      id: `agent:ujet:${value}`,
    })
    for (const request of heard) {
      assertAtHome(request)
      const { searchParams } = new URL(request.url)
      assert.ok(Number(searchParams.get('per') ?? 0) <= 100)
      assert.equal(searchParams.get('status[]'), null)
    }
  }
})

test('a redirect of a vendor is not followed', async () => {
  const { stage, heard } = listening(
    () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest' } }),
  )
  const { errors } = await stage.ask('{ agent(id: "agent:ujet:1") { name } }')
  assert.ok(errors.length > 0)
  for (const { url } of heard) assert.equal(new URL(url).host, 'sandbox.test')
})

test('a long text that almost matches is refused as fast as a short one', async () => {
  const { stage, heard } = listening()
  const long = '1'.repeat(100_000)
  const almost = [
    long,
    `2026-01-01T00:00:00.${long}`,
    `${' '.repeat(100_000)}x`,
    `+${long}-`,
    'a:'.repeat(50_000),
  ]
  for (const text of almost) {
    const asked = await Promise.all([
      stage.ask('query ($v: DateTime!) { calls(filter: { startedAt: { from: $v } }) { nodes { id } } }', {
        v: text,
      }),
      stage.ask('query ($v: ID!) { call(id: $v) { id } }', { v: text }),
      stage.ask('query ($v: ID!) { calls(filter: { agentIds: [$v] }) { nodes { id } } }', { v: text }),
      stage.ask('query ($v: Float!) { calls(filter: { rating: { from: $v } }) { nodes { id } } }', {
        v: text,
      }),
      stage.ask('query ($v: String!) { calls(after: $v) { nodes { id } } }', { v: text }),
      stage.ask('{ accounts { name } }', {}, { 'x-deadline-ms': text.slice(0, 8000) }),
    ])
    for (const { errors } of asked) assert.ok(JSON.stringify(errors).length < 2000)
  }
  assert.deepEqual(heard, [])
  // A number in any notation is a number.
  for (const v of almost)
    await stage.ask('query ($v: PhoneNumber!) { calls(filter: { from: [$v] }) { nodes { id } } }', { v })
})

test('a cursor with any change is refused', async () => {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ clock, scale: 0.05, lively: false })
  const stage = createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
  const page =
    'query ($after: String) { calls(first: 2, after: $after) { nodes { id } pageInfo { endCursor } } }'
  const { data } = await stage.ask(page)
  const cursor: string = data.calls.pageInfo.endCursor
  for (let at = 0; at < cursor.length; at += 1) {
    const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1)
    const { errors } = await stage.ask(page, { after: changed })
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      ['INVALID_CURSOR'],
      `at ${at}`,
    )
  }
})
