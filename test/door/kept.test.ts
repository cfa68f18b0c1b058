// Kept answers: repeated from their bytes, and only while execution would say the same.
import type { SwitchboardEvent } from '../../src/domain/event.ts'
import type { Asked } from '../support/kept.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeepingStage } from '../support/kept.ts'
import { get } from './probe.ts'

const PAGE: Asked = { query: '{ calls(first: 5) { nodes { id from agent { id name } } } }' }

/** A stage whose page is in memory, and was kept at its second answer. */
async function openWarm(changes: Parameters<typeof createKeepingStage>[0] = {}, asked: Asked = PAGE) {
  const stage = createKeepingStage(changes)
  await stage.post(asked)
  await stage.clock.advance(500)
  const first = await stage.post(asked)
  assert.ok(!stage.wasKept())
  stage.sent()
  return { ...stage, first }
}

test('a question is kept at its second answer from memory, and repeated from the third on', async () => {
  const stage = createKeepingStage()
  const kept: boolean[] = []
  for (const pauseMs of [0, 100, 100, 100]) {
    await stage.clock.advance(pauseMs)
    await stage.post(PAGE)
    kept.push(stage.wasKept())
  }
  assert.deepEqual(kept, [false, false, true, true])
})

test('a kept answer has the bytes and headers of an executed one', async () => {
  const { post, wasKept, first, sent } = await openWarm()
  const repeated = await post(PAGE)
  assert.ok(wasKept())
  assert.equal(repeated.text, first.text)
  const sentOf = (headers: Headers) =>
    [...headers].flatMap(([name, value]) =>
      name === 'x-request-id' ? [] : `${name.toLowerCase()}: ${value}`,
    )
  assert.deepEqual(sentOf(repeated.headers).toSorted(), sentOf(first.headers).toSorted())
  assert.deepEqual(sent(), [])
})

test('a kept answer ends a second after its execution', async () => {
  const { post, wasKept, clock } = await openWarm()
  await clock.advance(1000)
  await post(PAGE)
  assert.ok(wasKept())
  await clock.advance(1)
  await post(PAGE)
  assert.ok(!wasKept())
})

test('a kept answer ends with the ttl of a list that it used', async () => {
  const { post, wasKept, clock } = await openWarm()
  await clock.advance(8600)
  for (let times = 0; times < 3; times += 1) await post(PAGE)
  assert.ok(wasKept())
  await clock.advance(700)
  await post(PAGE)
  assert.ok(wasKept())
  await clock.advance(250)
  await post(PAGE)
  assert.ok(!wasKept())
})

test('news of an account that an answer used end it, and those of another do not', async () => {
  const asked = { query: '{ calls(first: 5, filter: { accounts: ["ujet"] }) { nodes { id } } }' }
  const { post, wasKept } = await openWarm({}, asked)
  await post({ query: '{ calls(first: 5, filter: { accounts: ["whippy"] }) { nodes { id } } }' })
  await post(asked)
  assert.ok(wasKept())
  await post({ query: '{ menus(filter: { accounts: ["ujet"] }) { nodes { id } } }' })
  await post(asked)
  assert.ok(!wasKept())
})

test('an answer is never repeated to a viewer with other rights', async () => {
  const { post, wasKept, first } = await openWarm()
  for (const scopes of [
    'calls:read',
    'calls:read agents:read menus:read pii:read',
    'calls:read account:ujet',
  ]) {
    const { text } = await post({ ...PAGE, scopes })
    assert.ok(!wasKept(), scopes)
    assert.notEqual(text, first.text)
  }
  await post({ ...PAGE, scopes: 'menus:read agents:read calls:read' })
  assert.ok(wasKept())
})

test('a repeated disclosure names its own viewer', async () => {
  const scopes = 'calls:read agents:read pii:read'
  const { post, wasKept, events } = await openWarm({}, { ...PAGE, scopes })
  await post({ ...PAGE, scopes, headers: { 'x-switchboard-subject': 'grace', 'x-request-id': 'hers' } })
  assert.ok(wasKept())
  const disclosures = events.filter((event) => event.type === 'disclosure')
  const { operation: _, requestId, viewer, ...last } = disclosures.at(-1)!
  const { operation: _operation, requestId: _id, viewer: before, ...earlier } = disclosures.at(-2)!
  assert.deepEqual([requestId, viewer, before], ['hers', 'grace', 'ada'])
  assert.deepEqual(last, earlier)
})

test('a wrong secret is refused, however often the question was answered', async () => {
  const { post } = await openWarm()
  const { status } = await post({ ...PAGE, headers: { 'x-switchboard-secret': 'wrong' } })
  assert.equal(status, 401)
})

for (const [header, value] of [
  ['x-upstream', 'report'],
  ['x-freshness', 'max-age=60'],
  ['x-deadline-ms', '5000'],
] as const)
  test(`a question with ${header} is executed each time`, async () => {
    const { post, wasKept } = await openWarm()
    for (let times = 0; times < 3; times += 1) {
      await post({ ...PAGE, headers: { [header]: value } })
      assert.ok(!wasKept())
    }
  })

for (const query of [
  '{ accounts { state } }',
  '{ accounts { quota { free } } }',
  '{ calls(first: 2) { nodes { id account { name capabilities { noun } } } } }',
  '{ viewer { subject } }',
  '{ calls(first: 2) { nodes { id } } agent(id: 7) { id } calls(first: 2000) { nodes { id } } }',
  '{ agents(first: 2, after: "forged") { nodes { id } } }',
])
  test(`an answer of one moment, viewer or error is not kept: ${query}`, async () => {
    const { post, wasKept } = await openWarm({}, { query })
    for (let times = 0; times < 3; times += 1) {
      await post({ query })
      assert.ok(!wasKept())
    }
  })

test('an answer with stale rows is not kept', async () => {
  const { post, wasKept, clock } = await openWarm()
  await clock.advance(12_000)
  const kept: boolean[] = []
  for (let times = 0; times < 2; times += 1) {
    await post(PAGE)
    kept.push(wasKept())
  }
  assert.deepEqual(kept, [false, false])
})

test('each repeated answer counts as an operation, with the savings of an executed one', async () => {
  const { post, wasKept, events, gateway } = await openWarm()
  const eventsOf = async () => {
    const from = events.length
    await post(PAGE)
    const own = events.slice(from)
    const [begun] = own
    const operations = new Set(own.flatMap((event) => ('operation' in event ? event.operation : [])))
    assert.equal(operations.size, 1)
    assert.equal(begun?.type, 'begun')
    return own.flatMap((event) => totalOf(event))
  }
  const totalOf = (event: SwitchboardEvent) =>
    event.type === 'saved' && event.count > 0 ? [[event.by, event.count, event.asOf]] : []
  const executed = events
    .slice(events.findLastIndex(({ type }) => type === 'begun'))
    .flatMap((event) => totalOf(event))
  assert.deepEqual(await eventsOf(), executed)
  assert.ok(wasKept() && executed.length > 0)
  const { text } = await get(gateway.probes, '/metrics')
  assert.match(text, /^switchboard_operations_total\{outcome="OK"\} 3$/m)
  assert.match(text, /^switchboard_kept_answers_total 1$/m)
})

test('kept answers count towards LIMIT_PARALLEL', async () => {
  const { post } = await openWarm({ parallel: 3 })
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(PAGE)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 429, 429],
  )
  assert.equal((await post(PAGE)).status, 200)
})

test('an answer has the CORS headers of its own origin', async () => {
  const headers = { origin: 'https://one.example.com' }
  const { post, wasKept } = await openWarm({ corsOrigins: ['https://one.example.com'] }, { ...PAGE, headers })
  const allowedOf = async (origin: string) =>
    (await post({ ...PAGE, headers: { origin } })).headers.get('access-control-allow-origin')
  assert.equal(await allowedOf('https://other.example.com'), null)
  assert.equal(await allowedOf('https://one.example.com'), 'https://one.example.com')
  assert.ok(wasKept())
})

test('a small cache drops kept answers and still answers', async () => {
  const { post, wasKept, first } = await openWarm({ cacheBytes: 2000 })
  assert.equal((await post(PAGE)).text.length, first.text.length)
  assert.ok(!wasKept())
})

for (const [accept, type] of [
  ['application/json', 'application/json; charset=utf-8'],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
  ['application/json, text/event-stream', 'application/json; charset=utf-8'],
  ['image/png', null],
] as const)
  test(`the media type for accept: ${accept} is the same however often an operation is asked`, async () => {
    const stage = createKeepingStage()
    for (const headers of [{}, { accept: 'application/json' }, { accept: '*/*' }])
      await stage.post({ ...PAGE, headers })
    for (let times = 0; times < 4; times += 1) {
      const { status, headers } = await stage.post({ ...PAGE, headers: { accept } })
      assert.equal(status, type === null ? 406 : 200)
      if (type !== null) assert.equal(headers.get('content-type'), type)
    }
    assert.equal(stage.wasKept(), type !== null)
  })

test('an operation with an error has its own status after plain answers', async () => {
  const { post } = await openWarm()
  const statusFor = async (accept: string) =>
    (await post({ query: '{ nothing }', headers: { accept } })).status
  assert.equal(await statusFor('application/graphql-response+json'), 400)
  assert.equal(await statusFor('application/json'), 200)
})
