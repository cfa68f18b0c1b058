// A gateway on a socket: its warnings, addresses and errors at the start.
import type { Logger } from 'pino'
import type { Config } from '../../src/config/config.ts'
import type { SignInOptions } from '../../src/door/sign-in.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { run } from '../../src/run.ts'
import { CONFIG } from '../support/gateway.ts'

const OPEN: SignInOptions = { by: 'none', viewer: EVERYBODY }
const silent = pino({ level: 'silent' })

/** Listens on any free port. */
function start(
  server: Partial<Config['server']> = {},
  { log = silent, ...door }: Partial<Config['door']> & { readonly log?: Logger } = {},
) {
  const socket = { ...CONFIG.server, host: '127.0.0.1', port: 0, drainMs: 0, ...server }
  return run({ ...CONFIG, server: socket, door: { ...CONFIG.door, signIn: OPEN, ...door } }, log)
}

async function linesAtStart(host: string, signIn: SignInOptions): Promise<readonly string[]> {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const running = await start({ host }, { signIn, log })
  await running.stop()
  return lines
}

test('a gateway without sign-in that other machines can reach logs one warning', async () => {
  const lines = await linesAtStart('0.0.0.0', OPEN)
  assert.equal(lines.length, 1)
  assert.match(lines[0]!, /AUTH=none: every client that reaches this port may ask/)
})

test('a gateway on a loopback address, or with a sign-in, logs no warning', async () => {
  for (const host of ['127.0.0.1', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'localhost'])
    assert.deepEqual(await linesAtStart(host, OPEN), [], host)
  assert.deepEqual(await linesAtStart('0.0.0.0', { by: 'router', secret: 'a secret of tests' }), [])
})

test('the address printed at the start works', async () => {
  const hosts = [
    '127.0.0.1',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    '0.0.0.0',
    '::',
    '0::0',
  ]
  for (const host of hosts) {
    const running = await start({ host })
    try {
      const answer = await fetch(running.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      })
      assert.equal(answer.status, 200, host)
    } finally {
      await running.stop()
    }
  }
})

test('a port that is taken is reported without a stack', async () => {
  const first = await start()
  const port = Number(new URL(first.url).port)
  await assert.rejects(start({ port }), {
    name: 'ConfigError',
    message: /PORT: another process listens there already/,
  })
  await first.stop()
})

test('an address that this machine does not have is reported', async () => {
  await assert.rejects(start({ host: '192.0.2.1' }), { message: /HOST: this machine has no such address/ })
})

test('OPS_PORT moves probes and metrics away from PORT', async () => {
  const running = await start({ opsPort: 0 })
  const { origin } = new URL(running.url)
  for (const path of ['/health', '/ready', '/metrics']) {
    assert.equal((await fetch(`${running.opsUrl}${path}`)).status, 200, path)
    assert.equal((await fetch(`${origin}${path}`)).status, 404, path)
  }
  assert.equal((await fetch(`${running.opsUrl}/graphql`)).status, 404)
  const port = Number(new URL(running.opsUrl).port)
  await assert.rejects(start({ opsPort: port }), {
    message: /OPS_PORT: another process listens there already/,
  })
  await running.stop()
})

test('without OPS_PORT, PORT serves probes and metrics too', async () => {
  const running = await start()
  assert.equal(running.opsUrl, new URL(running.url).origin)
  for (const path of ['/health', '/ready', '/metrics'])
    assert.equal((await fetch(`${running.opsUrl}${path}`)).status, 200, path)
  await running.stop()
})

test('with registered operations only, the console’s are allowed word for word while it is on', async () => {
  const own: readonly string[] = Object.values(await import('../../console/operations.js'))
  assert.ok(own.length > 3)
  const persisted = { documents: new Map([['a', '{ viewer { name } }']]), only: true }
  // Other operations with the same fields, and no subscriptions, which would not end.
  const others = own.filter((query) => query.includes('query ')).map((query) => `${query} `)
  for (const [console, refused] of [
    [true, others],
    [false, [...own, ...others]],
  ] as const) {
    const running = await start({}, { persisted, console })
    const isRefused = async (query: string) => {
      const hangUp = new AbortController()
      const answer = await fetch(running.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
        signal: hangUp.signal,
      })
      const isForbidden = answer.status === 400 && (await answer.text()).includes('FORBIDDEN')
      hangUp.abort()
      return isForbidden
    }
    const answers = await Promise.all([...own, ...others].map(async (one) => [one, await isRefused(one)]))
    assert.deepEqual(
      answers.filter(([, isForbidden]) => isForbidden).map(([one]) => one),
      refused,
    )
    await running.stop()
  }
})
