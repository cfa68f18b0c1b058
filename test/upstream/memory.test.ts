// The one store: times to live and the bound of bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemory } from '../../src/upstream/memory.ts'
import { createVirtualClock } from '../support/clock.ts'

test('an entry has its readAt, and outlives its ttl only with staleIfErrorMs', async () => {
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

test('readAt may be before the instant of storing', () => {
  const memory = createMemory(createVirtualClock(5000), 100_000)
  memory.set('row a', 1, { ttlMs: 100, bytes: 1, readAt: 4000 })
  assert.equal(memory.get('row a')?.readAt, 4000)
})

test('all kinds share one bound of bytes, and the least recently used entry is dropped', () => {
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

test('a bound of 0 bytes stores nothing', () => {
  const memory = createMemory(createVirtualClock(), 0)
  memory.set('row a', 1, { ttlMs: 1e6, bytes: 1 })
  assert.equal(memory.get('row a'), undefined)
})

test('small entries count with their keys, so many missing rows stay within the bound', () => {
  const memory = createMemory(createVirtualClock(), 100_000)
  const keys = Array.from({ length: 1000 }, (_, index) => `row call:ujet:${'9'.repeat(100)}${index}`)
  for (const key of keys) memory.set(key, null, { ttlMs: 1e6, bytes: 2 })
  const kept = keys.filter((key) => memory.get(key)).length
  assert.ok(kept > 0 && kept * 2 * 100 < 100_000, `${kept} are kept`)
})
