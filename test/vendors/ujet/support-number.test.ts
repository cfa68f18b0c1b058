// Calls by the number that was dialled: UJET is asked for them, and never believed where it may spell numbers otherwise.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UjetSwitches } from '../../../src/demo/ujet/ujet.ts'
import { createStage } from '../../support/gateway.ts'

const NOON = Date.UTC(2026, 0, 15, 12)

const calls = Array.from({ length: 300 }, (_, index) => ({
  id: index + 1,
  created_at: new Date(NOON - index * 1000).toISOString(),
  updated_at: new Date(NOON - index * 1000).toISOString(),
  status: 'finished',
  support_number: index % 100 === 99 ? '+13165550199' : '+13165550100',
}))

const QUERY = `query ($number: PhoneNumber!) {
  calls(first: 50, filter: { ujet: { supportNumber: [$number] } }) { nodes { vendorId } accounts { state } }
}`

/** The calls of a number, and the pages that were asked for, each as whether it was asked by the number. */
async function find(number: string, switches: UjetSwitches = {}) {
  const stage = createStage({ rows: { calls }, ...switches })
  const ask = async () => {
    const { data, errors } = await stage.ask(QUERY, { number })
    assert.deepEqual(errors, [])
    assert.equal(data.calls.accounts[0].state, 'COMPLETE')
    const pages = stage.sent().map((one) => one.includes('support_number[]'))
    return { ids: data.calls.nodes.map(({ vendorId }: { vendorId: string }) => vendorId), pages }
  }
  return { ask, stage }
}

test('UJET finds the calls of a number itself, however the client spells it', async () => {
  const { ask } = await find('+1 (316) 555-0199')
  assert.deepEqual(await ask(), { ids: ['100', '200', '300'], pages: [true] })
})

test('a number without its country is looked for here', async () => {
  const { ask } = await find('316-555-0199')
  assert.deepEqual(await ask(), { ids: ['100', '200', '300'], pages: [false, false, false, false] })
})

test('another spelling at UJET loses no row and is probed once', async () => {
  const { ask, stage } = await find('+13165550199', { supportNumbers: 'national' })
  assert.deepEqual(await ask(), { ids: ['100', '200', '300'], pages: [true, false, false, false, false] })
  await stage.clock.advance(4_000_000)
  const { data } = await stage.ask(QUERY, { number: '+13165550100' })
  assert.equal(data.calls.nodes.length, 50)
  assert.ok(stage.sent().every((one) => !one.includes('support_number[]')))
})

test('a number that no call has costs one look more until a number was found, and none afterwards', async () => {
  const { ask } = await find('+13165550777', { rows: { calls: [] } })
  assert.deepEqual((await ask()).ids, [])
  const stage = createStage({ rows: { calls } })
  await stage.ask(QUERY, { number: '+13165550199' })
  stage.sent()
  const { data } = await stage.ask(QUERY, { number: '+13165550777' })
  assert.deepEqual(data.calls.nodes, [])
  assert.equal(stage.sent().length, 1)
})
