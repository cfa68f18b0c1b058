/** What Callcap's made-up calls hold and how they live. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { start } from './ask.ts'
import { full, open } from './ask-callcap.ts'

test('made rows hold every documented field, words of their own and the oddities of real rows', () => {
  const { calls } = open({}, { scale: 1 }).simulator.data
  assert.ok(calls.length > 2500 && calls.length < 4000, `${calls.length} calls`)
  assert.equal(new Set(calls.map((row) => row.call_id)).size, calls.length)
  for (const row of calls) {
    assert.match(String(row.call_id), /^\d{6}_\d\d_\d\d_\d\d_\d{4}_\d\d:\d\d:\d\d_\d+$/)
    assert.ok(Date.parse(String(row.start_datetime)) <= start)
    assert.ok(Date.parse(String(row.last_modified)) <= start)
  }
  const actions = new Set(calls.map((row) => row.action))
  for (const action of ['Answer', 'Missed', 'Busy', 'Blocked', 'In Progress', 'Text', 'Voice Drop', null])
    assert.ok(actions.has(action), String(action))
  const keys = new Set(calls.flatMap((row) => Object.keys(row)))
  for (const key of Object.keys(full)) assert.ok(keys.has(key), key)
  for (const part of [
    'change_request',
    '"Denied"',
    'line-memo',
    '"NF"',
    '"entry":true',
    '__proto__',
    '"outcome"',
    'visitor',
  ])
    assert.ok(JSON.stringify(calls).includes(part), part)
  assert.ok(calls.some((row) => typeof row.duration === 'string') && calls.some((row) => row.caller === null))
})

test('the ends of a call can stand further apart than it was long', () => {
  const { calls } = open({}, { scale: 0.5 }).simulator.data
  const apart = calls.map(
    (row) =>
      (Date.parse(String(row.end_datetime)) - Date.parse(String(row.start_datetime))) / 1000 -
      Number(row.duration),
  )
  assert.ok(apart.some((seconds) => seconds > 300) && apart.some((seconds) => seconds > 0 && seconds < 60))
})

const secondsOf = (rows: readonly Row[], key: string): string[] =>
  rows.map((row) => String(row[key]).slice(0, 19))

test('calls tie among each other, more than a page at once, and with calls elsewhere', () => {
  const { sandbox, simulator } = open({}, { scale: 1 })
  const own = secondsOf(simulator.data.calls, 'start_datetime')
  const groups = Map.groupBy(own, (second) => second)
  assert.ok(Math.max(...[...groups.values()].map((group) => group.length)) > 50)
  const ujet = new Set(secondsOf(sandbox.data.calls, 'created_at'))
  const whippy = new Set(secondsOf(sandbox.whippy.data.calls, 'created_at'))
  const shared = [...groups.keys()].filter((second) => ujet.has(second))
  assert.ok(shared.length > 100, `${shared.length} shared`)
  assert.ok(shared.some((second) => whippy.has(second)))
})

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
