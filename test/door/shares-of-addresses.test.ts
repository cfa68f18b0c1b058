// Slots are shared by the address of a connection, whatever names clients send. Real sockets have addresses.
import type { Clock } from '../../src/domain/time.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { createServer } from '../../src/door/server.ts'
import { createGateway } from '../../src/gateway.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { configWith, UJET } from '../support/gateway.ts'
import { agentNumberOf, listOf } from '../support/operations.ts'
import { listen } from '../support/listen.ts'

const FLOOD = 12
const SLOT_MS = 1000

/** Moves by hand alone: sockets take real time. */
function createStillClock() {
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  let now = Date.UTC(2026, 0, 15, 12)
  return {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((wake, reject) => {
        // A sleep of 0 ms ends after everything queued before it.
        if (ms <= 0) {
          setImmediate(wake)
          return
        }
        const sleeper = { at: now + ms, wake }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => (sleepers.delete(sleeper), reject(signal.reason)), {
          once: true,
        })
      }),
    advance: (ms: number) => {
      now += ms
      for (const sleeper of sleepers) if (sleeper.at <= now && sleepers.delete(sleeper)) sleeper.wake()
    },
  }
}

async function start(clock: Clock, sandbox: Sandbox): Promise<number> {
  const gateway = createGateway(configWith({ accounts: [{ ...UJET, pace: 1 }] }), {
    clock,
    fetch: (input, init) => sandbox.ujet(new Request(input, init)),
  })
  const server = createServer([gateway.probes.answer, gateway.answer])
  after(() => {
    server.close()
    server.closeAllConnections()
  })
  return listen(server)
}

async function ask(port: number, localAddress: string, client: string, query: string): Promise<any> {
  const headers = { 'content-type': 'application/json', 'graphql-client-name': client }
  const body = JSON.stringify({ query })
  const asked = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', localAddress, headers })
  asked.setHeader('content-length', Buffer.byteLength(body))
  asked.end(body)
  const [response] = await once(asked, 'response')
  return json(response)
}

test('many names at one address get no more slots than one name at another', async () => {
  const clock = createStillClock()
  const sandbox = createSandbox({ clock, scale: 0.05, lively: false })
  const port = await start(clock, sandbox)
  const untilWaiting = async (count: number) => {
    for (let waiting = -1; waiting !== count;) {
      const { data } = await ask(port, '127.0.0.4', '', '{ accounts { quota { waiting } } }')
      waiting = data.accounts[0].quota.waiting
    }
  }
  const lists = Array.from({ length: FLOOD }, (_, index) =>
    ask(port, '127.0.0.2', `name ${index}`, listOf(index)),
  )
  await untilWaiting(FLOOD - 1)
  const quiet = ask(port, '127.0.0.3', 'name', listOf(FLOOD))
  await untilWaiting(FLOOD)
  for (let left = FLOOD; left > 0; left -= 1) {
    clock.advance(SLOT_MS)
    await untilWaiting(left - 1)
  }
  const answers = await Promise.all([...lists, quiet])
  assert.deepEqual(
    answers.flatMap(({ errors = [] }) => errors),
    [],
  )
  const place = sandbox.requests.findIndex(({ query }) => query.includes(String(agentNumberOf(FLOOD))))
  assert.equal(place, 1)
})
