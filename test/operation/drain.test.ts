// Shutdown: running operations finish within `DRAIN_MS`, watchers end, new ones are refused.
import type { TestContext } from 'node:test'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { systemClock } from '../../src/clock.ts'
import { run } from '../../src/run.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { CONFIG, UJET } from '../support/gateway.ts'
import { toPost } from '../support/post.ts'

/** A gateway over a vendor that answers on demand. */
async function open(t: TestContext, drainMs: number) {
  const sandbox = createSandbox({ clock: systemClock, scale: 0.05, quota: false, lively: false })
  const answering = Promise.withResolvers<void>()
  let asked = 0
  const vendor = await serve(async (request) => {
    asked += 1
    await answering.promise
    return sandbox.ujet(request)
  })
  t.after(() => vendor.close())
  const running = await run(
    {
      ...CONFIG,
      accounts: [
        {
          ...UJET,
          baseUrl: `${vendor.url}${sandbox.basePath}`,
          quota: { requests: 1, windowMs: 700 },
          timeoutMs: 60_000,
        },
      ],
      server: { ...CONFIG.server, host: '127.0.0.1', port: 0, drainMs },
    },
    pino({ level: 'silent' }),
  )
  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(running.url, toPost({ query }, headers))
  /** Resolves when so many requests are sent or queued. */
  const wanted = async (count: number): Promise<void> => {
    const metrics = await (await fetch(running.url.replace('/graphql', '/metrics'))).text()
    const [, waiting] = /^switchboard_queue_waiting\{account="ujet"\} (\d+)$/m.exec(metrics) ?? []
    if (Number(waiting) + asked < count) return wanted(count)
  }
  return { running, ask, asked: () => asked, wanted, answer: answering.resolve }
}

test('running and queued operations are answered, and new ones refused', async (t) => {
  const { running, ask, asked, wanted, answer } = await open(t, 30_000)
  const answers = ['agents', 'menus', 'teams'].map(async (list) =>
    (await ask(`{ ${list}(first: 1) { nodes { id } } }`)).json(),
  )
  await wanted(answers.length)
  assert.ok(asked() < answers.length, 'nobody waits')
  const stopped = running.stop()
  await assert.rejects(ask('{ accounts { name } }'))
  answer()
  for (const { data, errors } of await Promise.all(answers)) {
    assert.equal(errors, undefined)
    assert.ok(data)
  }
  await stopped
})

test('watchers are ended', async (t) => {
  const { running, ask, answer } = await open(t, 30_000)
  answer()
  const response = await ask('subscription { currentMenuStatuses { nodes { queuedCount } } }', {
    accept: 'text/event-stream',
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  assert.ok(reader)
  let told = ''
  while (!told.includes('currentMenuStatuses')) told += (await reader.read()).value ?? ''
  const stopped = running.stop()
  for (let part = await reader.read(); !part.done; part = await reader.read()) told += part.value
  assert.match(told, /event: complete/)
  await stopped
})

test('slow operations are cut, and queued requests dropped', async (t) => {
  const { running, ask, asked, wanted, answer } = await open(t, 50)
  const answers = ['agents', 'menus', 'teams'].map((list) => ask(`{ ${list}(first: 1) { nodes { id } } }`))
  const settled = Promise.allSettled(answers)
  await wanted(answers.length)
  await running.stop()
  for (const { status } of await settled) assert.equal(status, 'rejected')
  const sent = asked()
  answer()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  assert.equal(asked(), sent)
})
