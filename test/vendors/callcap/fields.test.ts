// Every documented field of a call arrives, and odd rows do no harm.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, emptied, fill } from '../ujet/model.ts'
import { call as model } from './document.ts'
import { ALL, resource, toCall, toCalls } from './read.ts'

/** With times as Callcap writes them, local and without an offset. */
function localTimes(row: unknown): object {
  return JSON.parse(JSON.stringify(row).replaceAll(/"(\d{4}-\d\d-\d\d)T([\d:]{8})\.000Z"/g, '"$1 $2"'))
}

test('every documented field of a call arrives in the domain', () => {
  for (const flags of [true, false]) {
    const { row, fields } = fill(model, flags)
    const mapped = toCalls([localTimes(row)], 'UTC', ALL)[0]
    const lost = fields.filter(({ path, value }) => {
      const there = at(mapped, path)
      return there !== value && there !== String(value)
    })
    assert.deepEqual(lost, [])
  }
})

test('fields in two places of the domain are equal', () => {
  const { row } = fill(model, true)
  const mapped = toCalls([localTimes(row)], 'UTC', ALL)[0]
  const pairs = [
    ['from', 'contact.phone'],
    ['to', 'details.line.destinationNumber'],
    ['agent', 'details.callsurance.evaluation.agent'],
    ['summary', 'details.summaries.0'],
    ['outcome', 'details.callsurance.evaluation.minor.label'],
    ['tags.0.label', 'details.callsurance.evaluation.minor.label'],
    ['tags.0.value', 'details.callsurance.evaluation.minor.tag'],
  ] as const
  for (const [common, own] of pairs) assert.deepEqual(at(mapped, common), at(mapped, own), common)
})

test('a row without a single value is a row all the same', () => {
  assert.equal(at(toCall({ ...Object(emptied(model)), call_id: 'c' }, 'UTC', ALL), 'id'), 'call:callcap:c')
  assert.equal(at(toCall({}, 'UTC', ALL), 'id'), 'call:callcap:c')
})

test('a row answers for every field that was asked for, with null where it has none', () => {
  const row = toCall({}, 'UTC', ALL)
  const open = [row, row?.details].flatMap((part) =>
    Object.entries(Object(part)).filter(([, value]) => value === undefined),
  )
  assert.deepEqual(open, [])
  for (const field of resource().optIns?.fields ?? []) {
    assert.ok(field in Object(row) || field in Object(row?.details), field)
  }
})

test('a row says nothing about parts that nobody asked for, so that a look-up can', () => {
  const row = toCall({})
  for (const field of resource().optIns?.fields ?? []) {
    assert.equal(field in Object(row) || field in Object(row?.details), false, field)
  }
})

test('a part that comes unasked is read all the same', () => {
  assert.equal(toCall({ notes: 'called twice' })?.notes, 'called twice')
})

test('neither a row without an id nor a value that is no row has an id', () => {
  for (const call_id of [null, '', undefined]) assert.equal(toCall({ call_id }), null)
  assert.deepEqual(toCalls([null, 'text', 7, []]), [null, null, null, null])
  for (const junk of [null, undefined, 'text', 7, {}, []])
    assert.equal(resource().toRow(junk, { name: 'callcap', vendor: 'CALLCAP' }, {}, 0), null)
})

test('new and hostile keys change nothing', () => {
  const plain = JSON.stringify(localTimes(fill(model, true).row))
  const hostile = `{"__proto__":{"polluted":true,"action":"evil"},"constructor":1,"extra":2,${plain.slice(1)}`
  assert.deepEqual(toCalls([JSON.parse(hostile)], 'UTC', ALL), toCalls([JSON.parse(plain)], 'UTC', ALL))
  assert.equal('polluted' in {}, false)
})

test('numbers may come as texts, and an empty text is no number', () => {
  const call = toCall({ duration: '61', revenue: '120.50', rings: '4' })
  assert.deepEqual([call?.durationSeconds, call?.revenue, at(call, 'details.ringCount')], [61, 120.5, 4])
  const line = toCall({ accounts: { campaign: { id: 9, default_revenue_value: '' } } })
  assert.equal(at(line, 'details.line.defaultRevenue'), null)
})
