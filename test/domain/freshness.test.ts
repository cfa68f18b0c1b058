// What may be done with something remembered, by its age and by what the client tolerates.
import type { Freshness, Staleness } from '../../src/domain/freshness.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strictest, stalenessOf, USUAL_FRESHNESS } from '../../src/domain/freshness.ts'

const LIFETIME = 10_000
const HOUR = 3_600_000

/** Ages, each with what becomes of something that old. */
function stalenessAt(ages: readonly number[], freshness: Partial<Freshness> = {}): Staleness[] {
  return ages.map((ageMs) =>
    stalenessOf({ ageMs, ttlMs: LIFETIME, intervalMs: 1000 }, { ...USUAL_FRESHNESS, ...freshness }),
  )
}

test('by default rows are fresh for their ttl, stale-while-revalidate as long again, and stale-if-error for an hour', () => {
  const ages = [
    0,
    LIFETIME,
    LIFETIME + 1,
    2 * LIFETIME,
    2 * LIFETIME + 1,
    LIFETIME + HOUR,
    LIFETIME + HOUR + 1,
  ]
  assert.deepEqual(stalenessAt(ages), [
    'FRESH',
    'FRESH',
    'STALE_WHILE_REVALIDATE',
    'STALE_WHILE_REVALIDATE',
    'STALE_IF_ERROR',
    'STALE_IF_ERROR',
    'EXPIRED',
  ])
})

test('nothing older than a client wants is given, not even where nothing else can be had', () => {
  const ages = [5000, 5001, 15_000, 60_000]
  assert.deepEqual(stalenessAt(ages, { maxAgeMs: 5000 }), ['FRESH', 'EXPIRED', 'EXPIRED', 'EXPIRED'])
  assert.deepEqual(stalenessAt([15_000, 30_000], { maxAgeMs: 600_000 }), [
    'STALE_WHILE_REVALIDATE',
    'STALE_IF_ERROR',
  ])
})

test('rows younger than the quota’s interval are not requested again', () => {
  assert.deepEqual(stalenessAt([0, 999, 1000], { maxAgeMs: 0 }), ['FRESH', 'FRESH', 'EXPIRED'])
})

test('rows within `max-stale` are returned without a refresh, and no older ones', () => {
  const ages = [LIFETIME + 60_000, LIFETIME + 60_001]
  assert.deepEqual(stalenessAt(ages, { maxStaleMs: 60_000 }), ['FRESH', 'EXPIRED'])
  assert.deepEqual(stalenessAt([LIFETIME, LIFETIME + 1], { maxStaleMs: 0 }), ['FRESH', 'EXPIRED'])
  assert.deepEqual(stalenessAt([20_000, 20_001], { maxStaleMs: 60_000, maxAgeMs: 20_000 }), [
    'FRESH',
    'EXPIRED',
  ])
})

test('`only-if-cached` returns rows that are stale if an error occurs', () => {
  const only = { onlyIfCached: true }
  assert.deepEqual(stalenessAt([LIFETIME + HOUR, LIFETIME + HOUR + 1], only), ['FRESH', 'EXPIRED'])
  assert.deepEqual(stalenessAt([15_000, 25_000], { ...only, maxStaleMs: 10_000 }), ['FRESH', 'EXPIRED'])
})

test('of several clients the strictest counts', () => {
  const some = (freshness: Partial<Freshness>) => ({ ...USUAL_FRESHNESS, ...freshness })
  assert.deepEqual(strictest([some({}), some({})]), USUAL_FRESHNESS)
  assert.deepEqual(
    strictest([some({ maxAgeMs: 9000 }), some({ maxAgeMs: 5000 }), some({})]),
    some({ maxAgeMs: 5000, maxStaleMs: null }),
  )
  assert.deepEqual(strictest([some({ maxStaleMs: 9 }), some({ maxStaleMs: 5 })]), some({ maxStaleMs: 5 }))
  // Who says nothing takes less without renewal than who takes sixty seconds, and more otherwise.
  assert.deepEqual(strictest([some({ maxStaleMs: 60_000 }), some({})]), some({ maxStaleMs: 0 }))
  const only = some({ onlyIfCached: true })
  assert.deepEqual(
    [strictest([only, only]).onlyIfCached, strictest([only, some({})]).onlyIfCached],
    [true, false],
  )
})
