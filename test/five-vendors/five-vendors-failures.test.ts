// Faults at one or all of five vendors while a list is read, and the list's total.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '../support/gateway.ts'
import type { AccountName, FiveStage } from '../support/five.ts'
import { ACCOUNTS, allCallIds, callsOf, createFiveStage, QUERY, reportsBut, walk } from '../support/five.ts'

const HUNDRED = QUERY.replace('first: 20', 'first: 100')
const OUT_OF_ORDER = () => new Response('out of order', { status: 500 })
const DOWN = { state: 'FAILED', code: 'UPSTREAM_UNAVAILABLE' }

function fail({ simulators }: FiveStage, ...names: readonly AccountName[]) {
  for (const name of names) simulators[name].intercept = OUT_OF_ORDER
}

function recover({ simulators }: FiveStage) {
  for (const name of ACCOUNTS) simulators[name].intercept = undefined
}

describe('a token that ends in the middle of paging', () => {
  /** Ends the token; `signIns` is the number of requests that a new one costs. */
  const ENDS: readonly (readonly [
    how: string,
    name: 'allo-media' | 'twin',
    end: (stage: FiveStage) => Promise<void> | void,
    signIns: number,
  ])[] = [
    ['by the clock', 'allo-media', ({ clock }) => clock.advance(100_000), 1],
    ['by the clock', 'twin', ({ clock }) => clock.advance(100_000), 1],
    ['all at once', 'allo-media', ({ sandbox }) => sandbox.alloMedia.revokeTokens(), 1],
    // The refresh token is refused too.
    ['all at once', 'twin', ({ sandbox }) => sandbox.twin.revokeTokens(), 2],
  ]

  /** 200 rows of one list are two pages; of two merged lists, fewer. */
  const BILLS = {
    'allo-media': [['SIGN_IN', 'LIST'], []],
    twin: [
      ['SIGN_IN', 'LIST', 'LIST'],
      ['LIST', 'LIST'],
    ],
  }

  for (const [how, name, end, signIns] of ENDS)
    it(`is replaced once, as the bill shows, and the page continues: ${name}, ${how}`, async () => {
      const tokens = { tokenSeconds: 90 }
      const stage = createFiveStage({ scale: 0.2, alloMedia: tokens, twin: tokens })
      const ids: string[] = []
      const bills: string[][] = []
      let after: string | null = null
      for (const page of [1, 2, 3, 4]) {
        const answer: Answer<any> = await stage.ask(HUNDRED, { filter: { accounts: [name] }, after })
        assert.deepEqual(answer.errors, [])
        ids.push(...answer.data.calls.nodes.map(({ id }: { id: string }) => id))
        after = answer.data.calls.pageInfo.endCursor
        bills.push(answer.extensions.upstream.requests.map(({ kind }) => kind))
        if (page === 2) await end(stage)
      }
      assert.equal(new Set(ids).size, 400)
      assert.deepEqual(bills.slice(0, 2), BILLS[name])
      const later = bills.slice(2).flat()
      assert.equal(later.filter((kind) => kind === 'SIGN_IN').length, signIns)
    })
})

describe('accounts that fail', () => {
  for (const failing of ACCOUNTS)
    it(`one is reported, the others are complete, and the same query fills the hole: ${failing}`, async () => {
      const stage = createFiveStage()
      fail(stage, failing)
      const { calls } = await callsOf(stage)
      assert.deepEqual(calls.accounts, reportsBut({ [failing]: DOWN }))
      assert.deepEqual([calls.nodes.length, calls.totalCount], [20, null])
      assert.ok(calls.nodes.every(({ accountName }) => accountName !== failing))
      recover(stage)
      const again = await callsOf(stage)
      const whole = await callsOf(createFiveStage())
      assert.deepEqual(again.calls, whole.calls)
    })

  it('one at page two leaves a cursor that continues, and the same page again fills the hole', async () => {
    const stage = createFiveStage()
    const ask = async (after: string | null) => {
      const { data, errors } = await stage.ask(HUNDRED, { after })
      assert.deepEqual(errors, [])
      return data.calls
    }
    const pages = [await ask(null)]
    // UJET's first 100 rows end within the first 300 of all.
    while (pages.length < 20) {
      fail(stage, 'ujet')
      const page = await ask(pages.at(-1).pageInfo.endCursor)
      recover(stage)
      pages.push(page)
      if (page.accounts[0].state === 'FAILED') break
    }
    const broken = pages.pop()
    assert.deepEqual(broken.accounts, reportsBut({ ujet: DOWN }))
    const beyond = await ask(broken.pageInfo.endCursor)
    assert.deepEqual(beyond.accounts, reportsBut())

    while (pages.at(-1).pageInfo.hasNextPage) pages.push(await ask(pages.at(-1).pageInfo.endCursor))
    const ids: string[] = pages.flatMap(({ nodes }) => nodes.map(({ id }: { id: string }) => id))
    assert.deepEqual(ids.toSorted(), allCallIds(stage).toSorted())
  })

  it('all of them cause ALL_ACCOUNTS_FAILED, and no empty list', async () => {
    const stage = createFiveStage()
    fail(stage, ...ACCOUNTS)
    const { data, errors } = await stage.ask(QUERY)
    assert.equal(data, null)
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      ['ALL_ACCOUNTS_FAILED'],
    )
    const failures = errors[0]?.extensions.failures as { account: string; code: string }[]
    assert.deepEqual(
      failures.map(({ account, code }) => ({ account, code })),
      ACCOUNTS.map((account) => ({ account, code: DOWN.code })),
    )
  })

  it('one is an error with requireComplete', async () => {
    const stage = createFiveStage()
    fail(stage, 'callcap')
    const { data, errors } = await stage.ask(QUERY.replace('first: 20', 'first: 20, requireComplete: true'))
    assert.equal(data, null)
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      ['INCOMPLETE'],
    )
  })
})

describe('the total over five vendors', () => {
  it('counts all rows, and later pages repeat it', async () => {
    const stage = createFiveStage()
    const { pages } = await walk(stage, {}, 3)
    const total = allCallIds(stage).length
    assert.deepEqual(
      pages.map(({ calls }) => calls.totalCount),
      [total, total, total],
    )
  })

  it('is null when a vendor returns a superset and was not read whole', async () => {
    // Callcap filters by direction, but its rows have none.
    const { calls } = await callsOf(createFiveStage(), { filter: { direction: ['OUTBOUND'] } })
    assert.equal(calls.totalCount, null)
  })

  const FILTERS: readonly (readonly [filter: object, isTold: boolean])[] = [
    [{ startedAt: { from: '2026-01-15T06:00:00Z' } }, true],
    [{ startedAt: { from: '2026-01-10T00:00:00Z', to: '2026-01-14T00:00:00Z' } }, true],
    [{ status: ['MISSED', 'BUSY'] }, true],
    [{ vendors: ['ALLO_MEDIA', 'TWIN'], direction: ['OUTBOUND'] }, true],
    [{ durationSeconds: { from: 100, to: 200 } }, true],
    // The first page reads each of them whole.
    [{ direction: ['OUTBOUND'] }, true],
    // UJET's rows have no transcript.
    [{ search: 'a' }, false],
  ]
  for (const [filter, isTold] of FILTERS)
    it(`is the number of rows or null for ${JSON.stringify(filter)}`, async () => {
      const stage = createFiveStage({ scale: 0.01 })
      const { pages, nodes } = await walk(stage, { filter })
      assert.equal(pages[0]?.calls.totalCount, isTold ? nodes.length : null)
      assert.ok(nodes.length > 0)
    })
})
