// Attacks on bare sockets, while a neighbour at another address loses no answer and waits no longer.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { getIntrospectionQuery } from 'graphql'
import { createServer } from '../../src/door/server.ts'
import { createStage, DEFAULTS } from '../support/gateway.ts'
import { listen } from '../support/listen.ts'

/** The server's, divided by thirty. */
const TIMEOUTS = {
  headersTimeout: 300,
  requestTimeout: 500,
  connectionsCheckingInterval: 100,
  unreadTimeout: 500,
}
const OPERATION = JSON.stringify({ query: '{ accounts { name } }' })
const ANSWER = /^\{"data":\{"accounts":\[\{"name":"ujet"\}\]\}/

const toPost = (body: string) =>
  `POST /graphql HTTP/1.1\r\nhost: gateway.test\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`

interface Scene {
  readonly stage: Stage
  readonly server: Server
  /** A connection of the attacker, who never closes it. */
  attack(send?: string): Socket
}

/** Sends operations of the neighbour one by one; returns the slowest answer in milliseconds. */
async function besideANeighbour(
  act: (scene: Scene) => Promise<void>,
  {
    timeouts = TIMEOUTS,
    parallel = DEFAULTS.door.parallel,
  }: { timeouts?: typeof TIMEOUTS | null; parallel?: number } = {},
): Promise<number> {
  const stage = createStage({}, { parallel })
  const server = createServer([stage.gateway.answer], stage.gateway.emit, timeouts ?? undefined)
  const port = await listen(server)
  const sockets: Socket[] = []
  const agent = new Agent({ keepAlive: true })
  const over = new AbortController()
  let slowestMs = 0

  async function askOnce(): Promise<string> {
    const sending = request({
      port,
      host: '127.0.0.1',
      localAddress: '127.0.0.2',
      agent,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    sending.end(OPERATION)
    const [response] = await once(sending, 'response')
    return text(response)
  }

  async function live(): Promise<void> {
    while (!over.signal.aborted) {
      const at = performance.now()
      assert.match(await askOnce(), ANSWER)
      slowestMs = Math.max(slowestMs, performance.now() - at)
      await sleep(10)
    }
  }

  const living = live()
  await sleep(50)
  try {
    await act({
      stage,
      server,
      attack: (send = '') => {
        const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
        socket.on('error', () => {})
        socket.write(send)
        sockets.push(socket)
        return socket
      },
    })
  } finally {
    over.abort()
    await living
    for (const socket of sockets) socket.destroy()
    agent.destroy()
    server.close()
    server.closeAllConnections()
  }
  return slowestMs
}

const connectionsOf = (server: Server) =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })

/** Resolves after so many connections, when only the neighbour's is open. */
async function untilAlone(server: Server, attackers: number): Promise<void> {
  const come: Socket[] = []
  server.on('connection', (socket: Socket) => void come.push(socket))
  for (let tries = 0; tries < 100 && come.length < attackers; tries += 1) await sleep(20)
  assert.equal(come.length, attackers)
  for (let tries = 0; tries < 100 && (await connectionsOf(server)) > 1; tries += 1) await sleep(50)
  assert.equal(await connectionsOf(server), 1)
}

/** All output of the server on a connection. */
async function saidOn(socket: Socket): Promise<string> {
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => void parts.push(part))
  await Promise.race([once(socket, 'end'), once(socket, 'close')])
  return Buffer.concat(parts).toString()
}

/** The beginnings of answers by status. Bodies of a flood, read at once, would delay the neighbour in this process. */
async function answersOn(socket: Socket): Promise<readonly (readonly [status: string, start: string])[]> {
  const answers = new Map<string, string>()
  socket.on('data', (part: Buffer) => {
    for (const [start, status = ''] of part.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3})[^]{0,1500}/g))
      answers.set(status, start)
  })
  await Promise.race([once(socket, 'end'), once(socket, 'close')])
  return [...answers]
}

const HOSTS = ['a b', '[', '%', 'x:99999', 'evil:80:80', 'a/b', '[::1', 'user@host', '999.999.999.999', '"']

test('an invalid Host is refused before sign-in, logged, and reveals nothing', async () => {
  await besideANeighbour(async ({ stage, attack }) => {
    for (const host of HOSTS) {
      const said = await saidOn(
        attack(`POST /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`),
      )
      assert.match(said, /^HTTP\/1\.1 400/, host)
      assert.doesNotMatch(said, /Error:|file:|\.ts\b|node_modules/, host)
    }
    const rejected = stage.events.filter(({ type }) => type === 'rejected')
    assert.deepEqual(
      rejected,
      HOSTS.map(() => ({ type: 'rejected', status: 400, place: 'header Host' })),
    )
    assert.deepEqual(stage.sent(), [])
  })
})

test('any valid Host is served, and so is a whole address as the target', async () => {
  await besideANeighbour(async ({ attack }) => {
    for (const host of ['localhost', '[::1]:4000', 'gateway.example.com:8080', '127.0.0.1:1', '']) {
      const said = await saidOn(
        attack(toPost(OPERATION).replace('gateway.test', `${host}\r\nconnection: close`)),
      )
      assert.match(said, /^HTTP\/1\.1 200/, host)
    }
    const whole = toPost(OPERATION).replace('/graphql', 'http://gateway.test/graphql')
    assert.match(await saidOn(attack(whole.replace('\r\n', '\r\nconnection: close\r\n'))), /^HTTP\/1\.1 200/)
    const broken = whole
      .replace('gateway.test/', 'gateway.test:99999/')
      .replace('\r\n', '\r\nconnection: close\r\n')
    assert.match(await saidOn(attack(broken)), /^HTTP\/1\.1 400/)
  })
})

test('dripping connections are destroyed, also if the client never closes', async () => {
  await besideANeighbour(async ({ server, attack }) => {
    const head = 'POST /graphql HTTP/1.1\r\nhost: gateway.test\r\ncontent-type: application/json\r\n'
    for (let count = 0; count < 60; count += 1) {
      attack(`${head}x-drip: `)
      attack(`${head}content-length: 900\r\n\r\n{"query":"`)
      attack(`${head}transfer-encoding: chunked\r\n\r\n5\r\n{"que`)
      attack('nonsense\r\n\r\n')
    }
    await untilAlone(server, 240)
  })
})

test('a connection that sends on after its refusal is destroyed', async () => {
  const act = async ({ server, attack }: Scene) => {
    const socket = attack(
      'POST /graphql HTTP/1.1\r\nhost: gateway.test\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    )
    socket.write(`50000\r\n${' '.repeat(327_680)}\r\n`)
    const part = `10000\r\n${' '.repeat(65_536)}\r\n`
    await once(socket, 'data')
    while ((await connectionsOf(server)) > 1) {
      socket.write(part)
      await sleep(1)
    }
  }
  // Long before any timeout.
  await besideANeighbour(act, { timeouts: null })
})

test('connections with unread answers are destroyed', async () => {
  await besideANeighbour(
    async ({ server, attack }) => {
      const introspection = toPost(JSON.stringify({ query: getIntrospectionQuery() }))
      // More than the buffers of the system hold.
      for (let count = 0; count < 3; count += 1) attack(introspection.repeat(50)).pause()
      await untilAlone(server, 3)
    },
    { parallel: 1000 },
  )
})

for (const [what, body] of Object.entries({
  introspections: JSON.stringify({ query: getIntrospectionQuery() }),
  operations: JSON.stringify({ query: '{ calls(first: 100) { nodes { id agent { id name } } } }' }),
}))
  test(`1,200 ${what} of one client at once delay no other client, and those above the limit get Retry-After`, async () => {
    const slowestMs = await besideANeighbour(
      async ({ attack }) => {
        const said = await Promise.all(
          Array.from({ length: 12 }, () => {
            const last = toPost(body).replace('\r\n', '\r\nconnection: close\r\n')
            return answersOn(attack(toPost(body).repeat(99) + last))
          }),
        )
        const answers = new Map(said.flat())
        assert.deepEqual([...answers.keys()].toSorted(), ['200', '429'])
        const refused = answers.get('429') ?? ''
        assert.match(refused, /retry-after: 1\r\n/i)
        assert.match(refused, /"code":"LIMIT_EXCEEDED","limit":"parallel","value":51,"maximum":50/)
      },
      { timeouts: null },
    )
    assert.ok(slowestMs < 2000, `the neighbour waited ${slowestMs} ms`)
  })
