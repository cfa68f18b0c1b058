// The parameters of a request in every framing of HTTP, and the errors of unreadable ones.
import type { Server } from 'node:http'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { createServer } from '../../src/door/server.ts'
import { createStage } from '../support/gateway.ts'
import { listen } from '../support/listen.ts'

const MOST_BYTES = 1000
const OPERATION = '{"query":"{ accounts { name } }"}'
const ANSWER = /\{"data":\{"accounts":\[\{"name":"ujet"\}\]\}/
const HEAD =
  'POST /graphql HTTP/1.1\r\nhost: gateway.test\r\nconnection: close\r\ncontent-type: application/json\r\n'

const stage = createStage({}, { bodyBytes: MOST_BYTES })
let server: Server
let origin: string

before(async () => {
  server = createServer([stage.gateway.answer], stage.gateway.emit)
  const port = await listen(server)
  origin = `http://127.0.0.1:${port}`
})

after(() => {
  server.close()
  server.closeAllConnections()
})

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    duplex: 'half',
  } as RequestInit)

/** Sends parts one by one, each after an answer or a pause. */
async function sendParts(...parts: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let said = ''
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => void (said += String(chunk)))
  const closed = once(socket, 'close')
  for (const part of parts) {
    socket.write(part)
    await Promise.race([once(socket, 'data'), closed, new Promise((resolve) => setTimeout(resolve, 100))])
  }
  await closed
  return said
}

const chunked = (...texts: readonly string[]) =>
  [...texts, ''].map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join('')

test('a body in chunks, without a length, is read', async () => {
  const half = OPERATION.length / 2
  const said = await sendParts(
    `${HEAD}transfer-encoding: chunked\r\n\r\n${chunked(OPERATION.slice(0, half), OPERATION.slice(half))}`,
  )
  assert.match(said, ANSWER)
  const response = await post(new Blob([OPERATION]).stream())
  assert.match(await response.text(), ANSWER)
})

test('a body in chunks is cut at the limit, and the refusal arrives', async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(500).fill(32)),
  })
  const part = ' '.repeat(600)
  const said = await sendParts(
    `${HEAD}transfer-encoding: chunked\r\n\r\n258\r\n${part}\r\n`,
    `258\r\n${part}\r\n`,
    '0\r\n\r\n',
  )
  assert.match(said, /^HTTP\/1\.1 413/)
  assert.match(said, /"code":"LIMIT_EXCEEDED","limit":"bodyBytes","value":1200,"maximum":1000/)
  // One that never ends is not read for ever, whether its sender hears of it or not.
  const response = await post(endless).catch(() => null)
  assert.equal(response?.status ?? 413, 413)
})

test('a body with a length is read up to the limit', async () => {
  assert.equal((await post(OPERATION.padEnd(MOST_BYTES))).status, 200)
  assert.equal((await post(OPERATION.padEnd(MOST_BYTES + 1))).status, 413)
})

test('a client that expects 100-continue gets it, or the refusal', async () => {
  const going = await sendParts(
    `${HEAD}content-length: ${OPERATION.length}\r\nexpect: 100-continue\r\n\r\n`,
    OPERATION,
  )
  assert.match(going, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200/)
  assert.match(going, ANSWER)
  const refused = await sendParts(`${HEAD}content-length: 10000000\r\nexpect: 100-continue\r\n\r\n`)
  assert.match(refused, /^HTTP\/1\.1 413/)
  assert.doesNotMatch(refused, /100 Continue/)
})

test('a body may begin with a byte-order mark', async () => {
  assert.equal((await post(`\uFEFF${OPERATION}`)).status, 200)
})

test('a request without a body gets an error that names the missing document', async () => {
  assert.match(await sendParts(`${HEAD}\r\n`), /^HTTP\/1\.1 400[^]*BAD_USER_INPUT/)
})

test('a compressed body is refused before it is unpacked, with advice', async () => {
  const response = await post(gzipSync(OPERATION), { 'content-encoding': 'gzip' })
  assert.equal(response.status, 415)
  assert.equal(response.headers.get('accept-encoding'), 'identity')
  assert.match(await response.text(), /send the body as it is/)
  assert.equal((await post(OPERATION, { 'content-encoding': 'identity' })).status, 200)
})

/** A request that is no operation, and its error. */
const UNREADABLE: Readonly<
  Record<string, readonly [sent: string | { readonly body: string }, words: RegExp]>
> = {
  'broken variables in the address': [
    'query={__typename}&variables={',
    /Parameter \\"variables\\": expected JSON/,
  ],
  'broken extensions in the address': [
    'query={__typename}&extensions={',
    /Parameter \\"extensions\\": expected JSON/,
  ],
  'variables in the address that are a list': [
    'query={__typename}&variables=[]',
    /Key \\"variables\\": expected an object/,
  ],
  'a broken body': [{ body: '{"query":' }, /The body: expected JSON, got a text of 9 characters/],
  'a body that is a list': [{ body: `[${OPERATION}]` }, /expected one operation a request, got a list/],
  'a body that is a number': [{ body: '12' }, /expected an object .* got 12/],
  'a name that is a number': [
    { body: '{"query":"{x}","operationName":{"toString":1}}' },
    /Key \\"operationName\\": expected a text/,
  ],
  'no document': [{ body: '{}' }, /Key \\"query\\": expected a document/],
}

for (const [what, [sent, words]] of Object.entries(UNREADABLE))
  test(`${what}: is a client error and no fault`, async () => {
    const seen = stage.events.length
    const response =
      typeof sent === 'string'
        ? await fetch(`${origin}/graphql?${sent}`, { headers: { 'graphql-require-preflight': '1' } })
        : await post(sent.body)
    const text = await response.text()
    assert.equal(response.status, 400, text)
    assert.match(text, words)
    assert.match(text, /"code":"BAD_USER_INPUT"/)
    assert.deepEqual(
      stage.events.slice(seen).filter(({ type }) => type === 'fault'),
      [],
    )
  })

test('an unknown key is not repeated in the error', async () => {
  const response = await post(JSON.stringify({ query: '{ __typename }', ['secret'.repeat(100)]: 1 }))
  const text = await response.text()
  assert.equal(response.status, 400)
  assert.ok(!text.includes('secret') && text.length < 300, text)
})
