// The form of a vendor's raw ids: what its documents show is taken, what could harm a shared request or a path is not.
import type { Vendor } from '../../src/domain/vendor.ts'
import type { IdNoun } from '../../src/vendors/id-form.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NODE_NOUNS } from '../../src/domain/noun.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { formOf, hasForm } from '../../src/vendors/id-form.ts'

const VENDORS = Object.values(DESCRIPTIONS)
const NOUNS: readonly IdNoun[] = [...NODE_NOUNS, 'CONTACT']

const UUID = '0b0e2f0a-5a0c-4b0e-9d0f-3a1b2c3d4e5f'

for (const [vendor, noun, ...ids] of [
  ['UJET', 'CALL', '0', '1418', '-1', '9007199254740993', '18446744073709551615'],
  ['CALLCAP', 'CALL', '987654_23_11_19_2012_17:07:29_12', '987654_23_11_19_2012_10_01_29_12', '1'],
  ['CALLCAP', 'CAMPAIGN', '111111'],
  ['WHIPPY', 'CALL', UUID, UUID.toUpperCase()],
  ['WHIPPY', 'AGENT', UUID, 'user-7'],
  ['ALLO_MEDIA', 'CALL', 'ex-1', '2023-11/17#1', 'am-00ff-1'],
  ['ALLO_MEDIA', 'AGENT', 'Zoë d’Arc', 'J. R.', '👩‍💻'],
  ['TWIN', 'CALL', UUID, 'a'],
  ['TWIN', 'AGENT', 'user-7', UUID],
] satisfies [Vendor, IdNoun, ...string[]][])
  test(`${vendor} has ids of ${noun} such as ${ids[0]}`, () => {
    for (const id of ids) assert.ok(hasForm(DESCRIPTIONS[vendor].ids, noun, id), id)
  })

for (const { vendor, ids } of VENDORS)
  test(`no id of ${vendor} is long, leaves its path or cannot be encoded`, () => {
    const harmful = [
      '',
      '.',
      '..',
      '...',
      '1\n',
      '\r\n',
      '\u0000',
      '\ud800',
      'a\udfff',
      '9'.repeat(257),
      'a:'.repeat(500),
    ]
    for (const noun of NOUNS) {
      for (const id of harmful) assert.equal(hasForm(ids, noun, id), false, `${noun} ${JSON.stringify(id)}`)
      const { pattern, words } = formOf(ids, noun)
      assert.match(pattern.source, /^\^.*\$$/)
      assert.ok(!pattern.global && !pattern.sticky, 'a pattern keeps no place')
      assert.match(words, /^a /)
    }
  })

test('an id of UJET is written as its row writes it, so that a row is known by it', () => {
  for (const id of ['007', '+7', '-0', '00', '7.0', '7e0', ' 7', '٧', '9'.repeat(21)])
    assert.equal(hasForm(DESCRIPTIONS.UJET.ids, 'CALL', id), false, id)
})
