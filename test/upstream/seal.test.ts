// Seals open with the same secret, purpose and subject only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeyedHash, createSeal } from '../../src/upstream/seal.ts'

const seal = createSeal('secret', 'tests')
const opened = (text: string, by = seal, about = '') => by.open(text, about)?.toString() ?? null

test('sealed text opens with the same secret, purpose and subject only', () => {
  const sealed = seal.close('Grüße, 4711', 'key 1')
  assert.equal(opened(sealed, createSeal('secret', 'tests'), 'key 1'), 'Grüße, 4711')
  assert.equal(opened(sealed, createSeal('another', 'tests'), 'key 1'), null)
  assert.equal(opened(sealed, createSeal('secret', 'cursors'), 'key 1'), null)
  assert.equal(opened(sealed, seal, 'key 2'), null)
})

test('equal texts about one thing have equal seals, and others do not', () => {
  assert.equal(seal.close('one'), seal.close('one'))
  assert.notEqual(seal.close('one'), seal.close('two'))
  const nonceOf = (sealed: string) => Buffer.from(sealed, 'base64url').subarray(0, 12).toString('hex')
  assert.notEqual(nonceOf(seal.close('one', 'a')), nonceOf(seal.close('one', 'b')))
})

test('a seal with any changed character is refused', () => {
  const sealed = seal.close('a position')
  for (let at = 0; at < sealed.length; at += 1) {
    const other = sealed[at] === 'A' ? 'B' : 'A'
    assert.equal(seal.open(sealed.slice(0, at) + other + sealed.slice(at + 1)), null, `character ${at}`)
  }
})

test('text without a seal is refused', () => {
  for (const text of ['', 'x', '🙂', `${seal.close('a')}!`, ` ${seal.close('a')}`])
    assert.equal(seal.open(text), null)
})

test('a keyed hash depends on secret and purpose, and not on the order of keys', () => {
  const hash = createKeyedHash('secret', 'tests')
  assert.equal(hash({ a: 1, b: [2, { c: 3, d: 4 }] }), hash({ b: [2, { d: 4, c: 3 }], a: 1 }))
  assert.notEqual(hash([1, 2]), hash([2, 1]))
  assert.notEqual(hash('x'), createKeyedHash('another', 'tests')('x'))
  assert.notEqual(hash('x'), createKeyedHash('secret', 'others')('x'))
})
