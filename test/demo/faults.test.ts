// The demo's vendors in trouble: buttons of `/demo`, and the reports of accounts that follow.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createFaults } from '../../src/demo/faults.ts'
import { createServer } from '../../src/door/server.ts'
import { listen } from '../support/listen.ts'
import { createFiveStage } from '../support/five.ts'

/** No rows are cached for so long. */
const FORGOTTEN_MS = 4_000_000

const stage = createFiveStage()
const server = createServer([createFaults(stage.simulators, stage.clock)])
let origin: string

before(async () => {
  origin = `http://127.0.0.1:${await listen(server)}`
})

after(() => {
  server.close()
  server.closeAllConnections()
})

const press = (path: string, headers = {}) =>
  fetch(origin + path, { method: 'POST', headers, redirect: 'manual' })

async function report() {
  const { data } = await stage.ask(
    '{ calls(filter: { vendors: [CALLCAP, UJET] }) { accounts { account state code } } }',
  )
  const { account: _, ...rest } = data.calls.accounts.find(
    ({ account }: { account: string }) => account === 'callcap',
  )
  return rest
}

test('a slow vendor answers, later', async () => {
  await press('/demo/callcap/slow')
  const startedAt = stage.clock.now()
  assert.deepEqual(await report(), { state: 'COMPLETE', code: null })
  assert.equal(stage.clock.now() - startedAt, 4000)
})

test('a failing vendor is FAILED, COMPLETE once in order again, and STALE when it fails with rows cached', async () => {
  await stage.clock.advance(FORGOTTEN_MS)
  const { status, headers } = await press('/demo/callcap/failing')
  assert.deepEqual([status, headers.get('location')], [303, '/demo'])
  assert.deepEqual(await report(), { state: 'FAILED', code: 'UPSTREAM_UNAVAILABLE' })
  await press('/demo/callcap/in-order')
  await stage.clock.advance(60_000)
  assert.deepEqual(await report(), { state: 'COMPLETE', code: null })
  await press('/demo/callcap/failing')
  await stage.clock.advance(30_000)
  assert.deepEqual(await report(), { state: 'STALE', code: 'UPSTREAM_UNAVAILABLE' })
})

test('a vendor out of quota says so', async () => {
  await press('/demo/callcap/out-of-quota')
  await stage.clock.advance(FORGOTTEN_MS)
  assert.deepEqual(await report(), { state: 'FAILED', code: 'UPSTREAM_RATE_LIMITED' })
})

test('the page disables the button of the state that a vendor has', async () => {
  await press('/demo/callcap/slow')
  const page = await (await fetch(`${origin}/demo`)).text()
  assert.deepEqual(page.match(/callcap\S+(?=" disabled)/g), ['callcap/slow'])
})

test('pages of other sites and unknown words change nothing', async () => {
  assert.equal((await press('/demo/callcap/failing', { 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await press('/demo/callcap/burning')).status, 404)
  const page = await (await fetch(`${origin}/demo`)).text()
  assert.match(page, /slow" disabled/)
})
