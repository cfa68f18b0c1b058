/** The same seed gives the same company, and time moves it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Collection } from '../../src/demo/ujet/values.ts'
import { idOf, open, type Client } from './ask.ts'

const collections: readonly Collection[] = [
  'calls',
  'chats',
  'emails',
  'agents',
  'menus',
  'teams',
  'campaigns',
  'contacts',
  'statuses',
  'activities',
]

const minute = 60_000
const snapshot = ({ sandbox }: Client): string =>
  JSON.stringify(collections.map((name) => sandbox.data[name]))

test('the same seed and start give the same rows, another seed gives others', () => {
  assert.equal(snapshot(open({ seed: 7 })), snapshot(open({ seed: 7 })))
  assert.equal(snapshot(open({ seed: '7' })), snapshot(open({ seed: 7 })))
  const [one, other] = [open({ seed: 7 }).sandbox.data, open({ seed: 8 }).sandbox.data]
  for (const name of collections) {
    if (name !== 'statuses') assert.notDeepEqual(one[name], other[name], name)
  }
})

test('what stands at an instant does not depend on how often somebody looked before', async () => {
  const [patient, curious, late] = [open({ scale: 0.1 }), open({ scale: 0.1 }), open({ scale: 0.1 })]
  snapshot(curious)
  for (let count = 0; count < 90; count++) {
    curious.pass(20_000)
    await curious.get('/user_statuses')
  }
  patient.pass(30 * minute)
  await patient.get('/user_statuses')
  late.pass(11 * minute)
  await late.get('/calls')
  late.pass(19 * minute)
  await late.get('/user_statuses')
  assert.equal(snapshot(curious), snapshot(patient))
  assert.equal(snapshot(late), snapshot(patient))
})

test('a company that is not lively stands still', async () => {
  const client = open({ lively: false, scale: 0.2 })
  const [rows, agents] = [snapshot(client), (await client.get('/agents/current_status')).body]
  client.pass(120 * minute)
  assert.deepEqual((await client.get('/agents/current_status')).body, agents)
  assert.equal(snapshot(client), rows)
})

test('a row that a test takes out stays out, and one it puts in stays in', async () => {
  const client = open({ scale: 0.5 })
  const { calls, agents } = client.sandbox.data
  const [gone] = calls.splice(
    calls.findIndex((call) => call.status === 'connected'),
    1,
  )
  const [agent] = agents.splice(
    agents.findIndex((one) => one.online === true),
    1,
  )
  calls.push({ id: 1, status: 'finished' })
  client.pass(120 * minute)
  assert.equal((await client.get(`/calls/${idOf(gone)}`)).status, 404)
  assert.equal((await client.get(`/agents/${idOf(agent)}`)).status, 404)
  assert.equal((await client.get('/calls/1')).body.status, 'finished')
})

test('rows handed in replace made ones, and making a company waits until somebody looks', () => {
  const begun = performance.now()
  for (let count = 0; count < 200; count++) {
    const { sandbox } = open({ scale: 1, rows: { calls: [{ id: 1 }] } })
    assert.deepEqual(sandbox.data.calls, [{ id: 1 }])
  }
  // Two hundred companies would take twenty seconds.
  assert.ok(performance.now() - begun < 3000)
})
