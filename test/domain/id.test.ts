// Global ids: readable, reversible, and strict about what names nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify, parseContactId, parseId, place, toContactId, toId } from '../../src/domain/id.ts'
import { NODE_NOUNS } from '../../src/domain/noun.ts'

test('the id of every noun names its noun, its account and the raw id again', () => {
  for (const noun of NODE_NOUNS) {
    const id = toId(noun, 'emea-2', '1418')
    assert.deepEqual(parseId(id), { noun, account: 'emea-2', vendorId: '1418' })
  }
})

test('ids are spelt in lower case with hyphens', () => {
  assert.equal(toId('CALL', 'ujet', '1418'), 'call:ujet:1418')
  assert.equal(toId('AGENT_ACTIVITY', 'ujet', '7'), 'agent-activity:ujet:7')
})

test('a raw id may hold colons, because an id is split at its first two only', () => {
  const raw = '987654_23_11_19_2012_17:07:29_12'
  assert.equal(parseId(toId('CALL', 'callcap', raw))?.vendorId, raw)
})

test('a negative raw id is kept, as built-in statuses have them', () => {
  assert.equal(parseId('agent-status:ujet:-2')?.vendorId, '-2')
})

test('a text that names nothing has no parts', () => {
  const nothing = ['', 'call', 'call:ujet', 'call:ujet:', ':ujet:1', 'call::1', 'Call:ujet:1', 'calls:ujet:1']
  for (const text of nothing) assert.equal(parseId(text), null, text)
})

test('words that every object inherits are no nouns', () => {
  assert.equal(parseId('constructor:ujet:1'), null)
  assert.equal(parseId('__proto__:ujet:1'), null)
})

test('the id of a contact has the same form and is no id of a noun', () => {
  const id = toContactId('ujet', '55')
  assert.equal(id, 'contact:ujet:55')
  assert.deepEqual(parseContactId(id), { noun: 'CONTACT', account: 'ujet', vendorId: '55' })
  assert.equal(parseId(id), null)
  assert.equal(parseContactId('call:ujet:55'), null)
})

test('an identity carries everything by which a row is known', () => {
  assert.deepEqual(identify('MENU', { name: 'emea', vendor: 'UJET' }, '6'), {
    noun: 'MENU',
    id: 'menu:emea:6',
    vendor: 'UJET',
    account: 'emea',
    vendorId: '6',
  })
})

test('rows without a global id differ by their account and place', () => {
  const ids = ['a', 'b'].flatMap((name) =>
    [0, 1].map((index) => place('SERVICE_LEVEL', { name, vendor: 'UJET' }, index).id),
  )
  assert.equal(new Set(ids).size, 4)
})
