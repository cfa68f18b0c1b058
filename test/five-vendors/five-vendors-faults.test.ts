// One vendor of five fails in every way for a minute. The others are unaffected, and all recover soon after.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccountName, FiveStage } from '../support/five.ts'
import { createRandom } from '../../src/demo/random.ts'
import { drip, hang as hangUp } from '../support/client.ts'
import { ACCOUNTS, callsOf, createFiveStage, reportsBut } from '../support/five.ts'

const FAULT_MS = 60_000
/** Longest time from an account's recovery to its next probe. */
const MOST_PROBE_MS = 30_000
/** Bypasses caches, so that every account gets requests. */
const ANEW = { 'x-freshness': 'max-age=0' }

type Fault = (request: Request, stage: FiveStage) => Response | Promise<Response> | undefined

const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Fault =>
  () =>
    new Response(body, { status, headers })

/** Sends headers and half of the body, then closes the connection. */
const breakOff: Fault = () =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('[{"id": 1')),
      pull: (controller) => controller.error(new TypeError('terminated')),
    }),
  )

const hang: Fault = (request, { clock }) => hangUp(request, clock)

function now3in10(fault: Fault): Fault {
  const random = createRandom('faults')
  return (...asked) => (random.chance(0.3) ? fault(...asked) : undefined)
}

/** Codes during a pause; the last two if the deadline comes first. */
const LIMITED = ['UPSTREAM_RATE_LIMITED', 'QUOTA_EXHAUSTED', 'UPSTREAM_TIMEOUT']

const FAULTS: readonly (readonly [what: string, at: AccountName, fault: Fault, codes: readonly string[]])[] =
  [
    ['fails three times in ten', 'callcap', now3in10(text('boom', 500)), ['UPSTREAM_UNAVAILABLE']],
    ['fails always', 'whippy', text('boom', 500), ['UPSTREAM_UNAVAILABLE']],
    ['hangs', 'twin', hang, ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE']],
    ['hangs three times in ten', 'ujet', now3in10(hang), ['UPSTREAM_TIMEOUT']],
    ['is gone', 'ujet', () => Promise.reject(new TypeError('fetch failed')), ['UPSTREAM_UNAVAILABLE']],
    ['breaks off its answers', 'allo-media', breakOff, ['UPSTREAM_UNAVAILABLE']],
    ['sends bodies without their end', 'callcap', text('[{"id": 1, "na'), ['UPSTREAM_INVALID_RESPONSE']],
    ['sends another shape', 'whippy', text('{"data": 42}'), ['UPSTREAM_INVALID_RESPONSE']],
    ['sends web pages', 'twin', text('<!doctype html><p>Sorry'), ['UPSTREAM_INVALID_RESPONSE']],
    [
      'drips',
      'allo-media',
      (request, { clock }) => drip(request, clock),
      ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE'],
    ],
    ['wants a pause and says how long', 'callcap', text('', 429, { 'retry-after': '2' }), LIMITED],
    ['wants a pause and does not say how long', 'ujet', text('', 429), LIMITED],
  ]

async function states(stage: FiveStage) {
  const { data } = await stage.ask('{ accounts { state } }')
  return new Set(data.accounts.map(({ state }: { state: string }) => state))
}

describe('one vendor of five', () => {
  for (const [what, at, fault, codes] of FAULTS)
    it(`that ${what} (${at}) affects no other, and recovers`, async () => {
      const stage = createFiveStage()
      const whole = await callsOf(stage)
      const simulator = stage.simulators[at]
      const until = stage.clock.now() + FAULT_MS
      simulator.intercept = (request) => fault(request, stage)
      const told = new Set<string>()
      while (stage.clock.now() < until) {
        await stage.clock.advance(4000)
        const { calls } = await callsOf(stage, {}, { ...ANEW, 'x-deadline-ms': '30000' })
        const { state, code } = calls.accounts.find(({ account }) => account === at) ?? assert.fail()
        assert.deepEqual(calls.accounts, reportsBut({ [at]: { state, code } }))
        if (code === null) assert.deepEqual(calls.nodes, whole.calls.nodes)
        else told.add(code)
      }
      assert.ok(told.size > 0 || what.includes('three'), 'nothing went wrong')
      assert.deepEqual(
        [...told].filter((code) => !codes.includes(code)),
        [],
      )

      simulator.intercept = undefined
      await stage.clock.advance(MOST_PROBE_MS)
      const again = await callsOf(stage, {}, ANEW)
      assert.deepEqual(again.calls, whole.calls)
      assert.deepEqual(await states(stage), new Set(['UP']))
      const others = ACCOUNTS.filter((name) => name !== at)
      assert.ok(others.every((name) => stage.simulators[name].requests.every(({ status }) => status < 400)))
    })
})
