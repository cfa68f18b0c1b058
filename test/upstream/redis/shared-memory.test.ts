// What one instance keeps, another one finds: sealed, young enough, and
// without waiting for a Redis that is away.
import type { SwitchboardEvent } from '../../../src/domain/event.ts'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { USUAL_FRESHNESS } from '../../../src/domain/freshness.ts'
import { createSharedMemory } from '../../../src/upstream/redis/shared-memory.ts'
import { toAsk } from '../../support/ask.ts'
import { createVirtualClock } from '../../support/clock.ts'
import { createMemoryRedis } from '../../support/memory-redis.ts'

const SECRET = 'a secret that instances share, 32'
const ACCOUNT = ['UJET', 'https://acme.example', { USERNAME: 'acme', PASSWORD: 'token-4711' }] as const
const QUESTION = ['CALL', { path: 'calls', query: { phone: '+12025550123' } }]
const PAGE = { rows: [{ id: 1418, caller: 'Ada Lovelace' }], total: 1, more: null }

function setUp() {
  const clock = createVirtualClock()
  const store = createMemoryRedis(clock)
  const events: SwitchboardEvent[] = []
  /** The memory of one instance for one account; `aheadMs`: its clock is wrong. */
  const instance = ({
    secret = SECRET,
    account = ACCOUNT,
    aheadMs = 0,
  }: { secret?: string; account?: unknown; aheadMs?: number } = {}) =>
    createSharedMemory({
      redis: store.redis,
      secret,
      clock: { ...clock, now: () => clock.now() + aheadMs },
      emit: (event) => void events.push(event),
    })(account, 1000)
  const outcomes = () => events.splice(0).map((event) => event.type === 'looked' && event.outcome)
  return { clock, store, instance, outcomes }
}

const keep = (memory: ReturnType<ReturnType<typeof setUp>['instance']>, sentAt: number, ttlMs = 10_000) =>
  memory.keep([{ kind: 'LIST', question: QUESTION, value: PAGE, ttlMs }], sentAt)
const look = async (memory: ReturnType<ReturnType<typeof setUp>['instance']>, maxAgeMs?: number) => {
  const freshness = maxAgeMs === undefined ? undefined : { ...USUAL_FRESHNESS, maxAgeMs }
  const [found] = await memory.look('LIST', [QUESTION], toAsk({ freshness }))
  return found
}

test('an instance finds the rows of another with the time of their request, for their ttl', async () => {
  const { clock, instance, outcomes } = setUp()
  const [a, b] = [instance(), instance()]
  assert.equal(await look(b), undefined)
  const sentAt = clock.now()
  await clock.advance(400)
  keep(a, sentAt)
  await clock.advance(3000)
  assert.deepEqual(await look(b), {
    value: PAGE,
    sentAt,
    size: JSON.stringify([sentAt, 10_000, PAGE]).length,
  })
  await clock.advance(6500)
  assert.notEqual(await look(b), undefined)
  await clock.advance(200)
  assert.equal(await look(b), undefined)
  assert.deepEqual(outcomes(), ['MISSING', 'FOUND', 'FOUND', 'MISSING'])
})

test('an answer older than the client tolerates is not found, unless it is younger than the quota’s interval', async () => {
  const { clock, instance } = setUp()
  const [a, b] = [instance(), instance()]
  keep(a, clock.now())
  await clock.advance(900)
  assert.notEqual(await look(b, 0), undefined)
  await clock.advance(2000)
  assert.equal(await look(b, 2000), undefined)
  assert.notEqual(await look(b, 5000), undefined)
})

test('a wrong clock makes no answer younger', async () => {
  for (const aheadMs of [-60_000, -4000, 4000, 60_000]) {
    const { clock, instance } = setUp()
    keep(instance({ aheadMs }), clock.now() + aheadMs)
    await clock.advance(5000)
    const found = await look(instance())
    assert.ok(found === undefined || found.sentAt <= clock.now() - 4990, `ahead by ${aheadMs}`)
    assert.equal(found === undefined, aheadMs === -60_000)
  }
})

test('a key that somebody prolongs makes no answer younger', async () => {
  const { clock, store, instance } = setUp()
  keep(instance(), clock.now())
  await clock.advance(100)
  for (const [key, { value }] of store.entries) store.entries.set(key, { value, until: Infinity })
  await clock.advance(9000)
  assert.notEqual(await look(instance()), undefined)
  await clock.advance(1000)
  assert.equal(await look(instance()), undefined)
})

test('another secret, account, credential, kind or question finds nothing', async () => {
  const { clock, instance } = setUp()
  const memory = instance()
  keep(memory, clock.now())
  await clock.advance(100)
  assert.equal(await look(instance({ secret: 'another secret of 32 characters.' })), undefined)
  const [vendor, , settings] = ACCOUNT
  assert.equal(await look(instance({ account: [vendor, 'https://other.example', settings] })), undefined)
  const other = { USERNAME: 'acme', PASSWORD: 'token-4712' }
  assert.equal(await look(instance({ account: [vendor, 'https://acme.example', other] })), undefined)
  const asked = [memory.look('LOOKUP', [QUESTION], toAsk()), memory.look('LIST', [[...QUESTION, 2]], toAsk())]
  assert.deepEqual(await Promise.all(asked), [[undefined], [undefined]])
  assert.notEqual(await look(memory), undefined)
})

test('a value that was moved, changed or invented is not found', async () => {
  const { clock, store, instance } = setUp()
  const memory = instance()
  const other = [...QUESTION, 2]
  keep(memory, clock.now())
  memory.keep([{ kind: 'LIST', question: other, value: PAGE, ttlMs: 10_000 }], clock.now())
  await clock.advance(100)
  const both = () => memory.look('LIST', [QUESTION, other], toAsk())
  assert.equal((await both()).filter((one) => one !== undefined).length, 2)
  const [[one, first], [two, second]] = [...store.entries] as [[string, any], [string, any]]
  store.entries.set(one, second)
  store.entries.set(two, {
    ...first,
    value: first.value.replace(/.$/, (last: string) => (last === 'A' ? 'Q' : 'A')),
  })
  assert.deepEqual(await both(), [undefined, undefined])
  store.entries.set(one, { ...first, value: 'x'.repeat(1000) })
  assert.deepEqual(await both(), [undefined, undefined])
})

test('neither keys nor values show accounts, credentials, filters or rows', async () => {
  const { clock, store, instance } = setUp()
  keep(instance(), clock.now())
  await clock.advance(100)
  const stored = [...store.entries].flatMap(([key, { value }]) => [key, value])
  assert.equal(stored.length, 2)
  const seen = stored.map((text) => text + Buffer.from(text, 'base64url').toString('latin1')).join()
  for (const part of ['acme', 'UJET', '4711', '2025550123', 'calls', 'CALL', '1418', 'Ada', 'Lovelace'])
    assert.ok(!seen.includes(part), part)
  assert.match(stored[0] ?? '', /^switchboard:memory:\{[\w-]{22}\}:[\w-]{22}$/)
})

test('no value is kept for more than five minutes, so that old rows do not fill Redis', async () => {
  const { clock, store, instance } = setUp()
  keep(instance(), clock.now(), 3_600_000)
  await clock.advance(100)
  const [{ until } = assert.fail()] = store.entries.values()
  assert.ok(until <= clock.now() + 300_000)
  await clock.advance(299_000)
  assert.notEqual(await look(instance()), undefined)
  await clock.advance(1000)
  assert.equal(await look(instance()), undefined)
})

test('a value above the limit is not kept', async () => {
  const { clock, store, instance } = setUp()
  const value = randomBytes(400_000).toString('base64')
  instance().keep([{ kind: 'LIST', question: QUESTION, value, ttlMs: 10_000 }], clock.now())
  await clock.advance(100)
  assert.equal(store.entries.size, 0)
})

test('a slow Redis is waited for 50 ms, and then not asked for a moment', async () => {
  const { clock, store, instance, outcomes } = setUp()
  const memory = instance()
  store.goAway('slow')
  const waits: number[] = []
  for (let time = 0; time < 3; time += 1) {
    const startedAt = clock.now()
    assert.equal(await look(memory), undefined)
    waits.push(clock.now() - startedAt)
  }
  assert.deepEqual(waits, [50, 0, 0])
  assert.deepEqual(outcomes(), ['UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE'])
})

test('a Redis without connection is not looked into, and a failing one now and then', async () => {
  const { clock, store, instance, outcomes } = setUp()
  const memory = instance()
  store.goAway('unconnected')
  assert.equal(await look(memory), undefined)
  assert.equal(store.looks(), 0)
  store.goAway('failing')
  const until = clock.now() + 120_000
  while (clock.now() < until) {
    assert.equal(await look(memory), undefined)
    keep(memory, clock.now())
    await clock.advance(500)
  }
  // After 0, 1, 3, 7, 15, 31, 61 and 91 s.
  assert.equal(store.looks(), 8)
  assert.deepEqual(new Set(outcomes()), new Set(['UNREACHABLE']))
  store.comeBack()
  await clock.advance(31_000)
  keep(memory, clock.now())
  await clock.advance(100)
  assert.notEqual(await look(memory), undefined)
})
