// The connection to Redis over a socket: reconnects and their events.
import type { Socket } from 'node:net'
import type { RedisChange } from '../../../src/upstream/redis/redis.ts'
import type { TestContext } from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectRedis } from '../../../src/upstream/redis/redis.ts'

/** Raw reply to a script, e.g. `:1`; `null`: none. */
type Answer = (connection: number) => string | null

/** A server that answers scripts by `answer`, and anything else with OK. */
async function serve(t: TestContext, answer: Answer) {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    const connection = sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      // The first word of each command.
      for (const [, word] of String(data).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
        const reply = word === 'EVAL' ? answer(connection) : word === 'HELLO' ? '%0' : '+OK'
        if (reply !== null) socket.write(`${reply}\r\n`)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  const redis = connectRedis(`redis://:secret-4711@127.0.0.1:${address.port}`)
  const changes: RedisChange[] = []
  redis.onChange((change) => changes.push(change))
  t.after(() => {
    redis.close()
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const run = () => redis.run('return {1}', [], []).catch((error: Error) => error)
  /** Runs scripts until one is answered. */
  async function untilAnswered(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (!((await run()) instanceof Error)) return
      await sleep(50)
    }
    assert.fail('no script is answered')
  }
  return {
    redis,
    changes,
    run,
    untilAnswered,
    connections: () => sockets.length,
    cut: () => sockets.at(-1)?.destroy(),
  }
}

const READ_ONLY = "-READONLY You can't write against a read only replica. script: 4711, on @user_script:1."
const WELL = '*1\r\n:1'

test('an answered script causes no event', async (t) => {
  const { redis, run, changes } = await serve(t, () => WELL)
  assert.deepEqual(await run(), [1])
  assert.deepEqual([redis.isUp(), changes], [true, []])
})

for (const [what, reply] of Object.entries({
  'has become a replica': READ_ONLY,
  'has become a replica, as older ones say it':
    "-ERR Error running script (call to f_4711): @user_script:1: -READONLY You can't write against a read only replica.",
  'loads its data': '-LOADING Redis is loading the dataset in memory',
  'has lost its primary': "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
}))
  test(`a server that ${what} is replaced by the one its address leads to now`, async (t) => {
    const { redis, run, untilAnswered, changes, connections } = await serve(t, (connection) =>
      connection === 1 ? reply : WELL,
    )
    assert.ok((await run()) instanceof Error)
    assert.equal(redis.isUp(), false)
    await untilAnswered()
    assert.equal(connections(), 2)
    const [, reason] = /(READONLY|LOADING|MASTERDOWN)/.exec(reply) ?? []
    assert.deepEqual(changes, [
      { isUp: false, reason },
      { isUp: true, reason: null },
    ])
  })

test('a server that stays read-only is reconnected at most once a second', async (t) => {
  const { run, connections, changes } = await serve(t, () => READ_ONLY)
  const until = Date.now() + 2500
  while (Date.now() < until) {
    await run()
    await sleep(20)
  }
  assert.ok(connections() >= 3 && connections() <= 4, `${connections()} connections`)
  assert.deepEqual(changes, [{ isUp: false, reason: 'READONLY' }])
})

test('a silent connection is replaced', async (t) => {
  const { run, untilAnswered, changes, connections } = await serve(t, (connection) =>
    connection === 1 ? null : WELL,
  )
  assert.ok((await run()) instanceof Error)
  await untilAnswered()
  assert.equal(connections(), 2)
  assert.deepEqual(changes[0], { isUp: false, reason: 'TIMEOUT' })
})

test('an idle connection is kept', async (t) => {
  const { redis, run, connections } = await serve(t, () => WELL)
  await run()
  const until = Date.now() + 6000
  while (Date.now() < until) {
    assert.ok(redis.isReady())
    await sleep(50)
  }
  assert.equal(connections(), 1)
})

test('an error that any server would return keeps the connection', async (t) => {
  let reply = "-OOM command not allowed when used memory > 'maxmemory'."
  const { run, changes, connections } = await serve(t, () => reply)
  assert.ok((await run()) instanceof Error)
  await sleep(50)
  reply = WELL
  assert.deepEqual(await run(), [1])
  assert.equal(connections(), 1)
  assert.deepEqual(
    changes.map(({ reason }) => reason),
    ['OOM', null],
  )
})

test('a cut connection is replaced, and its end is reported once', async (t) => {
  const { run, cut, untilAnswered, changes } = await serve(t, () => WELL)
  await run()
  cut()
  await run()
  await run()
  await untilAnswered()
  assert.deepEqual(
    changes.map(({ isUp }) => isUp),
    [false, true],
  )
  assert.doesNotMatch(JSON.stringify(changes), /secret|127/)
})

test('an address without a listener is reported by the system’s code', async (t) => {
  const redis = connectRedis('redis://127.0.0.1:1')
  t.after(redis.close)
  const changes: RedisChange[] = []
  redis.onChange((change) => changes.push(change))
  await assert.rejects(redis.run('return {1}', [], []), /Redis/)
  assert.deepEqual(changes, [{ isUp: false, reason: 'ECONNREFUSED' }])
})
