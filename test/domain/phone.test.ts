// Telephone numbers, normalized where a text says enough.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canBeSameNumber, toPhoneNumber } from '../../src/domain/phone.ts'

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

test('spellings of one number are known as such, with its country or without', () => {
  const [number, ...others] = [
    '+13165553333',
    '(316) 555-3333',
    '1 316 555 3333',
    '555.33.33',
    '0013165553333',
  ]
  for (const other of others) {
    assert.ok(canBeSameNumber(number, other), other)
    assert.ok(canBeSameNumber(other, number), other)
  }
  assert.ok(canBeSameNumber('+441632960001', '01632 960001'))
})

test('another number, a few digits and a word are not the same number', () => {
  for (const other of ['+443165553333', '316-555-3334', '3333', '', 'anonymous', '+53165553333'])
    assert.ok(!canBeSameNumber('+13165553333', other), other)
  assert.ok(canBeSameNumber('anonymous', 'anonymous') && canBeSameNumber('4711', '4711'))
})
