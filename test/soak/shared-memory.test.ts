// Three processes with SHARED_MEMORY=on over one Redis and one vendor
// that allows a request a second: together they cost what one costs, and
// a Redis that fails costs requests, never an answer.
import type { Process } from '../support/processes.ts'
import type { RedisServer } from './redis-server.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import type { Served } from '../../src/demo/serve.ts'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { systemClock } from '../../src/clock.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'
import { BOARD, boardsOf } from '../support/boards.ts'
import { startSwitchboard } from '../support/processes.ts'
import { startRedis } from './redis-server.ts'

const PORT = 6412
const REDIS_URL = `redis://127.0.0.1:${PORT}`
const LOAD_MS = 60_000
const EVERY_MS = 5000
const BOARDS = boardsOf(12)
const SECRET = 'a secret that instances share, 32'
const OTHER_SECRET = 'another secret of 32 characters.'

interface Company {
  readonly sandbox: Sandbox
  readonly instances: readonly Process[]
  refused(): number
  stop(): Promise<void>
}

let redis: RedisServer
before(async () => {
  redis = await startRedis(PORT)
})
after(() => redis.stop())

/** A vendor with its three instances; `secrets` of those that share. */
async function open(secrets: readonly (string | null)[], lively = true): Promise<Company> {
  const sandbox = createSandbox({ clock: systemClock, scale: 0.2, lively })
  const vendor: Served = await serve(sandbox.ujet)
  const instances = await Promise.all(
    secrets.map((secret) =>
      startSwitchboard(vendor.url, {
        REDIS_URL,
        CURSOR_SECRET: SECRET,
        ...(secret === null ? {} : { SHARED_MEMORY: 'on', MEMORY_SECRET: secret }),
      }),
    ),
  )
  return {
    sandbox,
    instances,
    refused: () => sandbox.requests.filter(({ status }) => status === 429).length,
    stop: async () => {
      await Promise.all(instances.map((instance) => instance.stop()))
      await vendor.close()
    },
  }
}

/** The answer's data; each operation is a client of its own. */
async function post({ url }: Process, operation: { query: string; variables?: object }): Promise<any> {
  const client = JSON.stringify(operation.variables ?? {}).slice(0, 60)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'graphql-client-name': client },
    body: JSON.stringify(operation),
  })
  return (await response.json()).data
}

/** `null`: refused, e.g. since too many go first. */
async function tryLook(instance: Process, filter: object): Promise<readonly { id: string }[] | null> {
  const data = await post(instance, { query: BOARD, variables: { filter } })
  return data?.calls?.nodes ?? null
}

async function look(instance: Process, filter: object): Promise<readonly { id: string }[]> {
  return (await tryLook(instance, filter)) ?? assert.fail('a board was not answered')
}

/** All boards of all instances, each on its own. */
const lookAtAll = (instances: readonly Process[]) =>
  Promise.all(instances.flatMap((instance) => BOARDS.map((filter) => look(instance, filter))))

/** Every board looks every five seconds. Resolves to the number of those that were refused. */
async function watch(instances: readonly Process[], forMs: number): Promise<number> {
  const until = Date.now() + forMs
  let unanswered = 0
  await Promise.all(
    instances.flatMap((instance, one) =>
      BOARDS.map(async (filter, index) => {
        await sleep(((one * BOARDS.length + index) * EVERY_MS) / (BOARDS.length * instances.length))
        while (Date.now() < until) {
          if ((await tryLook(instance, filter)) === null) unanswered += 1
          await sleep(EVERY_MS)
        }
      }),
    ),
  )
  return unanswered
}

async function measure(secrets: readonly (string | null)[]) {
  const company = await open(secrets)
  try {
    const { instances, sandbox } = company
    await Promise.all(instances.flatMap((instance) => BOARDS.map((filter) => tryLook(instance, filter))))
    const first = sandbox.requests.length
    const end = Date.now() + LOAD_MS
    const unanswered = await watch(instances, LOAD_MS)
    // The last looks end after the minute.
    const further = sandbox.requests.slice(first).filter(({ at }) => at < end).length
    return { first, further, refused: company.refused(), unanswered }
  } finally {
    await company.stop()
  }
}

test('twelve boards on each of three processes cost in a minute what changes cost', async () => {
  const [on, off] = await Promise.all([measure([SECRET, SECRET, SECRET]), measure([null, null, null])])
  console.table({ on, off })
  assert.equal(on.refused + off.refused + on.unanswered, 0)
  assert.ok(on.first <= BOARDS.length + 1, `${on.first} requests for the first reading`)
  assert.ok(on.further <= 8, `${on.further} requests in a minute`)
  assert.ok(on.further * 2 < off.further, `${on.further} requests instead of ${off.further}`)
})

test('a Redis that dies, returns or is emptied, and a wrong secret, change no answer and no quota', async () => {
  const company = await open([SECRET, SECRET, OTHER_SECRET], false)
  const { instances, sandbox, refused } = company
  try {
    // All at once would take most of an operation's time: 24 requests at one a second.
    const truth = [...(await lookAtAll(instances.slice(0, 2))), ...(await lookAtAll(instances.slice(2)))]
    for (const [index, rows] of truth.entries()) assert.deepEqual(rows, truth[index % BOARDS.length])
    assert.ok(truth.flat().length > 50)
    const startedAt = Date.now()
    const earlier = sandbox.requests.length
    const disturb = async () => {
      await sleep(3000)
      await redis.tell('FLUSHALL')
      await sleep(3000)
      await redis.stop()
      await sleep(10_000)
      redis = await startRedis(PORT)
    }
    const check = async () => {
      while (Date.now() < startedAt + 32_000) {
        assert.deepEqual(await lookAtAll(instances), truth)
        await sleep(1000)
      }
    }
    await Promise.all([disturb(), check()])
    const seconds = (Date.now() - startedAt) / 1000
    const requests = sandbox.requests.length - earlier
    console.log(`${requests} requests in ${seconds.toFixed(1)} s, ${refused()} refused`)
    assert.equal(refused(), 0)
    assert.ok(requests <= seconds + 1, 'more than the quota')
  } finally {
    await company.stop()
  }
})

test('nothing that Redis holds shows personal data, ids, filters, accounts or credentials', async () => {
  const { instances, sandbox, stop } = await open([SECRET])
  const client = createClient({ url: REDIS_URL })
  await client.connect()
  const held = new Map<string, string>()
  const collect = async () => {
    for (const key of await client.keys('switchboard:memory:*')) {
      const [value, leftMs] = await Promise.all([client.get(key), client.pTTL(key)])
      assert.ok(leftMs > 0 || leftMs === -2, 'a key without an end')
      held.set(key, value ?? '')
    }
  }
  try {
    const agents = sandbox.data.agents.slice(0, 20)
    const ids = agents.map(({ id }) => `agent:ujet:${String(id)}`)
    const nodes = `{ nodes(ids: ${JSON.stringify(ids)}) { ... on Agent { email } } }`
    await Promise.all([
      ...instances.flatMap((instance) => BOARDS.slice(0, 4).map((filter) => look(instance, filter))),
      ...instances.map((instance) => post(instance, { query: nodes })),
    ])
    // Answers are kept without waiting for Redis.
    await sleep(500)
    await collect()
    assert.ok(held.size >= 4 + agents.length, `${held.size} keys`)
    const keys = [...held.keys()].join('\n')
    for (const word of ['ujet', 'UJET', 'call', 'agent', 'demo', 'sandbox', '127.0.0.1', 'finished'])
      assert.ok(!keys.includes(word), word)
    const sealed = [...held.values()].flatMap((value) => [
      value,
      Buffer.from(value, 'base64url').toString('latin1'),
    ])
    const text = sealed.join('\n')
    // Short ones are found in any large text.
    const rows = [...agents, ...sandbox.data.calls]
    const marks = new Set(rows.flatMap((row) => textsOf(row)).filter((mark) => mark.length >= 8))
    assert.ok(marks.size > 100)
    for (const mark of marks) assert.ok(!text.includes(mark), `a value of a row: ${mark}`)
    assert.ok(!text.includes(ZSTD), 'compressed, and not encrypted')
  } finally {
    client.destroy()
    await stop()
  }
})

/** The first bytes of anything compressed by zstd. */
const ZSTD = '\u0028\u00b5\u002f\u00fd'

/** All texts inside a value, at any depth. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
