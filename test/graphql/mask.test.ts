// Masks keep the shape of a value where it tells something, and never enough of it to find the person.
import type { PiiKind } from '../../src/domain/viewer.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskOf } from '../../src/graphql/access/mask.ts'

const MASKED: Readonly<Partial<Record<PiiKind, Readonly<Record<string, string>>>>> = {
  NAME: {
    'Ada Lovelace': 'A••• L•••',
    'Ada Augusta King Countess of Lovelace': 'A••• A••• K••• C•••',
    Ørsted: 'Ø•••',
    ' 李 小龍 ': '李••• 小•••',
    // Where a vendor knows no name, it may show a number or an address.
    '+12025554711': '•••',
    'ada@example.com': 'a•••',
    '': '•••',
  },
  PHONE: {
    '+12025554711': '+1•••••••4711',
    '+441632960123': '+4•••••••0123',
    '(202) 555-4711': '•••••••4711',
    '+3161234567': '+3•••••••4567',
    '+123456789': '•••••••',
    '4711': '•••••••',
    '': '•••••••',
    anonymous: '•••••••',
    'sip:ada.lovelace@2025554711.example.com': '•••••••',
    '+12025554711 Ada': '•••••••',
  },
  EMAIL: {
    'ada@example.com': 'a•••@e•••.com',
    'ada.lovelace+calls@mail.example.co.uk': 'a•••@m•••.uk',
    'ada@localhost': 'a•••@l•••',
    'ada@example.lovelace': 'a•••@e•••',
    'Ada Lovelace': '•••',
    'ada@': '•••',
    '@example.com': '•••',
    '': '•••',
  },
}

for (const [kind, values] of Object.entries(MASKED)) {
  for (const [value, masked] of Object.entries(values)) {
    test(`of the ${kind} ${JSON.stringify(value)} is shown ${masked}`, () => {
      // The table is keyed by kinds, which Object.entries forgets.
      assert.equal(maskOf(kind as PiiKind)?.(value), masked)
    })
  }
}

test('addresses, texts and ids have no mask: they are withheld', () => {
  for (const kind of ['URL', 'TEXT', 'ID'] as const) assert.equal(maskOf(kind), null)
})

test('of a list each text is masked, and one with anything else in it is withheld', () => {
  const mask = maskOf('EMAIL')
  assert.deepEqual(mask?.(['ada@example.com', 'b@c.org']), ['a•••@e•••.com', 'b•••@c•••.org'])
  assert.equal(mask?.(['ada@example.com', { address: 'b@c.org' }]), null)
})

test('null stays null, and a value that is no text is withheld', () => {
  for (const value of [null, undefined, 4711, { name: 'Ada' }]) assert.equal(maskOf('NAME')?.(value), null)
})
