// Bytes that cached lists, their views and the journal hold.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createStage } from '../support/gateway.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const MEBIBYTE = 1_048_576
const CALLS = 'query ($filter: CallFilter) { calls(first: 1000, filter: $filter) { nodes { id } } }'

const toCall = (id: number, at: number, changedAt = at) => ({
  id,
  created_at: toRfc3339(at),
  updated_at: toRfc3339(changedAt),
  status: 'finished',
  rating: id % 6,
  call_duration: id % 600,
  out_ticket_id: `${id} ${changedAt} `.repeat(200),
})

/** Heap in MiB after lists of many filters and many changed calls. */
async function heldWith(cacheBytes: number): Promise<number> {
  const stage = createStage({ rows: { calls: [] } }, { cacheBytes, alwaysReport: false })
  const { calls } = stage.sandbox.data
  const start = stage.clock.now()
  for (let id = 1; id <= 2000; id += 1) calls.push(toCall(id, start - id * 60_000))
  collect()
  const before = process.memoryUsage().heapUsed
  for (let round = 0; round < 30; round += 1) {
    for (const durationSeconds of [{}, { from: round }, { to: 600 - round }])
      await stage.ask(CALLS, { filter: { durationSeconds, rating: { from: round % 3 } } })
    for (let changed = 0; changed < 60; changed += 1) {
      const id = (round * 60 + changed) % 2000
      calls[id] = toCall(id + 1, start - (id + 1) * 60_000, stage.clock.now())
    }
    await stage.clock.advance(11_000)
    stage.events.length = 0
  }
  collect()
  return (process.memoryUsage().heapUsed - before) / MEBIBYTE
}

test('cached lists, their views and the journal hold no more than CACHE_BYTES', async () => {
  const bounded = await heldWith(16 * MEBIBYTE)
  // Compiled code and garbage of the runtime take some MiB.
  assert.ok(bounded < 20, `${bounded.toFixed(1)} MiB`)
  const free = await heldWith(256 * MEBIBYTE)
  assert.ok(free > 32, `only ${free.toFixed(1)} MiB without a bound`)
})
