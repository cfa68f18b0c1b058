// Open consoles: all of them together cost what one costs.
import type { Watching } from '../support/events.ts'
import type { AccountName } from '../support/five.ts'
import type { RequestLogEntry } from '../../src/demo/simulator.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as operations from '../../console/operations.js'
import { toRfc3339 } from '../../src/domain/time.ts'
import { watch } from '../support/events.ts'
import { ACCOUNTS, createFiveStage } from '../support/five.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Queries of a page, by the seconds between two of them. */
const EVERY = new Map([
  [5, [operations.ACCOUNTS]],
  [10, [operations.WAITING]],
  [30, [operations.AGENTS]],
])

/** Runs consoles side by side. Resolves to the upstream requests of a minute, once they have read the calls of a day. */
async function run(count: number): Promise<ReadonlyMap<AccountName, readonly string[]>> {
  const stage = createFiveStage({ lively: true })
  const from = toRfc3339(stage.clock.now() - (stage.clock.now() % HOUR) - 23 * HOUR)
  const watching: Watching[] = []
  const told: unknown[] = []
  const ask = async (query: string, variables = {}) => {
    const { errors } = await stage.ask(query, variables)
    assert.deepEqual(errors, [])
  }
  const follow = async (query: string, variables: object) => {
    const client = await watch(stage.gateway, query, variables)
    watching.push(client)
    void (async () => {
      for (let event = await client.next(); event; event = await client.next()) told.push(event)
    })()
  }
  const all = async (step: () => Promise<void>) => Promise.all(Array.from({ length: count }, step))
  await all(async () => {
    await ask(operations.START)
    await ask(operations.CALLS, { first: 50 })
    await follow(operations.CALL_UPDATES, { since: toRfc3339(stage.clock.now()) })
    await follow(operations.STATS, { from, timeZone: 'UTC' })
  })
  const { clock } = stage
  const begin = clock.now() - (clock.now() % MINUTE) + MINUTE
  const asked = new Map([...EVERY.keys()].map((seconds) => [seconds, 0]))
  while (clock.now() < begin + MINUTE) {
    for (const [seconds, queries] of EVERY) {
      const interval = Math.floor((clock.now() - SECOND) / (seconds * SECOND))
      if (asked.get(seconds) === interval) continue
      asked.set(seconds, interval)
      await all(async () => void (await Promise.all(queries.map((query) => ask(query)))))
    }
    await clock.advance(SECOND)
  }
  assert.ok(told.length >= 2 * count, `${told.length} events`)
  for (const client of watching) await client.leave()
  const during = ({ at }: RequestLogEntry) => begin <= at && at < begin + MINUTE
  const sent = ({ at, path, query }: RequestLogEntry) => `${(at - begin) / SECOND} s ${path}?${query}`
  return new Map(ACCOUNTS.map((name) => [name, stage.simulators[name].requests.filter(during).map(sent)]))
}

test('twenty open consoles send the upstream requests of one', async () => {
  const [one, twenty] = [await run(1), await run(20)]
  assert.deepEqual(twenty, one)
  // Six times changes or the newest calls, six times queues, twice agents.
  const counts = ACCOUNTS.map((name) => one.get(name)?.length)
  assert.deepEqual(counts, [14, 6, 6, 12, 6])
})
