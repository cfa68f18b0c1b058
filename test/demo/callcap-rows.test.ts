/** What Callcap's made-up calls hold and how they live. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from './ask-callcap.ts'

test('calls stand around the change of clocks, some an hour apart', () => {
  const own = new Set(open().simulator.data.calls.map((row) => Date.parse(String(row.start_datetime))))
  const change = Date.parse('2026-03-08T08:00:00Z')
  for (const minutes of [-60, -30, 0, 30, 60]) assert.ok(own.has(change + minutes * 60_000), `${minutes}`)
})

const rows = (client: ReturnType<typeof open>): string => JSON.stringify(client.simulator.data.calls)

test('the same seed and start give the same calls however often somebody looks, another seed gives others', async () => {
  const [patient, curious, other] = [open(), open(), open({}, { seed: 2 })]
  assert.equal(rows(patient), rows(curious))
  assert.notEqual(rows(patient), rows(other))
  for (let count = 0; count < 30; count++) {
    curious.pass(60_000)
    await curious.get('?show=1')
  }
  patient.pass(30 * 60_000)
  await patient.get('?show=1')
  assert.equal(rows(patient), rows(curious))
})

test('calls arrive and end as time passes, unless the sandbox stands still', async () => {
  const client = open({}, { scale: 1 })
  const total = async (one: typeof client) => (await one.get('?show=1')).body.pagination.total_records ?? 0
  const before = await total(client)
  const underway = client.simulator.data.calls
    .filter((row) => row.action === 'In Progress')
    .map((row) => row.call_id)
  assert.ok(underway.length > 0)
  client.pass(60 * 60_000)
  assert.ok((await total(client)) > before + 150)
  for (const row of client.simulator.data.calls)
    if (underway.includes(row.call_id)) assert.notEqual(row.action, 'In Progress')
  const still = open({}, { lively: false })
  const then = await total(still)
  still.pass(60 * 60_000)
  assert.equal(await total(still), then)
})

test('every value of personal data carries the canary', () => {
  const { calls } = open({}, { canary: 'CANARY7', scale: 0.5 }).simulator.data
  for (const row of calls) {
    const { caller, notes, dtmf, summaries, recording, callsurance, callsaver } = row
    for (const text of [notes, dtmf, recording]) if (text) assert.match(JSON.stringify(text), /CANARY7/)
    for (const value of Object.values(Object(caller))) assert.match(String(value), /CANARY7/)
    for (const part of [summaries, Object(callsurance).csr, Object(callsaver).user])
      for (const one of Array.isArray(part) ? part : part ? [part] : [])
        assert.match(JSON.stringify(one), /CANARY7/)
  }
})
