// Numbers that a double cannot hold survive the reading of an answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseJson } from '../../src/upstream/body.ts'

test('an integer beyond 2^53 is read as a text of its digits, in rows, lists and stubs', () => {
  assert.deepEqual(
    parseJson(
      '{"id":9007199254740993,"ids":[9007199254740993,-9007199254740993],"agent":{ "id": 18446744073709551610 }}',
    ),
    {
      id: '9007199254740993',
      ids: ['9007199254740993', '-9007199254740993'],
      agent: { id: '18446744073709551610' },
    },
  )
  assert.equal(parseJson('123456789012345678901234'), '123456789012345678901234')
  assert.deepEqual(parseJson('[\n  9007199254740993\n]'), ['9007199254740993'])
})

test('numbers that a double holds, fractions, exponents and texts stay what they are', () => {
  for (const text of [
    '9007199254740991',
    '[0.30000000000000004,12.333333333333334,1e21,-0.1234567890123456789]',
    '{"id":"9007199254740993","note":"call: 9007199254740993","big":9007199254740991}',
  ])
    assert.deepEqual(parseJson(text), JSON.parse(text), text)
})

test('keys of prototypes stay keys, also where digits are kept', () => {
  const row = parseJson('{"__proto__":{"polluted":true},"id":9007199254740993}')
  assert.deepEqual(Object.keys(Object(row)), ['__proto__', 'id'])
  assert.equal(Reflect.get({}, 'polluted'), undefined)
})

test('what is no JSON is refused either way', () => {
  for (const text of ['', '[', '[9007199254740993']) assert.throws(() => parseJson(text), SyntaxError)
})
