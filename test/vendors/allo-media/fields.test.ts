// Every documented field of a call arrives, and odd rows do no harm.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountIdentity } from '../../../src/vendors/define.ts'
import { alloMedia } from '../../../src/vendors/allo-media/index.ts'
import { at, fill } from '../ujet/model.ts'
import { call } from './document.ts'

const account: AccountIdentity = { name: 'allo-media', vendor: 'ALLO_MEDIA' }

const toCall = (row: unknown, exclude?: string, of = account): unknown =>
  alloMedia.resources.CALL?.toRow(row, of, {}, 0, exclude === undefined ? {} : { exclude })
const read = (row: object, path: string) => at(toCall({ unique_id: 'a', ...row }), path)

test('every documented field of a call arrives', () => {
  for (const flags of [true, false]) {
    const { row, fields } = fill(call, flags)
    const mapped = toCall(row)
    assert.deepEqual(
      fields.filter(({ path, value }) => at(mapped, path) !== value),
      [],
    )
  }
})

test('the end of processing is also the time of the last change', () => {
  assert.equal(read({ qualified: '2026-01-15T12:00:00Z' }, 'details.qualifiedAt'), Date.UTC(2026, 0, 15, 12))
})

test('a bare call has null in every field', () => {
  const bare = toCall({ unique_id: 'a' })
  const open = Object.entries(Object(bare)).filter(([, value]) => value === undefined)
  assert.deepEqual(open, [])
  const { row } = fill(call, true)
  const nulls = Object.fromEntries(Object.keys(Object(row)).map((key) => [key, null]))
  assert.deepEqual(toCall({ ...nulls, unique_id: 'a' }), bare)
})

test('of what was left out a call says nothing, so that a look-up can', () => {
  const { row } = fill(call, true)
  const mapped = toCall(row, 'transcript_json,tracking_info,qualification')
  for (const field of ['transcript', 'language', 'outcome'])
    assert.equal(field in Object(mapped), false, field)
  for (const field of ['transcriptObfuscated', 'speechModel', 'trackingInfo', 'qualification'])
    assert.equal(field in Object(at(mapped, 'details')), false, field)
  assert.equal(at(toCall(row, 'tracking_info'), 'language'), at(toCall(row), 'language'))
})

test('a row without an id is no call', () => {
  for (const junk of [null, undefined, 'text', 7, [], {}, { unique_id: ' ' }])
    assert.equal(toCall(junk), null)
})

test('new and hostile keys change nothing', () => {
  const plain = JSON.stringify(fill(call, true).row)
  const hostile = `{"__proto__":{"status":"void"},"constructor":1,"emotion":{},${plain.slice(1)}`
  assert.deepEqual(toCall(JSON.parse(hostile)), toCall(JSON.parse(plain)))
})

test('numbers may come as texts', () => {
  assert.equal(read({ duration: '123' }, 'durationSeconds'), 123)
  assert.equal(read({ ivr_end: '456' }, 'details.ivrEnd'), 456)
  assert.equal(read({ tags: [{ confidence: '0.7' }] }, 'tags.0.confidence'), 0.7)
})

test('a processed call is COMPLETED, a void one MISSED, and any other UNKNOWN with its word kept', () => {
  const statuses = ['qualified', 'void', 'archived', '__proto__', null].map((status) => [
    read({ status }, 'status'),
    read({ status }, 'details.processingStatus'),
    read({ status }, 'vendorStatus'),
  ])
  assert.deepEqual(statuses, [
    ['COMPLETED', 'QUALIFIED', 'qualified'],
    ['MISSED', 'VOID', 'void'],
    ['UNKNOWN', null, 'archived'],
    ['UNKNOWN', null, '__proto__'],
    ['UNKNOWN', null, null],
  ])
})

test('the state of the recording is read in either case', () => {
  const states = ['AVAILABLE', 'missing', 'ARCHIVED', null].map((audio_state) =>
    read({ audio_state }, 'details.audioState'),
  )
  assert.deepEqual(states, ['AVAILABLE', 'MISSING', 'UNKNOWN', null])
})

test('the end of the menu is read from the call, or else from its transcript', () => {
  const transcript_json = { meta: { ivr_end: 9 } }
  assert.equal(read({ transcript_json, ivr_end: 4 }, 'details.ivrEnd'), 4)
  assert.equal(read({ transcript_json }, 'details.ivrEnd'), 9)
})

test('a qualification is an outcome where it is a text', () => {
  assert.equal(read({ qualification: 'hot lead' }, 'outcome'), 'hot lead')
  assert.equal(read({ qualification: 'hot lead' }, 'details.qualification'), 'hot lead')
  assert.equal(read({ qualification: { label: 'hot lead' } }, 'outcome'), null)
})

test('the direction is read from the customer’s words, and UNKNOWN where there are none', () => {
  const words = ['IN', 'out', 'Inbound', 'OUTGOING', 'internal', '', 7, 'sideways', null]
  assert.deepEqual(
    words.map((Direction) => read({ metadata: { Direction } }, 'direction')),
    ['INBOUND', 'OUTBOUND', 'INBOUND', 'OUTBOUND', 'INTERNAL', ...Array<string>(4).fill('UNKNOWN')],
  )
  assert.equal(read({}, 'direction'), 'UNKNOWN')
})

test('numbers with and without a plus are one number', () => {
  const numbers = ['33199000001', '+33199000001', '+33 1 99 00 00 01'].map((ANI) =>
    read({ metadata: { ANI } }, 'from'),
  )
  assert.deepEqual(numbers, Array<string>(3).fill('+33199000001'))
  assert.equal(read({ metadata: { ANI: '0199000001' } }, 'from'), '0199000001')
})

test('the customer’s keys can be named by the account', () => {
  const row = {
    unique_id: 'a',
    metadata: { tel: '33199000001', ligne: '33199000002', sens: 'OUT', qui: 'Ada' },
  }
  const metadata = { caller: 'ligne', called: 'tel', direction: 'sens', agent: 'qui' }
  const mapped = toCall(row, undefined, { ...account, metadata })
  assert.deepEqual(
    ['direction', 'from', 'to', 'agent.name', 'contact.phone'].map((path) => at(mapped, path)),
    ['OUTBOUND', '+33199000002', '+33199000001', 'Ada', '+33199000001'],
  )
})

test('keys that every object has are not the customer’s', () => {
  const metadata = { caller: 'constructor', agent: '__proto__' }
  const mapped = toCall({ unique_id: 'a', metadata: {} }, undefined, { ...account, metadata })
  assert.deepEqual([at(mapped, 'from'), at(mapped, 'agent')], [null, null])
})

test('an agent is a name, and no id contains it', () => {
  const ids = ['Ada Lovelace', 'Ada Lovelace', 'Grace Hopper'].map((Agent) =>
    String(read({ metadata: { Agent } }, 'agent.id')),
  )
  assert.equal(new Set(ids).size, 2)
  for (const id of ids) assert.match(id, /^agent:allo-media:[\da-f]{16}$/)
})
