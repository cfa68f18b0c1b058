// Three processes on one Redis and one vendor that allows a request a second: together they send what one may, whether
// Redis is there or not, and come back to it by themselves.
import type { Process } from '../support/processes.ts'
import type { RedisServer } from './redis-server.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import type { Served } from '../../src/demo/serve.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { startSwitchboard } from '../support/processes.ts'
import { createAddress, startRedis } from './redis-server.ts'
import { toPost } from '../support/post.ts'

const PORT = 6399
const LOAD_MS = 60_000
const PACE = 1.04

let redis: RedisServer
let sandbox: Sandbox
let vendor: Served
let instances: readonly Process[]

before(async () => {
  redis = await startRedis(PORT)
  sandbox = createSandbox({ clock: systemClock, scale: 0.2 })
  vendor = await serve(sandbox.ujet)
  const environment = { REDIS_URL: `redis://127.0.0.1:${PORT}` }
  instances = await Promise.all([1, 2, 3].map(() => startSwitchboard(vendor.url, environment)))
})

after(async () => {
  await Promise.all(instances?.map((instance) => instance.stop()) ?? [])
  await vendor?.close()
  await redis.stop()
})

let question = 0

/** A list that nobody has asked before, so that each asking takes a slot. */
async function ask({ url }: Process): Promise<void> {
  question += 1
  // Each is wider than those before, which therefore cannot answer it.
  const query = `{ calls(first: 1, filter: { durationSeconds: { from: ${100_000 - question} } }) { nodes { id } } }`
  const response = await fetch(url, toPost({ query }))
  await response.text()
}

/** Keeps instances busy, with two operations at a time. */
async function load(forMs: number, busy = instances): Promise<void> {
  const until = Date.now() + forMs
  const worker = async (instance: Process) => {
    while (Date.now() < until) await ask(instance)
  }
  await Promise.all(busy.flatMap((instance) => [worker(instance), worker(instance)]))
}

const quotasOf = async ({ url }: Process) =>
  (await (await fetch(url.replace('/graphql', '/health'))).json()).quotas
const allQuotas = async (of = instances) => new Set(await Promise.all(of.map(quotasOf)))
const refused = () => sandbox.requests.filter(({ status }) => status === 429).length

/** The requests of the time from which the last seconds are left out, in which the load ends. */
async function countDuring(act: () => Promise<void>): Promise<{ requests: number; seconds: number }> {
  const [seen, startedAt] = [sandbox.requests.length, Date.now()]
  await act()
  return { requests: sandbox.requests.length - seen, seconds: (Date.now() - startedAt) / 1000 }
}

test('three processes on one Redis send together what one may, and leave no slot unused', async () => {
  const { requests, seconds } = await countDuring(() => load(LOAD_MS))
  console.log(`${requests} requests in ${seconds.toFixed(1)} s, ${refused()} refused`)
  assert.equal(refused(), 0)
  assert.ok(requests <= seconds + 1, 'more than the quota')
  assert.ok(requests >= 0.95 * (seconds / PACE), 'slots were left unused')
  assert.deepEqual(await allQuotas(), new Set(['shared']))
})

test('one that is busy alone has all slots', async () => {
  const { requests, seconds } = await countDuring(() => load(9000, instances.slice(0, 1)))
  console.log(`${requests} requests in ${seconds.toFixed(1)} s, ${refused()} refused`)
  assert.equal(refused(), 0)
  assert.ok(requests >= 0.95 * (seconds / PACE), 'slots were left unused')
})

test('when Redis goes away each sends its share, and when it is back they share again', async () => {
  const refusedBefore = refused()
  const without = await countDuring(async () => {
    const loading = load(18_000)
    await sleep(3000)
    await redis.stop()
    await loading
  })
  assert.deepEqual(await allQuotas(), new Set(['own share']))
  const again = await countDuring(async () => {
    const loading = load(10_000)
    await sleep(3000)
    redis = await startRedis(PORT)
    await loading
  })
  console.log(
    `${without.requests} requests in ${without.seconds.toFixed(1)} s while Redis went, ` +
      `${again.requests} in ${again.seconds.toFixed(1)} s while it came back, ${refused() - refusedBefore} refused`,
  )
  assert.equal(refused() - refusedBefore, 0)
  assert.ok(without.requests >= 0.5 * without.seconds && again.requests >= 0.5 * again.seconds)
  assert.deepEqual(await allQuotas(), new Set(['shared']))
})

test('when Redis becomes read-only behind its address, instances follow to its successor and say so', async () => {
  const [first, second] = await Promise.all([startRedis(PORT + 1), startRedis(PORT + 2)])
  const address = await createAddress(PORT + 1)
  const own = createSandbox({ clock: systemClock, scale: 0.2 })
  const ownVendor = await serve(own.ujet)
  const environment = { REDIS_URL: `redis://127.0.0.1:${address.port}`, CURSOR_SECRET: 'x'.repeat(32) }
  const pair = await Promise.all([1, 2].map(() => startSwitchboard(ownVendor.url, environment)))
  try {
    const loading = load(15_000, pair)
    await sleep(5000)
    address.leadTo(PORT + 2)
    await first.tell(`REPLICAOF 127.0.0.1 ${PORT + 2}`)
    await loading
    assert.deepEqual(await allQuotas(pair), new Set(['shared']))
    const refusedHere = own.requests.filter(({ status }) => status === 429).length
    console.log(`${own.requests.length} requests, ${refusedHere} refused`)
    assert.equal(refusedHere, 0)
    for (const { lines } of pair) {
      assert.equal(lines.filter((line) => line.includes('"reason":"READONLY"')).length, 1)
      assert.equal(lines.filter((line) => line.includes('Redis answers again')).length, 1)
    }
  } finally {
    await Promise.all(pair.map((one) => one.stop()))
    await ownVendor.close()
    address.close()
    await Promise.all([first.stop(), second.stop()])
  }
})

test('instances that start while Redis is away send together what one may, by the number that is expected', async () => {
  const own = createSandbox({ clock: systemClock, scale: 0.2 })
  const ownVendor = await serve(own.ujet)
  const environment = {
    REDIS_URL: `redis://127.0.0.1:${PORT + 3}`,
    CURSOR_SECRET: 'x'.repeat(32),
    EXPECTED_INSTANCES: '3',
  }
  const three = await Promise.all([1, 2, 3].map(() => startSwitchboard(ownVendor.url, environment)))
  const refusedAfter = (from: number) =>
    own.requests.filter(({ status, at }) => status === 429 && at >= from).length
  let late: RedisServer | null = null
  try {
    const startedAt = Date.now()
    await load(30_000, three)
    assert.deepEqual(await allQuotas(three), new Set(['own share']))
    const seconds = (Date.now() - startedAt) / 1000
    console.log(`${own.requests.length} requests in ${seconds.toFixed(1)} s, ${refusedAfter(0)} refused`)
    assert.ok(own.requests.length <= seconds + 1, 'more than the quota')
    assert.ok(refusedAfter(0) <= 6, 'turns were not drawn apart')
    const backAt = Date.now()
    late = await startRedis(PORT + 3)
    await load(10_000, three)
    assert.deepEqual(await allQuotas(three), new Set(['shared']))
    assert.equal(refusedAfter(backAt), 0)
  } finally {
    await Promise.all(three.map((one) => one.stop()))
    await ownVendor.close()
    await late?.stop()
  }
})
