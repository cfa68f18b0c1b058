// A gateway on a socket: what it says when it starts.
import type { SignInOptions } from '../src/door/sign-in.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { EVERYBODY } from '../src/domain/viewer.ts'
import { run } from '../src/run.ts'
import { CONFIG } from './support/gateway.ts'

const SOCKET = { port: 0, bodyBytes: 1024, drainMs: 0, redisUrl: null, otlpEndpoint: null }

async function linesAtStart(host: string, signIn: SignInOptions): Promise<readonly string[]> {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const running = await run({ ...CONFIG, ...SOCKET, host, signIn }, log)
  await running.stop()
  return lines
}

test('whoever listens beyond this machine without sign-in is warned once', async () => {
  const lines = await linesAtStart('0.0.0.0', { by: 'none', viewer: EVERYBODY })
  assert.equal(lines.length, 1)
  assert.match(lines[0]!, /AUTH=none: whoever reaches this port may ask/)
})

test('on this machine, or with a sign-in, nobody is warned', async () => {
  assert.deepEqual(await linesAtStart('127.0.0.1', { by: 'none', viewer: EVERYBODY }), [])
  assert.deepEqual(await linesAtStart('0.0.0.0', { by: 'router', secret: 'a secret of tests' }), [])
})
