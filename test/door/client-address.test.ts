// The address of a client, with proxies in front and without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAddresses } from '../../src/door/ask.ts'

const PROXIES = ['10.0.0.0/8', '192.0.2.1', 'fd00::/8']
const addressOf = createAddresses(PROXIES)

/** The address of the connection, `x-forwarded-for`, and the address of the client. */
const CASES: Readonly<Record<string, readonly [string | undefined, string | null, string]>> = {
  'a client without a proxy': ['203.0.113.5', null, '203.0.113.5'],
  'a client that sends the header itself': ['203.0.113.5', '198.51.100.1', '203.0.113.5'],
  'a client behind a proxy': ['10.1.2.3', '203.0.113.5', '203.0.113.5'],
  'a client behind two proxies': ['10.1.2.3', '203.0.113.5, 10.9.9.9', '203.0.113.5'],
  'a client behind a proxy that sends addresses of its own': [
    '10.1.2.3',
    '1.1.1.1, 10.0.0.1, 203.0.113.5',
    '203.0.113.5',
  ],
  'a proxy written as an IPv6 address': ['::ffff:10.1.2.3', '203.0.113.5', '203.0.113.5'],
  'a proxy of IPv6': ['fd12::1', '203.0.113.5', '203.0.113.5'],
  'an address with its port': ['192.0.2.1', '203.0.113.5:4711', '203.0.113.5'],
  'an IPv6 address in brackets': ['192.0.2.1', '[2001:db8::7]:4711', '2001:db8:0:0::'],
  'a text that is no address': ['10.1.2.3', 'unknown', '10.1.2.3'],
  'a text that is no address before one of a proxy': [
    '10.1.2.3',
    '203.0.113.5, _hidden, 10.0.0.2',
    '10.0.0.2',
  ],
  'proxies only': ['10.1.2.3', '10.0.0.9', '10.0.0.9'],
  'an empty header': ['10.1.2.3', '', '10.1.2.3'],
  'no connection': [undefined, '203.0.113.5', ''],
}

for (const [what, [connection, header, expected]] of Object.entries(CASES))
  test(`${what}: the client has the address that it cannot forge`, () => {
    assert.equal(addressOf(connection, header), expected)
  })

test('an IPv6 network of 64 bits is one client', () => {
  const of = (address: string) => addressOf(address, null)
  assert.equal(of('2001:db8:1:2:aaaa::1'), of('2001:0DB8:0001:0002::ffff'))
  assert.notEqual(of('2001:db8:1:2::1'), of('2001:db8:1:3::1'))
  assert.equal(of('::1'), of('0:0:0:0:0:0:0:1'))
  assert.equal(of('fe80::1%eth0'), of('fe80::2'))
  assert.equal(of('::ffff:203.0.113.5'), '203.0.113.5')
})

test('without trusted proxies the header is ignored', () => {
  assert.equal(createAddresses([])('10.1.2.3', '203.0.113.5'), '10.1.2.3')
})
