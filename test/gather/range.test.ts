// Ranges of one list share its cache.
import type { Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { createStage } from '../support/gateway.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Call 1 started a minute ago, call 2 two minutes ago, and so on. */
const calls = Array.from({ length: 450 }, (_, index) => {
  const at = toRfc3339(NOW - (index + 1) * MINUTE)
  return { id: index + 1, created_at: at, updated_at: at }
})

const open = (unproven: 'filtered' | 'ignored' = 'filtered') =>
  createStage({ rows: { calls: [...calls] }, unproven })

interface Asked {
  readonly ids: readonly number[]
  readonly total: number | null
  readonly cost: number
  readonly end: string
  readonly more: boolean
}

/** Reads calls of a range, in minutes before the test's start. */
async function ask(
  stage: Stage,
  {
    from,
    to,
    first = 1000,
    after = null,
  }: { from?: number; to?: number; first?: number; after?: string | null },
): Promise<Asked> {
  stage.sent()
  const at = (minutes: number | undefined) =>
    minutes === undefined ? null : toRfc3339(NOW - minutes * MINUTE)
  const { data, errors } = await stage.ask(
    `query ($startedAt: DateTimeRange, $first: Int!, $after: String) {
      calls(filter: { startedAt: $startedAt }, first: $first, after: $after) {
        nodes { vendorId } totalCount pageInfo { endCursor hasNextPage }
      }
    }`,
    {
      startedAt: from === undefined && to === undefined ? null : { from: at(from), to: at(to) },
      first,
      after,
    },
  )
  assert.deepEqual(errors, [])
  const { nodes, totalCount, pageInfo } = data.calls
  return {
    ids: nodes.map(({ vendorId }: { vendorId: string }) => Number(vendorId)),
    total: totalCount,
    cost: stage.sent().length,
    end: pageInfo.endCursor,
    more: pageInfo.hasNextPage,
  }
}

const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, index) => index + from)

for (const unproven of ['filtered', 'ignored'] as const) {
  test(`a range that moves with the clock is served from a fresh list (bounds ${unproven})`, async () => {
    const stage = open(unproven)
    const whole = await ask(stage, { from: 250 })
    // A page that comes twice shows that bounds are ignored.
    const cost = unproven === 'filtered' ? 3 : 4
    assert.deepEqual([whole.ids, whole.total, whole.cost], [upTo(250), 250, cost])
    await stage.clock.advance(5000)
    for (const [from, count] of [
      [249.9, 249],
      [249, 249],
      [248.5, 248],
    ] as const) {
      const moved = await ask(stage, { from })
      assert.deepEqual([moved.ids, moved.total, moved.cost], [upTo(count), count, 0], `from ${from}`)
    }
  })

  test(`a range within a cached list costs nothing and is counted exactly (bounds ${unproven})`, async () => {
    const stage = open(unproven)
    await ask(stage, { from: 250 })
    const inside = await ask(stage, { from: 120, to: 30 })
    assert.deepEqual([inside.ids, inside.total, inside.cost], [upTo(120, 31), 90, 0])
    const head = await ask(stage, { from: 40 })
    assert.deepEqual([head.ids, head.total, head.cost], [upTo(40), 40, 0])
  })

  test(`a wider range continues where the narrower one ended (bounds ${unproven})`, async () => {
    const stage = open(unproven)
    await ask(stage, { from: 150 })
    const wider = await ask(stage, { from: 380 })
    assert.deepEqual([wider.ids, wider.total], [upTo(380), 380])
    assert.ok(wider.cost <= 3, `${wider.cost} requests`)
    const all = await ask(stage, {})
    assert.deepEqual([all.ids, all.total], [upTo(450), 450])
    assert.ok(all.cost <= 1, `${all.cost} requests`)
    const again = await ask(stage, { to: 20 })
    assert.deepEqual([again.ids, again.total, again.cost], [upTo(450, 21), 430, 0])
  })
}

test('an end that moves with the clock is not sent, but applied', async () => {
  const stage = open()
  const first = await ask(stage, { from: 30, to: 0 })
  assert.deepEqual([first.ids, first.total, first.cost], [upTo(30), 30, 1])
  stage.sandbox.data.calls.unshift({ id: 900, created_at: toRfc3339(NOW + 2000), updated_at: toRfc3339(NOW) })
  await stage.clock.advance(25_000)
  const later = await ask(stage, { from: 30, to: -1000 / MINUTE })
  assert.deepEqual([later.ids, later.total, later.cost], [upTo(30), 30, 1], 'it ends before the newest call')
  const now = await ask(stage, { from: 30, to: -5000 / MINUTE })
  assert.deepEqual([now.ids, now.total, now.cost], [[900, ...upTo(30)], 31, 0])
})

test('an old range is read from its own end', async () => {
  const stage = open()
  const past = await ask(stage, { from: 330, to: 300, first: 20 })
  assert.deepEqual([past.ids, past.cost, past.more], [upTo(320, 301), 1, true])
  const rest = await ask(stage, { from: 330, to: 300, first: 20, after: past.end })
  assert.deepEqual([rest.ids, rest.cost, rest.more], [upTo(330, 321), 0, false])
  const head = await ask(stage, { first: 20 })
  assert.deepEqual([head.ids, head.cost], [upTo(20), 1])
  const same = await ask(stage, { from: 325, to: 305 })
  assert.deepEqual([same.ids, same.total, same.cost], [upTo(325, 306), 20, 0])
})

test('pages of a range continue while others widen the list', async () => {
  const stage = open()
  const one = await ask(stage, { from: 150, first: 100 })
  await ask(stage, { from: 400, first: 300 })
  const two = await ask(stage, { from: 150, first: 100, after: one.end })
  assert.deepEqual([...one.ids, ...two.ids], upTo(150))
  assert.deepEqual([one.more, two.more, two.cost], [true, false, 0])
})

test('calls without a start are in no range', async () => {
  const rows = [
    { id: 1, created_at: toRfc3339(NOW - DAY) },
    { id: 2, created_at: null },
  ]
  const stage = createStage({ rows: { calls: rows } })
  assert.deepEqual((await ask(stage, {})).ids, [1, 2])
  for (const range of [{ from: 3000 }, { to: 10 }, { from: 3000, to: 10 }]) {
    const { ids, total, cost } = await ask(stage, range)
    assert.deepEqual([ids, total, cost], [[1], 1, 0])
  }
})

test('a range whose first page came without its bound, since the order was refused, loses no call', async () => {
  // The vendor lists them by id, the oldest first.
  const aged = calls.slice(0, 30).map((call) => ({ ...call, id: 31 - call.id }))
  const stage = createStage({
    rows: { calls: aged.toReversed() },
    clamp: 8,
    callSort: 'refused',
    unproven: 'filtered',
    headers: { total: false, link: false },
  })
  const { ids, more } = await ask(stage, { from: 5, first: 19 })
  assert.deepEqual([ids, more], [[30, 29, 28, 27, 26], false])
})
