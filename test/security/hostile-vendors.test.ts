// Hostile answers of a vendor, over a real network: its account fails, and the others are served.
import type { IncomingMessage, ServerResponse } from 'node:http'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { systemClock } from '../../src/clock.ts'
import { createGateway } from '../../src/gateway.ts'
import { configWith, UJET } from '../support/gateway.ts'
import { listen } from '../support/listen.ts'

const MOST = 2_000_000
const piece = Buffer.from(`"${'x'.repeat(65_533)}",`)

/** Writes at most so many pieces, as fast as they are read. */
function pour(response: ServerResponse, most: number): void {
  let count = 0
  const more = () => {
    while (count < most) {
      count += 1
      if (!response.write(piece)) return void response.once('drain', more)
    }
    response.end(']')
  }
  response.write('[')
  more()
}

const gzip = (response: ServerResponse, text: string | Buffer) => {
  response.setHeader('content-encoding', 'gzip')
  response.end(gzipSync(text))
}

const ANSWERS: Readonly<Record<string, readonly [(response: ServerResponse) => void, RegExp]>> = {
  'an answer without an end': [(response) => pour(response, Infinity), /more than 2000000 bytes/],
  'an answer of 256 MB': [(response) => pour(response, 4000), /more than 2000000 bytes/],
  'an answer that announces its length': [
    (response) => {
      response.setHeader('content-length', 1e9)
      pour(response, Infinity)
    },
    /more than 2000000 bytes/,
  ],
  'a small answer that inflates to 20 MB': [
    (response) => gzip(response, Buffer.alloc(20_000_000, 'x')),
    /more than 2000000 bytes/,
  ],
  'lists in lists': [(response) => response.end('['.repeat(1_900_000)), /more than 100 levels/],
  'objects in objects, packed': [
    (response) => gzip(response, '{"a":'.repeat(300_000)),
    /more than 100 levels/,
  ],
  'a header that is too long': [
    (response) => {
      response.setHeader('x-long', 'x'.repeat(200_000))
      response.end('[]')
    },
    /could not be reached/,
  ],
}

/** A vendor on its own port, and the end of its first connection. */
async function open(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  const port = await listen(server)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

for (const [what, [answer, message]] of Object.entries(ANSWERS))
  test(`${what} is cut, and no other answer is lost`, async (t) => {
    const cut = Promise.withResolvers<void>()
    const hostile = await open((_, response) => {
      response.on('close', cut.resolve)
      answer(response)
    })
    const honest = await open((_, response) => {
      response.setHeader('total', 1)
      response.end('[{"id":1,"email":"a@example.test"}]')
    })
    t.after(() => [hostile, honest].forEach(({ close }) => close()))
    const config = { ...UJET, quota: { requests: 1, windowMs: 1 }, responseBytes: MOST, timeoutMs: 20_000 }
    const accounts = [
      { ...config, name: 'hostile', baseUrl: hostile.url },
      { ...config, name: 'honest', baseUrl: honest.url },
    ]
    const gateway = createGateway(configWith({ deadlineMs: 20_000, accounts }), { fetch, clock: systemClock })
    const ask = async (query: string) => {
      const body = JSON.stringify({ query })
      const headers = { 'content-type': 'application/json' }
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', { method: 'POST', headers, body }),
      )
      return response.json()
    }
    const attacked = ask('{ agents { nodes { id } accounts { account state code message } } }')
    let lost = 0
    for (let time = 0; time < 5; time += 1) {
      const { data } = await ask('{ agents(filter: { accounts: ["honest"] }) { nodes { id } } }')
      if (data?.agents.nodes.length !== 1) lost += 1
    }
    assert.equal(lost, 0)
    const { data } = await attacked
    assert.deepEqual(data.agents.nodes, [{ id: 'agent:honest:1' }])
    const [bad, good] = data.agents.accounts
    assert.deepEqual([bad.account, bad.state, good.state], ['hostile', 'FAILED', 'COMPLETE'])
    assert.match(bad.message, message)
    assert.equal(bad.code, /reached/.test(bad.message) ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_INVALID_RESPONSE')
    await cut.promise
  })
