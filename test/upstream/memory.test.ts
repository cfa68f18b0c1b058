// One store for everything remembered: how long it keeps, and that it stays within its bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemory } from '../../src/upstream/memory.ts'
import { createVirtualClock } from '../support/clock.ts'

test('what is remembered tells when it was read, and is kept beyond its lifetime only where that was wanted', async () => {
  const clock = createVirtualClock()
  const memory = createMemory(clock, 100_000)
  const readAt = clock.now()
  memory.set('row a', 1, { ttlMs: 100, bytes: 1 })
  memory.set('row b', 2, { ttlMs: 100, staleIfErrorMs: 50, bytes: 1 })
  await clock.advance(120)
  assert.equal(memory.get('row a'), undefined)
  assert.deepEqual(memory.get('row b'), { value: 2, readAt, ttlMs: 100 })
  await clock.advance(31)
  assert.equal(memory.get('row b'), undefined)
})

test('the instant of reading may lie before that of keeping', () => {
  const memory = createMemory(createVirtualClock(5000), 100_000)
  memory.set('row a', 1, { ttlMs: 100, bytes: 1, readAt: 4000 })
  assert.equal(memory.get('row a')?.readAt, 4000)
})

test('all kinds share one bound of bytes, and what was not used for longest goes first', () => {
  const memory = createMemory(createVirtualClock(), 100_000)
  const keep = (key: string, bytes: number) =>
    memory.set(key, key, { ttlMs: 1e6, staleIfErrorMs: 1e6, bytes })
  for (const key of ['row a', 'segments b', 'children c', 'row d']) keep(key, 24_700)
  memory.get('row a')
  keep('segments e', 25_200.5)
  const left = ['row a', 'segments b', 'children c', 'row d', 'segments e'].filter((key) => memory.get(key))
  assert.deepEqual(left, ['row a', 'row d', 'segments e'])
  keep('segments f', 100_001)
  assert.equal(memory.get('segments f'), undefined, 'larger than all memory')
  assert.equal(memory.get('row a')?.value, 'row a')
})

test('a bound of nothing keeps nothing', () => {
  const memory = createMemory(createVirtualClock(), 0)
  memory.set('row a', 1, { ttlMs: 1e6, bytes: 1 })
  assert.equal(memory.get('row a'), undefined)
})

test('what is small counts with its key, so that many ids that name nothing stay within the bytes too', () => {
  const memory = createMemory(createVirtualClock(), 100_000)
  const keys = Array.from({ length: 1000 }, (_, index) => `row call:ujet:${'9'.repeat(100)}${index}`)
  for (const key of keys) memory.set(key, null, { ttlMs: 1e6, bytes: 2 })
  const kept = keys.filter((key) => memory.get(key)).length
  assert.ok(kept > 0 && kept * 2 * 100 < 100_000, `${kept} are kept`)
})
