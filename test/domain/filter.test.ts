// What ranges and lists of a filter mean, whichever noun they stand in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Predicates } from '../../src/domain/filter.ts'
import {
  among,
  amongAddresses,
  amongLanguages,
  amongPhones,
  givenKeys,
  includesText,
  inNumbers,
  inTimes,
  toPredicate,
} from '../../src/domain/filter.ts'

test('a range of instants holds its lower bound and not its upper one', () => {
  const range = { from: 100, to: 200 }
  assert.deepEqual(
    [99, 100, 199, 200].map((instant) => inTimes(instant, range)),
    [false, true, true, false],
  )
})

test('a range of numbers holds both of its bounds', () => {
  const range = { from: 1, to: 3 }
  assert.deepEqual(
    [0, 1, 3, 3.5].map((value) => inNumbers(value, range)),
    [false, true, true, false],
  )
})

test('a range without a bound is open on that side, and without any it asks for a value', () => {
  assert.equal(inTimes(5, { from: 5 }), true)
  assert.equal(inTimes(-5, { to: 5 }), true)
  assert.equal(inNumbers(0, {}), true)
  assert.equal(inTimes(0, {}), true)
})

test('of a value that a row lacks nothing can be said', () => {
  for (const missing of [null, undefined]) {
    assert.equal(inTimes(missing, { from: 0 }), undefined)
    assert.equal(inNumbers(missing, { to: 9 }), undefined)
    assert.equal(among(missing, ['a']), undefined)
    assert.equal(amongLanguages(missing, ['en']), undefined)
    assert.equal(amongPhones(missing, ['+13165550100']), undefined)
  }
})

test('false and zero are values like any other', () => {
  assert.equal(among(false, [false]), true)
  assert.equal(among(0, [0]), true)
  assert.equal(among(false, [true]), false)
})

test('a language range keeps the language with and without a country, in any spelling', () => {
  for (const tag of ['en', 'EN', 'en-US', 'en_us', ' en-GB-oxendict '])
    assert.equal(amongLanguages(tag, ['fr', 'en']), true, tag)
  for (const tag of ['eng', 'e', '', 'English']) assert.equal(amongLanguages(tag, ['en']), false, tag)
  assert.equal(amongLanguages('fr-CA', ['en', 'FR_ca']), true)
  assert.equal(amongLanguages('fr', ['fr-CA']), false, 'a range with a country wants that country')
  assert.equal(amongLanguages('sv', ['*']), true)
  assert.equal(amongLanguages(null, ['*']), undefined)
})

test('a part of a text is found in any case, with or without accents and double blanks', () => {
  for (const part of ['josé', 'JOSE', 'é r', 'e  r', 'jose ruiz', ''])
    assert.equal(includesText('José  Ruiz', part), true, part)
  assert.equal(includesText('José Ruiz', 'ruiz jose'), false)
  assert.equal(includesText(null, ''), undefined)
})

test('an e-mail address is compared whole and in any case', () => {
  assert.equal(amongAddresses('Ada@Example.com', ['bob@example.com', 'ada@example.COM']), true)
  assert.equal(amongAddresses('ada@example.com', ['ada', 'example.com', 'da@example.com']), false)
  assert.equal(amongAddresses(undefined, ['ada@example.com']), undefined)
})

test('telephone numbers match in any spelling', () => {
  assert.equal(amongPhones('+13165550100', ['+1 (316) 555-0100']), true)
  assert.equal(amongPhones('001 316 555 0100', ['+13165550100']), true)
  assert.equal(amongPhones('+13165550100', ['+13165550101']), false)
})

interface Filter {
  name?: string | undefined
  ages?: readonly number[] | undefined
}

const predicates: Predicates<Filter, { name: string; age: number }> = {
  name: (row, wanted) => row.name === wanted,
  ages: (row, wanted) => wanted.includes(row.age),
}

test('a word that no table knows is among others only where it is asked for', () => {
  assert.equal(among('UNKNOWN', ['MISSED']), undefined)
  assert.equal(among('UNKNOWN', ['MISSED', 'UNKNOWN']), true)
})

test('a row that does not say whether it matches is left out', () => {
  const lacking: Predicates<Filter, unknown> = { name: () => undefined, ages: () => true }
  assert.equal(toPredicate(lacking, { name: 'Ada', ages: [1] }, ['name', 'ages'])({}), false)
})

test('a predicate checks the keys it was made for and no others', () => {
  const filter: Filter = { name: 'Ada', ages: [36] }
  const row = { name: 'Ada', age: 40 }
  assert.equal(toPredicate(predicates, filter, ['name'])(row), true)
  assert.equal(toPredicate(predicates, filter, ['name', 'ages'])(row), false)
})

test('a key without a value holds for every row', () => {
  const row = { name: 'Ada', age: 40 }
  assert.equal(toPredicate(predicates, { name: undefined }, ['name', 'ages'])(row), true)
})

test('only keys that carry a value are given', () => {
  assert.deepEqual(givenKeys<Filter>({ name: undefined, ages: [] }), ['ages'])
})
