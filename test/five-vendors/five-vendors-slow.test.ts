// A slow account does not delay the others. A queued account is waited for.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccountName, FiveStage } from '../support/five.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { ACCOUNTS, callsOf, createFiveStage, QUERY, reportsBut } from '../support/five.ts'

const LATE = { state: 'FAILED', code: 'UPSTREAM_TIMEOUT' }
const VENDORS = {
  ujet: 'UJET',
  callcap: 'CALLCAP',
  whippy: 'WHIPPY',
  'allo-media': 'ALLO_MEDIA',
  twin: 'TWIN',
} as const

/** Leaves the account's next `most` requests unanswered; all by default. */
function hang({ simulators }: FiveStage, name: AccountName, most = Infinity) {
  let left = most
  simulators[name].intercept = ({ signal }) => {
    left -= 1
    if (left < 0) return undefined
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
}

/** The answer and its duration. */
async function timed(stage: FiveStage, variables: object = {}) {
  const from = stage.clock.now()
  const { calls } = await callsOf(stage, variables)
  return { calls, tookMs: stage.clock.now() - from }
}

describe('an account that does not answer', () => {
  for (const slow of ACCOUNTS)
    it(`fails after one time-out, and the same query fills the hole: ${slow}`, async () => {
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

  it('does not delay later pages', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet')
    const first = await timed(stage)
    const next = await timed(stage, { after: first.calls.pageInfo.endCursor })
    assert.equal(next.tookMs, 6000)
    assert.deepEqual(next.calls.accounts, reportsBut({ ujet: LATE }))
  })

  it('delays nobody after the third list, and gets requests again once it answers', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet')
    const took: number[] = []
    for (let lists = 0; lists < 10; lists += 1) {
      const { calls, tookMs } = await timed(stage, { filter: { status: ['COMPLETED'] } })
      took.push(tookMs)
      assert.equal(calls.accounts[0]?.state, 'FAILED')
    }
    assert.deepEqual(took, [6000, 6000, 6000, 0, 0, 0, 0, 0, 0, 0])
    const { data } = await stage.ask('{ accounts { name state } }')
    assert.equal(data.accounts[0].state, 'DOWN')
    // The probe of a failed account delays others only briefly.
    await stage.clock.advance(2000)
    assert.equal((await timed(stage)).tookMs, 1000)
    stage.simulators.ujet.intercept = undefined
    await stage.clock.advance(30_000)
    assert.deepEqual((await timed(stage)).calls.accounts, reportsBut())
  })

  it('is retried until the deadline when it is the only account', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet', 2)
    const { calls, tookMs } = await timed(stage, { filter: { vendors: ['UJET'] } })
    assert.deepEqual(
      calls.accounts.map(({ state }) => state),
      ['COMPLETE'],
    )
    assert.ok(tookMs > 12_000)
  })

  it('is retried until the deadline with requireComplete', async () => {
    const stage = createFiveStage()
    hang(stage, 'ujet', 1)
    const { errors } = await stage.ask(QUERY.replace('first: 20', 'first: 20, requireComplete: true'))
    assert.deepEqual(errors, [])
  })

  it('delays no answer beyond the client’s deadline', async () => {
    const stage = createFiveStage()
    hang(stage, 'whippy')
    const from = stage.clock.now()
    const { calls } = await callsOf(stage, {}, { 'x-deadline-ms': '3000' })
    assert.equal(stage.clock.now() - from, 3000)
    assert.deepEqual(calls.accounts, reportsBut({ whippy: LATE }))
  })
})

describe('an account that is not slow', () => {
  it('is waited for as long as its requests are queued', async () => {
    const config = createFiveStage().accounts.map((account) =>
      account.name === 'ujet' ? { ...account, quota: { requests: 1, windowMs: 15_000 } } : account,
    )
    const stage = createFiveStage({}, { accounts: config })
    await callsOf(stage, { filter: { vendors: ['UJET'], status: ['COMPLETED'] } })
    const { calls, tookMs } = await timed(stage)
    assert.deepEqual(calls.accounts, reportsBut())
    assert.ok(tookMs > 15_000)
  })

  it('is reported at once during a pause, and only a list of its own waits', async () => {
    const stage = createFiveStage()
    let refusals = 1
    stage.simulators.callcap.intercept = () =>
      (refusals -= 1) >= 0 ? new Response('', { status: 429, headers: { 'retry-after': '12' } }) : undefined
    const reports = `{ calls { accounts { account state code retryAfterMs } } }`
    for (const [least, most] of [[11_000, 12_000] as const, [4000, 9000] as const]) {
      const from = stage.clock.now()
      const { data } = await stage.ask(reports)
      assert.ok(stage.clock.now() - from < 3000)
      const { retryAfterMs, ...report } = data.calls.accounts[1]
      assert.deepEqual(report, { account: 'callcap', state: 'FAILED', code: 'UPSTREAM_RATE_LIMITED' })
      assert.ok(retryAfterMs > least && retryAfterMs <= most, `${retryAfterMs}`)
      await stage.clock.advance(3000)
    }
    const alone = await timed(stage, { filter: { vendors: ['CALLCAP'] } })
    assert.equal(alone.calls.accounts[0]?.state, 'COMPLETE')
    assert.ok(alone.tookMs > 3000)
  })

  it('succeeds during a pause for which a merged list does not wait', async () => {
    const stage = createFiveStage()
    let refusals = 1
    stage.simulators.callcap.intercept = () =>
      (refusals -= 1) >= 0 ? new Response('', { status: 429, headers: { 'retry-after': '12' } }) : undefined
    const [merged, alone] = await Promise.all([
      callsOf(stage),
      callsOf(stage, { filter: { vendors: ['CALLCAP'] } }),
    ])
    const paused = { state: 'FAILED', code: 'UPSTREAM_RATE_LIMITED' }
    assert.deepEqual(merged.calls.accounts, reportsBut({ callcap: paused }))
    assert.equal(alone.calls.accounts[0]?.state, 'COMPLETE')
    assert.equal(stage.simulators.callcap.requests.length, 2)
  })

  it('has the full time for each of its pages', async () => {
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
