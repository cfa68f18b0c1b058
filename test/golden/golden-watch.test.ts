// The golden property of watchers: a client that lists calls, subscribes with the age of its list and follows every event
// holds what a filter over all rows gives, also after it has lost its connection.
import type { Random } from '../../src/demo/random.ts'
import type { Watching } from '../support/events.ts'
import type { Stage } from '../support/gateway.ts'
import type { GoldenCase } from './golden-case.ts'
import type { WireRow } from './golden-draw.ts'
import type { World } from './golden-world.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../src/demo/random.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { watch } from '../support/events.ts'
import { drawCase, selectedOf, vendorOf } from './golden-case.ts'
import { checkCases } from './golden-check.ts'
import { toInput, turn } from './golden-page.ts'
import { createWorld } from './golden-world.ts'

const ROUNDS = 4

const QUERY = `subscription ($filter: CallFilter, $since: DateTime) {
  callUpdates(filter: $filter, since: $since) { edges { kind node { id } } updatedAt }
}`

/** What a client holds, kept by events. */
interface Client {
  readonly ids: Set<string>
  since: string
  watching: Watching | null
}

async function list(stage: Stage, golden: GoldenCase): Promise<Client> {
  const client: Client = { ids: new Set(), since: '', watching: null }
  let after: string | null = null
  do {
    const turned = await turn(stage, golden, { first: 25, after })
    assert.ok('page' in turned)
    const { edges, hasNextPage, endCursor, reports } = turned.page
    for (const { id } of edges) client.ids.add(id)
    const ages = reports.flatMap(({ asOf }) => asOf ?? [])
    client.since = [client.since, ...ages].filter((one) => one !== '').toSorted()[0] ?? ''
    after = hasNextPage ? endCursor : null
  } while (after !== null)
  return client
}

/** Follows the events until the connection ends. */
async function follow(
  { gateway, clock }: Stage,
  { filter, selection }: GoldenCase,
  client: Client,
): Promise<void> {
  const since = client.since === '' ? toRfc3339(clock.now()) : client.since
  const watching = await watch(gateway, QUERY, { filter: { ...toInput(filter), ...selection }, since })
  client.watching = watching
  for (
    let event = await watching.next();
    client.watching === watching && event;
    event = await watching.next()
  ) {
    assert.equal(event.errors, undefined, JSON.stringify(event.errors))
    const { edges, updatedAt } = event.data.callUpdates
    for (const { kind, node } of edges) {
      if (kind === 'LEFT') client.ids.delete(node.id)
      else client.ids.add(node.id)
    }
    client.since = updatedAt
  }
}

/** One call comes, or one changes. */
async function change({ clock, accounts, rowsOf, drawRow }: World, random: Random): Promise<void> {
  await clock.advance(1)
  const account = random.pick(accounts)
  const rows = rowsOf(account)
  const index = random.int(0, Math.max(0, rows.length - 1))
  const was = random.chance(0.6) ? rows[index] : undefined
  const row = { ...drawRow(account, random, was), updated_at: toRfc3339(clock.now()) }
  if (was === undefined) rows.push(row)
  else rows[index] = row
}

/** Lets the next request of the journal end, and its event arrive. */
async function settle({ clock }: World): Promise<void> {
  await clock.advance(25_000)
  for (let rounds = 0; rounds < 60; rounds += 1) await new Promise((resolve) => setImmediate(resolve))
}

async function check(golden: GoldenCase): Promise<void> {
  const world = createWorld(golden)
  const stage = world.open()
  const random = createRandom(`${golden.seed}/watched`)
  const client = await list(stage, golden)
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (random.chance(0.5)) await change(world, random)
      if (client.watching === null) void follow(stage, golden, client)
      await settle(world)
      for (let times = random.int(0, 4); times > 0; times -= 1) await change(world, random)
      // Somebody else lists the same calls meanwhile.
      if (random.chance(0.4)) await turn(stage, { ...golden, filter: {} }, { first: 25, after: null })
      await settle(world)
      const wanted = world.accounts.flatMap((account) => world.wantedOf(account)).map(({ id }) => id)
      assert.deepEqual([...client.ids].toSorted(), wanted.toSorted(), 'the client holds other calls')
      if (!random.chance(0.5)) continue
      const { watching } = client
      client.watching = null
      await watching?.leave()
      await world.clock.advance(random.int(0, 600) * 1000)
    }
  } finally {
    await client.watching?.leave()
  }
}

/** Calls of UJET, which have a time of change. */
function drawWatched(seed: string): GoldenCase {
  const golden = drawCase({ orders: false })(seed)
  const isOfOthers = selectedOf(golden).some((name) => vendorOf(name) !== 'UJET')
  if (golden.noun !== 'CALL' || isOfOthers) return drawWatched(`${seed}+`)
  const withChange = (row: WireRow) => ({ ...row, updated_at: row.updated_at ?? row.created_at })
  const { ujet = [], emea = [] } = golden.rows
  const rows = { ...golden.rows, ujet: ujet.map(withChange) }
  return { ...golden, rows: 'emea' in rows ? { ...rows, emea: emea.map(withChange) } : rows }
}

test('a client that follows the events of a list holds what a filter over all rows gives', async () => {
  await checkCases({ name: 'watch', count: 6, draw: drawWatched, check })
})
