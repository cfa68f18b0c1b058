// One account that is slow does not hold back the others, and one that only has to queue is waited for.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccountName, FiveStage } from './support/five.ts'
import { descriptionOf } from '../src/vendors/index.ts'
import { ACCOUNTS, callsOf, createFiveStage, QUERY, reportsBut } from './support/five.ts'

const LATE = { state: 'FAILED', code: 'UPSTREAM_TIMEOUT' }
const VENDORS = {
  ujet: 'UJET',
  callcap: 'CALLCAP',
  whippy: 'WHIPPY',
  'allo-media': 'ALLO_MEDIA',
  twin: 'TWIN',
} as const

/** From now on the account leaves as many requests without an answer; all when absent. */
function hang({ simulators }: FiveStage, name: AccountName, most = Infinity) {
  let left = most
  simulators[name].intercept = ({ signal }) => {
    left -= 1
    if (left < 0) return undefined
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
}

/** The answer, and how long it took. */
async function timed(stage: FiveStage, variables: object = {}) {
  const from = stage.clock.now()
  const { calls } = await callsOf(stage, variables)
  return { calls, tookMs: stage.clock.now() - from }
}

describe('an account that does not answer', () => {
  for (const slow of ACCOUNTS)
    it(`is given up after one attempt's time, and asking again fills the hole: ${slow}`, async () => {
      const stage = createFiveStage()
      hang(stage, slow)
      const { timeoutMs } = descriptionOf(VENDORS[slow])
      const { calls, tookMs } = await timed(stage)
      assert.equal(tookMs, timeoutMs)
      assert.deepEqual(calls.accounts, reportsBut({ [slow]: LATE }))
      assert.equal(calls.nodes.length, 20)
      assert.equal(calls.totalCount, null)

      stage.simulators[slow].intercept = undefined
      const again = await timed(stage)
      assert.ok(again.tookMs < 2000)
      assert.deepEqual(again.calls.accounts, reportsBut())
      const whole = await callsOf(createFiveStage())
      assert.deepEqual(again.calls.nodes, whole.calls.nodes)
    })

  it('is not waited for on later pages either', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet')
    const first = await timed(stage)
    const next = await timed(stage, { after: first.calls.pageInfo.endCursor })
    assert.equal(next.tookMs, 6000)
    assert.deepEqual(next.calls.accounts, reportsBut({ ujet: LATE }))
  })

  it('is asked again until the deadline when nobody else is', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet', 2)
    const { calls, tookMs } = await timed(stage, { filter: { vendors: ['UJET'] } })
    assert.deepEqual(
      calls.accounts.map(({ state }) => state),
      ['COMPLETE'],
    )
    assert.ok(tookMs > 12_000)
  })

  it('is asked again until the deadline when all are required', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet', 1)
    const { errors } = await stage.ask(QUERY.replace('first: 20', 'first: 20, requireComplete: true'))
    assert.deepEqual(errors, [])
  })

  it('holds nothing back beyond the deadline that a client sets', async () => {
    const stage = createFiveStage()
    hang(stage, 'whippy')
    const from = stage.clock.now()
    const { calls } = await callsOf(stage, {}, { 'x-deadline-ms': '3000' })
    assert.equal(stage.clock.now() - from, 3000)
    assert.deepEqual(calls.accounts, reportsBut({ whippy: LATE }))
  })
})

describe('an account that is not slow', () => {
  it('is waited for while its queue lasts, however long that is', async () => {
    const config = createFiveStage().accounts.map((account) =>
      account.name === 'ujet' ? { ...account, quota: { requests: 1, windowMs: 15_000 } } : account,
    )
    const stage = createFiveStage({}, { accounts: config })
    await callsOf(stage, { filter: { vendors: ['UJET'], status: ['COMPLETED'] } })
    const { calls, tookMs } = await timed(stage)
    assert.deepEqual(calls.accounts, reportsBut())
    assert.ok(tookMs > 15_000)
  })

  it('is waited for while the vendor wants a pause', async () => {
    const stage = createFiveStage()
    let refusals = 1
    stage.simulators.callcap.intercept = () =>
      (refusals -= 1) >= 0 ? new Response('', { status: 429, headers: { 'retry-after': '12' } }) : undefined
    const { calls, tookMs } = await timed(stage)
    assert.deepEqual(calls.accounts, reportsBut())
    assert.ok(tookMs >= 12_000)
  })

  it('has its time for each page that it has to read', async () => {
    const stage = createFiveStage({ quota: false })
    const { ujet } = stage.simulators
    const slow: typeof ujet.intercept = async (request) => {
      await stage.clock.sleep(4000)
      ujet.intercept = undefined
      return ujet(request).finally(() => (ujet.intercept = slow))
    }
    ujet.intercept = slow
    const { calls, tookMs } = await timed(stage, { filter: { voicemail: true } })
    assert.equal(calls.accounts[0]?.state, 'COMPLETE')
    assert.ok(tookMs >= 12_000)
  })
})
