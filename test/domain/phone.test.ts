// Telephone numbers, normalized where a text says enough.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canBeSameNumber, readPhoneNumber, toPhoneNumber } from '../../src/domain/phone.ts'

test('international spellings become E.164', () => {
  assert.equal(toPhoneNumber('+1 (316) 555-0100'), '+13165550100')
  assert.equal(toPhoneNumber('0044 1632 960 001'), '+441632960001')
  assert.equal(toPhoneNumber(' +33.1.99.00.12.34 '), '+33199001234')
})

test('a national number stays as written while nobody knows its country', () => {
  assert.equal(toPhoneNumber(' 316-555-3333 '), '316-555-3333')
})

test('an address, an extension, dashes of all kinds and marks that nobody sees are no part of a number', () => {
  const spellings = [
    'tel:+13165550100',
    'TEL:+1-316-555-0100;ext=5',
    'tel:+1-316-555-0100;phone-context=example.com',
    '+1 (316) 555-0100 ext. 5',
    '+1 316 555 0100 extension 12',
    '+1 316 555 0100x5',
    '+1 316 555 0100, #5',
    '+1 316\u2013555\u20130100',
    '+1\u2011316\u2010555\u22120100',
    '\u202A+1\u00A0316\u00A0555\u00A00100\u202C',
    '\uFF0B\uFF11 316 555 0100',
    '001 316 555 0100',
  ]
  for (const text of spellings) {
    assert.equal(toPhoneNumber(text), '+13165550100', text)
    assert.equal(toPhoneNumber(text), '+13165550100', 'remembered alike')
  }
})

test('a zero that is dialled within the country only does not stand behind its code', () => {
  for (const text of ['+44 (0)1632 960352', '+44 01632 960352', '0044 (0) 1632 960352', '+4401632960352'])
    assert.equal(toPhoneNumber(text), '+441632960352', text)
  assert.equal(toPhoneNumber('+49 (0)30 1234567'), '+49301234567')
  assert.equal(toPhoneNumber('+39 06 698 12345'), '+390669812345', 'Italy keeps its zero')
})

test('a filter takes any spelling with a digit', () => {
  assert.equal(readPhoneNumber('+44 (0)1632 960352'), '+441632960352')
  assert.equal(readPhoneNumber(' tel:(316) 555\u20130921 ext. 5'), '(316) 555-0921')
  assert.equal(readPhoneNumber('4711'), '4711')
  for (const text of ['Bob', 'anonymous', '+', '()', 'ext. 5', ' '])
    assert.equal(readPhoneNumber(text), undefined, text)
})

test('a text too long for a number is left alone', () => {
  const long = `+1${'3'.repeat(100_000)}`
  assert.equal(toPhoneNumber(long), long)
  assert.equal(readPhoneNumber(long), undefined)
  assert.equal(readPhoneNumber(`1${'; \n'.repeat(50_000)}`), undefined)
})

test('a text that is no number is left alone', () => {
  assert.equal(toPhoneNumber('anonymous'), 'anonymous')
  assert.equal(toPhoneNumber('+12'), '+12')
})

test('spellings of one number are known as such, with its country or without', () => {
  const [number, ...others] = [
    '+13165553333',
    '(316) 555-3333',
    '1 316 555 3333',
    '555.33.33',
    '0013165553333',
    'tel:316-555-3333',
    '(316) 555\u20133333 ext. 7',
    '555\u20113333',
  ]
  for (const other of others) {
    assert.ok(canBeSameNumber(number, other), other)
    assert.ok(canBeSameNumber(other, number), other)
  }
  assert.ok(canBeSameNumber('+441632960001', '01632 960001'))
  assert.ok(canBeSameNumber('+44 (0)1632 960001', '01632 960001'))
})

test('another number, a few digits and a word are not the same number', () => {
  for (const other of ['+443165553333', '316-555-3334', '3333', '', 'anonymous', '+53165553333'])
    assert.ok(!canBeSameNumber('+13165553333', other), other)
  assert.ok(canBeSameNumber('anonymous', 'anonymous') && canBeSameNumber('4711', '4711'))
})
