// Answers on real sockets: large ones, events, and clients that disconnect.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Answer } from '../../src/door/server.ts'
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { createServer, sendWhole } from '../../src/door/server.ts'
import { createStage } from '../support/gateway.ts'
import { listen } from '../support/listen.ts'

const TIMEOUTS = {
  headersTimeout: 300,
  requestTimeout: 500,
  connectionsCheckingInterval: 100,
  unreadTimeout: 500,
}

async function serve(
  answer: Answer,
  act: (origin: string) => Promise<void>,
  { emit }: Pick<Stage['gateway'], 'emit'> = { emit: () => {} },
): Promise<void> {
  const server = createServer([answer], emit, TIMEOUTS)
  const port = await listen(server)
  try {
    await act(`http://127.0.0.1:${port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

const post = (origin: string, query: string, init: RequestInit = {}) =>
  fetch(`${origin}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query }),
    ...init,
    headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string> | undefined) },
  })

test('an answer in several parts arrives whole, with its length', async () => {
  const { gateway } = createStage()
  await serve(gateway.answer, async (origin) => {
    const aliases = Array.from({ length: 49 }, (_, index) => `a${index}: __schema { types { description } }`)
    const response = await post(origin, `{ ${aliases.join(' ')} }`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    assert.ok(bytes.byteLength > 500_000)
    assert.equal(response.headers.get('content-length'), String(bytes.byteLength))
    assert.equal(Object.keys(JSON.parse(new TextDecoder().decode(bytes)).data).length, 49)
  })
})

test('a slow client that keeps reading is not cut', async (context) => {
  const bytes = new Uint8Array(24_000_000)
  let now = 0
  context.mock.method(performance, 'now', () => now)
  context.mock.timers.enable({ apis: ['setInterval'] })
  let served: Socket | null = null
  let taken = 0
  // Time passes only where the client has taken bytes, however busy the machine is.
  const passTime = () => {
    const takenNow = served === null ? 0 : served.bytesWritten - served.writableLength
    if (takenNow === taken) return
    taken = takenNow
    now += TIMEOUTS.unreadTimeout
    context.mock.timers.tick(TIMEOUTS.connectionsCheckingInterval)
  }
  await serve(
    (_, response) => {
      served = response.socket
      void sendWhole(bytes, 200, {}, response)
      return true
    },
    async (origin) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nhost: gateway.test\r\nconnection: close\r\n\r\n')
      let read = 0
      socket.on('data', (part: Buffer) => {
        read += part.byteLength
        socket.pause()
        setImmediate(() => {
          passTime()
          socket.resume()
        })
      })
      await once(socket, 'close')
      assert.ok(read > bytes.byteLength, String(read))
      assert.ok(now > 10 * TIMEOUTS.unreadTimeout, String(now))
    },
  )
})

const WATCH = 'subscription { currentAgentStatuses { nodes { agent { id } } } }'

test('events arrive as they happen, and requests stop when the client disconnects', async () => {
  const stage = createStage()
  await serve(
    stage.gateway.answer,
    async (origin) => {
      const leaving = new AbortController()
      const response = await post(origin, WATCH, {
        headers: { accept: 'text/event-stream' },
        signal: leaving.signal,
      })
      assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/)
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      let said = ''
      while (!said.includes('event: next')) said += (await reader.read()).value ?? ''
      assert.match(said, /data: \{"data":\{"currentAgentStatuses"/)
      leaving.abort()
      await reader.cancel().catch(() => {})
      await sleep(100)
      stage.sent()
      await stage.clock.advance(120_000)
      assert.deepEqual(stage.sent(), [])
    },
    stage.gateway,
  )
})

test('a thrown error ends one connection and not the process', async () => {
  const stage = createStage()
  await serve(
    (request: IncomingMessage, response, pathname) => {
      if (pathname === '/throws') throw new Error('a fault of tests')
      return stage.gateway.answer(request, response)
    },
    async (origin) => {
      await assert.rejects(fetch(`${origin}/throws`))
      assert.equal((await post(origin, '{ __typename }')).status, 200)
      assert.deepEqual(
        stage.events.flatMap((event) => (event.type === 'fault' ? [event.where] : [])),
        ['server'],
      )
    },
    stage.gateway,
  )
})
