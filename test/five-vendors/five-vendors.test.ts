// One list over five vendors: its cost, its order, and no needless requests.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccountName, FiveStage } from '../support/five.ts'
import {
  ACCOUNTS,
  allCallIds,
  callsOf,
  createFiveStage,
  createHearing,
  listsOf,
  QUERY,
  reportsBut,
  walk,
} from '../support/five.ts'

/** TWIN has a list of its own for undialled calls. */
const ONE_OF_EACH_LIST = { ujet: 1, callcap: 1, whippy: 1, 'allo-media': 1, twin: 2 }

/** The fields that TWIN's rows are requested with. */
const FIELDS =
  'id,phone,duration,botDuration,operatorDuration,taskId,taskName,botId,botName,regionId,timezone,shortNumber,status,' +
  'responder,transferredToOperator,isFinished,createdAt,updatedAt,startedAt,price,nps,recordPath,externalId,linkToLog'

const FIRST_PAGES: Readonly<Record<AccountName, readonly string[]>> = {
  ujet: ['/manager/api/v1/calls?sort_column=created_at&sort_direction=DESC&page=1&per=100'],
  // Callcap's default range is one day, so both dates are always sent.
  callcap: [
    '/v2/get/calls/?search_timezone=US/Arizona&conversation_type=call&search_startdate=2000-01-01&search_enddate=2100-01-01&detail=all&order=newest&page=1&show=200',
  ],
  whippy: ['/v1/calls/search?limit=100&offset=0&timeout=15000'],
  'allo-media': [
    '/calls?status=qualified,void&exclude=transcript_json,tracking_info,qualification&order=timestamp&limit=200&offset=0',
  ],
  twin: ['-startedAt', '-createdAt'].map(
    (sort) => `/analyse/api/v1/search/cis/calls?fields=${FIELDS}&sort=${sort}&limit=200&offset=0`,
  ),
}

describe('one list over five vendors', () => {
  it('costs one request for each list', async () => {
    const stage = createFiveStage()
    const hear = createHearing(stage)
    const { answer, calls } = await callsOf(stage)
    assert.deepEqual(hear(), FIRST_PAGES)
    assert.deepEqual(listsOf(answer), ONE_OF_EACH_LIST)
    assert.equal(calls.nodes.length, 20)
    assert.deepEqual(calls.accounts, reportsBut())
  })

  it('costs no more for a range of starts', async () => {
    const stage = createFiveStage()
    const { answer, calls } = await callsOf(stage, {
      filter: { startedAt: { from: '2026-01-15T11:00:00Z' } },
    })
    assert.deepEqual(listsOf(answer), ONE_OF_EACH_LIST)
    assert.deepEqual(calls.accounts, reportsBut())
  })

  for (const scale of [0.05, 1])
    it(`is newest first, and nine more pages cost nothing, at scale ${scale}`, async () => {
      const stage = createFiveStage({ scale })
      const { pages, nodes } = await walk(stage, {}, 10)
      assert.equal(new Set(nodes.map(({ id }) => id)).size, 200)
      assert.deepEqual(new Set(nodes.map(({ accountName }) => accountName)), new Set(ACCOUNTS))
      for (const { calls } of pages)
        assert.ok(new Set(calls.nodes.map(({ accountName }) => accountName)).size >= 3)
      const starts = nodes.map(({ startedAt }) => startedAt)
      assert.deepEqual(starts, starts.toSorted().toReversed())
      // The answers for the first page contain all 200.
      const rest = Array.from({ length: 9 }, () => ({}))
      assert.deepEqual(
        pages.map(({ answer }) => listsOf(answer)),
        [ONE_OF_EACH_LIST, ...rest],
      )
    })

  for (const unstarted of ['created', 'null'] as const)
    it(`contains every call of all accounts (${unstarted})`, async () => {
      const stage = createFiveStage({ scale: 0.01, twin: { unstarted } })
      const { nodes } = await walk(stage)
      assert.deepEqual(nodes.map(({ id }) => id).toSorted(), allCallIds(stage).toSorted())
    })
})

describe('the account that gets requests', () => {
  /** The accounts that got requests, and the answer. */
  async function askedFor(filter: object, stage: FiveStage = createFiveStage()) {
    const hear = createHearing(stage)
    const { calls } = await callsOf(stage, { filter })
    return { calls, heard: Object.keys(hear()) }
  }

  it('is of the selected vendor only', async () => {
    const { calls, heard } = await askedFor({ vendors: ['CALLCAP'] })
    assert.equal(calls.nodes.length, 20)
    assert.deepEqual(heard, ['callcap'])
  })

  it('is never TWIN for inbound calls, since it has outbound calls only', async () => {
    const { calls, heard } = await askedFor({ direction: ['INBOUND'] })
    assert.ok(!heard.includes('twin'))
    const state = calls.accounts.find(({ account }) => account === 'twin')?.state
    assert.equal(state, 'COMPLETE')
  })

  it('is the one in the ids of agentIds', async () => {
    const stage = createFiveStage()
    const agentIds = stage.sandbox.data.agents.map(({ id }) => `agent:ujet:${String(id)}`).slice(0, 5)
    const { calls, heard } = await askedFor({ agentIds }, stage)
    assert.ok(calls.nodes.length > 0)
    assert.deepEqual(heard, ['ujet'])
    assert.deepEqual(calls.accounts, reportsBut())
  })

  it('is none for a range in which no call can start', async () => {
    for (const startedAt of [
      { from: '1970-01-01T00:00:00Z', to: '1980-01-01T00:00:00Z' },
      { from: '2031-01-01T00:00:00Z' },
    ]) {
      const { calls, heard } = await askedFor({ startedAt })
      assert.deepEqual([calls.nodes, calls.totalCount, calls.pageInfo.hasNextPage], [[], 0, false])
      assert.deepEqual(calls.accounts, reportsBut())
      assert.deepEqual(heard, [])
    }
  })

  it('is of a vendor that has the status', async () => {
    const { calls, heard } = await askedFor({ status: ['DEFLECTED'] })
    assert.ok(calls.nodes.length > 0)
    assert.deepEqual(heard, ['ujet'])
    assert.deepEqual(calls.accounts, reportsBut())
  })

  it('is not the one whose own filter excludes all of its rows', async () => {
    const { calls, heard } = await askedFor({ twin: { dialStatus: [] } })
    assert.deepEqual(
      heard,
      ACCOUNTS.filter((name) => name !== 'twin'),
    )
    assert.deepEqual(calls.accounts, reportsBut())
  })
})

describe('transcripts', () => {
  const listOf = ({ simulators }: FiveStage, name: AccountName): string =>
    decodeURIComponent(simulators[name].requests.at(-1)?.query ?? '')

  it('are requested only when selected', async () => {
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
