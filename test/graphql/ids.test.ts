// A list whose filter names ids costs what looking them up costs, and what is remembered costs nothing.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FiveStage } from '../support/five.ts'
import { callsOf, createFiveStage, createHearing, walk } from '../support/five.ts'
import { priceAndCost } from '../support/price.ts'

/** Two calls of each account that are older than any first page. */
async function oldCallsOf(stage: FiveStage): Promise<string[]> {
  const { nodes } = await walk(stage.reopen(), { filter: { startedAt: { to: '2026-01-14T00:00:00Z' } } }, 10)
  // The quota counts both gateways.
  await stage.clock.advance(60_000)
  const byAccount = Object.groupBy(nodes, ({ accountName }) => accountName)
  return Object.values(byAccount).flatMap((rows) => rows?.slice(0, 2).map(({ id }) => id) ?? [])
}

const of = (ids: readonly string[], account: string) => ids.filter((id) => id.startsWith(`call:${account}:`))

describe('calls by their ids', () => {
  it('are looked up, in a batch where the vendor takes one, and remembered', async () => {
    const stage = createFiveStage()
    const ids = (await oldCallsOf(stage)).filter((id) => !id.startsWith('call:whippy:'))
    assert.equal(ids.length, 8)
    const raw = (account: string) => of(ids, account).map((id) => id.split(':').slice(2).join(':'))
    const hear = createHearing(stage)
    hear()
    const { calls } = await callsOf(stage, { filter: { ids } })
    const heard = hear()
    assert.deepEqual(calls.nodes.map(({ id }) => id).toSorted(), ids.toSorted())
    assert.deepEqual(
      calls.nodes.map(({ startedAt }) => startedAt),
      calls.nodes
        .map(({ startedAt }) => startedAt)
        .toSorted()
        .toReversed(),
      'newest first, as ever',
    )
    assert.equal(calls.totalCount, 8)
    assert.deepEqual(heard.ujet?.length, 1)
    for (const id of raw('ujet')) assert.match(heard.ujet?.[0] ?? '', new RegExp(`id\\[\\]=${id}\\b`))
    for (const account of ['callcap', 'allo-media', 'twin'] as const) {
      assert.equal(heard[account]?.length, 2, account)
      for (const id of raw(account))
        assert.ok(
          heard[account]?.some((one) => decodeURIComponent(one).includes(id)),
          id,
        )
    }
    assert.equal(heard.whippy, undefined, 'an id asks its own account only')

    const again = await callsOf(stage, { filter: { ids: ids.slice(0, 5) } })
    assert.equal(again.calls.nodes.length, 5)
    assert.deepEqual(hear(), {})
  })

  it('are checked by the other filters, and a call that does not exist is left out', async () => {
    const stage = createFiveStage()
    const [first = '', second = ''] = of(await oldCallsOf(stage), 'ujet')
    const { calls: both } = await callsOf(stage, { filter: { ids: [first, second] } })
    const at = both.nodes.find(({ id }) => id === first)?.startedAt
    const filter = {
      ids: [second, first, 'call:ujet:999999999'],
      startedAt: { from: at, to: '2027-01-01T00:00:00Z' },
    }
    const { calls } = await callsOf(stage, { filter })
    assert.ok(calls.nodes.some(({ id }) => id === first))
    assert.ok(calls.nodes.every(({ startedAt }) => startedAt >= String(at)))
    assert.equal(calls.totalCount, calls.nodes.length)
    const { calls: none } = await callsOf(stage, { filter: { ids: ['call:ujet:999999999'] } })
    assert.deepEqual([none.nodes, none.totalCount, none.pageInfo.hasNextPage], [[], 0, false])
  })

  it('are listed page by page', async () => {
    const stage = createFiveStage()
    const ids = await oldCallsOf(stage)
    const query = `query ($ids: [ID!], $after: String) {
      calls(filter: { ids: $ids }, first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    }`
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const { data }: { data: any } = await stage.ask(query, { ids, after })
      seen.push(...data.calls.nodes.map(({ id }: { id: string }) => id))
      if (!data.calls.pageInfo.hasNextPage) break
      after = data.calls.pageInfo.endCursor
    }
    assert.deepEqual(seen.toSorted(), ids.toSorted())
    assert.equal(new Set(seen).size, seen.length)
  })

  it('are sought in the list where rows do not tell of another filter', async () => {
    const stage = createFiveStage()
    const ids = of(await oldCallsOf(stage), 'callcap')
    const hear = createHearing(stage)
    hear()
    await callsOf(stage, { filter: { ids, search: 'sink' } })
    assert.ok(hear().callcap?.every((request) => request.includes('search_term=sink')))
  })

  it('are priced as look-ups', async () => {
    const stage = createFiveStage()
    const ids = (await oldCallsOf(stage)).filter((id) => !id.startsWith('call:whippy:'))
    const query = 'query ($ids: [ID!]) { calls(filter: { ids: $ids }) { nodes { id } } }'
    const priced = await priceAndCost(stage.reopen(), query, { ids })
    const costs = Object.fromEntries(
      priced.map(({ account, price, requests }) => [account, [price.minRequests, requests]]),
    )
    assert.deepEqual(costs, {
      ujet: [1, 1],
      callcap: [2, 2],
      'allo-media': [2, 2],
      twin: [2, 2],
      whippy: [0, 0],
    })
  })
})
