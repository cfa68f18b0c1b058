// A gateway on a socket: what it says when it starts.
import type { SignInOptions } from '../../src/door/sign-in.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { EVERYBODY } from '../../src/domain/viewer.ts'
import { run } from '../../src/run.ts'
import { CONFIG } from '../support/gateway.ts'

const SOCKET = {
  port: 0,
  opsPort: null,
  drainMs: 0,
  redisUrl: null,
  expectedInstances: 1,
  otlpEndpoint: null,
}

const NOBODY: SignInOptions = { by: 'none', viewer: EVERYBODY }
const silent = pino({ level: 'silent' })

async function linesAtStart(host: string, signIn: SignInOptions): Promise<readonly string[]> {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const running = await run({ ...CONFIG, ...SOCKET, host, signIn }, log)
  await running.stop()
  return lines
}

test('whoever listens beyond this machine without sign-in is warned once', async () => {
  const lines = await linesAtStart('0.0.0.0', NOBODY)
  assert.equal(lines.length, 1)
  assert.match(lines[0]!, /AUTH=none: whoever reaches this port may ask/)
})

test('on this machine, or with a sign-in, nobody is warned', async () => {
  for (const host of ['127.0.0.1', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'localhost'])
    assert.deepEqual(await linesAtStart(host, NOBODY), [], host)
  assert.deepEqual(await linesAtStart('0.0.0.0', { by: 'router', secret: 'a secret of tests' }), [])
})

test('the address that is printed at the start is one that works', async () => {
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
    const running = await run({ ...CONFIG, ...SOCKET, host, signIn: NOBODY }, silent)
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

test('a port that is taken is said to be, instead of a stack', async () => {
  const options = { ...CONFIG, ...SOCKET, host: '127.0.0.1', signIn: NOBODY }
  const first = await run(options, silent)
  const port = Number(new URL(first.url).port)
  await assert.rejects(run({ ...options, port }, silent), {
    name: 'ConfigError',
    message: /PORT: another process listens there already/,
  })
  await first.stop()
})

test('an address that this machine does not have is said to be none', async () => {
  const elsewhere = { ...CONFIG, ...SOCKET, host: '192.0.2.1', signIn: NOBODY }
  await assert.rejects(run(elsewhere, silent), { message: /HOST: this machine has no such address/ })
})

test('probes and metrics leave the port of clients when they have one of their own', async () => {
  const options = { ...CONFIG, ...SOCKET, host: '127.0.0.1', signIn: NOBODY }
  const running = await run({ ...options, opsPort: 0 }, silent)
  const { origin } = new URL(running.url)
  for (const path of ['/health', '/ready', '/metrics']) {
    assert.equal((await fetch(`${running.opsUrl}${path}`)).status, 200, path)
    assert.equal((await fetch(`${origin}${path}`)).status, 404, path)
  }
  assert.equal((await fetch(`${running.opsUrl}/graphql`)).status, 404)
  const port = Number(new URL(running.opsUrl).port)
  await assert.rejects(run({ ...options, opsPort: port }, silent), {
    message: /OPS_PORT: another process listens there already/,
  })
  await running.stop()
})

test('without a port of their own they stand beside the endpoint', async () => {
  const running = await run({ ...CONFIG, ...SOCKET, host: '127.0.0.1', signIn: NOBODY }, silent)
  assert.equal(running.opsUrl, new URL(running.url).origin)
  for (const path of ['/health', '/ready', '/metrics'])
    assert.equal((await fetch(`${running.opsUrl}${path}`)).status, 200, path)
  await running.stop()
})
