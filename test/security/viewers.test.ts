// Viewers share memory, running requests and documents, but no rights.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPersonalStage, hasCanary } from '../support/personal.ts'

const QUERY = '{ calls(first: 20) { nodes { id from agent { id email } contact { id name } } } }'
const HEADERS = {
  'x-switchboard-secret': '0123456789abcdef0123456789abcdef',
  'x-switchboard-subject': 'ada',
}

test('a cached row is masked for each viewer, in either order', async () => {
  const { asReader, asStaff } = createPersonalStage()
  for (const _ of ['cold', 'remembered']) {
    const whole = await asReader(QUERY)
    const masked = await asStaff(QUERY)
    assert.ok(hasCanary(whole.data))
    assert.ok(!hasCanary(masked))
    assert.deepEqual(
      masked.data.calls.nodes.map(({ id }: { id: string }) => id),
      whole.data.calls.nodes.map(({ id }: { id: string }) => id),
    )
  }
})

test('a shared request is masked for each viewer', async () => {
  const { asReader, asStaff } = createPersonalStage()
  const [masked, whole] = await Promise.all([asStaff(QUERY), asReader(QUERY)])
  assert.ok(hasCanary(whole.data))
  assert.ok(!hasCanary(masked))
  assert.ok(masked.data.calls.nodes.length > 0)
})

test('a cached document is refused by each viewer’s scopes, in either order', async () => {
  const { ask } = createPersonalStage()
  const as = (scopes: string) =>
    ask('{ calls { nodes { id } } }', {}, { ...HEADERS, 'x-switchboard-scopes': scopes })
  const codes = async (scopes: string) => (await as(scopes)).errors.map(({ extensions }) => extensions.code)
  assert.deepEqual(await codes('calls:read'), [])
  assert.deepEqual(await codes('agents:read'), ['FORBIDDEN'])
  assert.deepEqual(await codes('calls:read'), [])
})

test('a viewer without the scope gets no cached rows, also with only-if-cached', async () => {
  const { ask } = createPersonalStage()
  const as = (scopes: string, headers = {}) =>
    ask(
      '{ call(id: "call:ujet:1") { id from } calls { nodes { id from } } }',
      {},
      {
        ...HEADERS,
        'x-switchboard-scopes': scopes,
        ...headers,
      },
    )
  await as('calls:read pii:read')
  const { data, errors } = await as('agents:read pii:read', { 'x-freshness': 'only-if-cached' })
  assert.equal(data, null)
  assert.ok(errors.length > 0)
  for (const { extensions } of errors) assert.equal(extensions.code, 'FORBIDDEN')
})

test('answers are not cacheable on the way', async () => {
  const { gateway } = createPersonalStage()
  const response = await gateway.fetch(
    new Request(`http://gateway.test/graphql?query=${encodeURIComponent('{ viewer { subject } }')}`, {
      headers: { ...HEADERS, 'graphql-require-preflight': '1' },
    }),
  )
  assert.deepEqual((await response.json()).data, { viewer: { subject: 'ada' } })
  assert.equal(response.headers.get('etag'), null)
  assert.doesNotMatch(response.headers.get('cache-control') ?? '', /public|max-age/)
})
