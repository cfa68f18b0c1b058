// Registered operations: requested by id, beside documents or instead of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Gateway } from '../../src/gateway.ts'
import { createStage } from '../support/gateway.ts'
import { toPost } from '../support/post.ts'

const ID = 'b3c1'
const DOCUMENT = 'query Names { accounts { name } }'
const documents = new Map([
  [ID, DOCUMENT],
  ['broken', '{ nothing }'],
])

async function post(gateway: Gateway, body: object) {
  const response = await gateway.fetch(new Request('http://gateway.test/graphql', toPost(body)))
  const { data, errors = [] } = await response.json()
  return { status: response.status, data, codes: errors.map((one: any) => one.extensions.code), errors }
}

const byApollo = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } })
const NAMES = { accounts: [{ name: 'ujet' }] }

test('a registered operation is answered by its id, in both notations', async () => {
  const { gateway } = createStage({}, { persisted: { documents, only: true } })
  for (const body of [{ documentId: ID }, byApollo(ID)])
    assert.deepEqual((await post(gateway, body)).data, NAMES)
  const url = `http://gateway.test/graphql?documentId=${ID}`
  const response = await gateway.fetch(new Request(url, { headers: { 'x-graphql-yoga-csrf': '1' } }))
  assert.deepEqual((await response.json()).data, NAMES)
})

test('with registered operations only, a document is forbidden, also beside an id', async () => {
  const { gateway } = createStage({}, { persisted: { documents, only: true } })
  for (const body of [{ query: DOCUMENT }, { query: '{ accounts { vendor } }', documentId: ID }]) {
    const { status, codes, data } = await post(gateway, body)
    assert.deepEqual([status, codes, data], [400, ['FORBIDDEN'], undefined])
  }
})

test('beside registered operations, documents are answered', async () => {
  const { gateway } = createStage({}, { persisted: { documents, only: false } })
  assert.deepEqual((await post(gateway, { query: DOCUMENT })).data, NAMES)
  assert.deepEqual((await post(gateway, { documentId: ID })).data, NAMES)
})

test('an unknown id is refused, not repeated, and not registered', async () => {
  const { gateway } = createStage({}, { persisted: { documents, only: false } })
  const secret = 'f'.repeat(64)
  await post(gateway, { query: DOCUMENT, ...byApollo(secret) })
  const { status, codes, errors } = await post(gateway, byApollo(secret))
  assert.deepEqual([status, codes], [200, ['PERSISTED_QUERY_NOT_FOUND']])
  assert.ok(!JSON.stringify(errors).includes(secret))
  const named = await post(gateway, { documentId: secret })
  assert.deepEqual([named.status, named.codes], [400, ['BAD_USER_INPUT']])
  assert.ok(!JSON.stringify(named.errors).includes(secret))
})

/** As Apollo Client's persisted-query link: first by hash, then as the answer says. */
const SETTINGS = {
  'no registered operations': [null, 'PersistedQueryNotSupported', NAMES],
  'registered operations beside others': [{ documents, only: false }, 'PersistedQueryNotFound', NAMES],
  'registered operations only': [{ documents, only: true }, 'PersistedQueryNotFound', undefined],
} as const

for (const [setting, [persisted, message, data]] of Object.entries(SETTINGS))
  test(`with ${setting} an unknown hash makes Apollo Client send the document`, async () => {
    const { gateway } = createStage({}, { persisted })
    const unknown = byApollo('f'.repeat(64))
    const { status, codes, errors } = await post(gateway, unknown)
    assert.equal(status, 200)
    assert.equal(errors[0].message, message)
    assert.deepEqual(codes, [message.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()])
    const url = `http://gateway.test/graphql?extensions=${encodeURIComponent(JSON.stringify(unknown.extensions))}`
    const byAddress = await gateway.fetch(new Request(url, { headers: { 'apollo-require-preflight': '1' } }))
    assert.deepEqual((await byAddress.json()).errors[0].message, message)
    assert.deepEqual((await post(gateway, { query: DOCUMENT, ...unknown })).data, data)
  })

test('without registered operations an id is refused', async () => {
  const { codes } = await post(createStage().gateway, { documentId: ID })
  assert.deepEqual(codes, ['BAD_USER_INPUT'])
})

test('a registered operation is validated and limited like a document', async () => {
  const limits = { depth: 1, tokens: 100, aliases: 1, ids: 1 }
  const { gateway } = createStage({}, { persisted: { documents, only: true }, limits })
  assert.deepEqual((await post(gateway, { documentId: ID })).codes, ['LIMIT_EXCEEDED'])
  assert.deepEqual((await post(gateway, { documentId: 'broken' })).codes, ['BAD_USER_INPUT'])
})
