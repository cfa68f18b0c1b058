// One list over five vendors: what it costs, that it is in one order, and that nobody is asked in vain.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from './support/gateway.ts'
import type { AccountName, FiveStage } from './support/five.ts'
import { conversationOf } from '../src/sandbox/callcap/filters.ts'
import { ACCOUNTS, createFiveStage } from './support/five.ts'

interface Row {
  readonly id: string
  readonly startedAt: string
  readonly accountName: string
}

interface Data {
  readonly calls: {
    readonly nodes: readonly Row[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly totalCount: number | null
    readonly accounts: readonly {
      readonly account: string
      readonly state: string
      readonly code: string | null
    }[]
  }
}

/** The answer's bill and its list, which must have come without an error. */
async function callsOf(stage: FiveStage, variables: object = {}) {
  const answer = await stage.ask<Data>(QUERY, variables)
  assert.deepEqual(answer.errors, [])
  assert.ok(answer.data)
  return { answer, calls: answer.data.calls }
}

const QUERY = `query ($filter: CallFilter, $after: String) {
  calls(filter: $filter, first: 20, after: $after) {
    nodes { id startedAt accountName }
    pageInfo { hasNextPage endCursor }
    totalCount
    accounts { account state code }
  }
}`

/** The lists asked of each account, by the answer's bill; sign-in is left out. */
function listsOf(answer: Answer<Data>): Partial<Record<string, number>> {
  const lists = answer.extensions.upstream.requests.filter(({ kind }) => kind === 'LIST')
  const byAccount = Object.groupBy(lists, ({ account }) => account)
  return Object.fromEntries(Object.entries(byAccount).map(([name, all]) => [name, all?.length ?? 0]))
}

/** The accounts whose simulator heard anything at all. */
const heard = ({ simulators }: FiveStage): readonly AccountName[] =>
  ACCOUNTS.filter((name) => simulators[name].requests.length > 0)

/**
 * TWIN has no list in which calls with and without a start stand together: two lists are read in step. Whippy's order is
 * known by its first answer, which shows it, so that it costs nothing further.
 */
const ONE_PAGE = { ujet: 1, callcap: 1, whippy: 1, 'allo-media': 1, twin: 2 }

describe('one list over five vendors', () => {
  it('costs one request of each account', async () => {
    const stage = createFiveStage()
    const { answer, calls } = await callsOf(stage)
    assert.deepEqual(listsOf(answer), ONE_PAGE)
    assert.equal(calls.nodes.length, 20)
    assert.deepEqual(
      calls.accounts,
      ACCOUNTS.map((account) => ({ account, state: 'COMPLETE', code: null })),
    )
  })

  it('stands newest first over all of them, page after page out of what was read', async () => {
    const stage = createFiveStage()
    const nodes: Row[] = []
    let after: string | null = null
    let lists = 0
    for (let page = 1; page <= 10; page += 1) {
      const { answer, calls } = await callsOf(stage, { after })
      assert.equal(calls.nodes.length, 20)
      assert.ok(new Set(calls.nodes.map(({ accountName }) => accountName)).size >= 3)
      nodes.push(...calls.nodes)
      after = calls.pageInfo.endCursor
      lists += Object.values(listsOf(answer)).reduce<number>((sum, count = 0) => sum + count, 0)
    }
    assert.equal(new Set(nodes.map(({ id }) => id)).size, 200)
    assert.deepEqual(new Set(nodes.map(({ accountName }) => accountName)), new Set(ACCOUNTS))
    const starts = nodes.map(({ startedAt }) => startedAt)
    assert.deepEqual(starts, starts.toSorted().toReversed())
    // The first page's six answers hold all two hundred.
    assert.equal(lists, 6)
  })

  it('misses no call of any of them', async () => {
    const stage = createFiveStage({ scale: 0.01 })
    const ids: string[] = []
    let after: string | null = null
    for (let more = true; more;) {
      const { calls } = await callsOf(stage, { after })
      ids.push(...calls.nodes.map(({ id }) => id))
      after = calls.pageInfo.endCursor
      more = calls.pageInfo.hasNextPage
    }
    const { ujet, whippy, alloMedia, twin, callcap } = stage.sandbox
    const wanted = [
      ...ujet.data.calls.map(({ id }) => `call:ujet:${String(id)}`),
      // Text conversations stand among Callcap's calls and are none.
      ...callcap.data.calls
        .filter((row) => conversationOf(row) === 'call')
        .map(({ call_id: id }) => `call:callcap:${String(id)}`),
      ...whippy.data.calls.map(({ id }) => `call:whippy:${String(id)}`),
      ...alloMedia.data.calls.map(({ unique_id: id }) => `call:allo-media:${String(id)}`),
      ...twin.data.calls.map(({ id }) => `call:twin:${String(id)}`),
    ]
    assert.deepEqual(ids.toSorted(), wanted.toSorted())
  })
})

describe('who is asked', () => {
  it('is the vendor that is selected, and nobody else', async () => {
    const stage = createFiveStage()
    const { calls } = await callsOf(stage, { filter: { vendors: ['CALLCAP'] } })
    assert.equal(calls.nodes.length, 20)
    assert.deepEqual(heard(stage), ['callcap'])
  })

  it('is never TWIN for calls that came in, since it only makes calls', async () => {
    const stage = createFiveStage()
    const { calls } = await callsOf(stage, { filter: { direction: ['INBOUND'] } })
    assert.ok(!heard(stage).includes('twin'))
    const state = calls.accounts.find(({ account }) => account === 'twin')?.state
    assert.equal(state, 'COMPLETE')
  })

  it('is the account whose agents are named', async () => {
    const stage = createFiveStage()
    const agentIds = stage.sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`).slice(0, 5)
    const { calls } = await callsOf(stage, { filter: { agentIds } })
    assert.ok(calls.nodes.length > 0)
    assert.deepEqual(heard(stage), ['ujet'])
  })

  it('is nobody when a filter belongs to a vendor that is not selected', async () => {
    const stage = createFiveStage()
    const filter = { vendors: ['UJET', 'CALLCAP'], twin: { companyId: '7' } }
    const { errors } = await stage.ask(QUERY, { filter })
    assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
    assert.match(errors[0]?.message ?? '', /"filter.twin"/)
    assert.deepEqual(heard(stage), [])
  })
})

describe('one account that fails', () => {
  for (const failing of ACCOUNTS)
    it(`leaves the others complete and is reported: ${failing}`, async () => {
      const stage = createFiveStage()
      stage.simulators[failing].intercept = () => new Response('out of order', { status: 500 })
      const { calls } = await callsOf(stage)
      assert.deepEqual(
        calls.accounts,
        ACCOUNTS.map((account) =>
          account === failing
            ? { account, state: 'FAILED', code: 'UPSTREAM_UNAVAILABLE' }
            : { account, state: 'COMPLETE', code: null },
        ),
      )
      assert.equal(calls.nodes.length, 20)
      assert.ok(calls.nodes.every(({ accountName }) => accountName !== failing))
    })
})

describe('transcripts', () => {
  const listOf = ({ simulators }: FiveStage, name: AccountName): string =>
    decodeURIComponent(simulators[name].requests.at(-1)?.query ?? '')

  it('are asked for only when they are selected', async () => {
    const without = createFiveStage()
    await without.ask(QUERY)
    assert.match(listOf(without, 'allo-media'), /exclude=[^&]*transcript_json/)
    assert.doesNotMatch(listOf(without, 'twin'), /messages/)

    const selected = createFiveStage()
    const { data, errors } = await selected.ask(
      '{ calls(first: 20) { nodes { accountName transcript { __typename } } } }',
    )
    assert.deepEqual(errors, [])
    assert.doesNotMatch(listOf(selected, 'allo-media'), /exclude=[^&]*transcript_json/)
    assert.match(listOf(selected, 'twin'), /fields=[^&]*messages/)
    const has = ({ transcript }: { transcript: readonly unknown[] | null }) => (transcript?.length ?? 0) > 0
    assert.ok(data.calls.nodes.some(has))
  })
})
