// Vendors that answer 429, fail at random, are down or refuse credentials.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../src/demo/random.ts'
import { SLOT_MS } from '../support/crowds.ts'
import { createFiveStage } from '../support/five.ts'
import { createStage, UJET } from '../support/gateway.ts'
import { listOf } from '../support/operations.ts'
import { askEverySecond, codesOf, gapsOf, instantsOf, status } from '../support/storms.ts'

/** Replaces the vendor's answers for some time. */
function during(stage: Stage, ms: number, answer: () => Response | undefined): void {
  const until = stage.clock.now() + ms
  stage.sandbox.intercept = () => (stage.clock.now() < until ? answer() : undefined)
}

const stateOf = async (stage: Stage) =>
  (await stage.ask('{ accounts { state quota { pausedUntilAt nextSlotInMs } } }')).data.accounts[0]

for (const [what, headers, pauses] of [
  ['with Retry-After', { 'retry-after': '5' }, [5000, 5000, 5000]],
  // A second is shorter than a slot at the lower pace.
  ['without Retry-After', {}, [1.5 * SLOT_MS, 2000, 4000]],
] as const) {
  test(`in a storm of 429 ${what} one request is sent after each pause, and the pace is full again within thirty seconds`, async () => {
    const stage = createStage()
    let refused = 0
    stage.sandbox.intercept = () => (refused++ < pauses.length ? status(429, headers)() : undefined)
    const answers = await askEverySecond(stage, 60)
    assert.deepEqual(codesOf(answers.slice(1)), [])
    const instants = instantsOf(stage)
    assert.deepEqual(gapsOf(instants).slice(0, pauses.length), pauses)
    const lastAt = instants[pauses.length - 1] ?? 0
    const gaps = gapsOf(instants.filter((at) => at > lastAt))
    assert.ok(gaps.every((gap) => gap >= SLOT_MS))
    assert.deepEqual(new Set(gapsOf(instants.filter((at) => at > lastAt + 30_000))), new Set([SLOT_MS]))
    assert.equal((await stateOf(stage)).state, 'UP')
  })
}

test('during a vendor’s pause state and quota show it, and short deadlines are refused', async () => {
  const stage = createStage()
  during(stage, 1, status(429, { 'retry-after': '20' }))
  const [waiting, hurried] = [stage.ask(listOf(0)), stage.ask(listOf(1), {}, { 'x-deadline-ms': '9000' })]
  const startedAt = stage.clock.now()
  const { errors } = await hurried
  assert.deepEqual(codesOf([await hurried]), ['QUOTA_EXHAUSTED'])
  assert.ok(Number(errors[0]?.extensions.retryAfterMs) >= 20_000)
  assert.equal(stage.clock.now(), startedAt)
  const { state, quota } = await stateOf(stage)
  assert.equal(state, 'DEGRADED')
  assert.equal(Date.parse(quota.pausedUntilAt) - startedAt, 20_000)
  assert.deepEqual((await waiting).errors, [])
})

test('a pause in a vendor’s own header is reported at once, kept, and delays no other vendor', async () => {
  const stage = createFiveStage()
  const { whippy } = stage.simulators
  whippy.intercept = (_, entry) =>
    whippy.requests[0] === entry
      ? new Response('{}', {
          status: 429,
          headers: { 'x-ratelimit-remaining-interval-milliseconds': '2700' },
        })
      : undefined
  const askCalls = () => stage.ask('{ calls { accounts { account state code retryAfterMs } } }')
  const { errors, data } = await askCalls()
  assert.deepEqual(errors, [])
  const notComplete = data.calls.accounts.filter(({ state }: { state: string }) => state !== 'COMPLETE')
  assert.deepEqual(notComplete, [
    { account: 'whippy', state: 'FAILED', code: 'UPSTREAM_RATE_LIMITED', retryAfterMs: 2700 },
  ])
  await stage.clock.advance(2700)
  const again = await askCalls()
  assert.ok(again.data.calls.accounts.every(({ state }: { state: string }) => state === 'COMPLETE'))
  const [first, second] = whippy.requests
  assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 2700)
})

test('with a vendor that fails three times in ten, nearly every operation succeeds, and others fail with a code', async () => {
  const stage = createStage()
  const random = createRandom('storms')
  stage.sandbox.intercept = () => (random.chance(0.3) ? status(500)() : undefined)
  const answers = await askEverySecond(stage, 120)
  const codes = codesOf(answers)
  assert.ok(codes.length <= 12, `${codes.length} were not answered`)
  assert.ok(codes.every((code) => code === 'UPSTREAM_UNAVAILABLE'))
  assert.ok(gapsOf(instantsOf(stage)).every((gap) => gap >= SLOT_MS))
  stage.sandbox.intercept = undefined
  assert.deepEqual(codesOf(await askEverySecond(stage, 5, 1000)), [])
  assert.equal((await stateOf(stage)).state, 'UP')
})

test('a vendor that is down is probed less and less until it recovers', async () => {
  const stage = createStage()
  stage.sandbox.intercept = () => Promise.reject(new TypeError('fetch failed'))
  const answers = await askEverySecond(stage, 60)
  assert.equal(codesOf(answers).length, 60)
  assert.ok(codesOf(answers).every((code) => code === 'UPSTREAM_UNAVAILABLE'))
  assert.ok(instantsOf(stage).length <= 8 + 5, `${instantsOf(stage).length} requests`)
  assert.ok(answers.slice(20).every(({ errors }) => Number(errors[0]?.extensions.retryAfterMs) > 0))
  assert.equal((await stateOf(stage)).state, 'DOWN')
  stage.sandbox.intercept = undefined
  const later = await askEverySecond(stage, 40, 1000)
  assert.deepEqual(codesOf(later.slice(30)), [])
  assert.equal((await stateOf(stage)).state, 'UP')
})

for (const code of [401, 403]) {
  test(`after ${code} one request a minute is sent, and others are refused at once`, async () => {
    const stage = createStage()
    stage.sandbox.intercept = status(code)
    const answers = await askEverySecond(stage, 150)
    assert.deepEqual(new Set(codesOf(answers)), new Set(['UPSTREAM_UNAUTHORIZED']))
    assert.deepEqual(instantsOf(stage), [0, 60_000, 120_000])
    assert.equal((await stateOf(stage)).state, 'DOWN')
    stage.sandbox.intercept = undefined
    assert.deepEqual(codesOf((await askEverySecond(stage, 40, 1000)).slice(31)), [])
    assert.equal((await stateOf(stage)).state, 'UP')
  })
}

test('a refused sign-in is tried once a minute, and other vendors are unaffected', async () => {
  const stage = createFiveStage()
  const { twin } = stage.simulators
  const isSignIn = (path: string) => path.includes('/auth/')
  twin.intercept = (request) =>
    isSignIn(request.url) ? Response.json({ error: 'wrong password' }, { status: 401 }) : undefined
  const query = '{ calls(first: 5, filter: { accounts: ["twin"] }) { nodes { id } } }'
  const startedAt = stage.clock.now()
  for (let time = 0; time < 13; time += 1) {
    assert.deepEqual(codesOf([await stage.ask(query)]), ['UPSTREAM_UNAUTHORIZED'])
    await stage.clock.advance(10_000)
  }
  assert.deepEqual(
    twin.requests.map(({ at, path }) => [isSignIn(path), at - startedAt]),
    [0, 60_000, 120_000].map((at) => [true, at]),
  )
  const { data } = await stage.ask(
    '{ accounts { name state } calls(first: 5) { accounts { account state } } }',
  )
  const down = data.accounts.filter(({ state }: { state: string }) => state !== 'UP')
  assert.deepEqual(down, [{ name: 'twin', state: 'DOWN' }])
  const failed = data.calls.accounts.filter(({ state }: { state: string }) => state !== 'COMPLETE')
  assert.deepEqual(failed, [{ account: 'twin', state: 'FAILED' }])
})

test('a pause holds for all accounts that share the quota, an outage for its account alone', async () => {
  const stage = createStage({}, { accounts: [UJET, { ...UJET, name: 'emea' }] })
  const teamsOf = (account: string) =>
    stage.ask(`{ teams(filter: { accounts: ["${account}"] }) { nodes { id } } }`)
  let count = 0
  stage.sandbox.intercept = () => (count++ === 0 ? status(429, { 'retry-after': '9' })() : undefined)
  await Promise.all([teamsOf('ujet'), teamsOf('emea')])
  const [first, second] = instantsOf(stage)
  assert.deepEqual([first, second], [0, 9000])
  stage.sandbox.intercept = ({ url }) => (url.includes('menus') ? status(401)() : undefined)
  await stage.ask('{ menus(filter: { accounts: ["ujet"] }) { nodes { id } } }')
  await stage.clock.advance(601_000)
  const states = async () => (await stage.ask('{ accounts { name state } }')).data.accounts
  assert.deepEqual(await states(), [
    { name: 'ujet', state: 'DOWN' },
    { name: 'emea', state: 'UP' },
  ])
  assert.deepEqual((await teamsOf('emea')).errors, [])
})
