// Every field that rows are known to have arrives, and odd rows do no harm.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Model } from '../ujet/model.ts'
import type { Served } from './read.ts'
import { at, emptied, fill } from '../ujet/model.ts'
import * as document from './document.ts'
import { toRow } from './read.ts'

const models: readonly [string, Served, 'FIRST' | 'BESIDES', Model][] = [
  ['call', 'CALL', 'FIRST', document.call],
  ['AI agent', 'AGENT', 'FIRST', document.aiAgent],
  ['user', 'AGENT', 'BESIDES', document.human],
  ['conversation', 'CHAT', 'FIRST', document.conversation],
  ['campaign', 'CAMPAIGN', 'FIRST', document.campaign],
  ['sequence', 'CAMPAIGN', 'BESIDES', document.campaign],
]

/** As it is, as the text of a number, or as the number of a user. */
const arrived = (there: unknown, value: unknown) =>
  there === value || there === String(value) || there === `user-${String(value)}`

for (const [name, noun, which, model] of models) {
  test(`every known field of a ${name} arrives in the domain`, () => {
    for (const flags of [true, false]) {
      const { row, fields } = fill(model, flags)
      const mapped = toRow(noun, row, which)
      const lost = fields.filter(({ path, value }) => !arrived(at(mapped, path), value))
      assert.deepEqual(lost, [])
    }
  })

  test(`a ${name} without a single value is a row all the same`, () => {
    const id = noun === 'AGENT' && which === 'BESIDES' ? 'user-1' : '1'
    assert.equal(at(toRow(noun, emptied(model), which), 'vendorId'), id)
    assert.equal(at(toRow(noun, { id: 1 }, which), 'vendorId'), id)
  })

  test(`neither a ${name} without an id nor a value that is no row has an id`, () => {
    for (const id of [null, '', ' ', undefined])
      assert.equal(toRow(noun, { ...Object(fill(model, true).row), id }, which), null)
    for (const junk of [null, undefined, 'text', 7, true, []]) assert.equal(toRow(noun, junk, which), null)
  })

  test(`new and hostile keys in a ${name} change nothing`, () => {
    const plain = JSON.stringify(fill(model, true).row)
    const hostile = `{"__proto__":{"polluted":true,"name":"evil"},"constructor":1,"extra":2,${plain.slice(1)}`
    assert.deepEqual(toRow(noun, JSON.parse(hostile), which), toRow(noun, JSON.parse(plain), which))
    assert.equal('polluted' in {}, false)
  })
}

for (const [name, noun, which] of models.slice(1)) {
  test(`a ${name} answers for every field, with null where it has none`, () => {
    const open = Object.entries(Object(toRow(noun, { id: 1 }, which))).filter(
      ([, value]) => value === undefined,
    )
    assert.deepEqual(open, [])
  })
}

test('a field that the row lacks is unknown, and costs no look-up', () => {
  for (const row of [{}, { delivery_status: null, mode: null, call_completion_rating: null }])
    for (const path of ['vendorStatus', 'details.mode', 'details.completionRating', 'details.conversation'])
      assert.equal(at(toRow('CALL', { id: 'c', ...row }), path), null, path)
})

const AGENT_ID = '3f2b8c1e-0a4d-4e5f-a6b7-8c9d0e1f2a3b'
const analysis = { call_summary: 'Moved.', call_completion_rating: 'Complete' }
const told = { agent_id: AGENT_ID, duration: 61_500, analysis }

test('agent, duration and analysis are read wherever they stand', () => {
  for (const row of [
    { metadata: told },
    { ...told, metadata: null },
    { ...told },
    { ...told, metadata: told },
    { ...analysis, agent_id: AGENT_ID, metadata: { duration: 61_500 } },
    { agent_id: null, duration: null, analysis: null, metadata: told },
  ]) {
    const call = toRow('CALL', { id: 'c', ...row })
    const read = ['agent.vendorId', 'durationSeconds', 'summary.text', 'outcome', 'details.completionRating']
    assert.deepEqual(
      read.map((path) => at(call, path)),
      [AGENT_ID, 61.5, 'Moved.', 'Complete', 'COMPLETE'],
      JSON.stringify(row),
    )
  }
})

test('a field of the call replaces one of its metadata', () => {
  const call = toRow('CALL', { id: 'c', duration: 1000, metadata: { id: 'm', duration: 2000 } })
  assert.deepEqual([at(call, 'vendorId'), at(call, 'durationSeconds')], ['c', 1])
})
