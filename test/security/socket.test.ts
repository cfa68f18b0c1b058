// Attacks on bare sockets: dripping, wrong lengths, too much data.
import type { Server } from 'node:http'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { createServer } from '../../src/door/server.ts'
import { createStage } from '../support/gateway.ts'
import { listen, portOf } from '../support/listen.ts'

/** The server's, divided by a hundred. */
const TIMEOUTS = {
  headersTimeout: 100,
  requestTimeout: 150,
  connectionsCheckingInterval: 50,
  unreadTimeout: 300,
}
const MOST_BYTES = 1000
const HEAD = 'POST /graphql HTTP/1.1\r\nhost: gateway.test\r\ncontent-type: application/json\r\n'
const OPERATION = '{"query":"{ accounts { name } }"}'

const stage = createStage({}, { bodyBytes: MOST_BYTES })
let server: Server

before(async () => {
  server = createServer([stage.gateway.answer], stage.gateway.emit, TIMEOUTS)
  await listen(server)
})

after(() => {
  server.close()
  server.closeAllConnections()
})

/** Sends a text, then drips if wanted; returns all output of the server. */
async function send(text: string, { drips = false } = {}): Promise<string> {
  const port = portOf(server)
  const socket = connect(port, '127.0.0.1')
  const said: Buffer[] = []
  socket.write(text)
  const dripping = setInterval(() => drips && socket.write('x'), 20)
  // A write to a closed connection breaks it; the output before counts.
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    clearInterval(dripping)
    said.push(chunk)
  })
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(dripping)
  return Buffer.concat(said).toString()
}

const statusOf = (said: string) => /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1]

const DRIPS: Readonly<Record<string, string>> = {
  headers: `${HEAD}x-drip: `,
  'a body': `${HEAD}content-length: 900\r\n\r\n{"query":"`,
}

test('an unused connection is closed without output, which would be taken for an answer', async () => {
  assert.equal(await send(''), '')
})

for (const [what, text] of Object.entries(DRIPS))
  test(`a connection that drips ${what} is cut`, async () => {
    const said = await send(text, { drips: true })
    // A byte in transit breaks the connection before its end.
    assert.equal(statusOf(said) ?? '408', '408', said)
    assert.deepEqual(stage.sent(), [])
  })

const CUT: Readonly<Record<string, readonly [text: string, status: string]>> = {
  'a body announced as too long': [`${HEAD}content-length: 1001\r\n\r\n{"query":"`, '413'],
  'a body in chunks that is too long': [
    `${HEAD}transfer-encoding: chunked\r\n\r\n3e9\r\n${' '.repeat(1001)}\r\n`,
    '413',
  ],
  'a body longer than announced': [`${HEAD}content-length: 5\r\n\r\n${OPERATION}`, '400'],
  'two lengths': [`${HEAD}content-length: 5\r\ncontent-length: 900\r\n\r\n${OPERATION}`, '400'],
  'a length beside chunks': [
    `${HEAD}content-length: ${OPERATION.length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    '400',
  ],
  'headers above the limit': [`${HEAD}x-large: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
  'a line break inside a header': [`${HEAD}x-a: 1\r\n\rx-b: 2\r\n\r\n`, '400'],
}

for (const [what, [text, status]] of Object.entries(CUT))
  test(`a connection with ${what} is cut with ${status}`, async () => {
    const said = await send(text)
    assert.equal(statusOf(said), status, said)
    assert.doesNotMatch(said, /"ujet"/)
    assert.deepEqual(stage.sent(), [])
  })

test('the next client is served', async () => {
  const port = portOf(server)
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: OPERATION,
  })
  assert.deepEqual((await response.json()).data, { accounts: [{ name: 'ujet' }] })
})
