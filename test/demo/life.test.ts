/** The same seed gives the same company, and time moves it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import type { Collection } from '../../src/demo/ujet/values.ts'
import { idOf, open, start, type Client } from './ask.ts'

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

test('contacts arrive as time passes, at full size a call every five to ten seconds', async () => {
  const client = open({ scale: 1 })
  const query = '/calls?sort_column=created_at&sort_direction=DESC&per=1'
  const before = Number((await client.get(query)).headers.get('total'))
  client.pass(10 * minute)
  const { body, headers } = await client.get(query)
  const arrived = Number(headers.get('total')) - before
  assert.ok(arrived >= 60 && arrived <= 120, `${arrived} calls in ten minutes`)
  assert.ok(client.now() - Date.parse(String(body[0]?.created_at)) < minute)
  assert.ok(client.sandbox.data.chats.some((chat) => Date.parse(String(chat.created_at)) > start))
  assert.ok(client.sandbox.data.emails.some((email) => Date.parse(String(email.created_at)) > start))
  assert.ok(client.sandbox.data.activities.some((entry) => Date.parse(String(entry.started_at)) > start))
})

test('the newest call is less than a minute old at every scale', async () => {
  for (const scale of [0.02, 0.1, 0.5]) {
    const { body } = await open({ scale }).get('/calls?sort_column=created_at&sort_direction=DESC&per=1')
    assert.ok(start - Date.parse(String(body[0]?.created_at)) < minute, `scale ${scale}`)
  }
})

test('calls in hand go on to their end, and their rows say when they last changed', async () => {
  const client = open({ scale: 0.5 })
  const underway = client.sandbox.data.calls.filter((call) => call.status === 'connected')
  assert.ok(underway.length > 3)
  client.pass(60 * minute)
  await client.get('/user_statuses')
  for (const call of underway) {
    const { body } = await client.get(`/calls/${idOf(call)}`)
    assert.notEqual(body.status, 'connected')
    assert.ok(Date.parse(String(body.updated_at)) > Date.parse(String(call.updated_at)))
  }
})

const ended = (call: Row, ago: number): boolean =>
  typeof call.ends_at === 'string' && start - Date.parse(call.ends_at) > ago

test('a call that ended changes for up to a quarter of an hour, then no more', async () => {
  const client = open({ scale: 0.5 })
  const late = client.sandbox.data.calls.filter((call) => ended(call, 0) && !ended(call, 15 * minute))
  const settled = client.sandbox.data.calls.filter((call) => ended(call, 15 * minute))
  client.pass(16 * minute)
  await client.get('/user_statuses')
  const standing = new Set(client.sandbox.data.calls)
  assert.ok(late.some((call) => !standing.has(call)))
  assert.ok(settled.every((call) => standing.has(call)))
})

test('agents change their status', async () => {
  const client = open({ scale: 0.5 })
  const before = (await client.get('/agents/current_status')).body
  client.pass(5 * minute)
  assert.notDeepEqual((await client.get('/agents/current_status')).body, before)
  const changed = await client.get(`/agents?status_updated_at[from]=${new Date(start).toISOString()}`)
  assert.ok(changed.body.length > 3)
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
