// Three processes on one Redis and one vendor that allows a request a second: together they send what one may, whether
// Redis is there or not, and come back to it by themselves.
import type { ChildProcess } from 'node:child_process'
import type { Process } from '../support/processes.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Served } from '../../src/sandbox/serve.ts'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { serve } from '../../src/sandbox/serve.ts'
import { startSwitchboard } from '../support/processes.ts'

const PORT = 6399
const LOAD_MS = 60_000
const PACE = 1.04

let redis: ChildProcess
let sandbox: Sandbox
let vendor: Served
let instances: readonly Process[]

async function startRedis(): Promise<ChildProcess> {
  const args = ['--port', String(PORT), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', args, { stdio: 'ignore' })
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isListening()) return child
    await sleep(100)
  }
  return assert.fail('redis-server does not listen')
}

async function isListening(): Promise<boolean> {
  const socket = connect(PORT, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function stopRedis(): Promise<void> {
  const gone = once(redis, 'exit')
  redis.kill('SIGKILL')
  await gone
}

before(async () => {
  redis = await startRedis()
  sandbox = createSandbox({ clock: systemClock, scale: 0.2 })
  vendor = await serve(sandbox.ujet)
  const environment = { REDIS_URL: `redis://127.0.0.1:${PORT}` }
  instances = await Promise.all([1, 2, 3].map(() => startSwitchboard(vendor.url, environment)))
})

after(async () => {
  await Promise.all(instances?.map((instance) => instance.stop()) ?? [])
  await vendor?.close()
  await stopRedis()
})

let question = 0

/** A list that nobody has asked before, so that each asking takes a slot. */
async function ask({ url }: Process): Promise<void> {
  question += 1
  const query = `{ calls(first: 1, filter: { durationSeconds: { from: ${question} } }) { nodes { id } } }`
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
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
const allQuotas = async () => new Set(await Promise.all(instances.map(quotasOf)))
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
    await stopRedis()
    await loading
  })
  assert.deepEqual(await allQuotas(), new Set(['own share']))
  const again = await countDuring(async () => {
    const loading = load(10_000)
    await sleep(3000)
    redis = await startRedis()
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
