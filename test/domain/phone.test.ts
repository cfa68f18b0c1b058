// Telephone numbers, normalized where a text says enough.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPhoneNumber } from '../../src/domain/phone.ts'

test('international spellings become E.164', () => {
  assert.equal(toPhoneNumber('+1 (316) 555-0100'), '+13165550100')
  assert.equal(toPhoneNumber('0044 1632 960 001'), '+441632960001')
  assert.equal(toPhoneNumber(' +33.1.99.00.12.34 '), '+33199001234')
})

test('a national number stays as written while nobody knows its country', () => {
  assert.equal(toPhoneNumber(' 316-555-3333 '), '316-555-3333')
})

test('a national number becomes E.164 in a known country, without its leading zero', () => {
  assert.equal(toPhoneNumber('316-555-3333', '1'), '+13165553333')
  assert.equal(toPhoneNumber('01632 960001', '44'), '+441632960001')
})

test('a text that is no number is left alone', () => {
  assert.equal(toPhoneNumber('anonymous', '1'), 'anonymous')
  assert.equal(toPhoneNumber('+12'), '+12')
})
