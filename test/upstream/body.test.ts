// Parsing of answers, whose ids may be longer than a double holds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseJson } from '../../src/upstream/body.ts'

test('an integer beyond 2^53 becomes a string of its digits, in rows, lists and stubs', () => {
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

test('safe integers, fractions, exponents and strings stay unchanged', () => {
  for (const text of [
    '9007199254740991',
    '[0.30000000000000004,12.333333333333334,1e21,-0.1234567890123456789]',
    '{"id":"9007199254740993","note":"call: 9007199254740993","big":9007199254740991}',
  ])
    assert.deepEqual(parseJson(text), JSON.parse(text), text)
})

test('__proto__ stays an ordinary key, with long integers too', () => {
  const row = parseJson('{"__proto__":{"polluted":true},"id":9007199254740993}')
  assert.deepEqual(Object.keys(Object(row)), ['__proto__', 'id'])
  assert.equal(Reflect.get({}, 'polluted'), undefined)
})

test('invalid JSON is rejected, with long integers too', () => {
  for (const text of ['', '[', '[9007199254740993']) assert.throws(() => parseJson(text), SyntaxError)
})
