// The name of a client, by which slots are shared.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitKeyOf } from '../../src/domain/ask.ts'
import { EVERYBODY, toViewer } from '../../src/domain/viewer.ts'
import { createClientNames } from '../../src/door/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

function setUp() {
  const clock = createVirtualClock(0)
  const names = createClientNames(clock)
  const clientOf = (headers: Headers, address = '', viewer = EVERYBODY) =>
    names.clientOf(viewer, headers, address)
  const named = (name: string, address?: string) =>
    clientOf(new Headers({ 'graphql-client-name': name }), address)
  return { clock, clientOf, named }
}

test('an anonymous client is its address and the name it sends', () => {
  const { clientOf, named } = setUp()
  assert.equal(named('web', '192.0.2.7'), '192.0.2.7/web')
  assert.equal(named('web', '2001:db8::7'), '2001:db8::7/web')
  assert.equal(clientOf(new Headers({ 'apollographql-client-name': 'ios' }), '192.0.2.7'), '192.0.2.7/ios')
  const both = new Headers({ 'apollographql-client-name': 'ios', 'graphql-client-name': 'web' })
  assert.equal(clientOf(both, '192.0.2.7'), '192.0.2.7/web')
})

test('an application of a sign-in has one share at every address', () => {
  const { clientOf } = setUp()
  const headers = new Headers({ 'graphql-client-name': 'somebody else' })
  const viewer = toViewer([], { client: 'board/1' })
  assert.equal(clientOf(headers, '192.0.2.7', viewer), '@board%2F1/')
  assert.equal(clientOf(headers, '192.0.2.8', viewer), '@board%2F1/')
})

test('a person without an application has a share, one with it a part of its share', () => {
  const { clientOf } = setUp()
  const of = (name: string | null, client: string | null) =>
    clientOf(new Headers(), '192.0.2.7', toViewer([], { name, client }))
  assert.equal(of('ada', null), '@@ada/')
  assert.equal(of('ada', 'board'), '@board/ada')
  assert.equal(of('@board/ada', null), '@@%40board%2Fada/')
  // Tokens may hold halves of characters.
  assert.equal(of('\uD800', null), '@@%EF%BF%BD/')
})

test('limits count an address as one client, and each signed-in person alone', () => {
  assert.equal(limitKeyOf('192.0.2.7/web'), limitKeyOf('192.0.2.7/ios'))
  assert.notEqual(limitKeyOf('192.0.2.7/web'), limitKeyOf('192.0.2.8/web'))
  assert.notEqual(limitKeyOf('@board/ada'), limitKeyOf('@board/bob'))
})

test('a client may have neither a name nor an address', () => {
  const { clientOf } = setUp()
  assert.equal(clientOf(new Headers(), '192.0.2.7'), '192.0.2.7/')
  assert.equal(clientOf(new Headers()), '/')
})

test('a name is cut to 64 characters', () => {
  const { named } = setUp()
  assert.equal(named('x'.repeat(65)), `/${'x'.repeat(64)}`)
})

test('the hundred latest names are kept apart, further ones are "other"', async () => {
  const { clock, named } = setUp()
  for (let count = 0; count < 100; count += 1) assert.equal(named(`name ${count}`), `/name ${count}`)
  assert.equal(named('one more'), '/other')
  await clock.advance(59_999)
  assert.equal(named('name 0'), '/name 0')
  await clock.advance(1)
  assert.equal(named('one more'), '/one more')
  assert.equal(named('name 0'), '/name 0')
  assert.equal(named('name 1'), '/name 1')
})
