/** What Whippy's made-up rows hold, how they live, and the lists beside the calls. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../src/demo/shelf.ts'
import { open, type Client } from './ask-whippy.ts'

const large = open({}, { scale: 1 })
const { data } = large.simulator

test('times come in microseconds with a zone or in seconds without one', () => {
  const spelled = (pattern: RegExp) => data.calls.filter((row) => pattern.test(String(row.created_at))).length
  const [zoned, plain] = [spelled(/^[^.]{19}\.\d{6}Z$/), spelled(/^[^.]{19}$/)]
  assert.equal(zoned + plain, data.calls.length)
  assert.ok(plain > 200 && zoned > plain)
})

const idsOf = (rows: readonly Row[]): Set<unknown> => new Set(rows.map((row) => row.id))

test('a call that has just ended lacks rating, summary and recording until it is analysed', async () => {
  const client = open({}, { scale: 1 })
  const young = client.simulator.data.calls.filter((row) => row.delivery_status === 'call_in_progress')
  assert.ok(young.length > 0)
  for (const row of young)
    assert.deepEqual([row.call_completion_rating ?? null, row.body ?? null], [null, null])
  client.pass(60 * 60_000)
  await client.get('/organization')
  const ids = idsOf(young)
  const later = client.simulator.data.calls.filter((row) => ids.has(row.id) && row.body != null)
  assert.ok(later.length > 0)
  for (const row of later) assert.notEqual(row.delivery_status, 'call_in_progress')
})

const snapshot = ({ simulator }: Client): string => JSON.stringify(Object.values({ ...simulator.data }))

test('the same seed and start give the same rows however often somebody looks, another seed gives others', async () => {
  const [patient, curious, other] = [open(), open(), open({}, { seed: 2 })]
  assert.equal(snapshot(patient), snapshot(curious))
  assert.notEqual(snapshot(patient), snapshot(other))
  for (let count = 0; count < 30; count++) {
    curious.pass(60_000)
    await curious.get('/organization')
  }
  patient.pass(30 * 60_000)
  await patient.get('/organization')
  assert.equal(snapshot(patient), snapshot(curious))
})

test('every value of personal data carries the canary', () => {
  const { calls, users, contacts, messages, conversations } = open({}, { canary: 'CANARY7', scale: 0.5 })
    .simulator.data
  for (const row of calls) {
    const outside = row.direction === 'INBOUND' ? row.from : row.to
    const { body, attachments, metadata } = row
    const urls = Array.isArray(attachments) ? attachments.map((file: Row) => file.url) : []
    const summary: unknown = Object(Object(metadata).analysis).call_summary
    const texts = [body, row.direction == null ? null : outside, summary, ...urls].filter(
      (text) => text != null,
    )
    for (const text of texts) assert.match(JSON.stringify(text), /CANARY7/)
  }
  for (const row of [...users, ...contacts]) {
    for (const key of ['name', 'email', 'phone', 'first_name', 'last_name', 'external_id', 'birth_date'])
      if (row[key] != null) assert.match(JSON.stringify(row[key]), /CANARY7/, key)
  }
  for (const row of messages) assert.match(String(row.body), /CANARY7/)
  assert.doesNotMatch(JSON.stringify(conversations), /CANARY7/)
})
