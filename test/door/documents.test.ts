// The cache of documents: bounded by bytes, and apart from the rows of vendors.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { LRUCache } from 'lru-cache'
import { createStage } from '../support/gateway.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const MEBIBYTE = 1_048_576
const LONG = 'x'.repeat(250_000)

async function grownBy(act: () => Promise<void>): Promise<number> {
  collect()
  const before = process.memoryUsage().heapUsed
  await act()
  collect()
  return (process.memoryUsage().heapUsed - before) / MEBIBYTE
}

type Send = (stage: Stage, count: number) => Promise<unknown>

/** The number of documents, and how to send one; each is within all limits. */
const FLOODS: Readonly<Record<string, readonly [count: number, send: Send]>> = {
  'long comments': [200, ({ ask }, count) => ask(`#${count}${LONG}\n{ __typename }`)],
  'syntax errors at the end': [200, ({ ask }, count) => ask(`{ __typename x(${count}) #${LONG}`)],
  'long comments and unknown fields': [200, ({ ask }, count) => ask(`{ x${count} } #${LONG}`)],
  'many tokens': [100, ({ ask }, count) => ask(`query Q${count} { ${'__typename '.repeat(3900)} }`)],
  'too many fields': [100, ({ ask }, count) => ask(`query Q${count} { ${'a '.repeat(5000)} }`)],
  'new variables each time': [
    2000,
    ({ ask }, count) =>
      ask(
        'query ($first: Int!) { calls(first: $first) { nodes { id } } }',
        { first: (count % 1000) + 1 },
        { 'x-upstream': 'plan' },
      ),
  ],
}

for (const [what, [count, send]] of Object.entries(FLOODS))
  test(`a flood of documents with ${what} takes no more memory than CACHE_BYTES`, async () => {
    const stage = createStage({}, { cacheBytes: MEBIBYTE, alwaysReport: false })
    await send(stage, 0)
    const mebibytes = await grownBy(async () => {
      for (let sent = 1; sent <= count; sent += 1) await send(stage, sent)
    })
    assert.ok(mebibytes < 4, `grown by ${mebibytes.toFixed(1)} MiB`)
  })

test('a document is parsed once, whatever its variables', async (t) => {
  const stage = createStage()
  const set = t.mock.method(LRUCache.prototype, 'set')
  const operation = 'query ($first: Int!) { calls(first: $first) { nodes { id } } }'
  for (let first = 5; first < 8; first += 1) await stage.ask(operation, { first })
  const kinds = set.mock.calls.map(({ arguments: [key] }) => String(key).split(' ')[0])
  assert.equal(kinds.filter((kind) => kind === 'document').length, 1)
})

test('a large operation is priced once for the same variables, a small one never', async (t) => {
  const stage = createStage({}, { maxUpstreamRequests: 25 })
  const set = t.mock.method(LRUCache.prototype, 'set')
  const priced = () =>
    set.mock.calls.filter(({ arguments: [key] }) => String(key).startsWith('price ')).length
  const operation = `query ($first: Int!) { ${Array.from({ length: 9 }, (_, n) => `c${n}: calls(first: $first) { nodes { id } }`).join(' ')} }`
  await stage.ask('{ calls { nodes { id } } chats { nodes { id } } }')
  assert.equal(priced(), 0)
  for (const first of [5, 5, 5, 6]) await stage.ask(operation, { first })
  assert.equal(priced(), 2)
})

test('a refused document is refused again', async () => {
  const stage = createStage()
  for (let sent = 0; sent < 2; sent += 1) {
    const { errors } = await stage.ask('{ nothing }')
    assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
  }
})

test('documents evict no rows of vendors', async () => {
  const stage = createStage({}, { cacheBytes: 2 * MEBIBYTE })
  const list = '{ agents { nodes { id email } } }'
  await stage.ask(list)
  assert.ok(stage.sent().length > 0)
  for (let sent = 0; sent < 30; sent += 1) await stage.ask(`#${sent}${LONG}\n{ __typename }`)
  await stage.ask(list)
  assert.deepEqual(stage.sent(), [])
})
